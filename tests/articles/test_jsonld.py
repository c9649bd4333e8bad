"""What a story's page tells machines in linked data."""

import json

import pytest

from articles import actions
from articles.jsonld.story import TYPES
from articles.models import Article, SiteIdentity
from media.models import Licence
from newsroom import jsonld
from tests.articles.markup import read
from tests.articles.stock import Crowd
from tests.factories import (
    SHARED,
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_section,
    make_series,
    make_tag,
    picture_file,
)

pytestmark = pytest.mark.django_db


def graph_of(client, path):
    """The nodes of the page's graph, by type."""
    written = read(client, path).one("script[type=application/ld+json]").text
    data = json.loads(written)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_story_is_a_news_article_of_its_publisher(client, clock):
    section = make_section()
    people = [make_author(name="Ann Lee", slug="ann", role_title="Reporter"),
              make_author(name="Bay Agency", slug="bay", kind="organization")]  # fmt: skip
    make_article(
        slug="story", headline="Bridge opens", standfirst="At last.", credits=people,
        published_at=clock.now() - hours(2), section=section,
    )  # fmt: skip

    nodes = graph_of(client, "/story/")

    story, publisher = nodes["ReportageNewsArticle"], nodes["NewsMediaOrganization"]
    assert story["headline"] == "Bridge opens"
    assert story["url"] == story["mainEntityOfPage"] == "http://testserver/story/"
    assert story["datePublished"] == story["dateModified"] == "2030-01-07T07:00:00+00:00"
    assert [(a["@type"], a["name"], a.get("jobTitle")) for a in story["author"]] == [
        ("Person", "Ann Lee", "Reporter"), ("Organization", "Bay Agency", None),
    ]  # fmt: skip
    assert story["author"][0]["url"] == "http://testserver/author/ann/"
    assert story["publisher"] == {"@id": publisher["@id"]}
    assert publisher["name"] == "Newsroom"
    assert [(i["name"], i["item"]) for i in nodes["BreadcrumbList"]["itemListElement"]] == [
        ("Newsroom", "http://testserver/"),
        (story["articleSection"], f"http://testserver{section.get_absolute_url()}"),
        ("Bridge opens", "http://testserver/story/"),
    ]
    assert "correction" not in story


def test_corrections_are_correction_comments_and_move_the_date(client, clock):
    article = make_article(slug="story", published_at=clock.now() - hours(2))
    told = make_correction(article, text="It was two.")
    make_correction(article, kind="note", text="A note.")

    story = graph_of(client, "/story/")["ReportageNewsArticle"]

    assert story["correction"] == [
        {
            "@type": "CorrectionComment",
            "@id": f"http://testserver/story/#{told.anchor}",
            "url": f"http://testserver/story/#{told.anchor}",
            "name": "Correction",
            "text": "It was two.",
            "datePublished": "2030-01-07T09:00:00+00:00",
        }
    ]
    assert story["dateModified"] == "2030-01-07T09:00:00+00:00"


def test_a_headline_is_cut_where_search_engines_cut_it(client):
    make_article(slug="story", headline="word " * 49)

    headline = graph_of(client, "/story/")["ReportageNewsArticle"]["headline"]

    assert len(headline) <= 110
    assert headline.endswith("…")


def test_no_words_of_a_story_end_the_script(client):
    words = "</script><script>alert(1)</script> <!-- & ' \" \u2028 \u2029 \\ ]]>"
    article = make_article(slug="story", headline=words, standfirst=words)
    make_correction(article, text=words)

    text = client.get("/story/").text
    start = text.index('<script type="application/ld+json">')
    written = text[start : text.index("</script>", start)].partition(">")[2]

    assert not set("<>&\u2028\u2029") & set(written)
    story = json.loads(written)["@graph"][0]
    assert story["description"] == words
    assert story["correction"][0]["text"] == words.strip()


def test_what_says_nothing_is_left_out():
    written = jsonld.written([{"a": "", "b": None, "c": [], "d": [{}], "e": False, "f": 0}])

    assert json.loads(written)["@graph"] == [{"e": False, "f": 0}]


def test_a_preview_tells_machines_nothing(admin_client):
    article = make_article(status="draft")

    page = admin_client.get(f"/admin/articles/article/{article.pk}/preview/page/").text

    assert "ld+json" not in page


def test_dates_are_those_readers_are_told(client, clock):
    article = make_article(slug="story", published_at=clock.now() - hours(5))
    clock.advance(hours=1)
    actions.save_article(article, by=None)

    story = graph_of(client, "/story/")["ReportageNewsArticle"]

    assert story["datePublished"] == story["dateModified"] == "2030-01-07T04:00:00+00:00"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("news", "ReportageNewsArticle"), ("analysis", "AnalysisNewsArticle"),
     ("opinion", "OpinionNewsArticle"), ("interview", "ReportageNewsArticle"),
     ("explainer", "BackgroundNewsArticle"), ("feature", "ReportageNewsArticle"),
     ("live", "NewsArticle"), ("sponsored", "AdvertiserContentArticle")],
)  # fmt: skip
def test_every_kind_has_its_type(kind, type_):
    assert TYPES[kind] == type_
    assert set(TYPES) == set(Article.Kind)


