"""What the actions on stories share: the locked row, the text put into it, the revision kept."""

from contextlib import contextmanager
from copy import copy

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, search, workflow
from articles.models import Article, BodyPicture, Credit, Revision, Tag
from articles.revisions import content as contents
from articles.revisions.content import Found
from articles.workflow import Status
from authors.models import Author, User
from media.models import Image
from newsroom import edge, slugs, text


def locked(article: Article) -> Article:
    """The row as it stands now, held until the transaction ends: another may have moved it."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def told_readers(*stories: Article) -> None:
    """Something of these rows was written: every stored page is old, unless none of them is out."""
    if any(story.status in workflow.OUT for story in stories):
        edge.publish()


def may_edit(article: Article, *, by: User | None) -> None:
    if not workflow.can_edit(article, by=by):
        raise PermissionDenied("This story may not be edited by this account.")


def may_refile(article: Article, *sections: int | None, by: User | None) -> None:
    """`article` as it stands; `sections` are the keys of those it is moved to, or between."""
    if not all(workflow.can_refile(article, section, by=by) for section in sections):
        raise PermissionDenied("This story may not be moved to that section by this account.")


def keep(article: Article, content: dict, names: dict, **fields) -> Revision:
    """Add a revision of `article`, whose row is locked; `fields` are the model's others."""
    if "number" not in fields:
        newest = Revision.objects.filter(article=article).aggregate(n=Max("number"))["n"] or 0
        fields["number"] = newest + 1
    return Revision.objects.create(
        article=article,
        status=article.status,
        content=content,
        names=names,
        **{
            "at": timezone.now(),
            "word_count": text.count_words(content.get("body", "")),
            **fields,
        },
    )


def desk_text(article: Article) -> Revision:
    """The newest text of the story as the desk has it; a row from before revisions gets its first.

    `article` is locked.
    """
    if article.revision:
        return Revision.objects.get(article=article, number=article.revision)
    first = keep(
        article,
        *contents.read(article),
        kind=Revision.Kind.IMPORTED,
        by=None,
        at=article.modified_at,
        note=_("As it stood before its versions were kept."),
    )
    point(article, desk=first, public=first if article.status == Status.PUBLISHED else None)
    return first


def point(
    article: Article,
    *,
    desk: Revision | None = None,
    public: Revision | None = None,
    is_new: bool = True,
):
    """Write down which revision is the desk's text and which went out; None leaves it.

    `is_new=False`: readers see the same words as before. Something changed, or this would not be
    called: `modified_at` is now.
    """
    now = timezone.now()
    fields = {"modified_at": now}
    if desk:
        fields["revision"] = desk.number
    if public:
        fields |= {"public_revision": public.number, "changes_at": None, "changes_revision": 0}
    for name, value in fields.items():
        setattr(article, name, value)
    Article.objects.filter(pk=article.pk).update(**fields)
    search.keep(article, desk=desk, public=public)
    if public and is_new:
        never_seen(article)  # what waited for the same hour, or another, is not what will be shown
        since = max(now, article.goes_live_at or now)
        Revision.objects.filter(pk=public.pk).update(public_at=since)
        edge.publish()


def never_seen(article: Article) -> None:
    """Versions whose hour has not come will not be seen: the locked row is called off."""
    early = Revision.objects.filter(article=article, public_at__gt=timezone.now())
    early.update(public_at=None)


def write(article: Article, content: dict, found: Found, *, before: dict | None = None) -> dict:
    """Make `content` (from contents.find) what the locked row holds; the content as it was written.

    `before` is what the row held, if known: credits and tags that are alike are not touched.
    """
    hour, slug = article.published_at, article.slug
    contents.put(article, content)
    if article.status == Status.PUBLISHED:
        article.published_at = article.published_at or hour  # it cannot be live without one
        note_first_publication(article)
    article.word_count = text.count_words(article.body)
    with once_per_language(article):
        if article.slug and article.slug == slug:
            article.save()
        else:
            slugs.save_with_slug(article, source=article.headline)
    told_readers(article)
    before = before or {}
    if before.get("credits") != content["credits"]:
        set_credits(article, [(role, found.authors[key]) for role, key in content["credits"]])
    if before.get("tags") != content["tags"]:
        set_tags(article, found.tags, before=before.get("tags"))
    return content | {
        "slug": article.slug,
        "published_at": contents.written(article.published_at),
    }


@contextmanager
def once_per_language(article: Article):
    """Around a save of `article`: ValidationError where another translation has taken its language
    since the form was judged."""
    if article.work is None:
        yield
        return
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        article.clean()
        raise


