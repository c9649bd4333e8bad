"""What search engines are told to look at."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions, sitemaps
from articles.models import Article, SiteIdentity
from media.models import Image
from tests.articles.stock import Crowd
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_series,
    make_tag,
)

pytestmark = pytest.mark.django_db

NAMES = {"s": sitemaps.NAMESPACE, "image": sitemaps.IMAGE, "news": sitemaps.NEWS}
ORIGIN = "http://testserver"


def ask(client, path):
    """What the sitemap at `path` says, as XML."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def told(element, path):
    return [found.text for found in element.iterfind(path, NAMES)]


def addresses(client, path):
    return [address.removeprefix(ORIGIN) for address in told(ask(client, path), "s:url/s:loc")]


def parts(client):
    found = told(ask(client, "/sitemap.xml"), "s:sitemap/s:loc")
    return [address.removeprefix(f"{ORIGIN}/sitemaps/").removesuffix(".xml") for address in found]


def test_the_index_names_a_part_for_every_month_with_a_story_and_no_other(client, clock):
    for moment in ("2030-01-06", "2029-12-31", "2029-12-01", "2011-02-28", "1968-05-01"):
        make_article(published_at=datetime.fromisoformat(moment).replace(tzinfo=UTC))

    months = [name for name in parts(client) if name.startswith("stories")]

    assert months == [
        "stories-2030-01", "stories-2029-12", "stories-2011-02", "stories-1968-05",
    ]  # fmt: skip
    assert len(addresses(client, "/sitemaps/stories-2029-12.xml")) == 2


def test_every_part_that_is_named_is_there_and_every_page_in_it(client, clock):
    author = make_author(slug="ann")
    make_article(
        slug="a", section=make_section(slug="city"), tags=[make_tag(slug="sea")], credits=[author],
        published_at=clock.now() - hours(1),
    )  # fmt: skip
    make_section(slug="empty")
    make_tag(slug="unused")

    found = {name: addresses(client, f"/sitemaps/{name}.xml") for name in parts(client)}

    assert found == {
        "pages": ["/", "/news/", "/authors/", "/corrections/"],
        "sections": ["/section/city/"],
        "topics-0": ["/tag/sea/"],
        "authors-0": ["/author/ann/"],
        "stories-2030-01": ["/a/"],
    }
    for path in (path for part in found.values() for path in part):
        assert client.get(path).status_code == 200, path


def test_a_site_without_stories_has_its_pages(client):
    assert parts(client) == ["pages"]


def test_lastmod_is_the_update_readers_were_told_of(client, clock):
    out = clock.now() - hours(5)
    article = make_article(slug="a", published_at=out)
    lastmod = "s:url/s:lastmod"
    clock.advance(hours=1)
    actions.save_article(article, by=None)

    assert told(ask(client, "/sitemaps/stories-2030-01.xml"), lastmod) == [out.isoformat()]

    article.updated_at = clock.now()
    article.save()
    told_at = told(ask(client, "/sitemaps/stories-2030-01.xml"), lastmod)
    assert told_at == [clock.now().isoformat()]


def test_a_story_brings_its_picture_while_it_may_be_shown(client, clock):
    kept, over = make_image(), make_image(rights_expire_on=clock.now().date() - timedelta(days=1))
    make_article(lead_image=kept, published_at=clock.now())
    make_article(lead_image=over, published_at=clock.now())

    page = ask(client, "/sitemaps/stories-2030-01.xml")

    [address] = told(page, "s:url/image:image/image:loc")
    assert kept.token in address
    client.get(address).getvalue()


def test_a_story_brings_the_pictures_in_its_text_too(client, clock):
    lead, within, over = make_image(), make_image(), make_image()
    Image.objects.filter(pk=over.pk).update(rights_expire_on=clock.now().date() - timedelta(days=1))
    body = "".join(f'<figure data-image="{each.pk}"></figure>' for each in (lead, within, over))
    make_article(lead_image=lead, body=body, published_at=clock.now())

    page = ask(client, "/sitemaps/stories-2030-01.xml")

    shown = told(page, "s:url/image:image/image:loc")
    assert [image.token in address for image, address in zip([lead, within], shown, strict=True)]


def test_series_are_named_with_their_list(client):
    make_article(series=make_series(slug="port"))
    make_series(slug="nothing-out")

    assert "series" in parts(client)
    assert addresses(client, "/sitemaps/series.xml") == ["/series/", "/series/port/"]


