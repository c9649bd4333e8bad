import pytest

from articles import actions
from articles.models import Article
from authors.actions import save_author
from tests.articles.markup import read
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db


def page_of(client, article):
    return read(client, article.get_absolute_url())


def test_every_part_of_a_story_stands_in_its_order(client, clock):
    make_article(headline="Another story")
    writer, photographer = make_author(), make_author()
    article = make_article(
        kind="analysis",
        lead_image=make_image(caption="The quay."),
        credits=[writer, ("photos", photographer)],
        tags=[make_tag()],
    )

    page = page_of(client, article)

    parts = [
        "a.skip-link", ".masthead nav", ".labels__section", ".labels__kind", "h1.story__headline",
        ".story__standfirst", ".byline", ".facts__credits", ".facts__when time",
        "figure.story__lead img", ".figure__words", ".figure__credit", ".story__body p",
        ".tags a", ".author-card .portrait", ".author-card__name", ".feed h2",
        ".feed .headline__time", ".feed .headline__link", ".site-footer",
    ]  # fmt: skip
    everything = list(page.walk())
    places = [everything.index(page.all(part)[0]) for part in parts]
    assert places == sorted(places)


def test_the_section_leads_to_its_page(client):
    section = make_section(name="City & Hills", slug="city")

    label = page_of(client, make_article(section=section)).one(".story .labels__section")

    assert (label.text, label["href"]) == ("City & Hills", "/section/city/")


@pytest.mark.parametrize("kind", Article.Kind)
def test_readers_are_told_what_kind_of_story_it_is_unless_it_is_news(client, kind):
    page = page_of(client, make_article(kind=kind))

    labels = [] if kind == Article.Kind.NEWS else [kind.label]
    assert page.texts(".story .labels__kind") == labels


def test_what_a_story_does_not_have_leaves_no_empty_place(client):
    article = make_article(standfirst="", body="")

    page = page_of(client, article)

    nothing = [".story__standfirst", ".byline", ".facts__credits", ".story figure", ".tags",
               ".author-card", ".feed", ".dateline", ".labels__kind"]  # fmt: skip
    assert [part for part in nothing if page.all(part)] == []


@pytest.mark.parametrize(
    ("names", "byline"),
    [
        (["Ann Lee"], "By Ann Lee"),
        (["Ann Lee", "Bo Kim"], "By Ann Lee and Bo Kim"),
        (["Ann Lee", "Bo Kim", "Cy Ode"], "By Ann Lee, Bo Kim and Cy Ode"),
    ],
)
def test_the_byline_names_every_writer_in_order(client, names, byline):
    page = page_of(client, make_article(credits=[make_author(name=name) for name in names]))

    line = page.one(".story__head .byline")
    assert line.text == byline
    paths = [f"/author/{name.lower().replace(' ', '-')}/" for name in names]
    assert [link["href"] for link in line.all("a[rel=author]")] == paths


def test_reporting_counts_as_writing_and_every_other_role_is_named(client):
    ann, bo, agency = (make_author(name=name) for name in ("Ann Lee", "Bo Kim", "Bay Agency"))
    credits = [("photos", bo), ("reporting", agency), ("writing", ann), ("translation", bo)]

    page = page_of(client, make_article(credits=credits))

    assert page.one(".story__head .byline").text == "By Bay Agency and Ann Lee"
    assert page.texts(".facts__credits li") == ["Photos: Bo Kim", "Translation: Bo Kim"]
    assert page.all(".facts__credits a")[0]["href"] == "/author/bo-kim/"


def test_a_story_says_when_it_was_published_and_updated_and_how_long_it_is(client, clock):
    article = make_article(
        published_at=clock.now() - hours(2),
        updated_at=clock.now() - hours(0.5),
        body=f"<p>{'word ' * 460}</p>",
    )

    page = page_of(client, article)

    assert page.texts(".facts__when li") == [
        "7 Jan 2030, 07:00", "Updated 7 Jan 2030, 08:30", "2 min read",
    ]  # fmt: skip
    times = [time["datetime"] for time in page.all(".facts__when time")]
    assert times == ["2030-01-07T07:00:00+00:00", "2030-01-07T08:30:00+00:00"]


