"""A process that publishes changes of its own story, one after the other, and reads after each.

    python -m tests.newsroom.edge.publisher PORT STORY TURNS

What it read that was older than what it had published is printed, a line each.
"""

import sys
from http.client import HTTPConnection

import django

PAGES = ("", "/news/", "/")  # the story, and lists that show its headline


def main(port: int, story: int, turns: int) -> None:
    django.setup()
    from articles import actions
    from articles.models import Article
    from articles.revisions import content as contents
    from articles.revisions.words import Words

    article = Article.objects.get(pk=story)
    for turn in range(turns):
        headline = f"Story {story} turn {turn} of it"
        content, _names = contents.read(Article.objects.get(pk=story))
        actions.edit(article, Words(content | {"headline": headline}), by=None)
        actions.publish_changes(article, by=None)
        page = PAGES[turn % len(PAGES)] or article.get_absolute_url()
        if headline not in read(port, page):
            print(f"{page} does not show turn {turn}")  # noqa: T201 - the test reads it


def read(port: int, path: str) -> str:
    """By a connection of its own, so that any worker may answer."""
    http = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        http.request("GET", path)
        answer = http.getresponse()
        assert answer.status == 200, answer.status
        return answer.read().decode()
    finally:
        http.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
