"""The credits of a story in its form: people and roles in byline order, from whatever version."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper

from articles.models import Article, Credit
from authors.models import Author

PREFIX = "credits"
AUTHOR = Credit._meta.get_field("author")


class CreditForm(forms.Form):
    """One line of the byline; a line without an author is no credit."""

    author = forms.ModelChoiceField(
        Author.objects, required=False, widget=AutocompleteSelect(AUTHOR, admin.site)
    )
    role = forms.ChoiceField(choices=Credit.Role, initial=Credit.Role.WRITING)
    position = forms.IntegerField(required=False, min_value=0, max_value=999, label="Order")


class CreditFormSet(forms.formset_factory(CreditForm, extra=0, can_delete=True, max_num=200)):
    """The lines, ordered by number, and by row where numbers are alike."""

    def __init__(self, data=None, *, article: Article, kept=(), may_add_authors: bool = False):
        """`kept`: [role, author's key] of a story that was begun and never saved."""
        if article.pk:
            kept = [(credit.role, credit.author_id) for credit in article.credits.all()]
        lines = [
            {"author": author, "role": role, "position": number}
            for number, (role, author) in enumerate(kept)
        ]
        self.may_add_authors = may_add_authors
        super().__init__(data, initial=lines or [{}], prefix=PREFIX)

    def add_fields(self, form, index):
        """Beside each author the way to a new profile, for who may make one."""
        super().add_fields(form, index)
        field = form.fields["author"]
        field.widget = RelatedFieldWidgetWrapper(
            field.widget,
            AUTHOR.remote_field,
            admin.site,
            can_add_related=self.may_add_authors,
            can_change_related=True,
        )

    def clean(self):
        """Nobody has the same role twice."""
        pairs = self.in_order() if not any(self.errors) else []
        if len(set(pairs)) < len(pairs):
            raise forms.ValidationError("This person already has this role on the story.")

    def in_order(self) -> list[tuple[str, Author]]:
        """(role, author) of every line that stays, as a byline is read; the set is valid."""
        lines = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        lines = [line for line in lines if line.get("author")]
        lines.sort(key=lambda line: line.get("position") or 0)
        return [(line["role"], line["author"]) for line in lines]
