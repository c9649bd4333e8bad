"""The short form with which somebody offers the desk a story."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, Section
from articles.workflow import TransitionError

from . import plan


class PitchForm(plan.PlanFields):
    """A story in a few lines; `uid` makes the same form, sent twice, one story."""

    headline = forms.CharField(
        label=gettext_lazy("Working title"),
        max_length=Article._meta.get_field("headline").max_length,
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )
    section = forms.ModelChoiceField(Section.objects.all())
    kind = forms.ChoiceField(choices=Article.Kind, initial=Article.Kind.NEWS)
    uid = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["headline", "brief", "section", "kind", "due_at", "picture_request", "assignee"]

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def article(self) -> Article:
        """The story that the valid form offers, not saved."""
        said = self.cleaned_data
        names = ("headline", "section", "kind", "uid")
        return Article(**{name: said[name] for name in names})


def urls(model_admin) -> list:
    def pitch(request):
        return _pitch(model_admin, request)

    view = model_admin.admin_site.admin_view(pitch)
    return [path("pitch/", view, name="articles_article_pitch")]


def _pitch(model_admin, request):
    if not request.user.has_perm(workflow.BEGIN):
        raise PermissionDenied
    form = PitchForm(
        request.POST or None,
        may_assign=request.user.has_perm(workflow.ASSIGN),
        initial={"uid": uuid4(), "section": _own_section(request.user)},
    )
    if form.is_bound and form.is_valid():
        pitched = _take(model_admin, request, form)
        if pitched:
            if "_another" in request.POST:
                return redirect("admin:articles_article_pitch")
            return redirect("admin:articles_article_change", pitched.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Pitch a story"),
        "opts": model_admin.opts,
        "form": form,
        "media": model_admin.media + form.media,
    }
    return render(request, "admin/articles/article/pitch.html", context)


def _take(model_admin, request, form: PitchForm) -> Article | None:
    try:
        pitched = actions.pitch(form.article(), form.plan(), by=request.user)
    except PermissionDenied:
        form.add_error("assignee", _("You may not assign stories of this section; leave it open."))
    except (TransitionError, ValidationError) as error:
        form.refuse(error)
    else:
        model_admin.log_change(request, pitched, _("Pitched."))
        words = _("“%(story)s” is pitched.")
        if pitched.assignee:
            words = _("“%(story)s” is pitched and assigned to %(name)s.")
        words %= {"story": pitched, "name": pitched.assignee}
        model_admin.message_user(request, words, messages.SUCCESS)
        return pitched
    return None


def _own_section(user) -> Section | None:
    """The one section whose editor this is, if it is one."""
    found = list(user.desk_sections.all()[:2])
    return found[0] if len(found) == 1 else None
