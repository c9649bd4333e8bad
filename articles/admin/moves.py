"""The buttons of a story's form: what each says, the action behind it, and what it led to."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS as ALL
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, Revision
from articles.workflow import Status, TransitionError
from newsroom import hours

from . import writing
from .declaring import PREFIX, DeclareForm, put_by, where_next


class Asks(StrEnum):
    """What a button wants to hear before it acts."""

    NOTHING = ""
    NOTE = "note"
    REASON = "reason"


class Move(NamedTuple):
    """A button: what it says, the action behind it, what it asks."""

    label: str
    action: Callable
    asks: Asks = Asks.NOTHING


START = Move(gettext_lazy("Start writing"), actions.start_writing)
SUBMIT = Move(gettext_lazy("Submit for review"), actions.submit)
SEND_BACK = Move(gettext_lazy("Send back"), actions.send_back, Asks.REASON)
APPROVE = Move(gettext_lazy("Approve"), actions.approve, Asks.NOTE)
PUBLISH = Move(gettext_lazy("Publish"), actions.publish)
SPIKE = Move(gettext_lazy("Spike"), actions.spike, Asks.NOTE)

MOVES = {
    (Status.PITCHED, Status.DRAFT): START,
    (Status.PITCHED, Status.SPIKED): SPIKE,
    (Status.ASSIGNED, Status.DRAFT): START,
    (Status.ASSIGNED, Status.PITCHED): Move(
        gettext_lazy("Take back"), actions.take_back, Asks.NOTE
    ),
    (Status.ASSIGNED, Status.SPIKED): SPIKE,
    (Status.DRAFT, Status.REVIEW): SUBMIT,
    (Status.DRAFT, Status.READY): APPROVE,
    (Status.DRAFT, Status.PUBLISHED): PUBLISH,
    (Status.DRAFT, Status.SPIKED): SPIKE,
    (Status.REVIEW, Status.DRAFT): SEND_BACK,
    (Status.REVIEW, Status.READY): APPROVE,
    (Status.REVIEW, Status.PUBLISHED): PUBLISH,
    (Status.REVIEW, Status.SPIKED): SPIKE,
    (Status.READY, Status.DRAFT): SEND_BACK,
    (Status.READY, Status.PUBLISHED): PUBLISH,
    (Status.READY, Status.SPIKED): SPIKE,
    (Status.PUBLISHED, Status.READY): Move(gettext_lazy("Call off"), actions.unschedule),
    (Status.WITHDRAWN, Status.PUBLISHED): Move(gettext_lazy("Publish again"), actions.publish),
    (Status.SPIKED, Status.DRAFT): Move(gettext_lazy("Bring back"), actions.reopen),
}
PUBLISH_CHANGES = "changes"
OUT = Move(gettext_lazy("Changes published"), actions.publish_changes)


def buttons(article: Article, *, by, posted=None) -> list[dict]:
    """{to, label, asks, note} of every move account `by` may make with `article` from its form.

    `posted`: what was sent, if the form is shown again: its notes are not lost.
    """
    found = []
    if article.status == Status.PUBLISHED and workflow.may(by, workflow.PUBLISH, article):
        found.append({"to": PUBLISH_CHANGES, "label": _("Publish changes"), "asks": Asks.NOTHING})
    for to in workflow.moves(article, by=by):
        move = MOVES.get((article.status, to))
        if move:
            note = note_for(to, posted or {})
            found.append({"to": to.value, "label": move.label, "asks": move.asks, "note": note})
    return found


def note_for(to: str, posted) -> str:
    """What was written beside the button that brings a story to `to`."""
    return posted.get(f"_note-{to}", "")


def make(model_admin, request, article: Article, to: str) -> None:
    """Do what the pressed button says; if that cannot be, say so: the text stays saved."""
    move = OUT if to == PUBLISH_CHANGES else MOVES.get((article.status, to))
    if _is_there(article, to):  # the answer was lost, and the button sent again
        model_admin.message_user(request, what_happened(article), messages.SUCCESS)
        return
    note = note_for(to, request.POST)
    said = {"note": note} if move and move.asks else {}
    if to in {PUBLISH_CHANGES, Status.PUBLISHED}:
        form = DeclareForm(request.POST, prefix=PREFIX, article=article, by=request.user)
        if not form.is_valid() and to == PUBLISH_CHANGES:
            _ask(model_admin, request, article, form)
            return
        if "override" in form.errors:
            _say_again(model_admin, request, article, form)
            return
        said = form.said if to == PUBLISH_CHANGES else _override(form)
    try:
        if move is None:
            raise TransitionError(_("The story has moved on since this page was opened."))
        moved = move.action(article, by=request.user, **said)
    except (TransitionError, PermissionDenied, ValidationError) as error:
        words = _("Saved, but not moved: %(reasons)s") % {"reasons": reasons(error)}
        model_admin.message_user(request, words, messages.ERROR)
        give_back(model_admin, request, note)
    else:
        _tell(model_admin, request, moved, f"{move.label}.")
        if to == PUBLISH_CHANGES:
            request.next_page = where_next(moved, said, by=request.user)


def _ask(model_admin, request, article: Article, form: DeclareForm) -> None:
    """Lead to the page that asks what the changes are, and shows them."""
    words = " ".join(sentence for errors in form.errors.values() for sentence in errors)
    model_admin.message_user(request, _("Saved. %(words)s") % {"words": words}, messages.WARNING)
    put_by(request, article, request.POST)
    request.next_page = reverse("admin:articles_article_changes", args=[article.pk])


def _say_again(model_admin, request, article: Article, form: DeclareForm) -> None:
    """The reason to publish past a check cannot be written down: its words stay in the form."""
    words = " ".join(form.errors["override"])
    said = _("Saved, but not moved. Your reason to publish in spite of the checks: %(words)s") % {
        "words": words
    }
    model_admin.message_user(request, said, messages.ERROR)
    put_by(request, article, request.POST)


def _override(form: DeclareForm) -> dict[str, str]:
    return {"override": form.cleaned_data.get("override", "")}


def _tell(model_admin, request, moved: Article, words: str) -> None:
    model_admin.log_change(request, moved, words)
    model_admin.message_user(request, what_happened(moved), messages.SUCCESS)
    for sentence in getattr(moved, "gone", ()):
        model_admin.message_user(request, sentence, messages.WARNING)


def give_back(model_admin, request, note: str) -> None:
    """The note of a move that was not made, so that it need not be written again."""
    if note.strip():
        model_admin.message_user(
            request, (_("Your note was: “%(note)s”") % {"note": note.strip()}), messages.WARNING
        )


def _is_there(article: Article, to: str) -> bool:
    """Whether the story stands where the button would bring it, with all that was written."""
    to = Status.PUBLISHED if to == PUBLISH_CHANGES else to
    return article.status == to and not article.has_unpublished_changes


def hold(model_admin, request, edit: actions.Edit, to: str) -> bool:
    """Whether the button has to wait, and say so: it would publish what its presser never saw."""
    is_unseen = edit.merged is not None and edit.merged.from_theirs
    if to not in {PUBLISH_CHANGES, Status.PUBLISHED} or not is_unseen:
        return False
    number = edit.revision.beside or edit.revision.number  # nothing of one's own was new
    other = Revision.objects.for_list().get(article=edit.article, number=number).by
    words = _("Saved together with {}, but not published: look at the whole before you publish.")
    whose = (
        (_("the changes of %(other)s") % {"other": other}) if other else _("changes by the system")
    )
    model_admin.message_user(request, words.format(whose), messages.WARNING)
    return True


def reasons(error: Exception) -> str:
    """What an action refused, in words; of a field with its name."""
    if not isinstance(error, ValidationError):
        return str(error)
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    named = {field: writing.label(field) for field in error.message_dict if field != ALL}
    return " ".join(
        f"{named[field].capitalize()}: {words}" if field in named else words
        for field, sentences in error.message_dict.items()
        for words in sentences
    )


def what_happened(article):
    """What a move led to, in one sentence, with the way to the page where there is one."""
    if article.is_scheduled:
        hour = date_format(timezone.localtime(article.goes_live_at), "DATETIME_FORMAT")
        return _("Scheduled: goes live on %(hour)s (%(zone_name)s).") % {
            "hour": hour,
            "zone_name": hours.zone_name(),
        }
    if article.is_visible:
        words = _('Published. <a href="{}">See it on the site</a>')
        return format_html(words, article.get_absolute_url())
    return _("The story is now: %(status)s.") % {"status": article.get_status_display()}
