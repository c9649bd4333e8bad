"""What a story's page costs a reader: its HTML, CSS and JavaScript, as they come over the line."""

import re
from urllib.parse import urlsplit

import brotli
import pytest
from django.contrib.staticfiles import finders

from newsroom.staticfiles import JOINED, joined
from tests.factories import make_article, make_author, make_image, make_tag

pytestmark = pytest.mark.django_db

MOST = 30_000  # bytes by brotli: files as WhiteNoise keeps them, the page as a proxy sends it
MOST_SCRIPT = 10_000  # bytes as they are run
STATIC = re.compile(r'<(link rel="stylesheet" href|script\b[^>]* src)="([^"]+)"')


def text_of(name):
    with open(finders.find(name), encoding="utf-8") as file:
        return file.read()


def served(name):
    """The file `name` as production serves it."""
    return joined(name, text_of) if name in JOINED else text_of(name)


@pytest.fixture
def page(client):
    """A long story with everything a story's page can have, below it a full News Feed."""
    section_of = make_article().section
    for number in range(10):
        make_article(headline=f"Council votes on the tidal barrier for the {number}th time")
    words = " ".join(f"word{number % 700} says" for number in range(12))
    paragraphs = "".join(
        f"<p>{number} {words} that the {number * 37 % 101} of {number} {words}</p>"
        for number in range(60)
    )
    image = make_image(caption="The quay at dawn.")
    embed = '<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>'
    article = make_article(
        headline="Port Alder votes to build a tidal barrier across the harbour mouth",
        body=f'<h2>Heading</h2>{paragraphs}<figure data-image="{image.pk}"></figure>{embed}',
        standfirst="Councillors backed the scheme by 24 votes to 15. " * 3,
        credits=[make_author(name="Ann Lee", bio="Ann writes. " * 30), ("photos", make_author())],
        tags=[make_tag() for _ in range(6)], lead_image=image, section=section_of,
    )  # fmt: skip
    return client.get(article.get_absolute_url()).text


def test_a_story_costs_no_more_than_thirty_kilobytes(page):
    names = [address.removeprefix("/static/") for _kind, address in STATIC.findall(page)]
    files = {name: len(brotli.compress(served(name).encode())) for name in names}

    total = len(brotli.compress(page.encode(), quality=5)) + sum(files.values())

    assert {"css/site.css", "js/site.js", "js/story.js", "js/embed.js"} <= set(files)
    assert total <= MOST, files


def test_a_story_runs_no_more_than_ten_kilobytes_of_script(page):
    scripts = [address for kind, address in STATIC.findall(page) if kind.startswith("script")]
    sizes = {name: len(served(name.removeprefix("/static/")).encode()) for name in scripts}

    assert sum(sizes.values()) <= MOST_SCRIPT, sizes


def test_a_story_asks_nobody_else_for_anything(page):
    asked = re.findall(
        r'<(?:link|script|img|source)\b[^>]*?(?:\bhref|\bsrc|srcset)="([^"]+)"', page
    )
    others = [address for address in asked if not address.startswith("/")]

    assert {urlsplit(address).netloc for address in others} == {"testserver"}
