"""The pictures that go out with a story: what each of them must have."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, BodyPicture
from media.models import Image
from newsroom import html

from .registry import BLOCK, Finding, check

# In a tag, as newsroom.html.clean writes it: in a text "<" is escaped.
REFERENCE = re.compile(r'<[a-z][^<>]*\bdata-(?:image|gallery)="(\d{1,18}(?:,\d{1,18})*)"')


def body_picture_ids(body: str) -> set[int]:
    """The keys of all pictures `body` (clean) refers to, whether they exist or not."""
    return {int(key) for keys in REFERENCE.findall(body) for key in keys.split(",")}


@dataclass(frozen=True)
class Placed:
    """A picture in a story: where in words, in which field, and whether its alt text is there."""

    place: str
    field: str
    image: Image
    has_alt: bool


def placed(article: Article) -> Iterator[Placed]:
    """Every picture that goes out with `article`, in the order of the form; one query."""
    fields = {
        "lead_image": (_("lead picture"), article.lead_image_id),
        "social_image": (_("social picture"), article.social_image_id),
    }
    in_body = sorted(body_picture_ids(article.body))
    keys = [*(key for _place, key in fields.values() if key), *in_body]
    found = Image.objects.in_bulk(keys) if keys else {}
    for field, (place, key) in fields.items():
        if key in found:
            yield Placed(place, field, found[key], bool(found[key].alt_text))
    mute = _without_words_of_their_own(article.body)
    for key in filter(found.get, in_body):
        has_alt = bool(found[key].alt_text) or key not in mute
        yield Placed(_("picture in the text"), "body", found[key], has_alt)


def _without_words_of_their_own(body: str) -> set[int]:
    """The pictures of a text that stand somewhere without an alt text for that place."""
    mute = set()
    for match in html.TAG.finditer(body):
        facts = html.attributes(match[3])
        if not facts.get("data-alt", "").strip():
            mute |= body_picture_ids(match[0])
    return mute


def pictures(article: Article) -> Iterator[tuple[str, Image]]:
    """Yield (place, picture) for every picture that goes out with `article`; one query."""
    for one in placed(article):
        yield one.place, one.image


def expiring_pictures(days: int) -> list[tuple[Image, Article, str]]:
    """(picture, story, place) for stories out or scheduled, the soonest end of rights first.

    One query for each place; rights that are over come before those that will be.
    """
    end = timezone.localdate() + timedelta(days=days)
    public = Article.objects.filter(status=Article.Status.PUBLISHED).newest_first()
    public = public.exclude(expires_at__lte=timezone.now()).defer(*Article.LONG_FIELDS)
    found = []
    for place, field in ((_("lead picture"), "lead_image"), (_("social picture"), "social_image")):
        stories = public.filter(**{f"{field}__rights_expire_on__lt": end}).select_related(field)
        found += [(getattr(story, field), story, place) for story in stories]
    rows = BodyPicture.objects.filter(image__rights_expire_on__lt=end, article__in=public)
    rows = rows.select_related("image", "article").order_by("-article__published_at", "-article")
    rows = rows.defer(*(f"article__{name}" for name in Article.LONG_FIELDS))
    found += [(row.image, row.article, _("picture in the text")) for row in rows]
    return sorted(found, key=lambda one: (one[0].rights_expire_on, one[0].pk))


def picture_problems(article: Article, at: datetime | None = None) -> list[str]:
    """A sentence for each picture that must not go out, with what is wrong with it.

    At `at`, or when the story is going live; now if that is not to come.
    """
    now = timezone.now()
    day = timezone.localdate(max(at or article.goes_live_at or now, now))
    return [
        _("The %(place)s “%(picture)s” cannot go out: %(reasons)s")
        % {"place": place, "picture": picture, "reasons": " ".join(reasons)}
        for place, picture in pictures(article)
        if (reasons := picture.problems_on(day))
    ]


@check(
    "picture_alt",
    gettext_lazy("Alt text of every picture"),
    gettext_lazy("What a picture shows, in words, for who cannot see it."),
    level=BLOCK,
)
def alt_texts(article: Article, context) -> Iterable[Finding]:
    for one in context.pictures:
        if not one.has_alt:
            yield _about(one, _("The %(place)s “%(picture)s” has no alt text."))


@check(
    "picture_credit",
    gettext_lazy("Credit of every picture"),
    gettext_lazy("Who took or made it, for the line beside the picture."),
    level=BLOCK,
)
def credits_of_pictures(article: Article, context) -> Iterable[Finding]:
    for one in context.pictures:
        if not one.image.credit:
            yield _about(one, _("The %(place)s “%(picture)s” has no credit."))


@check(
    "picture_rights",
    gettext_lazy("Rights to every picture"),
    gettext_lazy("Whether it may still be shown at the hour the story goes live."),
    level=BLOCK,
    is_fixed=True,
)
def rights_to_pictures(article: Article, context) -> Iterable[Finding]:
    day = timezone.localdate(context.at)
    for one in context.pictures:
        reason = one.image.rights_problem_on(day)
        if reason:
            words = _("The %(place)s “%(picture)s” may not be shown: %(reason)s")
            yield _about(one, words, reason=reason)


def _about(one: Placed, words: str, **more: str) -> Finding:
    return Finding(words % {"place": one.place, "picture": one.image, **more}, one.field)
