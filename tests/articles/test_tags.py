import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from articles import actions
from articles.models import Article, Tag
from articles.revisions import content as contents
from tests.articles.markup import open_form, read_admin, send_form
from tests.factories import make_article, make_image, make_tag, make_user

pytestmark = pytest.mark.django_db
TAGS = "/admin/articles/tag/"


@pytest.fixture
def manager(client):
    user = make_user("Managing editor")
    client.force_login(user)
    return user


def test_merged_tags_bring_their_stories_names_and_addresses(client, manager):
    old, new = make_tag(name="Harbor", description="Boats."), make_tag(name="Harbour")
    both = make_article(tags=[old, new])
    one = make_article(tags=[old])

    actions.merge_tags([old], into=new, by=manager)

    assert set(new.articles.all()) == {both, one}
    new.refresh_from_db()
    assert new.description == "Boats."
    assert [alias.name for alias in new.aliases.all()] == ["Harbor"]
    moved = client.get("/tag/harbor/")
    assert (moved.status_code, moved["Location"]) == (301, "/tag/harbour/")


def test_an_old_version_knows_a_merged_tag_by_its_new_name(manager):
    old, new = make_tag(), make_tag()
    article = make_article(tags=[old])
    revision = article.revisions.first()
    actions.merge_tags([old], into=new, by=manager)

    content, found = contents.find(revision.content, revision.names)

    assert content["tags"] == [new.pk]
    assert (list(found.tags.values()), found.gone) == ([new], [])


def test_a_chain_of_merges_ends_at_the_last(manager):
    first, second, third = make_tag(), make_tag(), make_tag()
    actions.merge_tags([first], into=second, by=manager)
    actions.merge_tags([second], into=third, by=manager)

    assert Tag.objects.now([first.pk, second.pk]) == {first.pk: third, second.pk: third}


def test_a_tag_into_which_its_twin_was_merged_can_be_saved(client, manager):
    twin, tag = make_tag(name="budget zz"), make_tag(name="Budget zz")
    actions.merge_tags([twin], into=tag, by=manager)

    for names in ("budget zz", "", "Spending"):
        response = send_form(client, f"{TAGS}{tag.pk}/change/", other_names=names)
        assert response.status_code == 302
    assert {alias.name for alias in tag.aliases.all()} == {"budget zz", "Spending"}
    assert Tag.objects.now([twin.pk]) == {twin.pk: tag}


@pytest.mark.parametrize("others", ["Harbor", ""])
def test_a_tag_takes_the_name_of_one_that_was_merged_into_it(client, manager, others):
    old, tag = make_tag(name="Harbor"), make_tag(name="Harbour")
    actions.merge_tags([old], into=tag, by=manager)

    response = send_form(client, f"{TAGS}{tag.pk}/change/", name="Harbor", other_names=others)

    tag.refresh_from_db()
    assert (response.status_code, tag.name) == (302, "Harbor")
    assert Tag.objects.now([old.pk]) == {old.pk: tag}


@pytest.mark.parametrize(
    "names",
    [("Budget", "budget", "BUDGET"), ("Économie", "économie", "ÉCONOMIE"), ("Бюджет", "бюджет")],
)
def test_twins_are_merged_into_a_third_and_all_lead_to_it(client, manager, names):
    third = make_tag(name="Money")
    actions.save_tag(third, by=None, aliases=names[2:])
    twins = [make_tag(name=name) for name in names]

    actions.merge_tags(twins, into=third, by=manager)

    assert Tag.objects.now([tag.pk for tag in twins]) == {tag.pk: third for tag in twins}
    called = [alias.name.casefold() for alias in third.aliases.all()]
    assert called.count(names[0].casefold()) == 1
    assert send_form(client, f"{TAGS}{third.pk}/change/").status_code == 302
    assert {alias.name.casefold() for alias in third.aliases.all()} == set(called)


def test_a_merged_name_that_another_tag_has_too_stays_with_that_one(manager):
    actions.save_tag(make_tag(name="Port"), by=None, aliases=["Harbor"])
    old, new = make_tag(name="Harbor", slug="harbor-2"), make_tag(name="Harbour")

    actions.merge_tags([old], into=new, by=manager)

    assert [alias.name for alias in new.aliases.all()] == ["harbor-2"]
    assert Tag.objects.now([old.pk]) == {old.pk: new}


def test_a_name_is_one_tags_in_capitals_of_every_script(client, manager):
    tag, other = make_tag(name="Économie"), make_tag(name="Money")

    for name in ("économie", "ÉCONOMIE"):
        response = send_form(client, f"{TAGS}{other.pk}/change/", name=name)
        assert "There is a tag of this name." in response.text
        with pytest.raises(ValidationError, match="is a name of the tag"):
            actions.save_tag(other, by=None, aliases=[name])
    assert list(Tag.objects.named("économie")) == [tag]