POLICIES = {
    "publishing_principles": "publishingPrinciples", "ethics_policy": "ethicsPolicy",
    "corrections_policy": "correctionsPolicy", "masthead": "masthead",
    "ownership": "ownershipFundingInfo", "verification_policy": "verificationFactCheckingPolicy",
    "unnamed_sources_policy": "unnamedSourcesPolicy", "feedback_policy": "actionableFeedbackPolicy",
    "diversity_policy": "diversityPolicy", "coverage_policy": "missionCoveragePrioritiesPolicy",
}  # fmt: skip


def make_whole_story(clock):
    """A story that has everything linked data can say."""
    site = SiteIdentity(
        name="The Tide", legal_name="Tide Ltd", logo=make_image(), contact_email="a@tide.example",
        contact_url="/p/contact/", founding_date="1984-05-01",
        licence_name="CC BY 4.0", licence_url="https://cc.example/by/",
    )  # fmt: skip
    actions.save_identity(
        site, by=None, socials=[("Mastodon", "https://social.example/@tide")],
        policies={kind: f"https://tide.example/{kind}/" for kind in POLICIES},
    )  # fmt: skip
    ann = make_author(name="Ann Lee", slug="ann", role_title="Reporter", bio="Writes.",
                      portrait=make_image())  # fmt: skip
    ann.links.create(label="Site", url="https://ann.example/")
    others = [(role, make_author(name=role)) for role in ("editing", "translation", "photos")]
    image = make_image(
        file=picture_file((1600, 1200)), caption="Boats.", copyright_notice="© Pat",
        licence=Licence.objects.create(name="CC", url="https://cc.example/"),
        source_url="https://pictures.example/1",
    )  # fmt: skip
    article = make_article(
        slug="story", headline="Bridge opens", seo_title="Alder bridge opens", dateline="Kyiv",
        language="uk", credits=[ann, *others], tags=[make_tag(name="Harbour", slug="harbour")],
        lead_image=image, lead_caption="Boats here.", published_at=clock.now(),
        body="<p>" + "word " * 500 + "</p>",
    )  # fmt: skip
    make_correction(article)
    return article


def test_a_story_says_all_that_is_known_of_it(client, clock):
    make_whole_story(clock)

    nodes = graph_of(client, "/story/")

    story, publisher = nodes["ReportageNewsArticle"], nodes["NewsMediaOrganization"]
    expected = {
        "@id": "http://testserver/story/#article",
        "alternativeHeadline": "Alder bridge opens",
        "inLanguage": "uk",
        "keywords": ["Harbour"],
        "about": [{"@type": "Thing", "name": "Harbour", "url": "http://testserver/tag/harbour/"}],
        "wordCount": 500,
        "timeRequired": "PT2M",
        "isAccessibleForFree": True,
        "dateline": "Kyiv",
        "locationCreated": {"@type": "Place", "name": "Kyiv"},
        "copyrightHolder": {"@id": publisher["@id"]},
        "copyrightYear": 2030,
        "creditText": "The Tide",
        "license": "https://cc.example/by/",
        "publishingPrinciples": "https://tide.example/publishing_principles/",
    }
    assert {name: story.get(name) for name in expected} == expected
    [ann] = story["author"]
    assert ann["sameAs"] == ["https://ann.example/"]
    assert ann["description"] == "Writes."
    client.get(ann["image"]["url"]).getvalue()
    for role, name in (("editor", "editing"), ("translator", "translation"),
                       ("contributor", "photos")):  # fmt: skip
        assert [person["name"] for person in story[role]] == [name]


def test_the_picture_is_there_in_every_ratio_with_its_rights(client, clock):
    make_whole_story(clock)

    images = graph_of(client, "/story/")["ReportageNewsArticle"]["image"]

    sizes = [(image["width"], image["height"]) for image in images]
    assert sizes == [(1280, 720), (1280, 960), (1200, 1200), (1280, 960)]
    for image in images:
        client.get(image["url"]).getvalue()
        assert image["caption"] == "Boats here."
        assert image["creditText"] == "Pat Lens"
        assert image["creator"] == {"@type": "Person", "name": "Pat Lens"}
        assert image["copyrightNotice"] == "© Pat"
        assert image["license"] == "https://cc.example/"
        assert image["acquireLicensePage"] == "https://pictures.example/1"


