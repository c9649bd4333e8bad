"""The front page, lists of stories, and pages that are no stories."""

from collections.abc import Iterable

from articles import identity
from articles.fronts.compose import Composed
from articles.models import Article, Page
from newsroom import drawn, jsonld
from newsroom.site import absolute

from .site import publisher, website

LEADS = ("lead", "secondary")  # the zones of a front that say what matters most


def front_graph(composed: Composed) -> str:
    """The site, who publishes it, and the stories that lead its front; written once."""
    key = drawn.surroundings(), drawn.value([composed, identity.current()])
    return drawn.once(("graph of a front", *key), lambda: jsonld.written(_of_front(composed)))


def _of_front(composed: Composed) -> list[dict]:
    zones = [shown for shown in composed.zones if shown.zone.kind in LEADS]
    leads = [article for shown in zones for article in shown.rows]
    return [website(), publisher(), jsonld.item_list(absolute("/"), _named(leads))]


def list_graph(meta: dict, path: str, stories: Iterable[Article]) -> str:
    """https://schema.org/CollectionPage of a list, from its `meta`; `path` is that of page one."""
    return collection_graph(meta, path, _named(stories))


def collection_graph(meta: dict, path: str, listed: list[tuple[str, str]]) -> str:
    """list_graph() of whatever has (name, address)."""
    url = meta["canonical"]
    steps = [(identity.current().name, "/"), (meta["title"], path)]
    page = jsonld.collection_page(meta, listed) | {"breadcrumb": {"@id": f"{url}#breadcrumb"}}
    return jsonld.written([page, jsonld.breadcrumbs(url, steps), website(), publisher()])


def page_graph(page: Page, meta: dict) -> str:
    """https://schema.org/WebPage of a page below /p/, and who publishes it."""
    url = meta["canonical"]
    steps = [(identity.current().name, "/"), (page.title, page.get_absolute_url())]
    node = {
        "@type": "WebPage",
        "@id": f"{url}#page",
        "url": url,
        "name": page.title,
        "description": meta["description"],
        "inLanguage": page.language,
        "datePublished": page.first_live_at.isoformat(),
        "dateModified": page.modified_at.isoformat(),
        "isPartOf": {"@id": jsonld.website_id()},
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
        "publisher": {"@id": jsonld.publisher_id()},
    }
    return jsonld.written([node, jsonld.breadcrumbs(url, steps), website(), publisher()])


def _named(stories: Iterable[Article]) -> list[tuple[str, str]]:
    """Each once, in their order; a front may show a story twice."""
    once = {story.pk: (story.headline, story.get_absolute_url()) for story in stories}
    return list(once.values())
