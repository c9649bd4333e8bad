"""What the page store hands out, and what it never touches."""

import gzip

import pytest

from articles import actions
from articles.models import SiteIdentity
from newsroom.edge import generation, moments
from newsroom.edge.layer import preferred
from newsroom.edge.page import LARGEST
from tests.factories import make_article, make_user

from .site import Site, environ, publish

pytestmark = pytest.mark.django_db


def test_a_stored_page_is_handed_out_without_django(site):
    make_article(slug="a-story", headline="The barrier closes")

    first, second = site.get("/a-story/"), site.get("/a-story/")

    assert site.made == ["/a-story/"]
    assert first.status == second.status == 200
    assert first.text == second.text
    assert "The barrier closes" in second.text
    assert first.headers == second.headers


def test_a_stored_page_asks_the_database_nothing(site, django_assert_num_queries):
    site.get("/news/")

    with django_assert_num_queries(0):
        site.get("/news/")


def test_what_is_published_is_seen_at_the_next_request(site):
    assert "The barrier closes" not in site.get("/news/").text

    make_article(headline="The barrier closes")
    publish()

    assert "The barrier closes" in site.get("/news/").text


def test_a_page_of_an_older_generation_is_never_stored_as_a_new_one(site, monkeypatch):
    """Something is published after the page read its stories, and before it is done."""
    begin = site._django

    def slow(asked, start_response):
        answer = begin(asked, start_response)
        publish()
        return answer

    monkeypatch.setattr(site, "_django", slow)
    site.get("/news/")
    monkeypatch.setattr(site, "_django", begin)
    site.get("/news/")

    assert site.made == ["/news/", "/news/"]


def test_a_page_ends_at_the_next_hour_at_which_readers_see_something_else(site, clock, monkeypatch):
    make_article(headline="Out at ten", published_at=clock.now().replace(hour=10))
    monkeypatch.setattr("time.time", lambda: clock.now().timestamp())
    monkeypatch.setattr(moments, "_asks", [lambda now: now.replace(hour=10)])
    assert "Out at ten" not in site.get("/news/").text

    clock.advance(minutes=59, seconds=59)
    site.get("/news/")
    clock.advance(seconds=1)

    assert "Out at ten" in site.get("/news/").text


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate", "gzip, br;q=0.5", "", "identity"])
def test_a_page_comes_in_the_shape_the_client_reads(site, accepted):
    plain = site.get("/news/").sent
    answer = site.get("/news/", accept_encoding=accepted)

    coding = answer.headers.get("Content-Encoding", "")
    assert coding == preferred(accepted)
    assert answer.headers["Content-Length"] == str(len(answer.sent))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (gzip.decompress(answer.sent) if coding == "gzip" else answer.text.encode()) == plain


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("BR", "br"),
        ("gzip;q=rubbish", "gzip"),
        ("deflate", ""),
        ("br" * 5_000, ""),
    ],
)
def test_encodings_as_the_standard_has_them(header, encoding):
    assert preferred(header) == encoding


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_who_has_the_page_is_told_so(site, accepted):
    etag = site.get("/news/", accept_encoding=accepted).headers["ETag"]

    answer = site.get("/news/", accept_encoding="br", if_none_match=f'"other", W/{etag}')

    assert answer.status == 304
    assert answer.sent == b""
    assert {"etag", "vary", "cache-control"} <= set(answer.names)
    assert not {"content-length", "content-encoding", "content-type"} & set(answer.names)


def test_who_has_another_page_gets_this_one(site):
    etag = site.get("/news/").headers["ETag"]
    make_article()
    publish()

    assert site.get("/news/", if_none_match=etag).status == 200


def test_the_first_reader_with_an_old_page_does_not_leave_an_empty_one(site):
    etag = site.get("/news/").headers["ETag"]
    publish()

    assert site.get("/news/", if_none_match=etag).status == 304
    assert site.get("/news/").sent


def test_head_has_the_headers_of_get_and_no_body(site):
    head = site.get("/news/", method="HEAD")
    get = site.get("/news/")

    assert head.sent == b""
    assert get.sent
    assert head.headers == get.headers
    assert site.made == ["/news/"]


def test_a_range_is_not_asked_of_pages(site):
    whole = site.get("/news/")

    assert site.get("/news/", range="bytes=0-9").sent == whole.sent


def test_the_headers_are_those_of_django(site, client):
    here, there = site.get("/news/"), client.get("/news/")

    ours = {name.lower(): value for name, value in here.headers.items()}
    theirs = {name.lower(): value for name, value in there.headers.items()}
    assert "content-security-policy" in ours
    for name in theirs.keys() - {"etag", "vary", "content-length", "x-request-id"}:
        assert ours[name] == theirs[name]


