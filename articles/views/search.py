from dataclasses import replace

from django.shortcuts import render

from articles import editions, reading
from articles.models import Article
from articles.search import asked as questions
from articles.search import phrases_within, results
from newsroom import edge, languages

WHOLE = dict.fromkeys(["section", "author", "since", "until"]) | {"kind": "", "language": ""}


@edge.public(takes=questions.PARAMETERS)
def search(request):
    """What readers look for: any question is answered with a page (see articles/search/)."""
    sections = reading.sections()
    asked = questions.read(request.GET, sections)
    query = asked.query()
    named = results.named(asked, sections)
    query = replace(query, also=named.marks)
    found = results.look(asked, query)
    is_nothing = not query.is_empty and not found.results and asked.is_first
    meant = results.meant(asked, query) if is_nothing else ""
    context = {
        "asked": asked,
        "found": found,
        "named": named,
        "has_asked": not query.is_empty,
        "phrases_within": phrases_within() if query.has_phrase else None,
        "meant": meant,
        "meant_address": asked.address(q=meant),
        "narrowing": replace(asked, text="", page=1, before=None, problems=[]),
        "whole_archive": replace(asked, **WHOLE).address() if asked.is_narrowed else "",
        "by_relevance": asked.address(order=""),
        "by_date": asked.address(order="date"),
        "from_the_first": asked.address(),
        "recent": results.recent() if is_nothing else [],
        "sections": sections,
        "kinds": Article.Kind.choices,
        "languages": _languages(asked.language),
    }
    return render(request, "articles/search.html", context)


def _languages(chosen: str) -> list[tuple[str, str]]:
    """(code, name) of the site's own, of those with stories, and of the one asked for."""
    found = [(edition.code, edition.name) for edition in editions.current()]
    is_other = chosen and chosen not in dict(found)
    return [*found, (chosen, languages.name(chosen))] if is_other else found
