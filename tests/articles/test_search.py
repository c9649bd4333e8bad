"""What readers find, on the page they find it on."""

from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection

from articles import actions, editions, search
from articles.models import Article
from articles.search.engine import Search
from articles.search.query import parse as understood
from authors.actions import merge_authors
from tests.articles.drafts import edit
from tests.articles.markup import parse
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


def headlines(client, text="", **narrowing):
    """What the page of a search lists, in order."""
    response = client.get("/search/?" + urlencode({"q": text} | narrowing))
    assert response.status_code == 200
    return [result.article.headline for result in response.context["found"].results]


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("The council held Élections", "en", "elections"),
        ("The council held elections", "en", "ÉLECTION"),
        ("Voters were voting", "en", "vote"),
        ("Trump’s tariffs", "en", "trump tariff"),
        ("L’élection des maires", "fr", "elections maire"),
        ("Die Häuser der Städte", "de", "hauser"),
        ("Рада ухвалила бюджет", "uk", "бюджету"),
        ("П’ять областей України", "uk", "п'ять україна"),
        ("Ґанок і їжак", "uk", "ганок"),
        ("الحكومة الجديدة", "ar", "حكومه"),
        ("اجتماع في المدينة", "ar", "مدينة"),
        ("הממשלה החדשה", "he", "ממשלה"),
        ("שָׁלוֹם לכולם", "he", "שלום"),
        ('ראש צה"ל', "he", 'צה"ל'),
        ("東京都の選挙", "en", "選挙"),
    ],
)
def test_words_are_found_in_their_other_forms(client, text, language, asked):
    make_article(headline=text, language=language)
    make_article(headline="Something else", language=language)

    assert headlines(client, asked) == [text]
    assert "<mark>" in client.get("/search/", {"q": asked}).text


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("mayor budget", True),
        ("mayor zebra", False),
        ('"city budget"', True),
        ('"budget city"', False),
        ("“city budget”", True),
        ("mayor -budget", False),
        ("mayor -zebra", True),
        ("-zebra", False),
        ("budg*", True),
        ("budg", False),
        ("the mayor and who", True),
    ],
)
def test_phrases_exclusions_and_beginnings(client, asked, is_found):
    make_article(headline="Mayor speaks", body="<p>About the city</p><p>budget of next year</p>")

    assert headlines(client, asked) == ["Mayor speaks"] * is_found


def test_a_headline_weighs_more_than_a_standfirst_and_that_more_than_the_text(client, clock):
    plain = {"headline": "Other", "standfirst": "Other", "body": "<p>Other words here</p>"}
    for number, (place, name) in enumerate(
        [("headline", "A ferry"), ("standfirst", "Of a ferry"), ("body", "<p>With a ferry</p>")]
    ):
        make_article(
            **plain | {place: name}, slug=place, published_at=clock.now() - hours(9 - number)
        )

    found = client.get("/search/?q=ferry").context["found"].results

    assert [it.article.slug for it in found] == ["headline", "standfirst", "body"]
    by_date = client.get("/search/?q=ferry&order=date").context["found"].results
    assert [it.article.slug for it in by_date] == ["body", "standfirst", "headline"]


def test_of_what_is_as_good_the_newest_comes_first(client, clock):
    for number in (2, 1, 3):
        make_article(headline=f"Ferry {number}", standfirst="", body="<p>Of it</p>",
                     published_at=clock.now() - hours(number))  # fmt: skip

    assert headlines(client, "ferry") == ["Ferry 1", "Ferry 2", "Ferry 3"]


