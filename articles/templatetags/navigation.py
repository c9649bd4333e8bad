from django import template
from django.utils.encoding import iri_to_uri

from articles import breaking, cards, editions, identity, reading
from newsroom.drawn import drawn

register = template.Library()
IN_HEADER = {"home", "news", "section", "edition"}  # names of the pages it leads to


@register.simple_tag(takes_context=True)
def masthead(context):
    """The top of every page: every section with something in it, and the languages there are
    stories in. Asks once a generation."""
    match = getattr(context.get("request"), "resolver_match", None)
    leads_here = match is not None and match.url_name in IN_HEADER
    values = {
        "identity": identity.current(),
        "sections": reading.sections(),
        "editions": editions.current(),
        "path": context["request"].path if leads_here else "",
    }
    return drawn("includes/_header.html", values)


@register.simple_tag(takes_context=True)
def site_footer(context):
    """The foot of every page, with what the newsroom put there."""
    site = identity.current()
    path = iri_to_uri(context["request"].path) if "request" in context else ""
    links = [*site.policy_links, *(link for menu in site.menus for link in menu.links)]
    leads_here = any(iri_to_uri(link.url) == path for link in links)
    return drawn("includes/_footer.html", {"identity": site, "path": path if leads_here else ""})


@register.simple_tag(takes_context=True)
def meta_tags(context):
    """What machines are told of the page in its head: `meta` of articles.seo or newsroom.site."""
    meta, site = context.get("meta"), identity.current()
    card = None if meta is None or meta.get("image") else cards.of_site().meta
    return drawn("includes/_meta.html", {"meta": meta, "identity": site, "card": card})


@register.inclusion_tag("includes/_breaking.html")
def breaking_news():
    """What is broken above every page. Asks once a second; while it leads to a story, each time."""
    return {"bar": breaking.current()}
