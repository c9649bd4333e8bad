from datetime import datetime

from django import template
from django.utils import dateformat, timezone
from django.utils.translation import get_language

register = template.Library()


@register.filter
def machine_time(moment: datetime | None) -> str:
    """A moment as <time datetime> takes it: HTML knows no more than three digits of a second."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter(expects_localtime=True)
def short_day(moment: datetime | None) -> str:
    """5 Nov, 5 лис: Django's M begins every language's months with a capital."""
    is_english = (get_language() or "en").startswith("en")
    return dateformat.format(moment, "j M" if is_english else "j b") if moment else ""
