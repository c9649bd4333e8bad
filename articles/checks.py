"""What must be in order before a story goes out: each picture's credit and rights."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from media.models import Image

from .models import Article, BodyPicture

# In a tag, as newsroom.html.clean writes it: in a text "<" is escaped.
REFERENCE = re.compile(r'<[a-z][^<>]*\bdata-(?:image|gallery)="(\d{1,18}(?:,\d{1,18})*)"')


def body_picture_ids(body: str) -> set[int]:
    """The keys of all pictures `body` (clean) refers to, whether they exist or not."""
    return {int(key) for keys in REFERENCE.findall(body) for key in keys.split(",")}


def pictures(article: Article) -> Iterator[tuple[str, Image]]:
    """Yield (place, picture) for every picture that goes out with `article`; one query."""
    places = {
        _("lead picture"): article.lead_image_id,
        _("social picture"): article.social_image_id,
    }
    in_body = sorted(body_picture_ids(article.body))
    found = Image.objects.in_bulk([*filter(None, places.values()), *in_body])
    for place, key in [*places.items(), *((_("picture in the text"), key) for key in in_body)]:
        if key in found:
            yield place, found[key]


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


def before_publication(article: Article, at: datetime | None = None) -> None:
    """Raise ValidationError with every reason why `article` cannot be published; `at` as above."""
    found = picture_problems(article, at)
    if found:
        raise ValidationError(found)
