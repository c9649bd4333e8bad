from math import prod

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from media import renditions, uploads
from media.models import Image, Licence
from media.uses import Tally
from newsroom.admin_forms import name_halves

from .crops import CropsField, only_new

ACCEPT = ",".join(sorted(uploads.all_endings()))
MUCH_SMALLER = 0.25  # of the pixels there were


class ImageForm(forms.ModelForm):
    """Refuses what is not a picture by its header; `refused` says what came out when it was drawn.

    `refused` are sentences; given when the form is asked a second time, after the action said no.
    `tally` says how often the picture is used, `may_replace` whether this account may put another
    file under it.
    """

    refused: tuple[str, ...] = ()
    tally = Tally(0, 0)
    may_replace = True
    crops = CropsField(required=False)
    again = forms.BooleanField(
        required=False,
        label=_("Take this file all the same"),
        help_text=_("If the library has it already, or if it is much smaller than the old one."),
    )

    class Meta:
        model = Image
        fields = ["original"]  # the admin's fieldsets choose
        widgets = {
            # The original is never served, so there is no link to it.
            "original": forms.FileInput(attrs={"accept": ACCEPT}),
            "alt_text": AdminTextareaWidget(attrs={"rows": 2}),
            "caption": AdminTextareaWidget(attrs={"rows": 3}),
            "keywords": AdminTextareaWidget(attrs={"rows": 2}),
            "usage_terms": AdminTextareaWidget(attrs={"rows": 2}),
            "restrictions": AdminTextareaWidget(attrs={"rows": 2}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_halves(self)
        for name in self.fields.keys() - {"original", "again", "crops"}:
            # What counts as changed is what differs from what this person was shown.
            self.fields[name].show_hidden_initial = True
        if "original" in self.fields and self.instance.pk:
            field = self.fields["original"]
            field.label = _("Replace the file")
            field.disabled = not self.may_replace
            if not self.may_replace:
                self.fields["again"].widget = forms.HiddenInput()
            field.help_text = self._what_replacing_means()

    def _what_replacing_means(self) -> str:
        if not self.may_replace:
            return _(
                "Readers see this picture. Only an editor or a picture editor puts another file "
                "under it; upload yours as a new picture."
            )
        words = _(
            "Words, credit and place in the library stay; the focal point and crops begin anew."
        )
        places, public = self.tally
        if not places:
            return words
        found = ngettext(
            "It stands in %(places)s place, %(public)s of them published: all show the new file.",
            "It stands in %(places)s places, %(public)s of them published: all show the new file.",
            places,
        ) % {"places": places, "public": public}
        return f"{found} {words}"

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data and not self.refused:
            with uploads.opened(file, file.name) as picture:
                self.new_size = renditions.size_of(picture)
            file.seek(0)
        return file

    def clean_crops(self):
        """With another file, only what was drawn anew: the others were drawn for the old one."""
        crops = self.cleaned_data["crops"]
        if self.instance.pk and "original" in self.changed_data:
            return only_new(crops, self.instance.crops)
        return crops

    def clean(self):
        super().clean()
        if self.refused:
            raise forms.ValidationError(list(self.refused))
        file = self.cleaned_data.get("original")
        if file and "original" in self.changed_data and not self.cleaned_data.get("again"):
            self._compare_sizes()
            self._look_for_twin(file)

    def _compare_sizes(self):
        new, old = self.new_size, (self.instance.width, self.instance.height)
        if self.instance.pk and prod(new) < prod(old) * MUCH_SMALLER:
            self.add_error("original", _(
                "The new file has %(new)s pixels, the old one %(old)s: it would look blurred. "
                "Choose a larger one, or tick the box to take it all the same."
            ) % {"new": f"{new[0]} × {new[1]}", "old": f"{old[0]} × {old[1]}"})  # fmt: skip

    def _look_for_twin(self, file):
        twin = Image.objects.exclude(pk=self.instance.pk).of_file(uploads.sha256(file)).first()
        if twin:
            self.add_error("original", _(
                "The library has this very file: “%(picture)s”. Use that picture, or tick the box "
                "to take the file all the same."
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
        required=False, label_suffix="", label=_("Add files the library has already a second time")
    )

    def shared(self) -> dict:
        """The fields of Image that are the same for all files."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"files", "again"} and value
        }
