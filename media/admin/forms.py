from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from media import uploads
from media.models import Image, Licence

ACCEPT = ",".join(sorted(uploads.all_endings()))


class ImageForm(forms.ModelForm):
    """Refuses what is not a picture before anything of it is kept."""

    class Meta:
        model = Image
        fields = ["original"]  # the admin's fieldsets choose
        widgets = {
            # The original is never served, so there is no link to it.
            "original": forms.FileInput(attrs={"accept": ACCEPT}),
            "caption": AdminTextareaWidget(attrs={"rows": 3}),
            "keywords": AdminTextareaWidget(attrs={"rows": 2}),
            "usage_terms": AdminTextareaWidget(attrs={"rows": 2}),
            "restrictions": AdminTextareaWidget(attrs={"rows": 2}),
            "crops": AdminTextareaWidget(attrs={"rows": 3, "spellcheck": "false"}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "original" in self.fields and self.instance.pk:
            self.fields["original"].label = _("Replace the file")
            self.fields["original"].help_text = _(
                "Every story shows the new picture; words, credit and place in the library stay."
            )

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            uploads.check(file, file.name)
        return file

    def clean_crops(self):
        return self.cleaned_data["crops"] or {}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; a list."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class UploadForm(forms.Form):
    """Files, and what is true of all of them."""

    files = FilesField(label=_("Pictures"), max_length=400)
    photographer = forms.CharField(max_length=150, required=False)
    agency = forms.CharField(max_length=150, required=False)
    credit_line = forms.CharField(max_length=300, required=False)
    licence = forms.ModelChoiceField(
        Licence.objects.all(), required=False, empty_label=_("unknown")
    )
    rights_expire_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}), label=_("Rights expire on")
    )
    keywords = forms.CharField(required=False, help_text=_("Separated by commas."))
    again = forms.BooleanField(
        required=False, label=_("Add files the library has already a second time")
    )

    def shared(self) -> dict:
        """The fields of Image that are the same for all files."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"files", "again"} and value
        }
