"""The pages of a story's versions: the list, two compared, one brought back, changes."""

import pytest
from django.contrib.contenttypes.models import ContentType

from articles import actions
from articles.models import Article, Revision
from tests.articles.markup import messages_of, open_form, read_admin, send_form
from tests.factories import hours, make_article, make_author, make_image, make_tag, make_user

from .drafts import edit, page_of

pytestmark = pytest.mark.django_db

TEXT = "<p>One two three.</p><p>Four five six.</p>"


@pytest.fixture
def ann(client):
    user = make_user("Editor", username="ann", first_name="Ann", last_name="Lee")
    client.force_login(user)
    return user


# The list


def test_the_list_says_who_did_what_when_and_why(client, ann):
    article = make_article(status="draft", body=TEXT)
    edit(article, ann, headline="New")
    actions.restore(Revision.objects.numbered(article, 1), by=ann)

    page = read_admin(client, page_of(article, "history/"))

    rows = [row.text for row in page.all("table.versions__list tbody tr")]
    assert ["From version 1." in row for row in rows] == [True, False, False]
    assert all("Ann Lee" in row for row in rows[:2])
    assert "Newest text" in rows[0]


def test_the_list_is_read_in_pages_and_does_not_read_the_texts(
    client, ann, django_assert_max_num_queries
):
    article = make_article(status="draft")
    for number in range(60):
        edit(article, ann, headline=f"Headline {number}")

    ContentType.objects.get_for_model(Article)  # a process asks for it once
    with django_assert_max_num_queries(9) as asked:
        page = read_admin(client, page_of(article, "history/"))
    assert not any('"content"' in query["sql"] for query in asked.captured_queries)
    assert len(page.all("tbody tr")) == 50
    older = page.one(".versions__foot a")["href"]
    assert len(read_admin(client, page_of(article, f"history/{older}")).all("tbody tr")) == 11


@pytest.mark.parametrize("before", ["", "x", "-1", "0", "9" * 30, "٣"])
def test_a_page_of_the_list_that_never_was_breaks_nothing(client, ann, before):
    article = make_article(status="draft")

    assert client.get(page_of(article, "history/"), {"before": before}).status_code == 200


# Two compared


def test_two_versions_are_compared_by_field_and_by_word(client, ann):
    author, tag = make_author(name="Bo Kim"), make_tag(name="Sea")
    article = make_article(status="draft", body=TEXT, headline="Old words", dateline="KYIV")
    changed = {"body": TEXT.replace("five", "nine"), "headline": "New words"}
    edit(article, ann, credits=[["writing", author.pk]], tags=[tag.pk], **changed)

    page = read_admin(client, page_of(article, "history/compare/?from=1&to=2"))

    fields = {row.one("dt").text: row for row in page.all(".difference")}
    assert list(fields) == ["Headline", "Credits", "Tags"]
    assert fields["Headline"].texts("del") == ["Old"]
    assert fields["Headline"].texts("ins") == ["New"]
    assert fields["Credits"].texts("ins") == ["Bo Kim (Words)"]
    assert page.texts(".compared del") == ["five"]
    assert page.texts(".compared ins") == ["nine"]


def test_pictures_and_cards_are_compared_as_they_are_drawn(client, ann):
    first, second = make_image(title="First"), make_image(title="Second")
    other = make_article(headline="The other story")
    figure = '<figure data-image="{}"><figcaption>Boats at {}</figcaption></figure>'
    article = make_article(status="draft", body=TEXT + figure.format(first.pk, "noon"))
    body = TEXT + figure.format(first.pk, "night") + f'<div data-article="{other.pk}"></div>'
    edit(article, ann, body=body)

    page = read_admin(client, page_of(article, "history/compare/?from=1&to=2"))

    [changed] = page.all(".compared__block--changed")
    assert changed.all("img")
    assert (changed.texts("del"), changed.texts("ins")) == (["noon"], ["night"])
    [added] = page.all(".compared__block--added")
    assert "The other story" in added.text
    edit(article, ann, body=body.replace(f'"{first.pk}"', f'"{second.pk}"'))
    page = read_admin(client, page_of(article, "history/compare/?from=2&to=3"))
    assert len(page.all(".compared__old img") + page.all(".compared__new img")) == 2


@pytest.mark.parametrize("numbers", ["from=1&to=99", "from=x&to=1", "from=&to=", "to=0"])
def test_versions_that_never_were_are_not_found(client, ann, numbers):
    article = make_article(status="draft")

    assert client.get(page_of(article, f"history/compare/?{numbers}")).status_code == 404


def test_the_first_version_alone_compares_with_nothing(client, ann):
    article = make_article(status="draft")

    assert client.get(page_of(article, "history/compare/")).status_code == 404


