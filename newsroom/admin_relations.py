"""Relations in the admin's forms: searched for, and never broken by what was sent."""

import re

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError

from . import html


def is_key(value) -> bool:
    return bool(re.fullmatch(html.KEY, str(value), re.ASCII))


class _KeysOnly:
    """Draws again what was sent, if it is a key: Django asks the database for whatever came.

    `known`: rows by key that are at hand; while all that is chosen is there, nothing is asked.
    """

    known: dict = {}

    def optgroups(self, name, value, attr=None):
        keys = list(filter(is_key, value))
        rows = [self.known.get(key) for key in dict.fromkeys(map(int, keys))]
        if None in rows:
            return super().optgroups(name, keys, attr)
        is_blank = not (self.is_required or self.allow_multiple_selected)
        options = [self.create_option(name, "", "", False, 0)] if is_blank else []
        options += [self.create_option(name, row.pk, str(row), True, 1) for row in rows]
        return [(None, options, 0)]


class KeySelect(_KeysOnly, AutocompleteSelect):
    """The admin's search for a relation, which no rubbish breaks."""


class KeySelectMultiple(_KeysOnly, AutocompleteSelectMultiple):
    """The same for many."""


class KeyField(forms.ModelChoiceField):
    """Asks for no row that is at hand: `known`, by key."""

    known: dict = {}

    def to_python(self, value):
        row = self.known.get(int(value)) if is_key(value) else None
        return row or super().to_python(value)


class KeysField(forms.ModelMultipleChoiceField):
    """Refuses a key that no database can hold, which Django would ask for."""

    def clean(self, value):
        for key in value or ():
            if not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": key},
                )
        return super().clean(value)


class SearchedRelations:
    """An admin whose `autocomplete_fields` are searched for with the widgets above.

    What a field refers to is not deleted from there: a red cross beside a logo looks like "none".
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", KeySelect(db_field, self.admin_site))
            kwargs.setdefault("form_class", KeyField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", KeySelectMultiple(db_field, self.admin_site))
            kwargs.setdefault("form_class", KeysField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
