"""Rights that end at a section: who has them, and that no story is carried around them."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import actions, workflow
from articles.models import Section
from authors.models import User
from tests.articles.drafts import edit, page_of, words
from tests.articles.markup import errors_of, messages_of, read_admin, send_form
from tests.factories import make_article, make_author, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_section(name="City")


@pytest.fixture
def sport():
    return make_section(name="Sport")


@pytest.fixture
def editor(city):
    """An editor whose rights end at the city."""
    user = make_user("Editor", first_name="Ann", last_name="Lee")
    city.editors.add(user)
    return user


def story(section, status="draft", **fields):
    return make_article(section=section, status=status, **fields)


# Moving a story to another section


@pytest.mark.parametrize("status", ["draft", "review", "ready", "spiked", "published"])
@pytest.mark.parametrize("way", ["out of reach", "into reach"])
def test_a_colleagues_story_is_not_carried_over_the_border(editor, city, sport, status, way):
    start, goal = (city, sport) if way == "out of reach" else (sport, city)
    article = story(start, status)

    with pytest.raises(PermissionDenied):
        edit(article, editor, section=goal.pk)
    article.refresh_from_db()
    assert (article.section, article.revision) == (start, 1 + (status == "published"))


def test_a_writer_files_an_own_draft_where_it_belongs(editor, city, sport):
    own = story(city, by=editor)

    edit(own, editor, section=sport.pk)

    own.refresh_from_db()
    assert own.section == sport


@pytest.mark.parametrize("status", ["review", "ready", "spiked"])
def test_ones_own_story_is_not_carried_to_where_one_may_approve_it(editor, city, sport, status):
    own = story(sport, status, by=editor)

    with pytest.raises(PermissionDenied):
        edit(own, editor, section=city.pk)
    edit(own, editor, headline="But its text may be changed")


def test_a_reporter_does_not_move_what_the_desk_has(city, sport):
    reporter = make_user("Reporter")
    own = story(city, "review", by=reporter)

    with pytest.raises(PermissionDenied):
        edit(own, reporter, section=sport.pk)


def test_who_is_bound_to_both_may_move_a_story_between_them(editor, city, sport):
    sport.editors.add(editor)
    article = story(city, "ready")

    edit(article, editor, section=sport.pk)

    article.refresh_from_db()
    assert article.section == sport


def test_changes_do_not_go_out_in_a_section_out_of_reach(editor, city, sport):
    article = story(city, "published")
    edit(article, make_user("Managing editor"), section=sport.pk)

    with pytest.raises(PermissionDenied):
        actions.publish_changes(article, by=editor)
    article.refresh_from_db()
    assert article.section == city


def test_an_old_version_does_not_bring_a_section_back_that_is_out_of_reach(editor, city, sport):
    article = story(sport)
    edit(article, None, section=city.pk)

    with pytest.raises(PermissionDenied):
        actions.restore(article.revisions.get(number=1), by=editor)


def test_the_other_door_is_shut_as_well(editor, city, sport):
    article = story(city, "ready")
    article.section = sport

    with pytest.raises(PermissionDenied):
        actions.save_article(article, by=editor)


def test_the_form_says_why_a_story_cannot_be_moved_and_loses_no_word(client, editor, city, sport):
    client.force_login(editor)
    article = story(city, "review")

    response = send_form(client, page_of(article, "change/"), headline="Kept", section=sport.pk)

    assert "You may not move this story to “Sport”" in errors_of(response)[0]
    assert "Kept" in response.text
    article.refresh_from_db()
    assert article.section == city


def test_a_section_that_was_changed_by_another_is_nobody_elses_doing(editor, city, sport):
    article = story(city, "published")
    mine = words(article, headline="Mine")
    edit(article, make_user("Managing editor"), section=sport.pk)

    actions.edit(article, mine, by=editor)

    article.refresh_from_db()
    newest = article.revisions.get(number=article.revision)
    assert (newest.headline, newest.content["section"]) == ("Mine", sport.pk)


@pytest.mark.parametrize("status", ["draft", "review", "ready", "published"])
def test_no_button_is_shown_that_would_fail(client, editor, sport, status):
    client.force_login(editor)

    page = read_admin(client, page_of(story(sport, status), "change/"))

    assert page.all(".move") == page.all(".submit-row button") == []


# Who is bound to what


def test_a_section_lists_its_editors_and_takes_others(client, editor, city):
    client.force_login(make_user("Managing editor"))
    other = make_user("Editor", username="bo")
    path = f"/admin/articles/section/{city.pk}/change/"

    assert "Ann Lee" in read_admin(client, "/admin/articles/section/").text
    response = send_form(client, path, editors=[other.pk])

    assert list(city.editors.all()) == [other]
    assert any("No section names Ann Lee now" in words for words in messages_of(response))


def test_an_account_shows_its_sections_and_takes_others(client, editor, city, sport):
    client.force_login(make_user("Staff manager"))
    path = f"/admin/authors/user/{editor.pk}/change/"

    page = read_admin(client, path)
    chosen = [box["value"] for box in page.all("input[name=sections]") if "checked" in box]
    send_form(client, path, sections=[sport.pk])

    assert chosen == [str(city.pk)]
    assert list(editor.desk_sections.all()) == [sport]


@pytest.mark.parametrize(("role", "may"), [("Staff manager", True), ("Editor", False)])
def test_who_gives_roles_binds_them_to_sections(editor, sport, role, may):
    by = make_user(role)
    if may:
        actions.set_desk(editor, [sport], by=by)
        assert list(editor.desk_sections.all()) == [sport]
    else:
        with pytest.raises(PermissionDenied):
            actions.set_desk(editor, [], by=by)


def test_nobody_frees_oneself_or_binds_the_chief(sport):
    manager, chief = make_user("Staff manager"), make_user("Managing editor")

    for account in (manager, chief, make_user(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            actions.set_desk(account, [sport], by=manager)


def test_the_last_section_of_an_editor_is_not_deleted_under_them(client, editor, city, sport):
    client.force_login(make_user("Managing editor"))

    response = client.post(f"/admin/articles/section/{city.pk}/delete/", {"post": "yes"})
    assert "would reach into every section" in messages_of(response)[0]
    client.post("/admin/articles/section/", {
        "action": "delete_selected", "_selected_action": [city.pk], "post": "yes",
    })  # fmt: skip
    assert Section.objects.filter(pk=city.pk).exists()

    sport.editors.add(editor)
    actions.delete_section(city, by=None)
    assert workflow.is_in_reach(User.objects.get(pk=editor.pk), sport.pk)


def test_a_submission_concerns_the_editors_of_its_section(editor, city, sport):
    elsewhere, anywhere = make_user("Editor"), make_user("Editor")
    elsewhere.desk_sections.add(make_section())
    reporter = make_user("Reporter")
    in_city = actions.submit(story(city, by=reporter), by=reporter)
    in_sport = actions.submit(story(sport, by=reporter), by=reporter)

    def concerned(article):
        return set(actions.concerned(article.transitions.first()))

    assert concerned(in_city) == {editor}
    assert concerned(in_sport) == {anywhere}
    back = actions.send_back(in_city, by=editor, note="Why.")
    assert concerned(back) == {reporter}


def test_what_comes_of_a_story_concerns_who_signs_it(editor, city):
    author = make_author(user=make_user("Contributor"))
    article = actions.approve(story(city, credits=[author, make_author()]), by=editor)

    assert actions.concerned(article.transitions.first()) == [author.user]
