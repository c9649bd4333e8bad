from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from newsroom.editor import StoryEditor


class StoryForm(forms.ModelForm):
    """The story as a reporter writes it; where it stands is changed by the form's buttons."""

    class Meta:
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "headline-input"}),
            "standfirst": AdminTextareaWidget(attrs={"rows": 3}),
            "body": StoryEditor(),
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
