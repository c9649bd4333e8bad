"""The credits of a story in its form: people and roles in byline order, from whatever version."""

import re

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Credit
from articles.revisions import content as contents
from authors.models import Author
from newsroom import html

PREFIX = "credits"
MOST = 200
AUTHOR_NAME = re.compile(rf"{PREFIX}-\d+-author")
KEY = re.compile(html.KEY, re.ASCII)
AUTHOR = Credit._meta.get_field("author")


class AuthorSearch(AutocompleteSelect):
    """The admin's search for an author; the chosen ones of all lines are `known` beforehand."""

    known: dict[int, Author] = {}

    def optgroups(self, name, value, attr=None):
        chosen = [self.known[int(key)] for key in value if _is_in(key, self.known)]
        options = [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, a.pk, str(a), True, 1) for a in chosen]
        return [(None, options, 0)]


class AuthorField(forms.ModelChoiceField):
    """An author among those that the set asked for in one query."""

    known: dict[int, Author] = {}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not _is_in(value, self.known):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return self.known[int(value)]


class CreditForm(forms.Form):
    """One line of the byline; a line without an author is no credit."""

    author = AuthorField(Author.objects, required=False, widget=AuthorSearch(AUTHOR, admin.site))
    role = forms.ChoiceField(choices=Credit.Role, initial=Credit.Role.WRITING)
    position = forms.IntegerField(
        required=False, min_value=0, max_value=999, label=gettext_lazy("Order")
    )


class CreditFormSet(forms.formset_factory(CreditForm, extra=0, can_delete=True, max_num=MOST)):
    """The lines, ordered by number, and by row where numbers are alike."""

    def __init__(self, data=None, *, article: Article, kept=(), may_add_authors: bool = False):
        """`kept`: [role, author's key] of a story that was begun and never saved."""
        self.known = {}
        if data is not None:
            kept = ()
        elif article.pk:
            credits = article.credits.all()
            kept = [(credit.role, credit.author_id) for credit in credits]
            self.known = {c.author_id: c.author for c in credits if AUTHOR.is_cached(c)}
        lines = [
            {"author": author, "role": role, "position": number}
            for number, (role, author) in enumerate(kept)
        ]
        self.may_add_authors = may_add_authors
        keys = self._asked(data) if data is not None else [key for _role, key in kept]
        self.known |= Author.objects.in_bulk(set(keys) - self.known.keys())
        super().__init__(data, initial=lines or [{}], prefix=PREFIX)

    def add_fields(self, form, index):
        """Beside each author the way to a new profile, for who may make one."""
        super().add_fields(form, index)
        field = form.fields["author"]
        field.known = field.widget.known = self.known
        field.widget = RelatedFieldWidgetWrapper(
            field.widget,
            AUTHOR.remote_field,
            admin.site,
            can_add_related=self.may_add_authors,
            can_change_related=True,
        )

    def _asked(self, data) -> set[int]:
        """The keys of the authors the lines name."""
        names = [name for name in data if AUTHOR_NAME.fullmatch(name)]
        return {int(data[name]) for name in names[:MOST] if KEY.fullmatch(data[name])}

    def clean(self):
        """Nobody has the same role twice."""
        pairs = self.in_order() if not any(self.errors) else []
        if len(set(pairs)) < len(pairs):
            raise forms.ValidationError(_("This person already has this role on the story."))

    def in_words(self) -> str:
        """The lines as they came, right or wrong: "Ann Lee (writing), …"."""
        lines = []
        for form in self.forms:
            key, role = (form[name].value() for name in ("author", "role"))
            if key:
                name = self.known[int(key)] if _is_in(key, self.known) else key
                lines.append(f"{name} ({role})")
        return contents.printable(", ".join(lines))

    def in_order(self) -> list[tuple[str, Author]]:
        """(role, author) of every line that stays, as a byline is read; the set is valid."""
        lines = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        lines = [line for line in lines if line.get("author")]
        lines.sort(key=lambda line: line.get("position") or 0)
        return [(line["role"], line["author"]) for line in lines]


def _is_in(key, known: dict[int, Author]) -> bool:
    return bool(KEY.fullmatch(str(key))) and int(key) in known