def test_a_story_first_published_elsewhere_is_left_to_its_own_site(client, clock):
    make_article(canonical_url="https://agency.example/1", published_at=clock.now())

    assert [name for name in parts(client) if "stories" in name] == []
    assert client.get("/sitemaps/stories-2030-01.xml").status_code == 404
    assert told(ask(client, "/news-sitemap.xml"), "s:url") == []


@pytest.mark.parametrize(
    "name",
    ["stories-2030-02", "stories-2030-00", "stories-2030-13", "stories-0000-01", "stories-9999-12",
     "stories-2030-1", "stories-٢٠٣٠-٠١", "stories", "topics", "topics--1", "topics-00", "topics-1",
     "topics-9999999999999", "authors-99999999999999999999", "x", "stories-2030-01-01", "sections"],
)  # fmt: skip
def test_a_part_that_is_not_there_is_not_found(client, clock, name):
    assert client.get(f"/sitemaps/{name}.xml").status_code == 404


def test_the_news_sitemap_has_two_days_and_nothing_that_was_paid_for(client, clock):
    section = make_section()
    made = [("new", 1, {}), ("older", 47, {"language": "zh-hans"}), ("old", 49, {}),
            ("ad", 1, {"kind": "sponsored"})]  # fmt: skip
    for slug, age, fields in made:
        make_article(
            slug=slug, headline=f"About <{slug}>", section=section,
            published_at=clock.now() - hours(age), **fields,
        )  # fmt: skip

    page = ask(client, "/news-sitemap.xml")

    assert told(page, "s:url/s:loc") == [f"{ORIGIN}/new/", f"{ORIGIN}/older/"]
    first = page.find("s:url/news:news", NAMES)
    assert [child.tag.partition("}")[2] for child in first] == [
        "publication", "publication_date", "title",
    ]  # fmt: skip
    assert told(first, "news:publication/news:name") == ["Newsroom"]
    assert told(page, ".//news:language") == ["en", "zh-cn"]
    assert told(first, "news:publication_date") == ["2030-01-07T08:00:00+00:00"]
    assert told(first, "news:title") == ["About <new>"]


def test_control_characters_break_no_sitemap(client):
    Article.objects.filter(pk=make_article().pk).update(headline="a\x01\ufffeb")

    assert told(ask(client, "/news-sitemap.xml"), ".//news:title") == ["ab"]


def test_the_news_sitemap_has_no_more_than_it_may(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    Crowd().add(5)

    assert len(told(ask(client, "/news-sitemap.xml"), "s:url")) == 3


def test_large_parts_are_cut_at_keys(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    tags = [make_tag() for _ in range(5)]
    make_article(tags=tags)

    names = [name for name in parts(client) if name.startswith("topics")]
    found = [path for name in names for path in addresses(client, f"/sitemaps/{name}.xml")]

    assert len(names) >= 3
    assert sorted(found) == sorted(tag.get_absolute_url() for tag in tags)


def test_the_index_costs_no_more_for_more_stories(django_assert_num_queries):
    crowd = Crowd()
    crowd.add(3)
    make_article(published_at=datetime(1999, 5, 1, tzinfo=UTC))
    with CaptureQueriesContext(connection) as few:
        sitemaps.index()

    crowd.add(60)
    with CaptureQueriesContext(connection) as more:
        sitemaps.index()

    assert len(more) == len(few) <= 10
    assert not any("COUNT(" in query["sql"] for query in more)
    with django_assert_num_queries(3):
        assert sitemaps.places("stories-1999-05")


def test_robots_are_told_where_not_to_go_and_where_to_look(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    lines = response.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /preview/", "Disallow: /search/"} <= set(lines)
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert maps == [f"{ORIGIN}/sitemap.xml", f"{ORIGIN}/news-sitemap.xml"]
    assert all(client.get(address).status_code == 200 for address in maps)


def test_security_txt_is_never_out_of_date(client, clock, settings):
    settings.DEFAULT_FROM_EMAIL = "The desk <desk@news.example>"
    for _ in range(14):
        lines = client.get("/.well-known/security.txt").text.splitlines()
        fields = dict(line.split(": ", 1) for line in lines)

        assert fields["Contact"] == "mailto:desk@news.example"
        ahead = datetime.fromisoformat(fields["Expires"]) - clock.now()
        assert timedelta(days=180) < ahead < timedelta(days=366)
        clock.advance(days=31)


def test_security_txt_names_the_contact_of_the_site(client):
    actions.save_identity(SiteIdentity(contact_email="tips@news.example"), by=None)

    lines = client.get("/.well-known/security.txt").text.splitlines()

    assert lines[0] == "Contact: mailto:tips@news.example"