def checked(article: Article, content: dict, *, is_unique: bool = True) -> Article:
    """The story in hand as `content` (from contents.find) would have it; ValidationError if it
    cannot stand. `is_unique=False` does not ask whether its address is free."""
    there = contents.put(copy(article), content)
    found = [name for name in contents.REFERENCES if content.get(name)]  # by contents.find
    there.full_clean(exclude=found, validate_unique=is_unique)
    return there


def note_all_pictures(article: Article) -> None:
    """Write down the pictures of what readers see, of the desk's text and of scheduled changes:
    none of them may be deleted under one of the three. `article` is locked."""
    waiting = {article.revision, article.changes_revision} - {0, article.public_revision}
    texts = []
    if article.status == Status.PUBLISHED and waiting:
        found = Revision.objects.filter(article=article, number__in=waiting)
        texts = list(found.values_list("content", flat=True))
    keys = {content.get(name) for content in texts for name in ("lead_image", "social_image")}
    also = keys - {None, article.lead_image_id, article.social_image_id}
    bodies = [content.get("body", "") for content in texts]
    note_pictures(article, article.body, *bodies, also=tuple(also))


def note_pictures(article: Article, *bodies: str, also: tuple = ()) -> None:
    """Write down which pictures the texts refer to, and the keys `also`; unknown ones are left."""
    wanted = {key for body in bodies for key in checks.body_picture_ids(body)} | set(also)
    known = set(article.body_pictures.values_list("image", flat=True))
    if known - wanted:
        article.body_pictures.filter(image__in=known - wanted).delete()
    new = Image.objects.filter(pk__in=wanted - known) if wanted - known else []
    BodyPicture.objects.bulk_create(
        [BodyPicture(article=article, image=image) for image in new], ignore_conflicts=True
    )


def set_credits(article: Article, wanted: list[tuple[str, Author]]) -> None:
    """Make (role, author) pairs the only credits; one that was there keeps its name as signed."""
    wanted = list(dict.fromkeys(wanted))
    before = list(article.credits.all())
    if [(c.role, c.author_id) for c in before] == [(role, a.pk) for role, a in wanted]:
        return
    signed = {(c.role, c.author_id): (c.name, c.role_title) for c in before}
    article.credits.all().delete()
    is_out = article.status == Status.PUBLISHED
    rows = []
    for position, (role, author) in enumerate(wanted):
        unsigned = (author.name, author.role_title) if is_out else ("", "")
        name, title = signed.get((role, author.pk)) or unsigned
        rows.append(
            Credit(
                article=article,
                role=role,
                author=author,
                position=position,
                name=name,
                role_title=title,
            )
        )
    Credit.objects.bulk_create(rows)


def set_tags(article: Article, wanted: dict[int, Tag], *, before: list[int] | None) -> None:
    """Make these the only tags; `before` are the keys of those it has, if known."""
    if before is None:
        article.tags.set(wanted)
        return
    article.tags.remove(*(key for key in before if key not in wanted))
    article.tags.add(*(key for key in wanted if key not in before))


def sign(article: Article) -> None:
    """Write names and titles into the credits that have none yet."""
    for credit in article.credits.filter(name="").select_related("author"):
        credit.name, credit.role_title = credit.author.name, credit.author.role_title
        credit.save(update_fields=["name", "role_title"])


def note_first_publication(article: Article) -> None:
    """The first hour readers could see it; one still to come may be moved."""
    if not article.has_been_public:
        article.first_published_at = article.goes_live_at


def leave_translations(article: Article) -> None:
    """Take the locked row from its translations; of those that stay the oldest is the original,
    unless there is one. What stays alone is no translation of anything."""
    work = article.work
    if work is None:
        return
    article.work = None
    Article.objects.filter(pk=article.pk).update(work=None)
    rest = list(Article.objects.select_for_update(of=("self",)).filter(work=work).order_by("pk"))
    linked(article, *rest)
    if len(rest) > 1 and any(story.uid == work for story in rest):
        return
    keep = min(rest, key=age).uid if len(rest) > 1 else None
    Article.objects.filter(pk__in=[story.pk for story in rest]).update(work=keep)


def linked(*stories: Article) -> None:
    """These rows are translations of each other, or no more: readers see it where two are out."""
    if sum(story.status in workflow.OUT for story in stories) > 1:
        edge.publish()


def age(article: Article) -> tuple:
    """What sorts the story that was there first before the others."""
    began = min(filter(None, [article.created_at, article.first_published_at]))
    return began, article.pk  # what was imported is older than its row
