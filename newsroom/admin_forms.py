"""What the stock admin's forms leave out."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext as _


def name_halves(form: forms.BaseForm) -> None:
    """Say of each half of an hour which field it is of: the admin gives them no label."""
    for field in form.fields.values():
        if isinstance(field.widget, AdminSplitDateTime):
            for half, words in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
                half.attrs["aria-label"] = f"{field.label}: {words}"
