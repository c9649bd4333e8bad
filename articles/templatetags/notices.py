from django import template

from articles import actions
from articles.models import Notice

register = template.Library()


@register.simple_tag
def unread_notices(user):
    """How many notices `user` has not read; None for who gets none. One query."""
    if not actions.can_comment(user):
        return None
    return Notice.objects.of(user).unread().count()
