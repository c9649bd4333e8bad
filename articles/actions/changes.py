"""A published story is edited as a working copy; these let readers see it, now or at an hour."""

import logging
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import announcements, checks, due, workflow
from articles.models import Article, Comment, Revision
from articles.revisions import content as contents
from articles.revisions.words import Words
from articles.workflow import Status, TransitionError
from authors.models import User
from media.models import Image
from newsroom import edge, outbox

from . import notices, rows, updates
from .checking import log_override, stopping
from .keeping import set_aside
from .writing import Edit, edit

Kind, Declared = Revision.Kind, Revision.Declared
logger = logging.getLogger(__name__)
MOST_AT_ONCE = 100  # the others follow with the next page


@transaction.atomic
def publish_changes(  # noqa: PLR0913 - all that an editor says of changes that go out
    article: Article,
    *,
    by: User | None,
    at: datetime | None = None,
    note: str = "",
    seen: int | None = None,
    declare: str = Declared.MINOR,
    whats_new: str = "",
    override: str = "",
) -> Article:
    """Let readers see the newest text of a published story: now, or from the hour `at` on.

    Until then they see the old one. What is saved after this waits for the next time. `seen` is the
    version somebody looked at: if it is not the newest, nothing goes out. `declare` (a Declared)
    says what the changes are; all but minor ones move the Updated time to the hour they go live,
    with the line `whats_new` beside it. `gone` of the answer says what the text referred to and was
    deleted meanwhile: it is left out. Raises TransitionError if nothing waits, ValidationError for
    what must not go out; `override` as in publish().
    """
    row = _published(article, by=by)
    desk = _unpublished(row, seen)
    told = updates.declaration(declare, whats_new)
    wanted, found = contents.find(desk.content, desk.names)
    passed = _checked(rows.checked(row, wanted), wanted, at, by=by, override=override)
    fields = {"by": by, "base": desk.number, "note": note, **told}
    if at is not None and at > timezone.now():
        revision = rows.keep(row, wanted, contents.names(found), kind=Kind.SCHEDULED, **fields)
        _wait_for_hour(row, revision, at)
    else:
        _go_out(row, wanted, found, fields)
    rows.note_all_pictures(row)
    log_override(row, passed, by=by, reason=override)
    _tell(row, "changes-set" if row.changes_at else "changed", by=by, note=note)
    row.gone = found.gone
    return row


def _announce(row: Article, revision: Revision, *, is_out: bool) -> None:
    """Of a story that is still to come its hour may be another now."""
    if revision.by is None:
        return
    if is_out:
        announcements.updated(row, revision)
    else:
        announcements.published(row)


def _tell(row: Article, kind: str, *, by: User | None, note: str = "") -> None:
    if by is not None:  # what the system brings it tells nobody
        notices.tell(row, notices.concerned(row), kind, by=by, note=note)


def _go_out(row: Article, wanted: dict, found, fields: dict) -> None:
    """Let readers see `wanted` now; of a story that is still to come, at its hour."""
    before, is_out = _public(row), not row.is_scheduled
    wanted = rows.write(row, wanted, found, before=before.content if before else None)
    revision = rows.keep(row, wanted, contents.names(found), kind=Kind.PUBLISHED, **fields)
    rows.point(row, desk=revision, public=revision)
    updates.tell_readers(row, revision, timezone.now())
    _announce(row, revision, is_out=is_out)


def _checked(there: Article, wanted: dict, at: datetime | None, *, by: User | None, override: str):
    """What `there`, the story as `wanted` would have it, gets past; as stopping()."""
    if by is None:  # what the system brings is checked by people later
        return []
    if not workflow.may(by, workflow.PUBLISH, there):  # it may be another section than until now
        raise PermissionDenied(_("You may not publish in the section the story is to stand in."))
    counted = {"credits": wanted["credits"], "tags": wanted["tags"]}
    found = checks.results(there, at, by=by, **counted)
    return stopping(found, by=by, override=override)


