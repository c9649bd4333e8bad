from django import template

from newsroom.drawn import drawn

register = template.Library()


@register.simple_tag(name="drawn")
def draw(name: str, **values):
    """`{% include name with … only %}`, without drawing again what was drawn of the same values.

    For templates that read nothing but their values (newsroom/drawn.py).
    """
    return drawn(name, values)