def test_the_publisher_shows_its_policies(client, clock):
    make_whole_story(clock)

    publisher = graph_of(client, "/story/")["NewsMediaOrganization"]

    for kind, name in POLICIES.items():
        assert publisher[name] == f"https://tide.example/{kind}/"
    assert publisher["legalName"] == "Tide Ltd"
    assert publisher["foundingDate"] == "1984-05-01"
    assert publisher["sameAs"] == ["https://social.example/@tide"]
    client.get(publisher["logo"]["url"]).getvalue()


def test_every_name_is_one_that_schema_org_knows(client, clock):
    """By the properties of the types, where a published list of them has the type."""
    known = json.loads((SHARED / "standards/schema-org/properties.json").read_text())
    bases = {"CreativeWorkBase", "ThingBase"}
    of = {
        "ReportageNewsArticle": {"NewsArticleBase", "ArticleBase", *bases},
        "NewsMediaOrganization": {"NewsMediaOrganizationBase", "OrganizationBase", "ThingBase"},
        "Person": {"PersonBase", "PersonLeaf", "ThingBase"},
        "WebSite": {"WebSiteLeaf", *bases},
    }
    make_whole_story(clock)
    nodes = {**graph_of(client, "/story/"), **graph_of(client, "/")}
    nodes["Person"] = nodes["ReportageNewsArticle"]["author"][0]

    for type_, lists in of.items():
        names = set().union(*(known[each] for each in lists))
        odd = {name for name in nodes[type_] if name not in names and name[0] != "@"}
        assert odd <= {"query-input"}, type_


def test_a_story_first_published_elsewhere_is_not_claimed(client):
    make_article(slug="story", canonical_url="https://agency.example/1")

    story = graph_of(client, "/story/")["NewsArticle"]

    assert story["mainEntityOfPage"] == "https://agency.example/1"
    assert not {"copyrightHolder", "copyrightYear", "license", "creditText"} & set(story)


def test_a_picture_without_rights_is_in_no_linked_data(client, clock):
    image = make_image(rights_expire_on=clock.now().date() - hours(24))
    make_article(slug="story", lead_image=image, published_at=clock.now(),
                 credits=[make_author(portrait=image)])  # fmt: skip

    assert image.token not in client.get("/story/").text


def test_the_front_page_says_what_leads_it_and_how_to_search(client):
    newest = Crowd().add(8)

    nodes = graph_of(client, "/")

    action = nodes["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://testserver/search/?q={search_term_string}"
    assert action["query-input"] == "required name=search_term_string"
    leads = nodes["ItemList"]["itemListElement"]
    assert [item["position"] for item in leads] == list(range(1, len(leads) + 1))
    assert {item["name"] for item in leads} <= {article.headline for article in newest}
    assert 0 < len(leads) < 8


@pytest.mark.parametrize("path", ["/news/", "/section/city/", "/tag/harbour/"])
def test_a_list_is_a_collection_of_its_stories(client, path):
    make_article(slug="story", headline="Bridge", section=make_section(name="City", slug="city"),
                 tags=[make_tag(name="Harbour", slug="harbour")])  # fmt: skip

    nodes = graph_of(client, path)

    page = nodes["CollectionPage"]
    assert page["url"] == f"http://testserver{path}"
    [item] = page["mainEntity"]["itemListElement"]
    assert (item["name"], item["url"]) == ("Bridge", "http://testserver/story/")
    assert nodes["BreadcrumbList"]["@id"] == page["breadcrumb"]["@id"]


def test_the_newsroom_stands_for_a_story_nobody_signed(client):
    make_article(slug="story", credits=[])

    [author] = graph_of(client, "/story/")["ReportageNewsArticle"]["author"]

    assert author["@id"] == "http://testserver/#publisher"
    assert author["name"]


def test_a_list_without_stories_says_that_it_has_none(client):
    make_section(slug="empty")

    page = graph_of(client, "/section/empty/")["CollectionPage"]

    assert page["mainEntity"]["numberOfItems"] == 0
    assert "itemListElement" not in page["mainEntity"]


def test_an_author_has_a_profile_page(client):
    ann = make_author(name="Ann Lee", slug="ann", role_title="Reporter", beats="Ports, the sea")
    ann.links.create(label="Site", url="https://ann.example/")

    page = graph_of(client, "/author/ann/")["ProfilePage"]

    person = page["mainEntity"]
    assert (person["@type"], person["name"], person["jobTitle"]) == (
        "Person", "Ann Lee", "Reporter",
    )  # fmt: skip
    assert person["knowsAbout"] == ["Ports", "the sea"]
    assert person["sameAs"] == ["https://ann.example/"]
    assert person["worksFor"] == {"@id": "http://testserver/#publisher"}


def test_series_authors_and_corrections_say_what_they_list(client):
    story = make_article(series=make_series(slug="tides"), credits=[make_author()])
    make_correction(story)

    for path in ("/series/", "/series/tides/", "/authors/", "/corrections/"):
        page = graph_of(client, path)["CollectionPage"]
        assert page["mainEntity"]["numberOfItems"] == 1, path
