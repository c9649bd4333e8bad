"""What WordPress showed of other sites inside a story."""

import pytest

from articles.importers.wordpress_html import convert
from newsroom.html import clean

from .library import Library

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
SHOWN = f'<div data-embed="{FILM}"></div>'
EMBEDS = {
    "a shortcode": (f"A [embed width='1']{FILM}[/embed] b", f"<p>A</p>{SHOWN}<p>b</p>"),
    "a shortcode of the site's": (f"[youtube {FILM}&w=1]", SHOWN.replace('">', '&amp;w=1">')),
    "a shortcode of a key": ("[youtube dQw4w9WgXcQ]", SHOWN),
    "an address on a line of its own": (
        f"See\n{FILM}\nand read",
        f"<p>See</p>{SHOWN}<p>and read</p>",
    ),
    "two of them": (f"{FILM}\n{FILM}", SHOWN * 2),
    "in a paragraph of its own": (f"<p>{FILM}</p>", SHOWN),
    "after a break": (f"See<br>{FILM}", f"<p>See</p>{SHOWN}"),
    "in a quotation": (f"<blockquote>{FILM}</blockquote>", f"<blockquote>{SHOWN}</blockquote>"),
    "a block": (
        (
            f'<!-- wp:embed {{"url":"{FILM}","type":"video"}} -->\n<figure class="wp-block-embed">'
            f'<div class="wp-block-embed__wrapper">\n{FILM}\n</div><figcaption>A clip</figcaption>'
            "</figure>\n<!-- /wp:embed -->"
        ),
        f"{SHOWN}<p>A clip</p>",
    ),
    "a block that does not show it": (
        f'<p>a</p><!-- wp:core-embed/youtube {{"url":"{FILM}","providerNameSlug":"x"}} /-->',
        f"<p>a</p>{SHOWN}",
    ),
    "a block whose address is escaped": (
        '<!-- wp:embed {"url":"https://youtu.be/dQw4w9WgXcQ?si=a\\u0026t=9"} /-->',
        '<div data-embed="https://youtu.be/dQw4w9WgXcQ?si=a&amp;t=9"></div>',
    ),
    "a frame": (
        '<p>a <iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0&amp;start=3"></iframe></p>',
        '<p>a</p><div data-embed="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0&amp;start=3"></div>',
    ),
    "a frame in a caption's figure": (
        f'<figure><iframe src="{FILM}"></iframe><figcaption>b</figcaption></figure>',
        f"{SHOWN}<p>b</p>",
    ),
    "an old player": (
        '<object><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ&amp;fs=1"></object>',
        '<div data-embed="http://www.youtube.com/v/dQw4w9WgXcQ&amp;fs=1"></div>',
    ),
    "words beside it": (f"<p>See {FILM}</p>", f"<p>See {FILM}</p>"),
    "a link": (f'<p><a href="{FILM}">b</a></p>', f'<p><a href="{FILM}">b</a></p>'),
    "an item of a list": (
        f"<ul><li>{FILM}</li></ul>",
        f'<ul><li><a href="{FILM}">{FILM}</a></li></ul>',
    ),
    "a heading": (f"<h2>{FILM}</h2>", f'<h2><a href="{FILM}">{FILM}</a></h2>'),
    "a block broken": ('<!-- wp:embed {"url":} /--><p>a</p>', "<p>a</p>"),
    "a block of no address": ('<!-- wp:embed {"url":["a"]} /--><p>a</p>', "<p>a</p>"),
}


@pytest.mark.parametrize(("content", "expected"), EMBEDS.values(), ids=EMBEDS.keys())
def test_what_may_be_shown_inside_a_story_becomes_an_embed(content, expected):
    converted = convert(content, Library(is_full=False))

    assert converted.body.replace("\n", "") == clean(expected)
    assert converted.notes == ()
