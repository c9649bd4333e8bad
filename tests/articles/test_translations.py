"""Stories that are the same in another language: linked by the newsroom, shown to readers."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import actions
from articles.models import Article
from tests.articles.drafts import edit
from tests.articles.markup import read, read_admin
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


def fresh(*stories):
    return [Article.objects.get(pk=story.pk) for story in stories]


@pytest.fixture
def together(clock):
    """English, Ukrainian and Arabic; the English one is the original."""
    english = make_article(slug="barrier", published_at=clock.now() - hours(3))
    ukrainian = make_article(slug="barrier-uk", language="uk", published_at=clock.now() - hours(2))
    arabic = make_article(slug="barrier-ar", language="ar", published_at=clock.now() - hours(1))
    actions.link_translation(ukrainian, english, by=None)
    actions.link_translation(arabic, ukrainian, by=None)
    return fresh(english, ukrainian, arabic)


def test_the_older_of_two_is_the_original_from_whichever_side_they_are_linked(clock):
    old = make_article(published_at=clock.now() - hours(3))
    new = make_article(language="uk", published_at=clock.now() - hours(2))

    actions.link_translation(old, new, by=None)

    old, new = fresh(old, new)
    assert (old.is_original, new.is_original) == (True, False)
    assert new.work == old.uid


def test_a_third_one_is_linked_with_both(together):
    english, ukrainian, arabic = together

    assert {story.pk for story in arabic.translations} == {english.pk, ukrainian.pk}
    assert arabic.translations[0] == english


def test_there_is_one_story_in_each_language(together):
    second = make_article(language="uk")

    with pytest.raises(ValidationError, match="Another translation"):
        actions.link_translation(second, together[0], by=None)

    english = together[0]
    english.language = "uk"
    with pytest.raises(ValidationError) as refused:
        english.full_clean()
    assert "language" in refused.value.message_dict


def test_two_that_have_translations_are_not_thrown_together(together):
    one, other = make_article(language="de"), make_article(language="fr")
    actions.link_translation(one, other, by=None)

    with pytest.raises(ValidationError, match="Both stories have translations"):
        actions.link_translation(one, together[0], by=None)


def test_what_is_taken_out_leaves_the_others_together(together):
    english, ukrainian, arabic = together

    actions.unlink_translation(english, by=None)

    english, ukrainian, arabic = fresh(*together)
    assert (english.work, ukrainian.is_original) == (None, True)
    assert arabic.translations == [ukrainian]
    actions.unlink_translation(arabic, by=None)
    assert fresh(ukrainian)[0].work is None


def test_another_can_be_the_original(together):
    actions.make_original(together[1], by=None)

    assert [story.is_original for story in fresh(*together)] == [False, True, False]


def test_a_draft_that_is_deleted_leaves_its_translations(together):
    draft = make_article(status="draft", language="de")
    actions.link_translation(draft, together[0], by=None)
    actions.make_original(draft, by=None)

    actions.delete_article(fresh(draft)[0], by=None)

    assert fresh(together[0])[0].is_original


def test_a_reporter_links_the_own_draft_and_no_story_of_others_to_another():
    reporter = make_user("Reporter")
    draft = make_article(status="draft", language="uk", by=reporter)
    out, other = make_article(), make_article(language="ar")

    actions.link_translation(draft, out, by=reporter)

    with pytest.raises(PermissionDenied):
        actions.link_translation(fresh(draft)[0], other, by=reporter)
    with pytest.raises(PermissionDenied):
        actions.unlink_translation(out, by=reporter)


def test_a_contributor_links_nothing_they_may_not_see():
    contributor = make_user("Contributor")
    draft = make_article(status="draft", language="uk", by=contributor)
    secret = make_article(status="draft")

    with pytest.raises(PermissionDenied):
        actions.link_translation(draft, secret, by=contributor)
    with pytest.raises(PermissionDenied):
        actions.start_translation(secret, "de", by=contributor)


def test_a_translation_begins_with_everything_but_the_words(clock):
    translator = make_user("Reporter")
    profile = make_author(user=translator)
    writer, tag, picture = make_author(), make_tag(), make_image()
    story = make_article(
        slug="bridge", section=make_section(), credits=[writer], tags=[tag], lead_image=picture,
        kind="feature", dateline="KYIV", embargo_until=clock.now() + hours(1),
    )  # fmt: skip

    draft = actions.start_translation(story, "uk", by=translator)

    draft = Article.objects.get(pk=draft.pk)
    assert (draft.status, draft.language, draft.slug) == ("draft", "uk", "bridge-uk")
    assert (draft.section, draft.lead_image, draft.kind) == (story.section, picture, "feature")
    assert draft.embargo_until == story.embargo_until
    assert [(c.role, c.author) for c in draft.credits.all()] == [
        ("writing", writer),
        ("translation", profile),
    ]
    assert list(draft.tags.all()) == [tag]
    assert draft.work == story.uid
    with pytest.raises(ValidationError, match="already"):
        actions.start_translation(story, "uk", by=translator)
    with pytest.raises(ValidationError):
        actions.start_translation(story, "xx", by=translator)


# What readers see


def alternates(page):
    return {link["hreflang"]: link["href"] for link in page.all("link[rel=alternate][hreflang]")}


def test_a_translation_begins_whatever_address_the_story_has(clock):
    long = make_article(slug="a" * 99)
    taken = make_article(slug="quay")
    make_article(slug="quay-uk")

    assert actions.start_translation(long, "uk", by=None).slug == "a" * 97 + "-uk"
    assert actions.start_translation(taken, "uk", by=None).slug != "quay-uk"


def test_a_story_is_withdrawn_though_its_new_language_was_taken_meanwhile(clock):
    story = make_article(slug="quay", published_at=clock.now() - hours(1))
    edit(story, None, language="uk")
    actions.start_translation(Article.objects.get(pk=story.pk), "uk", by=None)

    actions.withdraw(Article.objects.get(pk=story.pk), by=None, reason="Wrong")

    withdrawn = Article.objects.get(pk=story.pk)
    assert (withdrawn.status, withdrawn.language) == ("withdrawn", "en")


def test_readers_find_the_translations_that_are_out(client, together, settings):
    draft = make_article(status="draft", language="de")
    actions.link_translation(draft, together[0], by=None)

    page = read(client, "/barrier/")

    links = page.one(".translations").all("a")
    assert [(a["href"], a["hreflang"], a["lang"], a.text) for a in links] == [
        ("/barrier-ar/", "ar", "ar", "العربية"),
        ("/barrier-uk/", "uk", "uk", "Українська"),
    ]
    origin = settings.SITE_ORIGIN
    assert alternates(page) == {
        "ar": f"{origin}/barrier-ar/",
        "en": f"{origin}/barrier/",
        "uk": f"{origin}/barrier-uk/",
        "x-default": f"{origin}/barrier/",
    }
    assert alternates(read(client, "/barrier-uk/")) == alternates(page)


def test_a_language_that_another_translation_took_meanwhile_is_refused_in_words(together):
    _english, _ukrainian, arabic = together
    arabic.language = "uk"

    with pytest.raises(ValidationError, match="Another translation of this story"):
        actions.save_article(arabic, by=None)

    assert fresh(arabic)[0].language == "ar"


def graph(page):
    nodes = json.loads(page.one("script[type=application/ld+json]").text)["@graph"]
    return next(node for node in nodes if node["@id"].endswith("#article"))


def test_machines_are_told_what_was_translated_from_what(client, together):
    english, ukrainian, arabic = map(
        read, [client] * 3, ["/barrier/", "/barrier-uk/", "/barrier-ar/"]
    )

    works = graph(english)["workTranslation"]
    assert [work["inLanguage"] for work in works] == ["ar", "uk"]
    for page in (ukrainian, arabic):
        assert graph(page)["translationOfWork"]["@id"] == graph(english)["@id"]
    found = ukrainian.all("meta[property=og:locale:alternate]")
    assert [meta["content"] for meta in found] == ["en_US", "ar_AR"]


def test_a_story_alone_names_no_other(client):
    page = read(client, make_article(slug="alone").get_absolute_url())

    assert page.all(".translations") == []
    assert alternates(page) == {}


def test_a_withdrawn_translation_is_gone_from_the_others(client, together):
    actions.withdraw(together[2], by=None, reason="It was wrong.")

    page = read(client, "/barrier-uk/")

    assert [a["hreflang"] for a in page.one(".translations").all("a")] == ["en"]
    assert "ar" not in alternates(page)


def test_a_story_of_another_site_takes_no_part_in_hreflang(client, together):
    Article.objects.filter(pk=together[1].pk).update(canonical_url="https://other.example/1/")

    assert set(alternates(read(client, "/barrier/"))) == {"ar", "en", "x-default"}
    assert alternates(read(client, "/barrier-uk/")) == {}


# The newsroom's page


@pytest.fixture
def address(together):
    return f"/admin/articles/article/{together[0].pk}/translations/"


def test_the_form_leads_to_the_translations(together, admin_client):
    form = read_admin(admin_client, f"/admin/articles/article/{together[0].pk}/change/")

    assert form.one(".together-beside").texts("a") == [s.headline for s in together[2:0:-1]]
    assert any("translations/" in a["href"] for a in form.one(".object-tools").all("a"))


def test_an_editor_begins_a_translation(together, address, admin_client):
    answer = admin_client.post(address, {"_do": "start", "language": "de"})

    draft = Article.objects.get(language="de")
    assert answer["Location"] == f"/admin/articles/article/{draft.pk}/change/"
    assert "translations" not in answer["Location"]
    assert draft.work == together[0].work


def test_an_editor_links_and_unlinks(together, address, admin_client):
    other = make_article(language="pl")

    admin_client.post(address, {"_do": "link", "other": other.pk})
    assert fresh(other)[0].work == together[0].uid

    admin_client.post(address, {"_do": f"original:{other.pk}"})
    assert fresh(other)[0].is_original
    admin_client.post(address, {"_do": f"unlink:{other.pk}"})
    assert fresh(other)[0].work is None

    admin_client.post(address, {"_do": "link", "address": other.get_absolute_url()})
    assert fresh(other)[0].work == together[0].uid


@pytest.mark.parametrize(
    "sent",
    [
        {"_do": "link"},
        {"_do": "link", "other": "9" * 30},
        {"_do": "link", "address": "/no-such-story/\x00"},
        {"_do": "start", "language": "uk"},
        {"_do": "start", "language": "\x00"},
        {"_do": "unlink:x"},
        {"_do": "original:"},
        {},
    ],
)
def test_nonsense_changes_nothing_and_gets_a_page(address, together, admin_client, sent):
    before = [story.work for story in together]

    assert admin_client.post(address, sent, follow=True).status_code == 200
    assert [story.work for story in fresh(*together)] == before


def test_a_contributor_sees_no_page_of_a_story_of_others(client, address):
    client.force_login(make_user("Contributor"))

    assert client.get(address).status_code == 404