def test_hostile_words_are_only_words_when_compared(client, ann):
    article = make_article(status="draft", headline="A")
    edit(article, ann, headline="<script>x()</script>", standfirst="<img src=x onerror=y>")

    text = client.get(page_of(article, "history/compare/?from=1&to=2")).text

    assert "<script>x()" not in text
    assert "<img src=x" not in text


# Brought back


def test_a_version_is_brought_back_by_a_button(client, ann):
    article = make_article(status="draft", headline="First")
    edit(article, ann, headline="Second")

    response = client.post(page_of(article, "history/1/restore/"))

    assert any("version 1 is back" in words for words in messages_of(response))
    assert Article.objects.get().headline == "First"


def test_one_field_is_brought_back_by_its_button(client, ann):
    article = make_article(status="draft", headline="First", dateline="KYIV")
    edit(article, ann, headline="Second", dateline="LVIV")

    client.post(page_of(article, "history/1/restore/"), {"field": "dateline"})

    article.refresh_from_db()
    assert (article.headline, article.dateline) == ("Second", "KYIV")


def test_a_field_that_is_none_brings_nothing_strange_back(client, ann):
    article = make_article(status="draft", headline="First")
    edit(article, ann, headline="Second")

    client.post(page_of(article, "history/1/restore/"), {"field": ["status", "created_by"]})

    assert Article.objects.get().status == "draft"


def test_who_may_only_look_brings_nothing_back(client):
    client.force_login(make_user("Picture editor"))
    article = make_article(status="draft")

    assert client.get(page_of(article, "history/")).status_code == 200
    assert client.post(page_of(article, "history/1/restore/")).status_code == 403
    assert client.get(page_of(article, "history/1/restore/")).status_code == 405


def test_who_may_not_see_stories_sees_no_versions(client):
    client.force_login(make_user())
    article = make_article(status="draft")

    for end in ("history/", "history/compare/?from=1&to=1", "changes/", "decide/1/"):
        assert client.get(page_of(article, end)).status_code == 403


# Unpublished changes


def test_the_list_and_the_form_say_that_there_are_unpublished_changes(client, ann):
    article = make_article(headline="Old")

    send_form(client, page_of(article, "change/"), headline="New")

    assert "unpublished changes" in read_admin(client, "/admin/articles/article/").one("table").text
    form, fields = open_form(client, page_of(article, "change/"))
    assert "With unpublished changes" in form.one(".field-standing").text
    assert fields["headline"] == "New"


def test_changes_are_seen_and_published_from_their_page(client, ann):
    article = make_article(headline="Old", body=TEXT)
    edit(article, ann, body=TEXT.replace("five", "nine"))

    page = read_admin(client, page_of(article, "changes/"))
    assert page.texts(".compared ins") == ["nine"]
    send_form(
        client, page_of(article, "changes/"), "_do=publish", note="A number.", declare="minor"
    )

    article.refresh_from_db()
    assert "nine" in article.body
    assert article.revisions.first().note == "A number."


def test_changes_are_scheduled_and_called_off_from_their_page(clock, client, ann):
    article = make_article(headline="Old", published_at=clock.now() - hours(1))
    edit(article, ann, headline="New")
    hour = {"at_0": "2030-01-07", "at_1": "12:00"}

    send_form(client, page_of(article, "changes/"), "_do=publish", declare="minor", **hour)

    article.refresh_from_db()
    assert (article.headline, article.changes_at is not None) == ("Old", True)
    assert "goes live on" in read_admin(client, page_of(article, "changes/")).text
    client.post(page_of(article, "changes/"), {"_do": "call-off"})
    article.refresh_from_db()
    assert article.changes_at is None


def test_changes_are_discarded_from_their_page(client, ann):
    article = make_article(headline="Old")
    edit(article, ann, headline="New")

    send_form(client, page_of(article, "changes/"), "_do=discard")

    article.refresh_from_db()
    assert not article.has_unpublished_changes
    assert article.revisions.filter(content__headline="New").exists()


@pytest.mark.parametrize("posted", [{}, {"_do": "x"}, {"at_0": "x"}, {"note": "n" * 2000}])
def test_a_page_without_changes_says_so(client, ann, posted):
    article = make_article()

    response = client.post(page_of(article, "changes/"), posted)

    assert response.status_code in {200, 302}
    assert "nothing waits" in client.get(page_of(article, "changes/")).text


def test_a_restored_picture_that_is_gone_is_named(client, ann):
    image = make_image(title="Boats")
    article = make_article(status="draft", lead_image=image)
    edit(article, ann, lead_image=None)
    image.delete()

    response = client.post(page_of(article, "history/1/restore/"))

    assert any("“Boats” no longer exists" in words for words in messages_of(response))
