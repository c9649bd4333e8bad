"""The choice of a picture in the story's form: what was chosen is seen, with what it lacks."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from media.models import Image


class PictureSelect(AutocompleteSelect):
    """The admin's autocomplete with the chosen picture below it.

    static/js/desk/pictures.js shows another one as soon as it is chosen, and pictures in the list
    of those to choose from.
    """

    template = "admin/articles/article/_chosen_picture.html"

    def render(self, name, value, attrs=None, renderer=None):
        key = str(value or "")
        image = Image.objects.filter(pk=key).first() if key.isdecimal() else None
        context = {"image": image, "asks": reverse("admin:references_describe")}
        chosen = render_to_string(self.template, context)
        return format_html("{}{}", super().render(name, value, attrs, renderer), chosen)
