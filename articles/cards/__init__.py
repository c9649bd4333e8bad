"""The picture under a shared link, for a page that has none: a headline, a section, our name.

Drawn once for what it says and kept with the originals, where nobody but us reads; its address
holds a signature of its words, so nobody can have other words drawn. Whoever asks for the card of a
story gets it while the story may be read.
"""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.crypto import salted_hmac

from articles import identity
from articles.models import Article
from media.storage import originals
from newsroom import languages
from newsroom.site import absolute

from .drawing import SIZE, Words, draw

VERSION = "1"  # of the drawing: another one draws all cards anew
QUIET_KINDS = {Article.Kind.NEWS, Article.Kind.FEATURE}  # say nothing a reader must know first


@dataclass(frozen=True)
class Card:
    """`folder` holds the one card its page has; `slug` is that of a story, or ""."""

    words: Words
    folder: str
    slug: str = ""

    @property
    def digest(self) -> str:
        """A signature of all that is drawn."""
        parts = [VERSION, self.folder, *map(str, self.words.all())]
        return salted_hmac("articles.cards", "\0".join(parts), algorithm="sha256").hexdigest()[:32]

    @property
    def meta(self) -> dict:
        """What includes/_meta.html says of it."""
        names = [self.slug, self.digest] if self.slug else [self.digest]
        url = absolute(reverse("articles:story_card" if self.slug else "articles:card", args=names))
        said = (self.words.title, self.words.label, self.words.site)
        alt = ". ".join(words.rstrip(" .") for words in said if words)
        return {"url": url, "width": SIZE[0], "height": SIZE[1], "type": "image/png", "alt": alt}


def of_story(article: Article) -> Card:
    """The card of a story, with its section."""
    site = identity.current()
    with languages.spoken(article.language):
        kind = "" if article.kind in QUIET_KINDS else str(article.get_kind_display())
    label = " · ".join(filter(None, [kind, article.section.name]))
    title = article.social_title or article.headline
    words = Words(title, label, site.name, site.accent, article.direction)
    return Card(words, f"cards/{article.uid}", article.slug)


def of_site() -> Card:
    """The card of the front page and of lists."""
    site = identity.current()
    return Card(Words(site.description, "", site.name, site.accent), "cards/site")


def drawn(card: Card) -> bytes:
    """The PNG of `card`; the one its page had before goes."""
    store, name = originals(), f"{card.digest}.png"
    path = f"{card.folder}/{name}"
    try:
        with store.open(path) as file:
            return file.read()
    except FileNotFoundError:
        content = draw(card.words)
    store.save(path, ContentFile(content))
    for other in store.listdir(card.folder)[1]:
        if other != name:
            store.delete(f"{card.folder}/{other}")
    return content
