"""What the stock admin's forms leave out."""

import re

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AutocompleteSelect
from django.utils.translation import gettext as _

from . import html


def name_halves(form: forms.BaseForm) -> None:
    """Say of each half of an hour which field it is of: the admin gives them no label."""
    for field in form.fields.values():
        if isinstance(field.widget, AdminSplitDateTime):
            for half, words in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
                half.attrs["aria-label"] = f"{field.label}: {words}"


class KeySelect(AutocompleteSelect):
    """The admin's autocomplete, shown again with whatever was sent: only keys are looked for."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in map(str, value) if re.fullmatch(html.KEY, key)]
        return super().optgroups(name, keys or [""], attr)