def test_a_page_that_many_are_handed_has_no_id_of_one_request(site):
    page = site.get("/news/", x_request_id="of-one-request")

    assert page.status == 200
    assert "x-request-id" not in page.names


def test_a_parameter_nobody_reads_makes_no_page(site):
    for tail in ("", "?utm_source=x", "?fbclid=1&utm_medium=y", "?%00", "?" + "a=1&" * 90):
        site.get(f"/p-x/{tail}")
        site.get(f"/news/{tail}")

    assert site.made.count("/news/") == 1
    assert len(site.store) == 1


def test_the_parameters_a_view_reads_make_pages(site):
    assert site.get("/news/?view=headlines").text != site.get("/news/").text
    assert site.get("/news/?utm=1&view=headlines").text == site.get("/news/?view=headlines").text
    assert len(site.store) == 2


def test_strangers_cannot_push_the_pages_out_that_everybody_reads(machine):
    site = Site(machine / "pages", most_bytes=400_000)
    for path in ("/", "/news/", "/authors/"):
        site.get(path)
    before = len(site.made)

    for number in range(60):
        site.get(f"/news/?before={number}-1")
    for path in ("/", "/news/", "/authors/"):
        site.get(path)

    assert site.store.size <= 400_000
    assert len(site.made) == before + 60


def test_a_query_without_end_is_answered_and_not_kept(site):
    answer = site.get("/news/?view=" + "x" * 9_000)

    assert answer.status == 200
    assert len(site.store) == 0


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/no-such-page/", "/preview/abc/"])
def test_what_is_no_public_page_is_not_stored(site, path):
    for _again in range(2):
        site.get(path)

    assert site.made == [path, path]
    assert len(site.store) == 0


def test_what_is_sent_is_never_stored(site):
    site.get("/news/", method="POST")

    assert len(site.store) == 0


def test_a_page_with_a_cookie_is_never_stored(site, monkeypatch):
    django = site._django

    def with_cookie(asked, start_response):
        def start(status, headers):
            return start_response(status, [*headers, ("Set-Cookie", "who=me")])

        return django(asked, start)

    monkeypatch.setattr(site, "_django", with_cookie)
    site.get("/news/")

    assert len(site.store) == 0


def test_a_cookie_that_is_sent_changes_nothing(site, client):
    client.force_login(make_user("Managing editor"))
    known = client.cookies["sessionid"].value

    assert site.get("/news/", cookie=f"sessionid={known}").text == site.get("/news/").text
    assert site.made == ["/news/"]


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil", "", "testserver:80:80"])
def test_another_host_is_django_to_judge(site, host):
    site.get("/news/")
    answer = site.ask(environ("/news/") | {"HTTP_HOST": host, "SERVER_NAME": "evil.example"})

    assert answer.status == 400
    assert len(site.made) == 2


def test_over_http_nothing_is_handed_out_where_the_site_is_https(machine, settings):
    settings.SECURE_SSL_REDIRECT = True
    site = Site(machine / "pages")

    assert site.get("/news/").status == 301
    secure = environ("/news/") | {"wsgi.url_scheme": "https"}
    assert site.ask(secure).status == 200
    assert site.get("/news/").status == 301


def test_a_withdrawn_story_and_a_moved_one_are_kept_as_what_they_are(site):
    gone = make_article(slug="gone")
    actions.withdraw(gone, by=None, reason="It was wrong.")
    publish()

    for _again in range(2):
        assert site.get("/gone/").status == 410
    assert site.made == ["/gone/"]


def test_who_has_a_page_that_was_withdrawn_learns_it(site):
    article = make_article(slug="gone")
    etag = site.get("/gone/").headers["ETag"]
    actions.withdraw(article, by=None, reason="It was wrong.")
    publish()

    assert site.get("/gone/", if_none_match=etag).status == 410
    assert site.get("/gone/", if_none_match="*").status == 410


@pytest.mark.parametrize("path", ["/no-such-page/", "/section/none/", "/news/?before=rubbish"])
def test_what_is_not_there_takes_the_place_of_what_was_in_every_cache(site, path):
    answer = site.get(path)

    assert answer.status == 404
    assert answer.headers["X-Accel-Expires"] == "1"
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_a_page_speaks_the_language_of_the_site_as_its_generation_has_it(site):
    site.get("/news/")
    actions.save_identity(SiteIdentity(language="uk"), by=None)
    generation.tell()

    assert 'lang="uk"' in site.get("/news/").text


def test_a_page_too_large_is_handed_out_and_not_kept(site, monkeypatch):
    monkeypatch.setattr("newsroom.edge.page.LARGEST", 100)
    assert LARGEST > 100

    assert site.get("/news/").status == 200
    assert len(site.store) == 0
