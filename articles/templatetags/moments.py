from datetime import datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def machine_time(moment: datetime | None) -> str:
    """A moment as <time datetime> takes it: HTML knows no more than three digits of a second."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