def test_a_story_that_was_not_updated_does_not_say_so(client):
    assert "Updated" not in page_of(client, make_article()).one(".facts__when").text


# The lead picture


def test_the_lead_picture_has_its_caption_and_its_credit_apart(client):
    image = make_image(
        caption="The quay at dawn.", photographer="Pat Lens", agency="Bay", alt_text="A quay"
    )

    figure = page_of(client, make_article(lead_image=image)).one("figure.story__lead")

    assert figure.one(".figure__words").text == "The quay at dawn."
    assert figure.one(".figure__credit").text == "Picture: Pat Lens / Bay"
    assert figure.one("img")["alt"] == "A quay"


def test_a_caption_written_for_the_story_replaces_that_of_the_picture(client):
    image = make_image(caption="The quay.", photographer="", credit_line="© Bay Agency 2030")

    page = page_of(client, make_article(lead_image=image, lead_caption="Where it began."))

    assert page.one(".story__lead .figure__words").text == "Where it began."
    assert page.one(".story__lead .figure__credit").text == "Picture: © Bay Agency 2030"


def test_a_picture_without_a_caption_still_names_its_maker(client):
    page = page_of(client, make_article(lead_image=make_image(photographer="Pat Lens")))

    assert page.texts(".story__lead .figure__words") == []
    assert page.one(".story__lead .figure__credit").text == "Picture: Pat Lens"


def test_a_picture_with_neither_has_no_empty_caption(client):
    page = page_of(client, make_article(lead_image=make_image(photographer="")))

    assert page.one(".story__lead img")
    assert page.texts(".story__lead figcaption") == []


def test_a_picture_is_shown_to_the_last_day_of_its_rights_and_no_longer(client, clock):
    image = make_image(rights_expire_on=clock.now().date())
    article = make_article(lead_image=image)

    assert page_of(client, article).all("figure.story__lead")
    clock.advance(days=1)
    response = client.get(article.get_absolute_url())
    assert image.token not in response.text


# Those who wrote it


def test_every_writer_has_a_card_and_nobody_else(client):
    ann = make_author(
        name="Ann Lee", role_title="Reporter", bio="Ann writes.", portrait=make_image()
    )
    bo = make_author(name="Bo Kim")
    credits = [ann, ("reporting", bo), ("photos", make_author())]

    first, second = page_of(client, make_article(credits=credits)).all(".author-card")

    assert first.one(".author-card__name a")["href"] == "/author/ann-lee/"
    assert first.texts("p") == ["Ann Lee", "Reporter", "Ann writes.", "Read more about Ann Lee"]
    assert first.one(".author-card__more a")["href"] == "/author/ann-lee/"
    assert "1x1-" in first.one(".portrait img")["src"]
    assert second.texts("p") == ["Bo Kim", "Read more about Bo Kim"]
    assert second.one(".portrait__initials").text == "BK"


def test_a_portrait_whose_rights_ended_gives_way_to_initials(client, clock):
    portrait = make_image(rights_expire_on=clock.now().date() - hours(24))
    author = make_author(name="Ann Lee", portrait=portrait)

    card = page_of(client, make_article(credits=[author])).one(".author-card")

    assert card.one(".portrait__initials").text == "AL"
    assert card.all("img") == []


def test_a_story_keeps_the_names_and_titles_it_was_signed_with(client):
    author = make_author(name="Ann Lee", role_title="Reporter")
    article = make_article(credits=[author])

    author.name, author.role_title = "Ann Lee-Ode", "Editor-in-chief"
    save_author(author, by=None)

    page = page_of(client, article)
    assert page.one(".story__head .byline").text == "By Ann Lee"
    assert page.texts(".author-card p")[:2] == ["Ann Lee", "Reporter"]


def test_a_long_biography_is_cut_on_the_card(client):
    author = make_author(bio=" ".join(["long"] * 100))

    page = page_of(client, make_article(credits=[author]))

    assert page.one(".author-card__bio").text == " ".join(["long"] * 60) + " …"


