"""What must be in order before a story goes out: each picture's credit and rights."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from media.models import Image

from .models import Article

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


def expiring_pictures(days: int) -> Iterator[tuple[Image, Article, str]]:
    """Yield (picture, story, place) for stories out or scheduled, the soonest end of rights first.

    A fixed number of queries for each picture; rights that are over come before those that will be.
    """
    public = Article.objects.filter(status=Article.Status.PUBLISHED).newest_first()
    for image in Image.objects.expiring(days).order_by("rights_expire_on", "pk").iterator():
        in_text = public.filter(body_pictures__image=image)
        for place, articles in (
            (_("lead picture"), public.filter(lead_image=image)),
            (_("social picture"), public.filter(social_image=image)),
            (_("picture in the text"), in_text),
        ):
            for article in articles.exclude(expires_at__lte=timezone.now()):
                yield image, article, place


def picture_problems(article: Article) -> list[str]:
    """A sentence for each picture that must not go out, with what is wrong with it."""
    return [
        _("The %(place)s “%(picture)s” cannot go out: %(reasons)s")
        % {"place": place, "picture": picture, "reasons": " ".join(picture.problems)}
        for place, picture in pictures(article)
        if picture.problems
    ]


def before_publication(article: Article) -> None:
    """Raise ValidationError with every reason why `article` cannot be published."""
    found = picture_problems(article)
    if found:
        raise ValidationError(found)
