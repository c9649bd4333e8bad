"""Notes of the desk on a story: threads of a note and its answers, open until resolved."""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import notes, workflow
from articles.models import Article, Comment, Notice
from authors.models import User
from newsroom import html

from . import notices

MAX_ANSWERS = 200  # of one thread, so that a page of threads stays one


def can_comment(user: User) -> bool:
    """Whether `user` may read and write notes: staff who may see stories."""
    return user.is_staff and workflow.sees_any(user)


def comment_text(written: str) -> str:
    """What is kept of `written`; ValidationError if nothing is left, or too much."""
    text = re.sub(r"\r\n?", "\n", written)
    text = re.sub("[\ud800-\udfff]", "", html.CONTROL.sub("", text)).strip()
    if not any(map(str.isprintable, "".join(text.split()))):
        raise ValidationError(_("There is nothing written."))
    if len(text) > Comment.MAX_LENGTH:
        raise ValidationError(
            _("A note has at most %(most)d characters; this one has %(number)d.")
            % {"most": Comment.MAX_LENGTH, "number": len(text)}
        )
    return text


@transaction.atomic
def add_comment(article: Article, *, by: User, text: str, parent: Comment | None = None) -> Comment:
    """Leave a note on the story as it stands now, or an answer in the thread of `parent`.

    Colleagues it names with an @ are mentioned. An answer opens a resolved thread again.
    """
    _check(article, by)
    text = comment_text(text)
    thread = _thread(article, parent) if parent else None
    note = Comment.objects.create(
        article=article, parent=thread, by=by, revision=article.revision, text=text
    )
    people = notes.people(text)[0]
    note.mentions.set(people)
    if people:
        notices.tell(article, people, Notice.Kind.MENTIONED, by=by, note=note)
    if thread:
        reopen_comment(thread, by=by)
    return note


def resolve_comment(thread: Comment, *, by: User) -> Comment:
    """Close a thread; one that is closed keeps who did it first."""
    return _settle(thread, by=by, was_open=True, resolved_at=timezone.now(), resolved_by=by)


def reopen_comment(thread: Comment, *, by: User) -> Comment:
    """Open a resolved thread again."""
    return _settle(thread, by=by, was_open=False, resolved_at=None, resolved_by=None)


def _check(article: Article, by: User) -> None:
    if not (can_comment(by) and workflow.can_see(article, by=by)):
        raise PermissionDenied("Notes are for those who may see the story.")


def _thread(article: Article, parent: Comment) -> Comment:
    thread = parent.thread
    if thread.article_id != article.pk:
        raise ValidationError(_("That note stands on another story."))
    if thread.answers.count() >= MAX_ANSWERS:
        raise ValidationError(_("This thread is full. Begin a new one."))
    return thread


def _settle(thread: Comment, *, by: User, was_open: bool, **fields) -> Comment:
    _check(thread.article, by)
    if thread.parent_id:
        raise ValidationError(_("An answer is settled with its thread."))
    row = Comment.objects.filter(pk=thread.pk, resolved_at__isnull=was_open)
    row.update(**fields)
    thread.refresh_from_db(fields=["resolved_at", "resolved_by"])
    return thread
