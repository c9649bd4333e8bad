"""Series: their parts in reading order, in the admin and for readers."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from articles import actions
from articles.models import Article, Series
from articles.models.connected import LAST_PART
from tests.articles.drafts import edit
from tests.articles.markup import read
from tests.articles.stock import UNPUBLISHED
from tests.factories import hours, make_article, make_series, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def four():
    """A series of four visible parts, in the order of their hours."""
    now = timezone.now()
    series = make_series(name="The harbour", slug="harbour")
    return series, [
        make_article(series=series, headline=f"Part {name}", published_at=now - hours(9 - age))
        for age, name in enumerate(("one", "two", "three", "four"))
    ]


def headlines(response):
    return [part.headline.removeprefix("Part ") for part in response.context["page"].rows]


def test_parts_are_read_in_the_order_of_their_hours_until_somebody_puts_them_in_another(
    client, four
):
    series, (one, _two, three, _four) = four
    assert headlines(client.get("/series/harbour/")) == ["one", "two", "three", "four"]

    actions.order_series(series, [three.pk, one.pk], by=None)

    assert headlines(client.get("/series/harbour/")) == ["three", "one", "two", "four"]


def test_a_story_names_its_place_and_its_neighbours(client, four):
    _series, (one, two, three, _four) = four
    actions.withdraw(one, by=None, reason="Wrong.")

    place = client.get(three.get_absolute_url()).context["onward"].place

    assert (place.number, place.count) == (2, 3)
    assert place.previous == two
    page = client.get(three.get_absolute_url()).content.decode()
    assert "Part 2 of 3" in page
    assert one.headline not in page


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_what_readers_may_not_see_is_no_part(client, four, state):
    series, parts = four
    make_article(series=series, headline="Hidden", **UNPUBLISHED[state](timezone.now()))

    last = client.get(parts[-1].get_absolute_url())

    assert (last.context["onward"].place.number, last.context["onward"].place.count) == (4, 4)
    assert last.context["onward"].place.next is None
    for path in ("/series/harbour/", parts[-1].get_absolute_url()):
        assert "Hidden" not in client.get(path).content.decode()


def test_a_preview_counts_the_story_as_if_it_were_out(admin_client, four):
    series, parts = four
    draft = make_article(series=series, status="draft")

    page = admin_client.get(f"/admin/articles/article/{draft.pk}/preview/page/")

    place = page.context["onward"].place
    assert (place.number, place.count, place.previous) == (5, 5, parts[-1])


def test_a_long_series_is_paged_and_goes_on_counting(client, four, monkeypatch):
    series, parts = four
    monkeypatch.setattr("articles.views.series.PAGE_SIZE", 3)
    actions.order_series(series, [part.pk for part in parts[:2]], by=None)

    first = client.get("/series/harbour/")
    second = client.get(f"/series/harbour/?after={first.context['page'].next_cursor}")

    assert headlines(first) + headlines(second) == ["one", "two", "three", "four"]
    assert 'start="4"' in second.content.decode()
    assert second.context["page"].next_cursor == ""
    assert first.context["meta"]["canonical"] == "http://testserver/series/harbour/"
    assert second.context["meta"]["canonical"].endswith(second.wsgi_request.get_full_path())


def test_a_series_is_fed_newest_first_in_its_own_language(client, four):
    series, _parts = four
    Series.objects.filter(pk=series.pk).update(language="uk", standfirst="The sea.")

    told = [link["href"] for link in read(client, "/series/harbour/").all("link[rel=alternate]")]
    feeds = [client.get(path) for path in told if path.startswith("/series/harbour/")]

    assert len(feeds) == 3
    for feed in feeds:
        assert "The sea." in feed.text
        places = [feed.text.index(f"Part {name}") for name in ("four", "three", "two", "one")]
        assert places == sorted(places)
    assert "<language>uk</language>" in feeds[0].text
    make_series(slug="nothing-out")
    assert client.get("/series/nothing-out/rss/").status_code == 404


@pytest.mark.parametrize("after", ["x", "1-2-3", "", f"0-0-{'9' * 18}-1", "٣-1-1-1"])
def test_a_page_that_begins_nowhere_is_not_found(client, four, after):
    assert client.get("/series/harbour/", {"after": after}).status_code == 404


def test_a_renamed_series_is_found_where_it_was(client, four):
    series, _parts = four
    series.slug = "port"
    actions.save_series(series, by=None)

    assert client.get("/series/harbour/")["Location"] == "/series/port/"


def test_the_list_names_series_that_have_a_part_out(client, four):
    make_article(series=make_series(name="Planned"), status="draft")

    page = client.get("/series/").content.decode()

    assert "The harbour" in page
    assert "Planned" not in page
    for end in ("", "?after=0-0-0-0"):
        assert client.get(f"/series/planned/{end}").status_code == 404


def test_a_series_is_text_like_any_other_of_a_published_story(client, four):
    _series, parts = four
    editor = make_user(is_superuser=True)
    edit(parts[0], editor, series=None)
    assert client.get("/series/harbour/").context["page"].rows[0] == parts[0]

    actions.publish_changes(parts[0], by=editor)

    assert headlines(client.get("/series/harbour/")) == ["two", "three", "four"]


def test_who_joins_another_series_stands_last_there(four):
    series, parts = four
    actions.order_series(series, [part.pk for part in parts], by=None)
    other, editor = make_series(), make_user(is_superuser=True)
    draft = make_article(status="draft", series=series)
    actions.order_series(series, [draft.pk], by=None)

    edit(draft, editor, series=other.pk)

    draft.refresh_from_db()
    assert (draft.series, draft.series_position) == (other, LAST_PART)


def test_an_order_given_meanwhile_outlives_a_save(four):
    series, parts = four
    stale = Article.objects.get(pk=parts[2].pk)
    actions.order_series(series, [parts[2].pk], by=None)

    actions.save_article(stale, by=None)

    assert Article.objects.get(pk=stale.pk).series_position == 1


def test_a_series_with_parts_is_not_deleted(four):
    with pytest.raises(ProtectedError):
        actions.delete_series(four[0], by=None)


def test_an_old_revision_knows_no_series_and_nothing_has_changed():
    editor = make_user(is_superuser=True)
    article = make_article()
    first = article.revisions.get(number=article.revision)
    for name in ("series", "related", "is_timeless"):
        first.content.pop(name)
    first.save()

    done = edit(article, editor, headline=article.headline, series=None, related=[])

    assert done.is_unchanged


def test_two_editors_who_choose_two_series_are_asked(four):
    editor, article = make_user(is_superuser=True), make_article(status="draft")
    base = article.revisions.get().number
    edit(article, editor, series=four[0].pk)

    done = edit(article, editor, base=base, series=make_series().pk)

    assert [conflict.field for conflict in done.merged.conflicts] == ["series"]


def test_the_desk_puts_parts_in_order_by_numbers(admin_client, four):
    series, parts = four
    address = f"/admin/articles/series/{series.pk}/change/"
    page = admin_client.get(address).content.decode()
    assert all(f'name="part-{part.pk}"' in page for part in parts)
    sent = {"name": "The harbour", "language": "en", "slug": "harbour"}
    numbers = dict(zip((f"part-{part.pk}" for part in parts), ("3", "1", "x", "1"), strict=True))

    response = admin_client.post(address, sent | numbers)

    assert response.status_code == 302
    order = [part.pk for part in series.parts.in_reading_order()]
    assert order == [parts[1].pk, parts[3].pk, parts[0].pk, parts[2].pk]


def test_an_unknown_series_is_refused(four):
    article = make_article(status="draft")
    article.series_id = 999_999
    with pytest.raises(ValidationError):
        article.full_clean()