def _wait_for_hour(row: Article, revision: Revision, hour: datetime) -> None:
    rows.point(row, desk=revision)
    row.changes_at, row.changes_revision = hour, revision.number
    row.save(update_fields=["changes_at", "changes_revision"])
    edge.publish()  # no page is kept beyond that hour
    key = f"changes:{row.pk}:{revision.number}:{hour.isoformat()}"
    outbox.add("changes", {}, key=key, due_at=hour)
    due.forget()


@transaction.atomic
def call_off_changes(article: Article, *, by: User | None) -> Article:
    """Changes that wait for an hour wait for somebody again."""
    row = _published(article, by=by)
    if row.changes_at is None:
        raise TransitionError(_("No changes are scheduled."))
    _clear_hour(row)
    rows.note_all_pictures(row)
    _tell(row, "changes-off", by=by)
    return row


@transaction.atomic
def discard_changes(article: Article, *, by: User | None, seen: int | None = None) -> Article:
    """Work on from what readers see, or from what waits for its hour: that is not called off.

    The discarded text stays in the history. `seen` as in publish_changes().
    """
    row = _published(article, by=by)
    desk = _unpublished(row, seen)
    waiting = Revision.objects.numbered(row, row.changes_revision)
    if waiting and waiting.content == desk.content:
        raise TransitionError(
            _("Nothing was changed since the changes were scheduled; call off their hour first.")
        )
    goal = waiting or _public(row)
    content, names = (goal.content, goal.names) if goal else contents.read(row)
    revision = rows.keep(row, content, names, kind=Kind.DISCARDED, by=by, base=desk.number)
    rows.point(row, desk=revision, public=None if waiting else revision, is_new=False)
    rows.note_all_pictures(row)
    return row


def restore(revision: Revision, *, by: User | None, fields: tuple[str, ...] = ()) -> Edit:
    """Make an old revision, or only `fields` of it, the newest text; nothing is taken away.

    What it refers to and is gone is left out, and named in the answer. For a published story this
    is the working copy.
    """
    article = revision.article
    if article is None:
        raise ValidationError(_("These words belong to no story yet."))
    kept = revision.content
    if fields:
        kept = {name: kept[name] for name in fields if name in kept}
    with transaction.atomic():
        row = rows.locked(article)
        desk = rows.desk_text(row)
        wanted, found = contents.find(desk.content | kept, revision.names)
        wanted.setdefault("section", desk.content["section"])
        wanted["slug"] = wanted.get("slug") or desk.content["slug"]
        rows.checked(row, wanted, is_unique=False)  # words that were refused are versions as well
        note = _restored(revision, fields)
        done = edit(row, Words(wanted), by=by, kind=Kind.RESTORED, note=note)
        if not fields and not revision.typed:
            set_aside(revision, by=by)  # one's own words that waited are in the story now
    done.gone = found.gone + _gone_pictures(wanted.get("body", ""))
    return done


@outbox.handler("changes", label=gettext_lazy("Scheduled changes"))
def look_at_the_hour(payload: dict, key: str) -> None:
    """Where no reader comes at the hour of changes, a worker does, until none are due."""
    due.forget()
    publish_due_changes()
    if _due(timezone.now()).exists():  # held by somebody, or too many at once
        raise RuntimeError("Changes whose hour has come could not all go live yet.")


def publish_due_changes() -> int:
    """Put every change whose hour has come in front of readers; how many there were.

    Called before each public page, so that no hour needs a worker (see articles/due.py); whatever
    goes wrong here, the page is made.
    """
    if not due.has_come():
        return 0
    now = timezone.now()
    done = 0
    for key in list(_due(now).order_by("changes_at").values_list("pk", flat=True)[:MOST_AT_ONCE]):
        try:
            done += _put_out(key, now)
        except OperationalError:  # the database is busy; the next page tries again
            logger.warning("The changes of story %s could not go live yet.", key, exc_info=True)
            break
    due.forget()
    return done


def _due(now: datetime):
    return Article.objects.filter(changes_at__lte=now)


def _due_row(key: int, now: datetime) -> Article | None:
    """The story, locked; None if somebody else was first, or is at it: no reader waits for them."""
    can_skip = connection.features.has_select_for_update_skip_locked
    return _due(now).select_for_update(of=("self",), skip_locked=can_skip).filter(pk=key).first()


