"""The page that asks what readers are told and where they go, then takes a story away from them."""

import re
from urllib.parse import unquote, urlsplit

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import Resolver404, path, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article
from articles.views.stories import notice
from articles.workflow import Status, TransitionError
from newsroom import html, redirects

from . import moves, seen

Then = Article.Then
ANSWERS = [
    (
        Then.NOTICE,
        gettext_lazy(
            "A notice: the page stays, with the headline and the reason, without the text"
        ),
    ),
    (Then.GONE, gettext_lazy("The reason alone: the page is gone (410)")),
    (Then.REDIRECT, gettext_lazy("Another story: readers are sent there (301)")),
]


class StorySelect(AutocompleteSelect):
    """The admin's autocomplete, to which only a key is a choice: others break the database."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name) or ""
        return value if re.fullmatch(html.KEY, value) else ""


class DestinationForm(forms.Form):
    """Where readers go. A story is chosen, or named by its address, which needs no script."""

    then = forms.ChoiceField(
        label=gettext_lazy("At its address readers find"), choices=ANSWERS, widget=forms.RadioSelect
    )
    to = forms.ModelChoiceField(
        Article.objects.filter(status=Status.PUBLISHED).defer(*Article.LONG_FIELDS),
        label=gettext_lazy("The other story"),
        required=False,
        widget=StorySelect(Article._meta.get_field("withdrawn_to"), site),
    )
    address = forms.CharField(
        label=gettext_lazy("or its address"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("As it stands in the browser, for instance /bridge-opens/."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        given = super().clean()
        if given.get("then") != Then.REDIRECT:
            return given | {"to": None}
        if given.get("address"):
            given["to"] = story_at(given["address"])
            if given["to"] is None:
                self.add_error("address", _("No story that readers see has this address."))
        elif not given.get("to") and not {"to", "address"} & set(self.errors):
            self.add_error("to", _("Choose the story readers are sent to."))
        return given

    def destination(self) -> dict:
        """What the actions ask for: {"then", "to"}."""
        return {name: self.cleaned_data[name] for name in ("then", "to")}


class WithdrawForm(DestinationForm):
    field_order = ["reason", "is_retraction", "then", "to", "address"]
    reason = forms.CharField(
        label=gettext_lazy("What readers are told"),
        max_length=5000,
        widget=AdminTextareaWidget(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy(
            "Shown where the story was. Readers who are sent to another story see it only "
            "if that one goes as well."
        ),
    )
    is_retraction = forms.BooleanField(
        label=gettext_lazy("It is a retraction: the story was wrong, and we say so"),
        required=False,
        help_text=gettext_lazy("What you wrote stays in the public list of corrections."),
    )


def story_at(address: str) -> Article | None:
    """The published story that has `address`, a path or whole, today or had it once."""
    try:
        where = unquote(urlsplit(address.strip()).path)
    except ValueError:
        return None
    where = f"/{html.CONTROL.sub('', where).strip('/')}/"  # NUL breaks PostgreSQL
    try:
        match = resolve(redirects.find(where) or where)
    except Resolver404:
        return None
    if match.view_name != "articles:detail":
        return None
    found = Article.objects.filter(slug=match.kwargs["slug"], status=Status.PUBLISHED)
    return found.first()


def urls(model_admin) -> list:
    def withdraw(request, pk):
        return _withdraw(model_admin, request, pk)

    view = model_admin.admin_site.admin_view(withdraw)
    return [path("<int:pk>/withdraw/", view, name="articles_article_withdraw")]


def _withdraw(model_admin, request, pk):
    article = seen.story(request, pk)
    if not workflow.may(request.user, workflow.WITHDRAW, article):
        raise PermissionDenied
    form = _form(request, article)
    shown = ""
    if request.method == "POST" and form.is_valid():
        if "_preview" in request.POST:
            shown = _preview(request, article, form)
        elif _done(model_admin, request, article, form):
            return redirect("admin:articles_article_change", pk)
    is_out = article.status != Status.WITHDRAWN
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Withdraw this story") if is_out else _("Where readers of this story go"),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "form": form,
        "media": model_admin.media + form.media,
        "is_out": is_out,
        "shown": shown,
        "target": form.cleaned_data.get("to") if shown else None,
        "change_page": reverse("admin:articles_article_change", args=[pk]),
    }
    return render(request, "admin/articles/article/withdraw.html", context)


def _form(request, article: Article) -> DestinationForm:
    """The whole form; of a story that is withdrawn already, only where its readers go."""
    if article.status == Status.WITHDRAWN:
        there = {"then": article.withdrawn_then, "to": article.withdrawn_to_id}
        return DestinationForm(request.POST or None, initial=there)
    form = WithdrawForm(request.POST or None, initial={"then": Then.NOTICE})
    if not workflow.may(request.user, workflow.CORRECT, article) or not article.has_been_public:
        del form.fields["is_retraction"]
    return form


def _done(model_admin, request, article: Article, form: DestinationForm) -> bool:
    """Do what the form says; where that cannot be, False: the form says why."""
    given = form.cleaned_data
    try:
        if isinstance(form, WithdrawForm):
            act = actions.retract if given.get("is_retraction") else actions.withdraw
            act(article, by=request.user, reason=given["reason"], **form.destination())
            words, said = _("Withdrawn."), _("“%(story)s” is withdrawn.")
            if given.get("is_retraction"):
                words, said = _("Retracted."), _("“%(story)s” is retracted.")
            said %= {"story": article}
        else:
            actions.readdress(article, by=request.user, **form.destination())
            words, said = _("Where readers go was changed."), _("Where readers go is changed.")
    except TransitionError as error:
        model_admin.message_user(request, str(error), messages.ERROR)
        return True  # the story's own page says how it stands
    except ValidationError as error:
        form.add_error(None, moves.reasons(error))
        return False
    model_admin.log_change(request, article, words)
    model_admin.message_user(request, said, messages.SUCCESS)
    return True


def _preview(request, article: Article, form: DestinationForm) -> str:
    """The page readers would find, as its own; for a redirect that of its target falling away."""
    given = form.cleaned_data
    article.withdrawal_reason = given.get("reason") or article.withdrawal_reason
    article.withdrawn_at = article.withdrawn_at or timezone.now()
    article.withdrawn_then = given["then"]
    article.is_retracted = (
        given.get("is_retraction")
        or article.corrections.standing().filter(kind="retraction").exists()
    )
    return notice(request, article, is_framed=True).content.decode()
