"""The picture under a shared link of a page that has none."""

from io import BytesIO

import pytest
from PIL import Image as Pillow

from articles import actions, cards
from articles.cards.drawing import SIZE, Words, draw
from articles.models import SiteIdentity
from tests.articles.stock import UNPUBLISHED
from tests.factories import make_article, make_section

PAPER = (255, 255, 255)


def pixels(content):
    with Pillow.open(BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", SIZE)
        return picture.convert("RGB")


def inked(picture, box):
    """How many pixels of `box` are not paper."""
    part = picture.crop(box)
    return sum(n for n, colour in part.getcolors(part.width * part.height) if colour != PAPER)


HEADLINE = (0, 150, 1200, 510)


@pytest.mark.parametrize(
    "title",
    ["Bridge opens", "Міст відкрито", "Η γέφυρα άνοιξε", "word " * 60, "x" * 300, "a\tb\n c",
     "🔥 Bridge 👩🏽‍🚒 opens", "e\u0301 \u200b\u202e x", "<b>&amp;</b>"],
)  # fmt: skip
def test_a_headline_stands_on_its_card_and_nothing_leaves_it(title):
    picture = pixels(draw(Words(title, "City", "Newsroom")))

    assert inked(picture, HEADLINE) > 500
    for edge in [(0, 25, 72, 630), (1140, 25, 1200, 630), (0, 511, 1200, 528), (0, 580, 1200, 630)]:
        assert inked(picture, edge) == 0, edge


@pytest.mark.parametrize("title", ["الجسر يُفتح من جديد NATO 2030", "הגשר נפתח"])
def test_a_headline_from_right_to_left_begins_on_the_right(title):
    picture = pixels(draw(Words(title, "", "Newsroom", direction="rtl")))

    assert inked(picture, (900, 150, 1140, 510)) > 300
    assert inked(picture, (0, 150, 72, 510)) == inked(picture, (1140, 150, 1200, 510)) == 0


@pytest.mark.parametrize("title", ["写真展", "हिन्दी में", "🔥🔥", "   ", "", "---", "\u200b"])
def test_what_the_font_cannot_write_leaves_the_site_s_name(title):
    assert draw(Words(title, "City", "Newsroom")) == draw(Words("", "City", "Newsroom"))


def test_a_card_of_nothing_is_a_card():
    pixels(draw(Words("", "", "")))


def test_the_accent_colour_is_the_site_s():
    assert pixels(draw(Words("A", "", "", "#0b5394"))).getpixel((5, 5)) == (0x0B, 0x53, 0x94)


@pytest.mark.django_db
def test_a_card_is_drawn_once_and_anew_when_its_words_change(client, media_root):
    article = make_article(slug="story", headline="Bridge opens")
    old = cards.of_story(article).meta["url"]
    folder = media_root / "originals/cards" / str(article.uid)

    first = client.get(old)
    [file] = folder.iterdir()
    drawn_at = file.stat().st_mtime_ns
    assert client.get(old).content == first.content == file.read_bytes()
    assert file.stat().st_mtime_ns == drawn_at

    article.headline = "Bridge closed again"
    actions.save_article(article, by=None)
    new = cards.of_story(article).meta["url"]
    assert client.get(old)["Location"] == new
    assert client.get(new).content != first.content
    assert len(list(folder.iterdir())) == 1


@pytest.mark.django_db
def test_what_it_says_is_part_of_its_address():
    article = make_article(section=make_section(name="City"))
    digests = [cards.of_story(article).digest]

    article.kind = "opinion"
    digests.append(cards.of_story(article).digest)
    article.section.name = "Town"
    digests.append(cards.of_story(article).digest)
    actions.save_identity(SiteIdentity(name="The Tide"), by=None)
    digests += [cards.of_story(article).digest, cards.of_site().digest]

    assert len(set(digests)) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("state", UNPUBLISHED)
def test_no_card_of_a_story_that_is_not_out(client, clock, media_root, state):
    article = make_article(slug="story", **UNPUBLISHED[state](clock.now()))

    assert client.get(cards.of_story(article).meta["url"]).status_code == 404
    assert not (media_root / "originals/cards").exists()


@pytest.mark.django_db
def test_nobody_has_other_words_drawn(client, media_root):
    make_article(slug="story")

    for path in ("/card/story/x.png", f"/card/story/{'0' * 32}.png", "/card/x.png"):
        response = client.get(path)
        assert response.status_code == 302
        assert client.get(response["Location"]).status_code == 200
    assert client.get("/card/none/x.png").status_code == 404
