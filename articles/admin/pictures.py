"""The choice of a picture in the story's form: what was chosen is seen, with what it lacks."""

import re

from django.contrib.admin.widgets import AutocompleteSelect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from media.models import Image
from newsroom import html


class PictureSelect(AutocompleteSelect):
    """The admin's autocomplete with the chosen picture below it.

    static/js/desk/pictures.js shows another one as soon as it is chosen, and pictures in the list
    of those to choose from. `known`: pictures by key that need not be asked for.
    """

    known: dict[int, Image] = {}
    template = "admin/articles/article/_chosen_picture.html"

    def render(self, name, value, attrs=None, renderer=None):
        if not re.fullmatch(html.KEY, str(value or "")):
            value = None  # Django would ask the database for it as it came
        self.image = self._chosen(value) if value else None
        context = {"image": self.image, "asks": reverse("admin:references_describe")}
        chosen = render_to_string(self.template, context)
        return format_html("{}{}", super().render(name, value, attrs, renderer), chosen)

    def _chosen(self, value) -> Image | None:
        return self.known.get(int(value)) or Image.objects.filter(pk=value).first()

    def optgroups(self, name, value, attr=None):
        """The empty option and the chosen picture, which render() has found."""
        options = [self.create_option(name, "", "", False, 0)]
        if self.image:
            options.append(self.create_option(name, self.image.pk, str(self.image), True, 1))
        return [(None, options, 0)]
