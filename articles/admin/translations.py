"""The page of a story's translations: which there are, one more, and who is the original."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, Comment
from newsroom.admin_relations import KeySelect

from . import moves, seen
from .withdrawal import story_at


class LinkForm(forms.Form):
    """Another story, chosen, or named by its address, which needs no script."""

    other = forms.ModelChoiceField(
        Article.objects.none(),
        label=gettext_lazy("The same story in another language"),
        required=False,
        widget=KeySelect(Comment._meta.get_field("article"), site),
    )
    address = forms.CharField(
        label=gettext_lazy("or its address"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("As it stands in the browser, for instance /bridge-opens/."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["other"].queryset = Article.objects.seen_by(user).defer(*Article.LONG_FIELDS)

    def clean(self):
        given = super().clean()
        if given.get("address"):
            given["other"] = story_at(given["address"])
            if given["other"] is None:
                self.add_error("address", _("No story that readers see has this address."))
        elif not given.get("other") and not self.errors:
            self.add_error("other", _("Choose the story."))
        return given


class StartForm(forms.Form):
    """A language the story is not in yet."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args, taken, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        free = [(code, name) for code, name in settings.LANGUAGES if code not in taken]
        self.fields["language"].choices = free


def urls(model_admin) -> list:
    def translations(request, pk):
        return _translations(model_admin, request, pk)

    view = model_admin.admin_site.admin_view(translations)
    return [path("<int:pk>/translations/", view, name="articles_article_translations")]


def form_context(request, article: Article | None) -> dict:
    """What the story's form says of its translations: one query where it has some."""
    if article is None or article.work is None:
        return {}
    return {"translations": _others(request, article)}


def _others(request, article: Article) -> list[Article]:
    """The translations the account may see, the original first."""
    found = Article.objects.translations_of(article).seen_by(request.user)
    found = found.select_related("section").defer(*Article.LONG_FIELDS)
    return sorted(found, key=lambda other: (not other.is_original, other.language))


def _translations(model_admin, request, pk):
    article = seen.story(request, pk)
    may_edit = workflow.can_edit(article, by=request.user)
    others = _others(request, article)
    is_sent = request.method == "POST"
    what = request.POST.get("_do", "")
    link = LinkForm(request.POST if what == "link" else None, user=request.user)
    start = StartForm(
        request.POST if what == "start" else None,
        taken={article.language, *(other.language for other in others)},
    )
    if is_sent:
        goal = _done(model_admin, request, article, {"link": link, "start": start})
        if goal:
            return redirect(goal)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Translations"),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "stories": _rows(request, [article, *others]),
        "has_others": bool(others),
        "link": link if may_edit else None,
        "start": start if request.user.has_perm(workflow.BEGIN) else None,
        "media": model_admin.media + link.media,
    }
    return render(request, "admin/articles/article/translations.html", context)


def _rows(request, stories: list[Article]) -> list[dict]:
    """Of each story whether the account may take it from the others, or make it the original."""
    return [
        {"article": story, "may_edit": workflow.can_edit(story, by=request.user)}
        for story in stories
    ]


def _done(model_admin, request, article: Article, forms_by_name: dict) -> str | None:
    """Do what was asked and say where to go; None where the page says why it cannot be."""
    what = request.POST.get("_do", "")
    form = forms_by_name.get(what)
    if form is not None and not form.is_valid():
        return None
    try:
        if what == "link":
            other = form.cleaned_data["other"]
            actions.link_translation(article, other, by=request.user)
            words = _("Linked with “%(story)s”.") % _named(other)
            return _said(model_admin, request, article, words)
        if what == "start":
            return _started(model_admin, request, article, form.cleaned_data["language"])
        return _changed(model_admin, request, article, what)
    except ValidationError as error:
        if form is None:
            model_admin.message_user(request, moves.reasons(error), messages.ERROR)
            return request.path
        form.add_error(None, moves.reasons(error))
        return None


def _started(model_admin, request, article: Article, language: str) -> str:
    """Begin the translation, and lead to its form."""
    draft = actions.start_translation(article, language, by=request.user)
    model_admin.log_change(request, draft, _("Begun as a translation."))
    words = _("This is a copy of “%(story)s”, to be translated.") % _named(article)
    model_admin.message_user(request, words, messages.SUCCESS)
    return reverse("admin:articles_article_change", args=[draft.pk])


def _changed(model_admin, request, article: Article, what: str):
    """Take one of the stories from the others, or make it the original: `what` is "unlink:KEY"."""
    name, _colon, key = what.partition(":")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise ValidationError(_("This page asks for something that is not there."))
    together = Article.objects.filter(pk=article.pk) | Article.objects.translations_of(article)
    story = get_object_or_404(together.seen_by(request.user), pk=key)
    if name == "original":
        actions.make_original(story, by=request.user)
        return _said(model_admin, request, story, _("“%(story)s” is the original.") % _named(story))
    if name == "unlink":
        actions.unlink_translation(story, by=request.user)
        words = _("“%(story)s” is no longer linked with its translations.") % _named(story)
        return _said(model_admin, request, story, words)
    raise PermissionDenied


def _said(model_admin, request, article: Article, words: str) -> str:
    model_admin.log_change(request, article, words)
    model_admin.message_user(request, words, messages.SUCCESS)
    return request.path


def _named(story: Article) -> dict:
    return {"story": story}
