"""The page on which people with a profile say what readers learn of them."""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors import actions
from authors.models import Author, User
from authors.profiles import validate_profile
from newsroom.admin_relations import KeySelect

MOST_LINKS = 12


class OwnForm(forms.ModelForm):
    class Meta:
        model = Author
        fields = ["bio", "email", "portrait"]
        widgets = {
            "bio": AdminTextareaWidget(attrs={"rows": 8, "dir": "auto"}),
            "email": forms.EmailInput(attrs={"class": "vTextField"}),
            "portrait": KeySelect(Author._meta.get_field("portrait"), site),
        }


class LinkForm(forms.Form):
    """A link elsewhere; without both of its fields it is none."""

    label = forms.CharField(max_length=60, required=False)
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"]), validate_profile],
    )

    def clean(self):
        said = super().clean()
        for name, other in (("label", "url"), ("url", "label")):
            if not self.errors and said.get(other) and not said.get(name):
                self.add_error(name, _("Fill in both, or neither."))
        return said


Links = forms.formset_factory(LinkForm, extra=2, max_num=MOST_LINKS, validate_max=True)


def urls(model_admin) -> list:
    def mine(request):
        return _mine(model_admin, request)

    view = model_admin.admin_site.admin_view(mine)
    return [path("mine/", view, name="authors_author_mine")]


def profile_of(user: User) -> Author | None:
    """The profile of this account, if it has one."""
    return Author.objects.select_related("portrait").filter(user=user).first()


def _mine(model_admin, request: HttpRequest) -> HttpResponse:
    author = profile_of(request.user)
    if author is None:
        raise PermissionDenied
    form = OwnForm(request.POST or None, instance=author)
    links = Links(request.POST or None, prefix="links", initial=author.links.values("label", "url"))
    is_sent = form.is_bound and all([form.is_valid(), links.is_valid()])
    if is_sent and _saved(author, form, links, by=request.user):
        model_admin.log_change(request, author, _("Own profile changed."))
        model_admin.message_user(request, _("Readers see your profile so now."), messages.SUCCESS)
        return redirect("admin:authors_author_mine")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("My profile"),
        "opts": model_admin.opts,
        "author": Author.objects.get(pk=author.pk),  # the one in hand holds what was refused
        "form": form,
        "links": links,
        "media": model_admin.media + form.media,
    }
    return render(request, "admin/authors/author/mine.html", context)


def _saved(author: Author, form: OwnForm, links, *, by: User) -> bool:
    """Whether it is written down; where not, the form says why."""
    try:
        actions.save_own_profile(author, _said(form, links), by=by)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _said(form: OwnForm, links) -> actions.OwnWords:
    said = form.cleaned_data
    pairs = [(link["label"], link["url"]) for link in links.cleaned_data if link.get("url")]
    return actions.OwnWords(said["bio"], said["email"], said["portrait"], tuple(pairs))
