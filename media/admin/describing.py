"""Credit, licence, keywords and rights set for many pictures at once, from the library's list."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from media import actions
from media.models import Licence

MOST = 500


class DescribeForm(forms.Form):
    """What is to stand in every selected picture; what is blank stays as it is."""

    photographer = forms.CharField(max_length=150, required=False)
    agency = forms.CharField(max_length=150, required=False)
    credit_line = forms.CharField(max_length=300, required=False)
    licence = forms.ModelChoiceField(
        Licence.objects.all(), required=False, empty_label=gettext_lazy("as it is")
    )
    rights_expire_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        label=gettext_lazy("Rights expire on"),
    )
    keywords = forms.CharField(
        required=False,
        label=gettext_lazy("More keywords"),
        help_text=gettext_lazy("Separated by commas."),
    )
    only_blank = forms.BooleanField(
        required=False, label_suffix="", label=gettext_lazy("Only where nothing stands yet")
    )

    def clean(self):
        super().clean()
        if not self.errors and not self.given():
            raise forms.ValidationError(_("Fill in at least one field."))

    def given(self) -> dict:
        """The fields of Image somebody filled in."""
        return {k: v for k, v in self.cleaned_data.items() if v and k != "only_blank"}


@admin.action(
    description=gettext_lazy("Set credit, licence, rights or keywords…"), permissions=["change"]
)
def describe(model_admin, request, queryset):
    """Ask what is true of all selected pictures, then write it into each."""
    images = list(queryset[: MOST + 1])
    if len(images) > MOST:
        words = _("At most %(most)s pictures at once.") % {"most": MOST}
        return model_admin.message_user(request, words, messages.ERROR)
    form = DescribeForm(request.POST if "describe" in request.POST else None)
    if form.is_valid():
        return _save(model_admin, request, images, form)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Set credit, licence, rights or keywords"),
        "opts": model_admin.opts,
        "images": images,
        "form": form,
        "back": request.get_full_path(),
    }
    return render(request, "admin/media/image/describe.html", context)


def _save(model_admin, request, images, form):
    only_blank = form.cleaned_data["only_blank"]
    changed = actions.describe_images(images, form.given(), by=request.user, only_blank=only_blank)
    names = ", ".join(form.given())
    for image in changed:
        model_admin.log_change(
            request, image, (_("Set with others: %(names)s.") % {"names": names})
        )
    words = ngettext("%(number)s picture changed.", "%(number)s pictures changed.", len(changed))
    model_admin.message_user(request, words % {"number": len(changed)}, messages.SUCCESS)