def _put_out(key: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _publish_due(key, now)
    except OperationalError:
        raise
    except Exception as error:  # one story's fault must not take every public page down
        logger.exception("The changes of story %s could not go live.", key)
        _give_back(key, now, error)
    return False


def _publish_due(key: int, now: datetime) -> bool:
    row = _due_row(key, now)
    if row is None:
        return False
    revision, hour = Revision.objects.get(article=row, number=row.changes_revision), row.changes_at
    wanted, found = contents.find(revision.content, revision.names)
    rows.checked(row, wanted, is_unique=False)  # it may have gone live since they were scheduled
    before, is_out = _public(row), row.goes_live_at <= hour
    rows.write(row, wanted, found, before=before.content if before else None)
    desk = rows.desk_text(row)  # the same words again, if what came after them was discarded
    rows.point(row, public=desk if desk.content == revision.content else revision)
    updates.tell_readers(row, revision, hour)
    updates.remind(row, revision)
    _announce(row, revision, is_out=is_out)
    rows.note_all_pictures(row)
    if found.gone:
        _tell_scheduler(row, revision, found.gone)
    return True


def _tell_scheduler(row: Article, revision: Revision, gone: list[str]) -> None:
    """Nobody was there to read it: a note of the desk waits for them."""
    whom = [revision.by] if revision.by else []
    words = _("What was to go live at this hour did, but not whole.")
    text = "\n".join([*(f"@{user.username}" for user in whom), words, *gone])
    told = Comment.objects.create(
        article=row,
        name=_("The system"),
        revision=revision.number,
        text=text[: Comment.MAX_LENGTH],
    )
    told.mentions.set(whom)


@transaction.atomic
def _give_back(key: int, now: datetime, error: Exception) -> None:
    """Changes that cannot go out are kept for who scheduled them, with the reason."""
    row = _due_row(key, now)
    if row is None:
        return
    revision = Revision.objects.numbered(row, row.changes_revision)
    _clear_hour(row)  # or every page would try it again
    if revision is None:
        return
    words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    rows.keep(
        row,
        revision.content,
        revision.names,
        kind=Kind.REFUSED,
        by=revision.by,
        base=revision.number,
        waits=True,
        note=_("Could not go live at its hour: %(why)s") % {"why": words},
    )


def _clear_hour(row: Article) -> None:
    row.changes_at, row.changes_revision = None, 0
    row.save(update_fields=["changes_at", "changes_revision"])


def _unpublished(row: Article, seen: int | None) -> Revision:
    """The desk's text, which readers do not see yet; it must be the version `seen`, if one is."""
    desk = rows.desk_text(row)
    if desk.number == row.public_revision:
        raise TransitionError(_("There are no unpublished changes."))
    if seen is not None and seen != desk.number:
        raise ValidationError(
            _("Somebody saved meanwhile, and nothing was done. These are the changes now."),
            code="unseen",
        )
    return desk


def _published(article: Article, *, by: User | None) -> Article:
    row = rows.locked(article)
    if row.status != Status.PUBLISHED:
        raise TransitionError(_("The story is not published."))
    if not workflow.may(by, workflow.PUBLISH, row):
        raise PermissionDenied(f"{workflow.PUBLISH} is needed for this.")
    return row


def _public(row: Article) -> Revision | None:
    return Revision.objects.numbered(row, row.public_revision)


def _gone_pictures(body: str) -> list[str]:
    """In words, the pictures of the text that the library has no longer: nothing is drawn there."""
    wanted = checks.body_picture_ids(body)
    there = Image.objects.filter(pk__in=wanted).values_list("pk", flat=True) if wanted else ()
    gone = len(wanted) - len(there)
    if not gone:
        return []
    return [_("Of the pictures in the text %(number)d are no longer there.") % {"number": gone}]


def _restored(revision: Revision, fields: tuple[str, ...]) -> str:
    if not fields:
        return _("From version %(number)s.") % {"number": revision.number}
    what = ", ".join(_field(name) for name in fields)
    return _("%(what)s from version %(number)s.") % {"what": what, "number": revision.number}


def _field(name: str) -> str:
    if name == "credits":  # rows of their own: the story has no field of that name
        return _("Credits")
    return str(Article._meta.get_field(name).verbose_name).capitalize()
