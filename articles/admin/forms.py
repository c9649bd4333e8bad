from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.urls import reverse_lazy

from newsroom.editor import StoryEditor

EDITOR_ASKS = {
    "describe": reverse_lazy("admin:references_describe"),
    "images": reverse_lazy("admin:references_find_pictures"),
    "stories": reverse_lazy("admin:references_find_stories"),
    "embed": reverse_lazy("admin:references_embed"),
}


class StoryForm(forms.ModelForm):
    """The story as a reporter writes it; where it stands is changed by the form's buttons."""

    class Meta:
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "headline-input"}),
            "standfirst": AdminTextareaWidget(attrs={"rows": 3}),
            "body": StoryEditor(asks=EDITOR_ASKS),
            "lead_caption": AdminTextareaWidget(attrs={"rows": 2}),
            "seo_description": AdminTextareaWidget(attrs={"rows": 2}),
            "social_description": AdminTextareaWidget(attrs={"rows": 2}),
        }

    def clean_headline(self):
        """One line, however it was pasted."""
        return " ".join(self.cleaned_data["headline"].split())


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="What readers are told",
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text="Shown instead of the story, at its address.",
    )
