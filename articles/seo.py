"""What machines are told of a story: search engines, social networks, readers' programs."""

import re

from django.utils.translation import gettext as _

from authors.models import Author
from media.models import Image
from media.shapes import SOCIAL
from media.templatetags.pictures import jpeg
from newsroom import drawn, languages
from newsroom.site import DESCRIPTION_LENGTH, absolute
from newsroom.text import shorten

from . import cards, identity
from .models import Article

LEAST_WIDTH = 600  # pixels: below it social networks show a picture small, beside the words
_X_PROFILE = re.compile(r"https?://(?:www\.)?(?:x|twitter)\.com/(\w{1,15})/?", re.ASCII)


def article_meta(article: Article) -> dict:
    """Title, description, addresses, times and picture for the head of a story's page.

    Reads what ArticleQuerySet.for_page() fetches. Open Graph's `article` object type
    (https://ogp.me/#type_article); times in ISO 8601 with offset. Put together once for as long as
    all that it says is the same.
    """
    said = drawn.value([article, article.translations, identity.current()])
    key = ("meta of a story", drawn.surroundings(), said)
    return dict(drawn.once(key, lambda: _meta(article)))


def _meta(article: Article) -> dict:
    description = shorten(article.seo_description or article.summary, DESCRIPTION_LENGTH)
    url = absolute(article.get_absolute_url())
    return {
        "title": article.seo_title or article.headline,
        "description": description,
        "canonical": article.canonical_url or url,
        "type": "article",
        "embeddable": url,
        "language": article.language,
        "social_title": article.social_title or article.headline,
        "social_description": article.social_description or description,
        "image": social_picture(article.social_image, article.lead_image)
        or cards.of_story(article).meta,
        "published": article.first_published_at or article.published_at,
        "updated": article.updated_at,
        "section": article.section.name,
        "tags": [tag.name for tag in article.tags.all()],
        "alternates": alternates(article),
        "other_languages": [other.language for other in article.translations],
        "authors": [absolute(c.author.get_absolute_url()) for c in article.writers],
        "creator": next(filter(None, (_x_handle(c.author) for c in article.writers)), ""),
        "labels": _labels(article),
        "licence": licence(article),
    }


def social_picture(*images: Image | None) -> dict | None:
    """The first of `images` that may be shown and is large enough, cropped to 1200x630."""
    for image in images:
        if image and image.has_rights:
            crop = jpeg(image, width=1200, ratio=SOCIAL)
            if crop.width >= LEAST_WIDTH:
                size = {"width": crop.width, "height": crop.height}
                return {"url": crop.url, **size, "type": "image/jpeg", "alt": image.alt_text}
    return None


def licence(article: Article) -> dict | None:
    """Name and URL of the terms on which others may use the story; it is the site's to give only
    where the story was first published here, and nobody paid for it."""
    site = identity.current()
    is_ours = not article.canonical_url and article.kind != Article.Kind.SPONSORED
    if not (site.licence_url and is_ours):
        return None
    return {"name": site.licence_name or _("Licence"), "url": site.licence_url}


def _labels(article: Article) -> list[tuple[str, str]]:
    """(label, words) that Slack and others show below a card."""
    names = ", ".join(credit.signed_name for credit in article.writers)
    minutes = _("%(minutes)s min read") % {"minutes": article.reading_minutes}
    found = [(_("Written by"), names)] if names else []
    return [*found, (_("Reading time"), minutes)]


def _x_handle(author: Author) -> str:
    """The author's name on X, from the links of the profile."""
    found = (_X_PROFILE.fullmatch(link.url) for link in author.links.all())
    return next((f"@{match[1]}" for match in found if match), "")


def alternates(article: Article) -> list[tuple[str, str]]:
    """(hreflang, URL) of a story and its translations, and which is for everybody else: the one in
    the site's language, or the original. None without translations, none of what lives elsewhere.
    """
    here = [story for story in [article, *article.translations] if not story.canonical_url]
    if len(here) < 2 or article.canonical_url:
        return []
    found = [(story.language, absolute(story.get_absolute_url())) for story in here]
    original = next((story.language for story in here if story.is_original), here[0].language)
    default = dict(found).get(languages.of_site()) or dict(found)[original]
    return [*sorted(found), ("x-default", default)]