def test_tags_lead_to_their_pages(client):
    tags = [make_tag(name="Harbour", slug="harbour"), make_tag(name="الميناء")]

    links = page_of(client, make_article(tags=tags)).all(".tags a[rel=tag]")

    assert [link.text for link in links] == ["Harbour", "الميناء"]
    assert links[0]["href"] == "/tag/harbour/"
    assert client.get(links[1]["href"]).status_code == 200


# The News Feed beside it


def test_the_news_feed_shows_the_newest_other_stories(client, clock):
    stories = [make_article(published_at=clock.now() - hours(n)) for n in range(10)]

    feed = page_of(client, stories[2]).one("section.feed")

    others = [story.headline for story in stories if story != stories[2]]
    assert feed.texts(".headline__link") == others[:8]
    assert feed.texts(".headline__time")[0] == "09:00 7 Jan"


def test_show_more_beside_a_story_leads_to_the_headlines_that_follow(client, clock):
    stories = [make_article(published_at=clock.now() - hours(n)) for n in range(12)]

    more = page_of(client, stories[0]).one(".feed [data-show-more] a[rel=next]")
    page = read(client, more["href"])

    assert more["href"].startswith("/news/?view=headlines&before=")
    assert page.texts(".headline__link") == [story.headline for story in stories[9:]]


def test_a_short_news_feed_has_nothing_more_to_show(client):
    make_article()

    assert page_of(client, make_article()).all("[data-show-more]") == []


# Languages, and words that look like markup


def test_a_page_in_arabic_reads_from_right_to_left(client):
    article = make_article(headline="إعادة فتح جناح الأطفال", language="ar")

    page = page_of(client, article)

    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("en", "ltr")
    assert (page.one("article")["lang"], page.one("article")["dir"]) == ("ar", "rtl")


def test_headlines_of_other_languages_say_which(client):
    make_article(headline="عنوان", language="ar")

    page = page_of(client, make_article())

    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("en", "ltr")
    link = page.one(".feed .headline__link")
    assert (link["lang"], link["dir"]) == ("ar", "rtl")


HOSTILE = """</title><script>alert(1)</script><img src=x onerror="a()">'"&amp;{{ 7 }}{% now %}"""


def test_words_that_look_like_markup_stay_words(client):
    author = make_author(name=HOSTILE, role_title=HOSTILE[:120], bio=HOSTILE)
    image = make_image(caption=HOSTILE, alt_text=HOSTILE, photographer=HOSTILE, agency=HOSTILE)
    tag, section = make_tag(name=HOSTILE), make_section(name=HOSTILE)
    make_article(headline=HOSTILE, slug="other")
    article = make_article(
        headline=HOSTILE, standfirst=HOSTILE, slug="hostile", dateline=HOSTILE, section=section,
        tags=[tag], credits=[author, ("photos", author)], lead_image=image,
        seo_description=HOSTILE, social_title=HOSTILE[:120],
    )  # fmt: skip

    page = page_of(client, article)

    scripts = page.all("script")
    assert [s["type"] for s in scripts if "src" not in s.attributes] == ["application/ld+json"]
    assert page.all("[onerror]") == []
    shown = ["h1", ".story__standfirst", ".dateline", ".tags a", ".author-card__name",
             ".figure__words", ".labels__section", ".headline__link"]  # fmt: skip
    assert {part: page.one(".page " + part).text for part in shown} == dict.fromkeys(shown, HOSTILE)
    assert page.one("meta[name=description]")["content"].startswith(HOSTILE[:60])


def test_a_withdrawn_story_is_gone_and_says_why(client):
    article = make_article(
        status="withdrawn", headline="Council sold the quay", withdrawal_reason=HOSTILE
    )

    page = read(client, article.get_absolute_url(), status=410)

    assert page.one(".notice__reason").text == HOSTILE
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert "Council sold" not in page.text


def test_a_story_published_again_is_back(client):
    article = make_article(status="withdrawn")

    actions.publish(article, by=None)

    assert page_of(client, article).one("h1").text == article.headline


@pytest.mark.parametrize("status", ["draft", "review", "ready", "spiked"])
def test_a_story_that_is_not_published_has_no_page(client, status):
    assert client.get(make_article(status=status).get_absolute_url()).status_code == 404
