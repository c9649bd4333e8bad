from django import template

from newsroom.outbox import liveness

register = template.Library()


@register.simple_tag
def outbox_report():
    """Whether what the newsroom sends gets out: a liveness.Report, some seconds old at most."""
    return liveness.lately()