def test_a_search_is_narrowed(client, clock):
    ann, section = make_author(name="Ann Nowak"), make_section(slug="city")
    make_article(headline="Ferry one", section=section, kind="opinion", credits=[ann],
                 language="uk", published_at=clock.now() - hours(48))  # fmt: skip
    make_article(headline="Ferry two", published_at=clock.now() - hours(1))

    day = clock.now().date().isoformat()
    for narrowing in (
        {"section": "city"}, {"kind": "opinion"}, {"author": "ann nowak"}, {"language": "uk"},
        {"author": ann.slug}, {"to": "2030-01-05"}, {"from": "2030-01-01", "to": "2030-01-06"},
        {"from": "2030-01-06", "to": "2030-01-01"},
    ):  # fmt: skip
        assert headlines(client, "ferry", **narrowing) == ["Ferry one"], narrowing
        if not narrowing.keys() <= {"from", "to"}:  # a period alone is no question
            assert headlines(client, **narrowing) == ["Ferry one"], narrowing
    assert headlines(client, "ferry", **{"from": day}) == ["Ferry two"]


HOSTILE = [
    "x" * 10_000, "word " * 2_000, '"', '""', '"unfinished phrase', "*", "-", "--",
    "a OR b\"((", "x' --", "NEAR(a b, 3)", "headline:word", "^word", "{a b}: c", "col : x",
    "a & | !", "'a':*", "<-> <2>", "\\", "%s %(a)s", "=elect", "@s1",
    "~word*", "\ud800", "\u202e\u200b", "😀",
    "<script>alert(1)</script>", "a" * 39 + "é" * 10, "\u0301\u0301", "ﷺ", "ß" * 300, "'" * 200,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_questions_get_a_page(client, text):
    make_article(headline="Word", body="<p>a b c</p>")
    quoted = urlencode({"q": text.encode("utf-8", "surrogatepass")})

    for end in (
        "",
        "&order=date",
        "&section=x&kind=x&language=x&author=x&from=x&to=x&page=x&before=x",
    ):
        response = client.get(f"/search/?{quoted}{end}")

        assert response.status_code == 200
        assert "<script>alert" not in response.text
        parse(response.text)


@pytest.mark.parametrize(
    "end",
    [
        "from=2026-02-31", "from=0001-01-01&to=9999-12-31", "to=0000-00-00",
        "from=1000-01-01&to=2999-12-31",
        "page=0", "page=-1", "page=99999999999999999999", "page=٣", "page=1e3",
        "before=9-9-9", "before=-",
        "before=99999999999999999999999999999-1", "before=-62135596800-1", "before=0-" + "9" * 30,
        "before=-99999999999-1", "from=2999-01-01", "order=date&from=2025-01-01&before=1000-1",
        "order=sideways", "section=%20", "author=%20", "q=word&q=", "section=&kind=&from=&to=",
    ],
)  # fmt: skip
def test_odd_addresses_get_a_page(client, end):
    make_article(headline="Word")

    for begin in ("q=word&", "q=word&order=date&", ""):
        assert client.get(f"/search/?{begin}{end}").status_code == 200


def test_a_beginning_of_one_letter_is_a_word_of_its_own():
    long, short = understood("har*").wanted[0], understood("h*").wanted[0]

    assert any(run[-1].endswith("*") for run in long.alternatives)
    assert not any(run[-1].endswith("*") for run in short.alternatives)


def test_nothing_is_found_among_no_stories():
    assert search.find(Search(understood("word"), Article.objects.none(), 5)) == []


def test_only_languages_with_stories_are_offered(client):
    make_article(language="en")
    assert not parse(client.get("/search/").text).all("select[name=language]")

    make_article(language="uk")
    editions.forget()
    [choice] = parse(client.get("/search/?language=ar").text).all("select[name=language]")
    offered = [option["value"] for option in choice.all("option")]
    assert offered == ["", "en", "uk", "ar"], "and the one that was asked for"


def test_what_could_not_be_read_is_said(client):
    for end, words in (
        ("section=none", "There is no section “none”"), ("from=soon", "“soon” is no date"),
        ("author=Nobody", "Nobody called “Nobody”"), ("kind=odd", "no kind of story “odd”"),
        ("q=" + "word%20" * 400, "only its first 16 words"), ("q=%1f", "no word in this question"),
    ):  # fmt: skip
        assert words in client.get(f"/search/?{end}").text.replace("&#x27;", "'"), end


def test_the_passage_shows_the_words_and_is_escaped(client):
    text = "filler " * 200 + "the Élysée &lt;b&gt;palace&lt;/b&gt; stands " + "filler " * 50
    make_article(headline="Other", standfirst="Other.", body=f"<p>{text}</p>")

    page = client.get("/search/?q=elysee").text

    assert "the <mark>Élysée</mark> &lt;b&gt;palace&lt;/b&gt; stands" in page
    assert page.count("filler") < 60
    assert "the <mark>Élysée</mark>" in client.get("/search/?q=elys*").text


def test_a_near_word_is_offered(client):
    make_article(headline="Elections in Zaporizhzhia")

    response = client.get("/search/?q=electoins+zaporizhia")

    assert response.context["meant"] == "elections zaporizhzhia"
    assert headlines(client, response.context["meant"]) == ["Elections in Zaporizhzhia"]
    assert "Elections in Zaporizhzhia" in response.text  # as one of the newest


def test_a_tag_and_a_person_are_found_by_name_and_after_a_merge(client):
    old, into = make_tag(name="Sea port"), make_tag(name="Harbour")
    was, now = make_author(name="A. Nowak"), make_author(name="Ann Nowak")
    make_article(headline="By tag", tags=[old])
    make_article(headline="By name", credits=[was])
    actions.merge_tags([old], into=into, by=None)
    merge_authors(was, into=now, by=None)

    assert headlines(client, "harbour") == headlines(client, "sea port") == ["By tag"]
    assert (
        headlines(client, "Ann Nowak") == headlines(client, "", author="Ann Nowak") == ["By name"]
    )
    into.name = "Docks"
    actions.save_tag(into, by=None)
    page = client.get("/search/?q=harbour")
    assert 'href="/tag/harbour/"' in page.text
    assert "Docks" in page.text


def test_more_is_shown_page_by_page(client, clock):
    section = make_section()
    for number in range(45):
        make_article(headline=f"Ferry {number}", section=section, standfirst="", body="<p>x</p>",
                     published_at=clock.now() - hours(number))  # fmt: skip

    for order in ("", "date"):
        address, seen = f"/search/?q=ferry&order={order}", []
        while address:
            response = client.get(address)
            seen += [it.article.headline for it in response.context["found"].results]
            link = parse(response.text).all("a[rel=next]")
            address = "/search/" + link[0]["href"] if link else ""
        assert seen == [f"Ferry {number}" for number in range(45)], order
    assert "45 stories" in client.get("/search/?q=ferry").text


def test_the_page_is_not_for_search_engines_and_the_same_for_everybody(client, admin_client):
    make_article(headline="Ferry")
    responses = [it.get("/search/?q=ferry") for it in (client, admin_client)]

    assert '<meta name="robots" content="noindex' in responses[0].text
    assert responses[0].content == responses[1].content
    assert "Cookie" not in responses[0].get("Vary", "")


def test_a_search_costs_few_queries_however_much_is_found(client, django_assert_num_queries):
    section = make_section()
    tag = make_tag(name="Ferry")
    for _ in range(25):
        make_article(headline="Ferry", section=section, tags=[tag])
    client.get("/search/?q=ferry")

    # a tag and its names, a person, twice the index, the stories, their bylines
    with django_assert_num_queries(7 - (connection.vendor == "postgresql")):
        client.get("/search/?q=ferry")
    with django_assert_num_queries(6 - (connection.vendor == "postgresql")):
        client.get("/search/?q=zebra")
    with django_assert_num_queries(0):
        client.get("/search/")


def test_a_page_that_is_not_there_offers_to_search(client):
    assert 'action="/search/"' in client.get("/nowhere/").text


def test_no_story_takes_the_address_of_search():
    assert make_article(headline="Search").slug != "search"


def test_what_readers_find_follows_the_story(client, clock):
    article = make_article(headline="Ferry", status="draft")
    assert headlines(client, "ferry") == []
    article = actions.publish(article, by=None)
    assert headlines(client, "ferry") == ["Ferry"]
    article.headline = "Bridge"
    article = actions.save_article(article, by=None)
    assert (headlines(client, "ferry"), headlines(client, "bridge")) == ([], ["Bridge"])
    actions.withdraw(article, by=None, reason="Wrong.")
    assert headlines(client, "bridge") == []


def test_the_desk_finds_drafts_and_working_copies(client):
    make_article(headline="Ferry planned", status="draft")
    out = make_article(body="<p>Of the bridge</p>")
    edit(out, make_user(is_superuser=True), headline="Tunnels", body="<p>Of the subway</p>")

    def found(text):
        return {it.pk for it in search.for_desk(text, Article.objects.all())}

    assert len(found("ferr plan")) == 1
    assert found("tunn") == found("subways") == found("bridge") == {out.pk}
    assert headlines(client, "tunnel") == []
    actions.publish_changes(out, by=None)
    assert (found("bridge"), headlines(client, "tunnel")) == (set(), ["Tunnels"])


def test_a_rebuilt_index_finds_the_same(client):
    make_article(headline="Ferry")
    make_article(headline="Ferry draft", status="draft")
    out = make_article(headline="Bridge", credits=[make_author(name="Ann Nowak")])
    edit(out, make_user(is_superuser=True), headline="Tunnel")
    gone = make_article(headline="Gone")
    Article.objects.filter(pk=gone.pk).delete()

    for _ in range(2):
        call_command("rebuild_search", verbosity=0)
        assert headlines(client, "ferry") == ["Ferry"]
        assert headlines(client, "nowak") == ["Bridge"]
        for text in ("ferry draft", "tunnel"):
            assert search.for_desk(text, Article.objects.all()).count() == 1, text


def test_the_caption_of_the_lead_picture_is_found(client):
    make_article(headline="Bridge", lead_image=make_image(), lead_caption="A dredger at dawn")

    assert headlines(client, "dredgers") == ["Bridge"]
    call_command("rebuild_search", verbosity=0)
    assert headlines(client, "dredgers") == ["Bridge"]


def test_an_index_that_was_begun_and_not_finished_is_filled(client, monkeypatch):
    for headline in ("First", "Second", "Third"):
        make_article(headline=headline)
    for edition in (search.documents.PUBLIC, search.documents.DESK):
        search._index().drop(edition, Article.objects.values_list("pk", flat=True))
    assert search.is_behind()
    monkeypatch.setattr(search, "BATCH", 1)
    search._rebuild_batch(None)  # and then it was interrupted

    call_command("rebuild_search", if_empty=True, verbosity=0)

    for headline in ("First", "Second", "Third"):
        assert headlines(client, headline.lower()) == [headline]
    assert not search.is_behind()
    make_article(headline="Fourth")
    assert not search.is_behind()


def test_the_list_of_stories_searches_what_one_may_see(client):
    reporter = make_user("Contributor")
    make_article(headline="Ferry of others", status="draft")
    own = make_article(headline="Ferry of mine", status="draft", by=reporter)
    client.force_login(reporter)

    for words in ("ferr", "ferr min", own.slug, '"ferry of mine"'):
        found = client.get("/admin/articles/article/", {"q": words}).context["cl"].result_list
        assert [it.headline for it in found] == ["Ferry of mine"], words
    for odd in ('"', "a OR b((", "*", "\ud800", "x" * 10_000):
        address = "/admin/articles/article/?" + urlencode({"q": odd.encode("utf-8", "replace")})
        assert client.get(address).status_code == 200


def test_words_of_other_languages_and_of_a_language_are_told_apart(client):
    make_article(headline="Vote", language="en")
    make_article(headline="Votes", language="fr")

    assert headlines(client, "votes", language="fr") == ["Votes"]
    assert set(headlines(client, "votes")) == {"Vote", "Votes"}
