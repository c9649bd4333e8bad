from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from media import uploads
from media.models import Image, Licence

from .crops import CropsField

ACCEPT = ",".join(sorted(uploads.all_endings()))


class ImageForm(forms.ModelForm):
    """Refuses what is not a picture by its header; `refused` says what came out when it was drawn.

    `refused` are sentences; given when the form is asked a second time, after the action said no.
    """

    refused: tuple[str, ...] = ()
    crops = CropsField(required=False)
    again = forms.BooleanField(
        required=False, label=_("Take a file the library has already a second time")
    )

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
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {"original", "again", "crops"}:
            # What counts as changed is what differs from what this person was shown.
            self.fields[name].show_hidden_initial = True
        if "original" in self.fields and self.instance.pk:
            self.fields["original"].label = _("Replace the file")
            self.fields["original"].help_text = _(
                "Every story shows the new picture; words, credit and place in the library stay."
            )

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data and not self.refused:
            uploads.check(file, file.name)
        return file

    def clean(self):
        super().clean()
        if self.refused:
            raise forms.ValidationError(list(self.refused))
        file = self.cleaned_data.get("original")
        if file and "original" in self.changed_data and not self.cleaned_data.get("again"):
            self._look_for_twin(file)

    def _look_for_twin(self, file):
        twin = Image.objects.exclude(pk=self.instance.pk).of_file(uploads.sha256(file)).first()
        if twin:
            self.add_error("original", _(
                "The library has this very file: “%(picture)s”. Use that picture, or tick the box "
                "to take the file a second time."
            ) % {"picture": twin})  # fmt: skip


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; a list. Each is judged when it comes in, an empty one too."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class UploadForm(forms.Form):
    """Files, and what is true of all of them."""

    files = FilesField(label=_("Pictures"), allow_empty_file=True)
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
