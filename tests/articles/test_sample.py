"""The sample newsroom, loaded once for all tests here: drawing its pictures takes a while."""

import re
import stat
from collections import Counter
from io import StringIO

import feedparser
import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles import desk
from articles.models import Article, BreakingBar, Credit, Notice, Section, Tag
from articles.roles import ROLES
from articles.sample import images
from authors.models import Author, User
from media.models import Image
from newsroom import html
from newsroom.outbox.models import Effect
from tests.articles.markup import parse

pytestmark = pytest.mark.django_db
MODELS = (Article, Author, Credit, Group, Image, Section, Tag, User)


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory):
    """What loading the sample into an empty database printed; afterwards all is as before."""
    folder = tmp_path_factory.mktemp("sample")
    out = StringIO()
    here = override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "uploads")
    small = pytest.MonkeyPatch.context()  # most of the time goes into the pictures' sizes
    with here, django_db_blocker.unblock(), transaction.atomic(), small as patch:
        patch.setattr(images, "LARGEST", (400, 400))
        call_command("load_sample", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def media_root(printed):
    """Here the tests share one folder of uploads."""


@pytest.fixture
def logins(settings):
    return settings.VAR_DIR / "logins.txt"


def test_there_are_stories_enough_for_a_newspaper():
    words = sorted(Article.objects.published().values_list("word_count", flat=True))

    assert len(words) >= 40
    assert words[0] > 100
    assert len([number for number in words if number >= 300]) >= 40


def test_there_is_a_story_of_every_kind():
    assert set(Article.objects.published().values_list("kind", flat=True)) == set(Article.Kind)


def test_it_is_written_in_three_languages_and_two_directions():
    languages = Counter(article.language for article in Article.objects.published())

    assert set(languages) == {"en", "uk", "ar"}
    assert min(languages.values()) >= 3
    for code, letters in (("uk", "[а-яґєії]"), ("ar", "[\u0620-\u064a]")):
        for article in Article.objects.filter(language=code):
            assert len(re.findall(letters, article.body)) > 500


def test_eight_people_and_an_agency_sign_in_six_sections():
    people = Author.objects.filter(kind=Author.Kind.PERSON)

    assert people.count() == 8
    assert not people.filter(portrait=None).exists()
    assert all(author.bio and author.role_title for author in people)
    assert all(author.portrait.title == author.name for author in people)
    agency = Author.objects.get(kind=Author.Kind.ORGANIZATION)
    assert agency.stories.published().exists()
    assert [section.articles.published().count() > 2 for section in Section.objects.all()] == [
        True
    ] * 6


def test_there_is_work_left_to_do():
    statuses = Counter(Article.objects.values_list("status", flat=True))

    assert statuses["draft"] >= 2
    assert statuses["review"] >= 1
    assert Article.objects.scheduled().exists()


def test_something_lies_on_the_desk_of_everybody():
    start = desk.start(User.objects.get(username="reporter"))
    states = {story.headline: (story.status, story.sent_back) for story in start.mine}

    assert Article.objects.filter(status="pitched", created_by__username="contributor").exists()
    assert "assigned" in {status for status, _move in states.values()}
    assert any(move and "Who says" in move.note for _status, move in states.values())
    assert [story.due_at < timezone.now() for story in start.late] == [True]
    assert Notice.objects.filter(to__username="reporter", kind="sent-back").exists()
    assert not Effect.objects.filter(kind="mail").exists()  # example.org wants no letters
    assert BreakingBar.objects.exists()
    assert not BreakingBar.objects.not_over().exists()


@pytest.mark.parametrize(
    "element",
    ["<h2>", "<ul>", "<ol>", "<blockquote>", "<table>", "<figure data-image=", "<div data-article=",
     '<aside class="pullquote">', '<aside class="factbox">', "<a href=\"/", "<em>"],
)  # fmt: skip
def test_every_element_of_a_text_is_somewhere(element):
    assert Article.objects.published().filter(body__contains=element).exists()


def test_every_part_of_a_page_is_somewhere():
    stories = Article.objects.published()
    roles = set(Credit.objects.filter(article__in=stories).values_list("role", flat=True))

    assert {"writing", "photos", "editing", "translation"} <= roles
    assert any(len(story.writers) > 1 for story in stories)
    assert stories.exclude(updated_at=None).exists()
    assert stories.exclude(dateline="").exists()
    assert stories.exclude(lead_caption="").exists()
    assert stories.filter(corrections__taken_back_at=None, corrections__text__gt="").exists()


def test_every_picture_says_what_it_shows_and_whose_it_is():
    images = Image.objects.all()

    assert len(images) >= 30
    for image in images:
        assert image.alt_text, image
        assert image.credit, image
        assert storages["originals"].exists(image.original.name), image
    captions = images.filter(portrait_of=None).exclude(caption="")
    assert captions.count() > 20


def test_no_picture_is_there_twice():
    assert Image.objects.count() == len(set(Image.objects.values_list("sha256", flat=True)))


def test_no_reference_in_a_text_leads_nowhere():
    bodies = " ".join(Article.objects.values_list("body", flat=True))
    pictures = set(map(int, re.findall(r'data-image="(\d+)"', bodies)))
    stories = set(map(int, re.findall(r'data-article="(\d+)"', bodies)))

    assert pictures == set(Image.objects.filter(pk__in=pictures).values_list("pk", flat=True))
    assert stories == set(
        Article.objects.published().filter(pk__in=stories).values_list("pk", flat=True)
    )
    assert "data-" not in re.sub(r'data-(image|article)="\d+"', "", bodies)


def test_the_texts_are_clean_as_they_stand():
    for article in Article.objects.all():
        assert html.clean(article.body) == article.body


def test_everybody_is_signed_as_they_are_called():
    for credit in Credit.objects.filter(article__status="published").select_related("author"):
        assert (credit.name, credit.role_title) == (credit.author.name, credit.author.role_title)


# The accounts


def test_there_is_an_account_for_every_role_and_one_for_everything():
    roles = {
        user.username: [group.name for group in user.groups.all()] for user in User.objects.all()
    }

    assert sorted(name for names in roles.values() for name in names) == sorted(ROLES)
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == [
        "admin"
    ]
    assert all(user.is_staff for user in User.objects.all())


def test_passwords_are_printed_and_kept_for_their_owner_alone(printed, logins):
    lines = logins.read_text().splitlines()

    assert len(lines) == User.objects.count() == 7
    assert all(line in printed for line in lines)
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600


def test_everybody_can_log_in_with_what_was_printed(client, logins):
    passwords = set()
    for line in logins.read_text().splitlines():
        username, password, _role = line.split(maxsplit=2)
        passwords.add(password)
        with transaction.atomic():
            assert client.login(username=username, password=password)
            assert client.get("/admin/").status_code == 200
    assert len(passwords) == 7
    assert all(len(password) >= 16 for password in passwords)


# Again, and where something is


def counts():
    return {model: model.objects.count() for model in MODELS}


def test_loading_again_changes_nothing(logins):
    before, kept = counts(), logins.read_text()
    saved = dict(Article.objects.values_list("pk", "modified_at"))
    out = StringIO()

    call_command("load_sample", stdout=out)

    assert "Loaded 0 pictures and stories" in out.getvalue()
    assert (counts(), logins.read_text()) == (before, kept)
    assert dict(Article.objects.values_list("pk", "modified_at")) == saved


def test_a_load_that_was_cut_short_is_taken_up_again():
    before = counts()
    with transaction.atomic():
        lost = Article.objects.get(import_ref="sample:story:who-pays-for-the-barrier")
        name, credits = lost.headline, lost.credits.count()
        lost.delete()

        call_command("load_sample", stdout=StringIO())

        found = Article.objects.get(import_ref="sample:story:who-pays-for-the-barrier")
        assert (found.headline, found.credits.count()) == (name, credits)
        assert found.is_visible
        assert counts() == before
        transaction.set_rollback(True)


def test_it_is_not_loaded_again_where_there_is_something():
    out = StringIO()

    call_command("load_sample", if_empty=True, stdout=out)

    assert out.getvalue() == ""


# What readers see of it


def links(page):
    for link in page.all("a[href]"):
        if link["href"].startswith("/") and not link["href"].startswith("/admin/"):
            yield link["href"]


def addresses(client):
    """Every page one can walk to from the front page, with its tree; each well-formed."""
    found, waiting = {}, ["/"]
    while waiting:
        path = waiting.pop()
        response = client.get(path)
        assert response.status_code == 200, path
        kind = response["Content-Type"].partition(";")[0]
        if kind != "text/html":
            is_json = kind.endswith("json")
            assert response.json() if is_json else not feedparser.parse(response.content).bozo, path
            found[path] = None
            continue
        found[path] = parse(response.text)
        base = path.partition("?")[0]
        hrefs = {base + h["href"] for h in found[path].all("a[rel=next]") if h["href"][0] == "?"}
        waiting += ({*links(found[path])} | hrefs) - found.keys() - {*waiting}
    return found


def test_every_page_of_it_opens_and_is_whole(client):
    pages = addresses(client)

    for row in (*Article.objects.published(), *Author.objects.all(), *Section.objects.all()):
        assert row.get_absolute_url() in pages
    assert len(pages) > 120
    srcsets = {
        step.split(" ")[0]
        for page in pages.values() if page
        for image in (*page.all("img"), *page.all("source"))
        for step in image["srcset"].split(", ")
    }  # fmt: skip
    missing = [url for url in srcsets if not default_storage.exists(url.removeprefix("/media/"))]
    assert missing == []


def test_the_front_page_has_a_lead_with_a_picture_and_a_block_for_every_section(client):
    page = parse(client.get("/").text)

    assert page.one(".zone--lead img")
    assert len(page.all("section.zone--section")) == 6
    assert len(page.all(".menu li")) == 7
