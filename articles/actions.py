"""The write door of stories, sections and tags: admin, importers and commands come through here.

Every function takes `by`, the account that acts, or None for the system itself; each is one
transaction. Illegal move: TransitionError. No right: PermissionDenied. Bad data: ValidationError.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from authors.models import Author, User
from media.models import Image
from newsroom import html, redirects, slugs, text
from newsroom.rights import require

from . import checks, workflow
from .models import Article, BodyPicture, Section, Tag
from .workflow import Status


@transaction.atomic
def save_article(article: Article, *, by: User | None) -> Article:
    """Store what `article` holds: a new story gets its slug, a moved one leaves a redirect.

    Does not change the status; publish() and its siblings do.
    """
    is_new = article.pk is None
    if is_new:
        article.created_by = by
        article.status = Status.DRAFT
    else:
        _stay_where_it_stands(article)
    _may_edit(article, by=by)
    if article.status == Status.PUBLISHED:
        _note_first_publication(article)
    article.body = html.clean(article.body)
    article.word_count = text.count_words(article.body)
    slugs.save_with_slug(article, source=article.headline)
    if not is_new or "data-image" in article.body:
        note_body_pictures(article)
    return article


def delete_article(article: Article, *, by: User | None) -> None:
    """Remove a story nobody outside has seen; what readers saw can only be withdrawn."""
    if article.has_been_public:
        raise ValidationError(_("Readers have seen this story; it can only be withdrawn."))
    _delete(article, by=by)


def note_body_pictures(article: Article) -> None:
    """Write down which pictures the text refers to; one that does not exist is passed over."""
    wanted = checks.body_picture_ids(article.body)
    known = set(article.body_pictures.values_list("image", flat=True))
    article.body_pictures.filter(image__in=known - wanted).delete()
    new = Image.objects.filter(pk__in=wanted - known) if wanted - known else []
    BodyPicture.objects.bulk_create(
        [BodyPicture(article=article, image=image) for image in new], ignore_conflicts=True
    )


def save_section(section: Section, *, by: User | None) -> Section:
    return _save_topic(section, by=by)


def delete_section(section: Section, *, by: User | None) -> None:
    """Remove a section without stories; ProtectedError if it has some."""
    _delete(section, by=by)


def save_tag(tag: Tag, *, by: User | None) -> Tag:
    return _save_topic(tag, by=by)


def delete_tag(tag: Tag, *, by: User | None) -> None:
    """Remove a tag, from its stories too."""
    _delete(tag, by=by)


@transaction.atomic
def set_tags(article: Article, tags: Iterable[Tag], *, by: User | None) -> None:
    """Make `tags` the only tags of `article`."""
    _may_edit(article, by=by)
    wanted = list(tags)
    if set(article.tags.all()) != set(wanted):
        article.tags.set(wanted)
        _touch(article)


@transaction.atomic
def set_credits(
    article: Article, credits: Iterable[tuple[str, Author]], *, by: User | None
) -> None:
    """Make (role, author) pairs, in byline order, the only credits of `article`.

    A pair that was there before keeps the name and title it was signed with.
    """
    _may_edit(article, by=by)
    before = list(article.credits.all())
    wanted = list(dict.fromkeys(credits))
    if [(c.role, c.author_id) for c in before] == [(role, a.pk) for role, a in wanted]:
        return
    signed = {(c.role, c.author_id): (c.name, c.role_title) for c in before}
    article.credits.all().delete()
    for position, (role, author) in enumerate(wanted):
        name, title = signed.get((role, author.pk), ("", ""))
        article.credits.create(
            role=role, author=author, position=position, name=name, role_title=title
        )
    _touch(article)
    if Article.objects.filter(pk=article.pk, status=Status.PUBLISHED).exists():
        sign(article)


def submit(article: Article, *, by: User | None) -> Article:
    """Hand the story to the editors."""
    _may_edit(article, by=by)
    return _move(article, Status.REVIEW, by=by)


def send_back(article: Article, *, by: User | None) -> Article:
    """Return the story to its writer."""
    return _move(article, Status.DRAFT, by=by)


def approve(article: Article, *, by: User | None) -> Article:
    """Declare the story ready to be published."""
    return _move(article, Status.READY, by=by)


def spike(article: Article, *, by: User | None) -> Article:
    """Shelve the story; reopen() brings it back."""
    return _move(article, Status.SPIKED, by=by)


def reopen(article: Article, *, by: User | None) -> Article:
    """Bring a spiked story back as a draft."""
    return _move(article, Status.DRAFT, by=by)


@transaction.atomic
def publish(article: Article, *, by: User | None, at: datetime | None = None) -> Article:
    """Put the story in front of readers at `at`: now, an hour to come, or (imports) one gone by.

    Without `at`, an hour already set on the story counts if it is still to come, or if readers
    first saw the story then. Bylines are signed with the names and titles of this moment.
    """
    article = _locked(article)
    workflow.check(article, Status.PUBLISHED, by=by)
    if by is not None:  # what the system brings (imports, the sample) is checked by people later
        checks.before_publication(article)
    now = timezone.now().replace(microsecond=0)  # no form knows it finer, and would move the story
    planned = article.published_at
    keeps_hour = planned and (planned > now or article.has_been_public)
    article.published_at = at or (planned if keeps_hour else now)
    if by is not None and not article.word_count:
        raise ValidationError({"body": _("A story without text cannot be published.")})
    if article.expires_at and article.expires_at <= article.published_at:
        raise ValidationError({"expires_at": _("A story cannot expire before it goes live.")})
    article.status = Status.PUBLISHED
    article.withdrawal_reason = ""
    _note_first_publication(article)
    article.save()
    sign(article)
    return article


@transaction.atomic
def unschedule(article: Article, *, by: User | None) -> Article:
    """Call off a publication whose hour has not come."""
    return _never_seen_if_early(_move(article, Status.READY, by=by))


@transaction.atomic
def withdraw(article: Article, *, by: User | None, reason: str) -> Article:
    """Take a story away from readers; its address answers 410 with `reason` (required)."""
    if not reason.strip():
        raise ValidationError({"withdrawal_reason": _("Say what readers are told.")})
    article = _move(article, Status.WITHDRAWN, by=by)
    article.withdrawal_reason = reason.strip()
    article.save(update_fields=["withdrawal_reason"])
    return _never_seen_if_early(article)


def sign(article: Article) -> None:
    """Write names and titles into the credits that have none yet."""
    for credit in article.credits.filter(name="").select_related("author"):
        credit.name, credit.role_title = credit.author.name, credit.author.role_title
        credit.save(update_fields=["name", "role_title"])


@transaction.atomic
def _move(article: Article, to: Status, *, by: User | None) -> Article:
    article = _locked(article)
    workflow.check(article, to, by=by)
    article.status = to
    article.save(update_fields=["status", "modified_at"])
    return article


def _locked(article: Article) -> Article:
    """The row as it stands now, held until the transaction ends: another may have moved it."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _stay_where_it_stands(article: Article) -> None:
    """Take over what only the desk's moves write; `article` may have been read before one."""
    row = Article.objects.select_for_update(of=("self",)).filter(pk=article.pk).first()
    if row is None:
        return
    article.status = row.status
    article.first_published_at = row.first_published_at
    article.withdrawal_reason = row.withdrawal_reason
    if row.status == Status.PUBLISHED:
        article.published_at = article.published_at or row.published_at


def _never_seen_if_early(article: Article) -> Article:
    """Forget the first hour of a story that was called off before it came."""
    if article.first_published_at and article.first_published_at > timezone.now():
        article.first_published_at = None
        article.save(update_fields=["first_published_at"])
    return article


def _note_first_publication(article: Article) -> None:
    """The first hour readers could see it; one still to come may be moved."""
    if not article.has_been_public:
        article.first_published_at = article.goes_live_at


def _may_edit(article: Article, *, by: User | None) -> None:
    if not workflow.can_edit(article, by=by):
        raise PermissionDenied("This story may not be edited by this account.")


def _touch(article: Article) -> None:
    """What stands beside the row changed: say when."""
    article.modified_at = timezone.now()
    Article.objects.filter(pk=article.pk).update(modified_at=article.modified_at)


def _save_topic(topic, *, by: User | None):
    """A section or tag; a new one gets its slug, a moved one leaves a redirect."""
    require(by, "change" if topic.pk else "add", topic)
    slugs.save_with_slug(topic, source=topic.name)
    return topic


@transaction.atomic
def _delete(obj, *, by: User | None) -> None:
    require(by, "delete", obj)
    redirects.forget(obj.get_absolute_url())
    obj.delete()
