"""What machines are told of a story: search engines, social networks, readers' programs."""

from media.models import Image
from media.templatetags.pictures import picture_url
from newsroom.site import DESCRIPTION_LENGTH, absolute
from newsroom.text import shorten

from .models import Article


def article_meta(article: Article) -> dict:
    """Title, description, addresses, times and picture for the head of a story's page.

    Reads what ArticleQuerySet.for_page() fetches. Open Graph's `article` object type
    (https://ogp.me/#type_article); times in ISO 8601 with offset.
    """
    description = shorten(article.seo_description or article.summary, DESCRIPTION_LENGTH)
    image = article.social_image or article.lead_image
    return {
        "title": article.seo_title or article.headline,
        "description": description,
        "canonical": article.canonical_url or absolute(article.get_absolute_url()),
        "type": "article",
        "social_title": article.social_title or article.headline,
        "social_description": article.social_description or description,
        "image": _image(image) if image and image.has_rights else None,
        "published": article.first_published_at or article.published_at,
        "updated": article.updated_at,
        "section": article.section.name,
        "tags": [tag.name for tag in article.tags.all()],
        "authors": [absolute(c.author.get_absolute_url()) for c in article.writers],
    }


def _image(image: Image) -> dict:
    return {"url": picture_url(image, width=1280, ratio="16x9"), "alt": image.alt_text}