def test_who_may_not_delete_tags_merges_none():
    old, new = make_tag(), make_tag()

    with pytest.raises(PermissionDenied):
        actions.merge_tags([old], into=new, by=make_user("Editor"))
    assert Tag.objects.filter(pk=old.pk).exists()


def test_a_name_belongs_to_one_tag(manager):
    actions.save_tag(make_tag(name="Euro"), by=None, aliases=["Single currency"])
    other = make_tag(name="Money")

    with pytest.raises(ValidationError, match="is a name of the tag “Euro”"):
        actions.save_tag(other, by=None, aliases=["single CURRENCY"])


def test_the_name_of_a_merged_tag_stays(manager):
    old, new = make_tag(name="Harbor"), make_tag(name="Harbour")
    actions.merge_tags([old], into=new, by=manager)

    with pytest.raises(ValidationError, match="it stays"):
        actions.save_tag(new, by=None, aliases=[])


def test_the_form_keeps_other_names_and_says_which_are_taken(client, manager):
    tag, other = make_tag(name="Euro"), make_tag(name="Money")
    page = f"{TAGS}{tag.pk}/change/"

    send_form(client, page, other_names="Single currency\n\n single currency \nEUR")

    assert {alias.name for alias in tag.aliases.all()} == {"single currency", "EUR"}
    refused = send_form(client, f"{TAGS}{other.pk}/change/", other_names="eur")
    assert "is a name of the tag “Euro”" in refused.text


def test_a_tag_is_found_by_its_other_names(client, manager):
    tag = make_tag(name="Euro")
    actions.save_tag(tag, by=None, aliases=["Single currency"])
    make_tag(name="Money")

    found = client.get(
        "/admin/autocomplete/",
        {"app_label": "articles", "model_name": "article", "field_name": "tags", "term": "singl"},
    ).json()

    assert [row["text"] for row in found["results"]] == ["Euro"]


def test_unused_tags_and_those_alike_are_listed(client, manager):
    used, twin = make_tag(name="Harbour"), make_tag(name="Harbor")
    make_article(tags=[used])

    unused = read_admin(client, f"{TAGS}?use=unused").text
    alike = client.get(f"{TAGS}alike/").text

    assert "Harbor" in unused
    assert "Harbour" not in unused
    assert f'value="{used.pk}"' in alike
    assert f'value="{twin.pk}"' in alike


def test_tags_are_merged_from_the_list_after_a_question(client, manager):
    old, new = make_tag(name="Harbor"), make_tag(name="Harbour")
    chosen = {"action": "merge_selected", "_selected_action": [old.pk, new.pk]}

    asked = client.post(TAGS, chosen)
    assert "stays?" in asked.text
    assert Tag.objects.count() == 2
    client.post(TAGS, chosen | {"stays": new.pk})

    assert list(Tag.objects.all()) == [new]


def test_the_list_of_tags_asks_as_much_for_a_hundred_as_for_one(
    client, manager, django_assert_max_num_queries
):
    for _ in range(20):
        actions.save_tag(make_tag(), by=None, aliases=[f"Name {_}"])
    client.get(TAGS)

    estimate = connection.vendor == "postgresql"  # is asked first how many there are about
    with django_assert_max_num_queries(8 + estimate):
        client.get(TAGS)


def test_a_topic_has_its_picture(client, manager):
    tag = make_tag(picture=make_image(alt_text="The quay at dawn"))

    assert "The quay at dawn" in client.get(tag.get_absolute_url()).text
    assert open_form(client, f"{TAGS}{tag.pk}/change/")[1]["picture"] == str(tag.picture_id)


@pytest.mark.parametrize("ending", ["", "rss/"])
def test_the_new_name_of_a_tag_is_told_to_those_who_may_know_it(client, ending):
    tag = make_tag(slug="old")
    story = make_article(tags=[tag], status="draft")
    tag.slug = "new"
    actions.save_tag(tag, by=None)

    assert client.get(f"/tag/old/{ending}").status_code == 404

    Article.objects.filter(pk=story.pk).update(status="published", published_at=timezone.now())
    assert client.get(f"/tag/old/{ending}")["Location"] == f"/tag/new/{ending}"


def test_the_page_of_a_tag_that_nothing_has_is_kept_by_nobody(client):
    """The first draft that gets the tag takes it away, and drafts leave stored pages alone."""
    tag = make_tag(slug="sea")
    for path in ("/tag/sea/", "/tag/sea/rss/"):
        assert client.get(path)["Cache-Control"] == "no-store"

    make_article(tags=[tag])

    for path in ("/tag/sea/", "/tag/sea/rss/"):
        assert "no-store" not in client.get(path)["Cache-Control"]
