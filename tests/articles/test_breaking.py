"""Breaking news above every page."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import actions, breaking
from articles.models import BreakingBar
from newsroom.edge import remembered
from tests.articles.markup import parse, read, read_admin
from tests.articles.stock import UNPUBLISHED
from tests.factories import hours, make_article, make_user

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/breakingbar/"


def press(client, sent):
    """The page that comes of a button."""
    return parse(client.post(PAGE, sent).text, is_strict=False)


def put_up(clock, **fields):
    return actions.break_news(by=None, **{"ends_at": clock.now() + hours(1), **fields})


@pytest.mark.parametrize("path", ["/", "/news/", "/authors/", "/no-such-page/"])
def test_it_stands_above_every_page_and_goes_by_itself(client, clock, path):
    make_article()
    put_up(clock, text="Bridge closed")
    assert parse(client.get(path).text).texts(".breaking__words") == ["Bridge closed"]

    clock.advance(hours=1)

    assert parse(client.get(path).text).all(".breaking") == []


def test_a_story_is_led_to_by_its_headline_or_by_other_words(client, clock):
    article = make_article(headline="Bridge closed")

    put_up(clock, article=article)
    bar = read(client, "/news/").one(".breaking a")
    assert (bar.text, bar["href"]) == ("Bridge closed", article.get_absolute_url())
    put_up(clock, article=article, text="Follow live")

    assert read(client, "/news/").texts(".breaking__words") == ["Follow live"]


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_a_story_that_is_not_out_is_not_named(client, clock, state):
    article = make_article(headline="Zanzibar", **UNPUBLISHED[state](clock.now()))

    put_up(clock, article=article)
    assert read(client, "/news/").all(".breaking") == []
    put_up(clock, article=article, text="Something happened")

    is_over = state in {"withdrawn", "spiked", "expired", "under embargo"}
    words = [] if is_over else ["Something happened"]
    assert read(client, "/news/").texts("span.breaking__words") == words
    assert "Zanzibar" not in client.get("/news/").text


@pytest.mark.parametrize("text", ["", "Follow live"])
def test_a_withdrawn_story_ends_its_bar_words_and_all(client, clock, text):
    article = make_article()
    bar = put_up(clock, article=article, text=text)
    other = put_up(clock, text="Other")
    BreakingBar.objects.filter(pk=bar.pk).update(ends_at=clock.now() + hours(1))
    clock.advance(minutes=1)

    actions.withdraw(article, by=None, reason="It was wrong.")

    bar.refresh_from_db()
    other.refresh_from_db()
    assert bar.ends_at == clock.now() < other.ends_at


def test_the_words_before_a_story_go_when_it_expires(client, clock):
    article = make_article(expires_at=clock.now() + hours(0.5))
    put_up(clock, article=article, text="Follow live")
    assert read(client, "/news/").all(".breaking")

    clock.advance(minutes=30)

    assert read(client, "/news/").all(".breaking") == []


def test_of_two_at_the_same_moment_one_stands(together):
    ends = timezone.now() + hours(1)

    def put(text):
        return lambda: actions.break_news(text=text, ends_at=ends, by=None)

    together(*(put(text) for text in "ABCD"))

    assert BreakingBar.objects.not_over().count() == 1


def test_a_new_one_ends_the_one_before_and_both_stay_on_record(clock):
    first = put_up(clock, text="First")
    clock.advance(minutes=10)
    put_up(clock, text="Second")

    assert breaking.current().text == "Second"
    first.refresh_from_db()
    assert first.ends_at == clock.now()
    assert BreakingBar.objects.count() == 2


def test_one_that_was_put_up_before_the_clock_was_set_back_is_ended(client, clock):
    bar = put_up(clock, text="First")
    clock.advance(minutes=-10)

    assert actions.end_breaking(by=None) == 1
    bar.refresh_from_db()
    assert bar.ends_at == bar.begins_at
    put_up(clock, text="Second")
    clock.advance(minutes=10)

    assert read(client, "/").texts(".breaking__words") == ["Second"]


def test_it_costs_pages_no_query(client, clock, django_assert_num_queries):
    put_up(clock, text="Bridge closed")
    breaking.current()

    with django_assert_num_queries(0):
        assert breaking.current().words == "Bridge closed"


def test_another_process_knows_after_a_second(clock, monkeypatch):
    assert breaking.current() is None
    BreakingBar.objects.create(text="News", begins_at=clock.now(), ends_at=clock.now() + hours(1))
    assert breaking.current() is None

    monkeypatch.setattr(remembered, "RECHECK", 0)

    assert breaking.current().words == "News"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "Give the words, or a story."),
        ({"text": "x", "ends_at": hours(-1)}, "This hour is over."),
        ({"text": "x", "ends_at": hours(49)}, "within 48 hours"),
        ({"text": "x" * 161}, "at most 160"),
    ],
)
def test_what_cannot_stand_there_is_refused(clock, fields, words):
    if "ends_at" in fields:
        fields = fields | {"ends_at": clock.now() + fields["ends_at"]}

    with pytest.raises(ValidationError, match=words):
        put_up(clock, **fields)


@pytest.mark.parametrize("role", ["Contributor", "Reporter", "Picture editor", "Staff manager"])
def test_others_break_no_news(client, clock, role):
    user = make_user(role)
    client.force_login(user)

    with pytest.raises(PermissionDenied):
        actions.break_news(text="x", ends_at=clock.now() + hours(1), by=user)
    with pytest.raises(PermissionDenied):
        actions.end_breaking(by=user)
    for answer in (client.get(PAGE), client.post(PAGE, {"do": "end"})):
        assert answer.status_code == 403


def test_an_editor_finds_a_story_puts_it_up_and_takes_it_away(client, clock):
    article = make_article(headline="Bridge closed")
    client.force_login(make_user("Editor"))
    sent = {"text": "Follow live", "hours": "1", "article": ""}

    page = press(client, sent | {"q": "bridge", "do": "search"})
    [found] = page.all(".front-found button")
    page = press(client, sent | {"do": found["value"]})
    assert page.one("input[name=text]")["value"] == "Follow live"
    sent["article"] = page.one("input[name=article]")["value"]
    client.post(PAGE, sent | {"do": "publish"})

    bar = BreakingBar.objects.get()
    assert (bar.article, bar.ends_at) == (article, clock.now() + hours(1))
    assert "Follow live" in read_admin(client, PAGE).one(".breaking-now").text
    client.post(PAGE, {"do": "end"})
    assert read(client, "/").all(".breaking") == []


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"text": "x", "hours": "", "ends_at": ""}, {"text": "x", "hours": "99"},
        {"text": "x", "hours": "", "ends_at": "soon"},
        {"text": "x", "hours": "", "ends_at": "0001-01-01T00:00"},
        {"article": "99999999999999999999"},
        {"text": "\x00", "hours": "1"}, {"article": "x", "hours": "1"},
    ],
)  # fmt: skip
def test_bad_input_puts_nothing_up(admin_client, sent):
    assert admin_client.post(PAGE, sent | {"do": "publish"}).status_code == 200
    assert not BreakingBar.objects.exists()
