"""What readers of a share link fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Comment

MAX_NAME = 150
MAX_PHRASE = 200
NOTE_FIELDS = ("name", "text", "revision")


class DoorForm(forms.Form):
    """What a link asks before it shows its story."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=MAX_NAME,
        help_text=_("The newsroom sees who has read the story."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phrase = forms.CharField(
        label=_("Pass phrase"),
        max_length=MAX_PHRASE,
        help_text=_("Whoever sent you this link gave it to you separately."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, link, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if not link.asks_name:
            del self.fields["name"]
        if not link.pass_phrase:
            del self.fields["phrase"]

    def carried(self) -> dict[str, str]:
        """A note that was sent from a page left open too long, to be sent with this form."""
        if not self.data.get("text"):
            return {}
        return {
            name: self.data[name]
            for name in NOTE_FIELDS
            if name in self.data and name not in self.fields
        }


class NoteForm(forms.Form):
    """A note to the newsroom; articles.actions judges its length."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=MAX_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    text = forms.CharField(
        label=_("Your note"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": Comment.MAX_LENGTH}),
    )
    revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args, visitor, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.visitor = visitor
        if visitor.name:
            del self.fields["name"]

    @property
    def signed(self) -> str:
        """Who writes, once the form is valid."""
        return self.visitor.name or self.cleaned_data["name"]
