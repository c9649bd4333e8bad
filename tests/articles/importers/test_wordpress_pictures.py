"""Pictures, captions and galleries in the text of a WordPress story."""

import pytest

from articles.importers.wordpress_html import GalleryPicture, convert
from newsroom.html import clean

from .library import Library

EMPTY = Library(is_full=False)


def body(content: str, pictures=EMPTY) -> str:
    return convert(content, pictures).body.replace("\n", "")


IMG = '<img class="wp-image-31 size-large" src="/port-300x200.jpg" alt="The port">'
PICTURES = {
    "alone": (IMG, '<figure data-image="7"></figure>'),
    "in a sentence": (f"One {IMG} two", '<p>One</p><figure data-image="7"></figure><p>two</p>'),
    "linked to itself": (
        f'<a href="/wp-content/uploads/port.jpg">{IMG}</a>',
        '<figure data-image="7"></figure>',
    ),
    "linked to its page": (
        f'<a href="/2020/05/port-300x200/" rel="attachment wp-att-31">{IMG}</a>',
        '<figure data-image="7"></figure>',
    ),
    "linked elsewhere": (
        f'<a href="https://port.example/">{IMG}</a>',
        (
            '<figure data-image="7"></figure>'
            '<p><a href="https://port.example/">https://port.example/</a></p>'
        ),
    ),
    "captioned": (
        f'[caption id="a" width="300"]<a href="/port.jpg">{IMG}</a> The <em>port</em>[/caption]',
        '<figure data-image="7"><figcaption>The <em>port</em></figcaption></figure>',
    ),
    "captioned the old way": (
        f'[caption caption="The &quot;port&quot;"]{IMG}[/caption]',
        '<figure data-image="7"><figcaption>The "port"</figcaption></figure>',
    ),
    "captioned by a theme": (
        f'<div class="wp-caption">{IMG}<p class="wp-caption-text">The port</p></div>',
        '<figure data-image="7"><figcaption>The port</figcaption></figure>',
    ),
    "in a block": (
        (
            f'<!-- wp:image {{"id":31}} --><figure class="wp-block-image">{IMG}'
            "<figcaption>The port</figcaption></figure><!-- /wp:image -->"
        ),
        '<figure data-image="7"><figcaption>The port</figcaption></figure>',
    ),
    "behind words": (
        '<div class="wp-block-cover" style="background-image:url(/port.jpg)"><p>Words</p></div>',
        '<figure data-image="7"></figure><p>Words</p>',
    ),
    "loaded late": (
        (
            '<img src="data:image/gif;base64,R0" data-src="/port.jpg">'
            '<noscript><img src="/port.jpg"></noscript>'
        ),
        '<figure data-image="7"></figure>',
    ),
    "in a heading": (f"<h2>One {IMG} two</h2>", '<h2>One two</h2><figure data-image="7"></figure>'),
    "that is a smiley": ('<img class="wp-smiley" src="/s.png" alt="🙂"> hi', "<p>🙂 hi</p>"),
    "that counts readers": (
        '<img width="1" height="1" src="https://c.example/p.gif">hi',
        "<p>hi</p>",
    ),
}


@pytest.mark.parametrize(("content", "expected"), PICTURES.values(), ids=PICTURES.keys())
def test_pictures_become_references_to_the_library(content, expected):
    assert body(content, Library()) == clean(expected)


def test_a_picture_is_asked_for_by_address_and_number():
    library = Library()

    convert(IMG, library)

    assert library.asked == [("/port-300x200.jpg", 31)]


def test_a_picture_that_is_not_there_leaves_a_link_and_its_caption():
    content = f'[caption id="a"]{IMG} The <em>port</em>[/caption]'

    assert (
        body(content) == '<p><a href="/port-300x200.jpg">The port</a></p><p>The <em>port</em></p>'
    )


def test_a_gallery_becomes_its_pictures():
    found = body('[gallery ids="3,4" columns="2"]', Library())
    missing = body('[gallery ids="3"]')

    assert found == (
        '<figure data-image="3"><figcaption>Caption 3</figcaption></figure>'
        '<figure data-image="4"><figcaption>Caption 4</figcaption></figure>'
    )
    assert missing == '<p><a href="/3.jpg">Title 3</a></p><p>Caption 3</p>'


@pytest.mark.parametrize("url", ["https://[broken/a.jpg", "javascript:x()", ""])
def test_an_address_nobody_can_open_leaves_the_words(url):
    class Broken(Library):
        def gallery(self, attachment_ids):
            return [GalleryPicture(None, url, "Title", "Caption")]

    assert body(f'[gallery ids="1"]<img src="{url}" alt="Boats">', Broken(is_full=False)) == (
        "<p>Title</p><p>Caption</p><p>Boats</p>"
    )


@pytest.mark.parametrize("ids", ["9" * 40, "x", "-1"])
def test_a_number_no_picture_has_is_passed_over(ids):
    markup = f'<figure class="wp-gallery" data-ids="{ids}"></figure>'

    assert body(f'[gallery ids="{ids}"]{markup}Text').endswith("<p>Text</p>")


@pytest.mark.parametrize("outer", ["figure", "ul"])
def test_a_gallery_of_blocks_becomes_its_pictures(outer):
    one = f"<figure>{IMG}<figcaption>One</figcaption></figure>"
    inner = f'<li class="blocks-gallery-item">{one}</li>' if outer == "ul" else one
    content = f'<!-- wp:gallery --><{outer} class="wp-block-gallery">{inner}</{outer}>'

    assert body(content, Library()) == (
        '<figure data-image="7"><figcaption>One</figcaption></figure>'
    )
