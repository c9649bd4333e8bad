"""How the desk's pages say where a story stands and when something happens."""

from django import template
from django.utils import timezone

from articles.admin import writing
from articles.admin.listing import badge

register = template.Library()
register.filter("badge", badge)
register.filter("clock", writing.clock)


@register.filter
def is_past(moment):
    """Whether an hour is set and has come."""
    return bool(moment and moment <= timezone.now())
