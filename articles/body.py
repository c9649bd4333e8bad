"""Draw a story's body: the stored text, with its pictures and related stories as they are now.

A reference whose picture or story may not be shown (rights over, withdrawn, not out yet, deleted)
leaves nothing behind. One query for all pictures, one for all stories, however many bodies.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from media.models import Image
from newsroom import text

from .models import Article

# newsroom.html.clean writes attributes in double quotes and nothing else beside class and lang. Of
# references inside each other the innermost is drawn; the outer one stays an empty frame.
IMAGE = re.compile(
    r'<figure\b[^>]*\bdata-image="(\d+)"[^>]*>((?:(?!<figure\b).)*?)</figure>', re.DOTALL
)
STORY = re.compile(r'<div\b[^>]*\bdata-article="(\d+)"[^>]*>(?:(?!<div\b).)*?</div>', re.DOTALL)
CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)
TABLE = re.compile(r"<table\b|</table>")
SCROLLING = {
    "<table": '<div class="table-scroll" tabindex="0"><table',
    "</table>": "</table></div>",
}


@dataclass(frozen=True)
class References:
    """What bodies refer to, by key; what is missing here is not drawn."""

    images: dict[int, Image]
    stories: dict[int, Article]


def references(bodies: Iterable[str]) -> References:
    """Fetch all that `bodies` refer to and readers may see: at most two queries."""
    joined = "\n".join(bodies)
    image_ids = {int(key) for key, _caption in IMAGE.findall(joined)}
    story_ids = {int(key) for key in STORY.findall(joined)}
    images = Image.objects.in_bulk(image_ids) if image_ids else {}
    stories = Article.objects.published().for_related() if story_ids else None
    return References(
        {key: image for key, image in images.items() if image.has_rights},
        stories.in_bulk(story_ids) if stories is not None else {},
    )


def render(body: str, refs: References) -> SafeString:
    """The HTML of `body` (clean, as stored) with its references drawn from `refs`."""

    def image(match: re.Match) -> str:
        picture = refs.images.get(int(match[1]))
        if picture is None:
            return ""
        caption = CAPTION.search(match[2])
        words = text.plain(caption[1]) if caption else ""
        return render_to_string("articles/_body_figure.html", {"image": picture, "caption": words})

    def story(match: re.Match) -> str:
        article = refs.stories.get(int(match[1]))
        if article is None:
            return ""
        return render_to_string("articles/_related_card.html", {"article": article})

    drawn = STORY.sub(story, IMAGE.sub(image, body))
    scrollable = TABLE.sub(lambda tag: SCROLLING[tag[0]], drawn)
    return mark_safe(scrollable)  # noqa: S308 - cleaned on every write; templates escape the rest
