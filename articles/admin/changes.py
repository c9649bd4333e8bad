"""The page of a published story's unpublished changes: see them, let them out, call them off."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.words import Words
from articles.workflow import TransitionError
from newsroom.admin_forms import HourField

from . import checking, comparison, moves, seen, writing
from .declaring import DeclareForm, take_up, where_next


class ChangesForm(DeclareForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the version looked at
    at = HourField(
        label=gettext_lazy("Go live at"), required=False, help_text=gettext_lazy("Blank: now.")
    )
    note = forms.CharField(
        label=gettext_lazy("For the desk"),
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=gettext_lazy("It stands in the list of versions."),
    )
    field_order = ["declare", "whats_new", "at", "note", "override"]

    def clean_at(self):
        """An hour gone by is a slip: it must not put the text before readers now."""
        hour = self.cleaned_data["at"]
        if hour and hour <= timezone.now():
            raise forms.ValidationError(_("This hour has passed. Leave it blank for now."))
        return hour


def urls(model_admin) -> list:
    def changes(request, pk):
        return _changes(model_admin, request, pk)

    view = model_admin.admin_site.admin_view(changes)
    return [path("<int:pk>/changes/", view, name="articles_article_changes")]


def _changes(model_admin, request, pk):
    article = seen.story(request, pk)
    if not workflow.may(request.user, workflow.PUBLISH, article):
        raise PermissionDenied
    is_other = request.POST.get("_do") in {"discard", "call-off"}
    initial = {} if request.POST else take_up(request, article)
    form = ChangesForm(request.POST or None, article=article, by=request.user, initial=initial)
    if is_other:
        form.fields.pop("declare", None)  # nothing goes out that would be told of
    if request.method == "POST" and form.is_valid():
        answer = _do(model_admin, request, article, form)
        if answer is not None:
            return answer
        article.refresh_from_db()
    desk = Revision.objects.numbered(article, article.revision)
    public = Revision.objects.numbered(article, article.public_revision)
    is_there = desk and public and article.has_unpublished_changes
    if form.errors and is_there and form.cleaned_data.get("seen") != article.revision:
        words = _("Somebody saved meanwhile. These are the changes now.")
        model_admin.message_user(request, words, messages.WARNING)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Unpublished changes"),
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
        "form": form,
        "media": model_admin.media + form.media,
        "old": public,
        "new": desk,
        "fields": comparison.fields(public, desk) if is_there else (),
        "body": comparison.body(public, desk) if is_there else (),
        "checks": _checks(article, desk, by=request.user) if is_there else None,
    }
    return render(request, "admin/articles/article/changes.html", context)


def _checks(article, desk: Revision, *, by) -> dict:
    """What is not in order with the desk's text; each finding leads to the story's form."""
    content, found = contents.find(desk.content, desk.names)
    there = Article.objects.get(pk=article.pk)  # readers' text stays in hand
    page = reverse("admin:articles_article_change", args=[article.pk])
    words = Words(content, found=found)
    return checking.listed(checking.typed(there, words, by=by), page=page)


def _do(model_admin, request, article, form):
    """Do what was pressed; None where it cannot be: the page says why, with all that was typed."""
    action, said = request.POST.get("_do"), form.cleaned_data
    page = reverse("admin:articles_article_change", args=[article.pk])
    seen = said["seen"] or 0  # a page that does not say is none of ours
    try:
        if action == "discard":
            done = actions.discard_changes(article, by=request.user, seen=seen)
            words = _discarded(done)
        elif action == "call-off":
            done, words = actions.call_off_changes(article, by=request.user), _("Called off.")
        else:
            when = {"at": said["at"], "note": said["note"], "seen": seen}
            done = actions.publish_changes(article, by=request.user, **when, **form.said)
            page = where_next(done, form.said, by=request.user)
            words = _("Changes published.")
            if done.changes_at:
                words = _("Changes scheduled: they go live on %(clock)s.") % {
                    "clock": writing.clock(done.changes_at)
                }
    except (TransitionError, PermissionDenied, ValidationError) as error:
        model_admin.message_user(request, moves.reasons(error), messages.ERROR)
        return None
    model_admin.log_change(request, article, words)
    link = _('{} <a href="{}">See the story on the site</a>')
    said_more = format_html(link, words, done.get_absolute_url())
    model_admin.message_user(request, said_more if done.is_visible else words, messages.SUCCESS)
    for sentence in getattr(done, "gone", ()):
        model_admin.message_user(request, sentence, messages.WARNING)
    return redirect(page)


def _discarded(article) -> str:
    if not article.changes_at:
        return _("Changes discarded.")
    hour = writing.clock(article.changes_at)
    return _("Changes discarded: the text is again the one that goes live on %(hour)s.") % {
        "hour": hour
    }
