from dataclasses import replace

from django.conf import settings
from django.shortcuts import render

from articles import reading
from articles.models import Article
from articles.search import asked as questions
from articles.search import phrases_within, results
from newsroom import edge

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
        "languages": settings.LANGUAGES,
    }
    return render(request, "articles/search.html", context)
