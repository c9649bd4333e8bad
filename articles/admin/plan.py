"""What is planned of one story: who writes it, until when, what about, with which picture."""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles import actions, workflow
from articles.models import Article
from articles.workflow import TransitionError
from authors.models import User
from newsroom import html
from newsroom.admin_forms import HourField, name_halves
from newsroom.admin_relations import KeySelect

from . import comments, moves, seen, standing, writing

MOST_LISTED = 300  # writers to choose from where no script can ask for them
PER_PAGE = 20
LABELS = {
    "assignee": gettext_lazy("writer"),
    "due_at": gettext_lazy("due"),
    "brief": gettext_lazy("desk notes"),
    "picture_request": gettext_lazy("picture request"),
}


class WriterSelect(KeySelect):
    """The admin's autocomplete over who may write: the list of accounts is closed to most."""

    def __init__(self):
        super().__init__(Article._meta.get_field("assignee"), site)

    def get_url(self):
        return reverse("admin:articles_writers")

    def optgroups(self, name, value, attr=None):
        """The chosen one, and without a script the first few hundred to choose from."""
        groups = super().optgroups(name, value, attr)
        options = groups[0][1]
        chosen = set(map(str, value))
        for index, user in enumerate(self.choices.queryset[:MOST_LISTED]):
            if str(user.pk) not in chosen:
                options.append(self.create_option(name, user.pk, str(user), False, index))
        return groups


class PlanFields(forms.Form):
    """The fields of a plan; `may_assign` says whether a writer can be named."""

    assignee = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Writer"), required=False, widget=WriterSelect
    )
    due_at = HourField(label=gettext_lazy("Due"), required=False)
    brief = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=5000,
        widget=AdminTextareaWidget(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy("For the desk and the writer; readers never see it."),
    )
    picture_request = forms.CharField(
        required=False,
        max_length=5000,
        widget=AdminTextareaWidget(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("What the picture desk is asked for."),
    )

    def __init__(self, *args, may_assign: bool, writer: User | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.writer = writer
        name_halves(self)
        if not may_assign:
            del self.fields["assignee"]
            return
        self.fields["assignee"].queryset = actions.writers()

    def plan(self) -> actions.Plan:
        """What the valid form asks for; who may not assign leaves the writer as it is."""
        said = self.cleaned_data
        assignee = said["assignee"] if "assignee" in self.fields else self.writer
        return actions.Plan(assignee, said["due_at"], said["brief"], said["picture_request"])

    def refuse(self, error: Exception) -> None:
        """Say beside the field, if it is one's fault, why an action did not take the plan."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for name, found in error.error_dict.items():
                self.add_error(name if name in self.fields else None, found)
        else:
            self.add_error(None, moves.reasons(error))


class PlanForm(PlanFields):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the plan looked at


def urls(model_admin) -> list:
    def plan(request, pk):
        return _plan(model_admin, request, pk)

    within = model_admin.admin_site.admin_view
    return [
        path("writers/", within(require_safe(_writers)), name="articles_writers"),
        path("<int:pk>/plan/", within(plan), name="articles_article_plan"),
    ]


def form_context(request, article: Article | None) -> dict:
    """What the story's form says of its plan."""
    if article is None:
        return {}
    is_open = article.status in workflow.UNFINISHED
    is_planned = is_open and actions.Plan.of(article) != actions.Plan()
    return {
        "is_planned": is_planned,
        "may_plan": is_open and actions.may_plan(article, by=request.user),
        "is_late": is_planned and article.due_at and article.due_at < timezone.now(),
    }


def note_change(model_admin, request, article: Article, before: actions.Plan) -> str:
    """Write down what of the plan became different since `before`; it in words, "" if nothing."""
    words = in_words(before, actions.Plan.of(article))
    if words:
        model_admin.log_change(request, article, f"{standing.PLAN}{words}.")
    return words


def in_words(before: actions.Plan, after: actions.Plan) -> str:
    """What differs between two plans."""
    parts = []
    if after.assignee != before.assignee:
        parts.append(
            (_("%(assignee)s writes it") % {"assignee": after.assignee})
            if after.assignee
            else _("no writer")
        )
    if after.due_at != before.due_at:
        parts.append(
            (_("due %(clock)s") % {"clock": writing.clock(after.due_at)})
            if after.due_at
            else _("no hour")
        )
    for name in ("brief", "picture_request"):
        if getattr(after, name) != getattr(before, name):
            said = _("%(what)s changed") if getattr(after, name) else _("%(what)s taken out")
            parts.append(said % {"what": LABELS[name]})
    return ", ".join(parts)


def _plan(model_admin, request, pk):
    article = seen.story(request, pk, Article.objects.select_related("assignee", "section"))
    if not actions.may_plan(article, by=request.user):
        raise PermissionDenied
    before = actions.Plan.of(article)
    form = PlanForm(
        request.POST or None,
        may_assign=workflow.may(request.user, workflow.ASSIGN, article),
        writer=article.assignee,
        initial={name: getattr(before, name) for name in LABELS} | {"seen": before.mark},
    )
    if form.is_bound and form.is_valid():
        try:
            planned = actions.plan(
                article, form.plan(), by=request.user, seen=form.cleaned_data["seen"]
            )
        except (TransitionError, PermissionDenied, ValidationError) as error:
            form.refuse(error)
        else:
            words = note_change(model_admin, request, planned, before)
            said = f"Planned: {words}." if words else _("Nothing of the plan is new.")
            model_admin.message_user(request, said, messages.SUCCESS)
            return redirect("admin:articles_article_change", pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Plan",
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "form": form,
        "media": model_admin.media + form.media,
        "is_open": article.status in workflow.UNFINISHED,
        "now": before if form.errors else None,
        "mark": before.mark,
    }
    return render(request, "admin/articles/article/plan.html", context)


def _writers(request):
    """Accounts for the autocomplete (?term=, ?page=): {"results": [{id, text}], "pagination"}."""
    if not request.user.has_perm(workflow.ASSIGN):
        raise PermissionDenied
    asked = html.CONTROL.sub("", request.GET.get("term", ""))[:150]
    page = request.GET.get("page", "1")
    page = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    start = (max(page, 1) - 1) * PER_PAGE
    found = list(actions.writers().filter(comments.begins(asked))[start : start + PER_PAGE + 1])
    results = [{"id": str(user.pk), "text": str(user)} for user in found[:PER_PAGE]]
    more = len(found) > PER_PAGE
    return JsonResponse({"results": results, "pagination": {"more": more}})
