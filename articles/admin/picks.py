"""A few stories in order, each found by typing: hand-picked related ones, key stories of a tag."""

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.models import Article
from articles.revisions.content import MOST_RELATED
from newsroom.admin_relations import is_key

SEARCHED = Article._meta.get_field("withdrawn_to")  # the admin's search asks which relation


def stories(keys) -> dict[int, Article]:
    """The stories behind `keys`, in their order, by key: one query, none for none."""
    found = Article.objects.only("headline").in_bulk(keys) if keys else {}
    return {key: found[key] for key in keys if key in found}


class StorySelect(AutocompleteSelect):
    """One place: a search among stories; the chosen ones of all places are `known` beforehand."""

    known: dict[int, Article] = {}

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name) or ""
        return value if is_key(value) else ""

    def optgroups(self, name, value, attr=None):
        chosen = [int(key) for key in value if is_key(key)]
        options = [self.create_option(name, "", "", False, 0)]
        options += [
            self.create_option(name, key, str(self.known.get(key, key)), True, 1) for key in chosen
        ]
        return [(None, options, 0)]


class PicksWidget(forms.MultiWidget):
    """As many places as there may be stories, one below the other."""

    known: dict[int, Article] | None = None

    def __init__(self, attrs=None):
        places = range(1, MOST_RELATED + 1)
        super().__init__(
            [
                StorySelect(SEARCHED, site, attrs={"aria-label": _("Place %(n)d") % {"n": place}})
                for place in places
            ],
            attrs,
        )

    def decompress(self, value):
        return list(value or ())

    def get_context(self, name, value, attrs):
        value = self.decompress(value)[: len(self.widgets)]
        known = self.known
        if known is None:
            known = stories([int(key) for key in value if is_key(key)])
        for widget in self.widgets:
            widget.known = known
        return super().get_context(name, value + [""] * (len(self.widgets) - len(value)), attrs)

    def render(self, name, value, attrs=None, renderer=None):
        places = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        drawn = ((self._render(place["template_name"], {"widget": place}, renderer),)
                 for place in places)  # fmt: skip
        return format_html('<ol class="picks">{}</ol>', format_html_join("", "<li>{}</li>", drawn))


class PicksField(forms.Field):
    """Keys of stories in the order of the places; `known` has their rows once they were looked up.

    For a JSONField of the model, hence the arguments.
    """

    widget = PicksWidget

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        self.known: dict[int, Article] = {}
        super().__init__(**kwargs)

    def clean(self, value):
        keys = list(dict.fromkeys(int(key) for key in value or () if is_key(key)))
        self.known = self.widget.known = stories(keys)
        if len(self.known) < len(keys):
            raise forms.ValidationError(_("One of these stories does not exist any more."))
        return keys

    def has_changed(self, initial, data):
        return [int(key) for key in data or () if is_key(key)] != list(initial or ())
