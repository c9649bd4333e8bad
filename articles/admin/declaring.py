"""What an editor says when something goes out: what the changes are, and why past a check."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, CheckOverride, Revision

Declared = Revision.Declared
PREFIX = "_say"  # in the story's form, where it is none of the story's words
PUT_BY = "said-of-changes"  # in the session
MOST_PUT_BY = 5_000
CHOICES = [
    (Declared.MINOR, gettext_lazy("Small fix: readers are told nothing")),
    (Declared.UPDATE, gettext_lazy("Update: the “Updated” time moves")),
    (
        Declared.CORRECTION,
        gettext_lazy("Correction: something was wrong; the “Updated” time moves"),
    ),
]


class DeclareForm(forms.Form):
    """Asked of whoever publishes: only what concerns this story and account."""

    declare = forms.ChoiceField(
        label=gettext_lazy("What are these changes?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what these changes are.")},
    )
    whats_new = forms.CharField(
        label=gettext_lazy("What is new, in a line"),
        required=False,
        max_length=Revision._meta.get_field("whats_new").max_length,
        widget=AdminTextInputWidget(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Readers see it beside the “Updated” time. May stay blank."),
    )
    override = forms.CharField(
        label=gettext_lazy("Publish in spite of what stops it, because"),
        required=False,
        max_length=CheckOverride.MAX_LENGTH,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=gettext_lazy("The reason is written down with your name."),
    )

    def __init__(self, *args, article: Article, by, **kwargs):
        super().__init__(*args, **kwargs)
        if not article.has_been_public:  # what readers never saw cannot be updated
            del self.fields["declare"], self.fields["whats_new"]
        if not by.has_perm(actions.OVERRIDE):
            del self.fields["override"]

    def clean(self):
        read = super().clean()
        if read.get("declare") == Declared.MINOR and read.get("whats_new"):
            words = _(
                "Readers are told nothing of a small fix: call it an update, or leave this out."
            )
            self.add_error("whats_new", words)
        return read

    @property
    def said(self) -> dict[str, str]:
        """The arguments of publish_changes()."""
        asked = ("declare", "whats_new", "override")
        return {name: self.cleaned_data[name] for name in asked if name in self.cleaned_data}


def put_by(request, article: Article, posted) -> None:
    """Keep what was said and could not be taken, for the next form that asks it of this story."""
    names = ("declare", "whats_new", "override")
    said = {name: posted.get(f"{PREFIX}-{name}", "")[:MOST_PUT_BY] for name in names}
    request.session[PUT_BY] = {"story": article.pk, **{k: v for k, v in said.items() if v}}


def take_up(request, article: Article) -> dict[str, str]:
    """What put_by() kept for this story: the initial values of a DeclareForm, once."""
    kept = request.session.get(PUT_BY)
    if kept is None or kept["story"] != article.pk:
        return {}
    return request.session.pop(PUT_BY)


def where_next(article: Article, said: dict, *, by) -> str:
    """The page to go on at once changes are published: after a correction, where it is written.

    What waits for its hour is corrected then: readers are not told of it before they see it.
    """
    is_corrected = said.get("declare") == Declared.CORRECTION and not article.changes_at
    tells = is_corrected and workflow.may(by, workflow.CORRECT, article)
    name = "articles_article_corrections" if tells else "articles_article_change"
    return reverse(f"admin:{name}", args=[article.pk])
