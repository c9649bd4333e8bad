from django import template

from articles import notes

register = template.Library()


@register.filter
def words(note):
    """The text of a note as HTML. Reads its mentions."""
    return notes.draw(note.text, note.mentions.all())
