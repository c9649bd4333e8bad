"""The write door of fronts: every save is a version; none is ever overwritten."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import announcements
from articles.fronts import past
from articles.fronts.document import Document, parse, read
from articles.fronts.rights import require_front
from articles.models import Front, FrontPicture, FrontVersion, Section
from articles.workflow import TransitionError
from authors.models import User
from media.models import Image
from newsroom import edge

State = FrontVersion.State


@dataclass(frozen=True)
class FrontEdit:
    """What somebody made of a front: from version `base`, while `seen` was the newest they knew
    (None: whatever there is)."""

    document: Document
    base: int = 0
    seen: int | None = None
    note: str = ""


@dataclass(frozen=True)
class SavedFront:
    """What came of a save. `theirs`: what a colleague published meanwhile, so that `version` was
    kept as a draft."""

    version: FrontVersion
    theirs: FrontVersion | None = None

    @property
    def is_conflict(self) -> bool:
        return self.theirs is not None


@transaction.atomic
def save_front(section: Section | None, edit: FrontEdit, *, by: User | None) -> FrontVersion:
    """Keep a version that nobody sees yet."""
    return _keep(_locked(section, by=by), edit, by=by)


@transaction.atomic
def publish_front(
    section: Section | None, edit: FrontEdit, *, by: User | None, at: datetime | None = None
) -> SavedFront:
    """Put a version in front of readers, now or from the hour `at` on.

    If somebody has published one that its editor has not seen, this one is kept as a draft, and
    the answer names both. Pressed twice, it answers with the first. ValidationError for an hour
    that is over.
    """
    front = _locked(section, by=by)
    now = timezone.now()
    if at is not None and at <= now:
        raise ValidationError({"at": _("This hour is over.")})
    theirs = _published_since(front, edit.seen)
    if theirs is not None and _is_pressed_twice(theirs, edit, by=by, at=at):
        return SavedFront(theirs)
    if theirs is not None:
        return SavedFront(_keep(front, edit, by=by), theirs)
    _put_behind(front, now)
    version = _keep(front, edit, by=by, state=State.PUBLISHED, goes_live_at=at or now)
    edge.publish()
    if by is not None:
        announcements.front_published(version)
    if at is None:
        transaction.on_commit(lambda: past.record(section))
    return SavedFront(version)


def publish_front_version(
    version: FrontVersion, *, by: User | None, seen: int | None = None, at: datetime | None = None
) -> SavedFront:
    """Publish what a version holds: as a version of its own, which says what it changes.

    That of a draft stands on what the draft was made from.
    """
    base, note = version.base, version.note
    if version.state != State.DRAFT:
        base, note = version.number, _("Back to version %(number)d") % {"number": version.number}
    edit = FrontEdit(read(version.document), base=base, seen=seen, note=note)
    return publish_front(version.front.section, edit, by=by, at=at)


@transaction.atomic
def call_off_front(version: FrontVersion, *, by: User | None) -> FrontVersion:
    """Keep a scheduled version from going live. TransitionError once its hour has come."""
    _locked(version.front.section, by=by)
    version = FrontVersion.objects.select_related("front").get(pk=version.pk)
    if not version.is_scheduled:
        raise TransitionError(_("This version does not wait for an hour."))
    version.state = State.CALLED_OFF
    version.save(update_fields=["state"])
    _note_pictures(version.front)
    return version


def _locked(section: Section | None, *, by: User | None) -> Front:
    """The front, made if need be and held until the transaction ends."""
    require_front(by, section.pk if section else None)
    front, _is_new = Front.objects.get_or_create(section=section)
    return Front.objects.select_for_update(of=("self",)).get(pk=front.pk)


def _put_behind(front: Front, now: datetime) -> None:
    """What was published for its own "now", before the clock was set back, must not come again when
    the clock reaches that hour: readers would see it instead of what is newer."""
    early = FrontVersion.objects.of(front).scheduled().filter(goes_live_at__lte=F("at"))
    early.update(goes_live_at=now)


def _published_since(front: Front, seen: int | None) -> FrontVersion | None:
    if seen is None:
        return None
    newer = FrontVersion.objects.of(front).filter(state=State.PUBLISHED, number__gt=seen)
    return newer.select_related("by").first()


def _is_pressed_twice(
    last: FrontVersion, edit: FrontEdit, *, by: User | None, at: datetime | None
) -> bool:
    """Whether `last` is the same edit, published for the same hour by the same person."""
    live = FrontVersion.objects.of(last.front_id).live().first()
    same_hour = last.goes_live_at == at if at else last == live
    same_edit = last.base == edit.base and last.document == edit.document.as_json()
    return by is not None and last.by == by and same_edit and same_hour


def _keep(front: Front, edit: FrontEdit, *, by: User | None, **fields) -> FrontVersion:
    document = edit.document.as_json()
    parse(document)  # whoever calls: what is stored can be read
    newest = FrontVersion.objects.of(front).aggregate(n=Max("number"))["n"] or 0
    version = FrontVersion.objects.create(
        front=front,
        number=newest + 1,
        document=document,
        pins_until=max(edit.document.ends_of_pins, default=None),
        base=edit.base,
        note=" ".join(edit.note.split())[:200],
        by=by,
        at=timezone.now(),
        **fields,
    )
    _note_pictures(front)
    return version


def _note_pictures(front: Front) -> None:
    """Write down the pictures of the newest version, the live one and those with an hour to come:
    none of them may be deleted. What only old versions show may go; they do without it then."""
    versions = FrontVersion.objects.of(front)
    live = versions.live().values("pk")[:1]
    in_use = versions.filter(Q(pk__in=versions.scheduled()) | Q(pk__in=live))
    documents = [*in_use.values_list("document", flat=True)]
    documents += versions.values_list("document", flat=True)[:1]
    pins = [slot for document in documents for _zone, _place, slot in read(document).pins()]
    wanted = {slot.picture for slot in pins} - {None}
    known = set(front.pictures.values_list("image", flat=True))
    front.pictures.exclude(image__in=wanted).delete()
    new = Image.objects.filter(pk__in=wanted - known) if wanted - known else []
    FrontPicture.objects.bulk_create([FrontPicture(front=front, image=image) for image in new])
