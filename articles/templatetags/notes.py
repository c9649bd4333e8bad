from django import template

from articles import notes
from articles.models import Comment

register = template.Library()


@register.filter
def words(note):
    """The text of a note as HTML. Reads its mentions."""
    return notes.draw(note.text, note.mentions.all())


@register.simple_tag
def open_mentions(user):
    """How many notes that mention `user` are open. One query."""
    return Comment.objects.open().seen_by(user).mentioning(user).count()
