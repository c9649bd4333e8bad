"""Linked data in the head of a page: JSON that no text in it can end early."""

import json

from django.utils.safestring import SafeString, mark_safe

from .site import absolute

CONTEXT = "https://schema.org"
# What would end the element or begin markup in it, and what old scripts take for the end of a line.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def written(nodes: list[dict]) -> SafeString:
    """`nodes` as one `@graph`, for <script type="application/ld+json">; empty values are left out.

    JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), vocabulary of schema.org.
    """
    graph = {"@context": CONTEXT, "@graph": [_filled(node) for node in nodes]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - nothing in it is markup any more


def breadcrumbs(url: str, steps: list[tuple[str, str]]) -> dict:
    """https://schema.org/BreadcrumbList of the page `url`: (name, address), from the front on."""
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": absolute(address)}
            for n, (name, address) in enumerate(steps, 1)
        ],
    }


def collection_page(meta: dict, listed: list[tuple[str, str]]) -> dict:
    """https://schema.org/CollectionPage of (name, address), from the `meta` of its page."""
    url = meta["canonical"]
    return {
        "@type": "CollectionPage",
        "@id": f"{url}#page",
        "url": url,
        "name": meta["title"],
        "description": meta["description"],
        "isPartOf": {"@id": website_id()},
        "mainEntity": item_list(url, listed),
    }


def item_list(url: str, pages: list[tuple[str, str]]) -> dict:
    """https://schema.org/ItemList of (name, address), in the order of the page `url`; of none, it
    says that there are none."""
    return {
        "@type": "ItemList",
        "@id": f"{url}#list",
        "numberOfItems": len(pages),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "url": absolute(address)}
            for n, (name, address) in enumerate(pages, 1)
        ],
    }


def website_id() -> str:
    """What other nodes call the site by."""
    return absolute("/#website")


def publisher_id() -> str:
    return absolute("/#publisher")


def _filled(value):
    """`value` without what says nothing: None, "", [] and {}; 0 and False say something."""
    if isinstance(value, dict):
        filled = {name: _filled(each) for name, each in value.items()}
        return {name: each for name, each in filled.items() if each not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [each for each in map(_filled, value) if each not in (None, "", [], {})]
    return value
