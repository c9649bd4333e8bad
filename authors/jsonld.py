"""People and organisations that sign, as schema.org knows them."""

from collections.abc import Iterable

from media.jsonld import image_object
from newsroom import jsonld
from newsroom.site import absolute

from .models import Author


def signer(author: Author, *, name: str = "", title: str = "", **more) -> dict:
    """https://schema.org/Person or Organization; with its links fetched, no query.

    `name` and `title` are those a story was signed with; `more` are other fields.
    """
    url = absolute(author.get_absolute_url())
    portrait = author.portrait if author.portrait_id and author.portrait.has_rights else None
    picture = image_object(portrait, "1x1") if portrait else None
    node = {
        "@id": url,
        "url": url,
        "name": name or author.name,
        "description": author.bio,
        "sameAs": [link.url for link in author.links.all()],
    }
    if author.is_organization:
        return {"@type": "Organization", **node, "logo": picture, **more}
    return {"@type": "Person", **node, "jobTitle": title, "image": picture, **more}


def profile_graph(author: Author) -> str:
    """https://schema.org/ProfilePage of one author, ready for the page."""
    url = absolute(author.get_absolute_url())
    about = signer(author, title=author.role_title, knowsAbout=_words(author.beats))
    if not author.is_organization:
        about |= {"knowsLanguage": _words(author.languages)}
        if not author.is_former:
            about |= {"worksFor": {"@id": jsonld.publisher_id()}}
    page = {
        "@type": "ProfilePage",
        "@id": f"{url}#page",
        "url": url,
        "name": author.name,
        "isPartOf": {"@id": jsonld.website_id()},
        "mainEntity": about,
    }
    return jsonld.written([page])


def index_graph(meta: dict, authors: Iterable[Author]) -> str:
    """https://schema.org/CollectionPage of `authors`, from the page's `meta`."""
    listed = [(author.name, author.get_absolute_url()) for author in authors]
    return jsonld.written([jsonld.collection_page(meta, listed)])


def _words(listed: str) -> list[str]:
    """What stands between commas."""
    return [word.strip() for word in listed.split(",") if word.strip()]
