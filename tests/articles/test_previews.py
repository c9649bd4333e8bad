"""Any version of a story, drawn as its public page would be."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions, previews
from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.words import Words
from newsroom.headers import PUBLIC_POLICY
from tests.articles.markup import parse, read_admin
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    make_user,
    picture_file,
)

pytestmark = pytest.mark.django_db


def address(article, end="page/", query=""):
    return f"/admin/articles/article/{article.pk}/preview/{end}{query}"


def draw(client, article, query=""):
    """The page of a preview, read strictly."""
    response = client.get(address(article, query=query))
    assert response.status_code == 200
    return parse(response.text)


def write(article, *, by=None, **fields):
    """Save `fields` as the desk's newest text of `article`."""
    content, _names = contents.read(Article.objects.get(pk=article.pk))
    return actions.edit(article, Words(content | fields), by=by)


def keep(article, *, by, sitting="tab", **fields):
    """Keep `fields` as words that were typed and not saved."""
    content, _names = contents.read(article)
    words = Words(content | fields, sitting=sitting)
    return actions.keep_words(article, words, kind=Revision.Kind.AUTOSAVED, by=by)


def full_story(status, **fields):
    """A story with everything a page can hold."""
    writers = [make_author(portrait=make_image()) for _ in range(3)]
    writers[0].links.create(label="Site", url="https://ann.example/")
    image, other = make_image(file=picture_file((900, 600))), make_article()
    body = f'<figure data-image="{image.pk}"></figure><div data-article="{other.pk}"></div><p>Words'
    return make_article(
        status=status, body=body, lead_image=make_image(),
        credits=[*writers, ("photos", writers[1])],
        tags=[make_tag(), make_tag()], kind="analysis", dateline="PORT ALDER", **fields,
    )  # fmt: skip


def article_of(response):
    """The markup from the story's beginning on, the feed included; without the tools of readers."""
    page = response.text[response.text.index("<article") : response.text.index("</main>")]
    page = re.sub(r'<div class="tools".*?</div>', "", page, flags=re.DOTALL)
    return " ".join(page.split())


# What is drawn


def test_a_preview_of_a_live_story_is_its_page_to_the_letter(client, admin_client):
    article = full_story("published")

    page = client.get(article.get_absolute_url())
    preview = admin_client.get(address(article))

    assert article_of(preview) == article_of(page)


def test_a_story_that_was_never_published_is_drawn_as_if_it_went_out_now(clock, admin_client):
    article = full_story("draft")
    others = Article.objects.published().count()

    page = draw(admin_client, article)

    assert page.one("h1.story__headline").text == article.headline
    assert page.texts(".facts__when li")[0] == "7 Jan 2030, 09:00"
    assert len(page.all(".author-card")) == 3
    assert page.one("figure.story__lead img")
    assert len(page.all(".feed .headline__link")) == others


def test_the_working_copy_is_drawn_while_readers_see_the_old_text(client, admin_client):
    article = make_article(headline="The old headline")
    write(article, headline="The new headline", body="<p>New words</p>", section=make_section().pk)

    assert draw(admin_client, article).one("h1").text == "The new headline"
    assert draw(admin_client, article).one(".story__body p").text == "New words"
    assert "The old headline" in client.get(article.get_absolute_url()).text
    assert Article.objects.get(pk=article.pk).headline == "The old headline"


def test_an_old_version_is_drawn_by_its_number(admin_client):
    ann, bo = make_author(name="Ann Lee"), make_author(name="Bo Kim")
    article = make_article(status="draft", headline="First", credits=[ann])
    write(article, headline="Second", credits=[["writing", bo.pk]])

    assert draw(admin_client, article, "?revision=1").one("h1").text == "First"
    assert draw(admin_client, article, "?revision=1").one(".byline__name").text == "Ann Lee"
    assert draw(admin_client, article).one(".byline__name").text == "Bo Kim"


def test_a_story_from_before_versions_were_kept_is_drawn_from_its_row(admin_client):
    article = full_story("draft")
    Revision.objects.all().delete()
    Article.objects.update(revision=0)

    page = draw(admin_client, article)

    assert page.one("h1").text == article.headline
    assert len(page.all(".author-card")) == 3


def test_what_a_version_lost_leaves_no_hole_and_the_toolbar_says_so(admin_client):
    author, tag, image = make_author(name="Ann Lee"), make_tag(name="Harbour"), make_image()
    section = make_section(name="Sea")
    article = make_article(
        status="draft", credits=[author], tags=[tag], lead_image=image, section=section
    )
    now = make_section(name="Land")
    content = {"credits": [], "tags": [], "lead_image": None, "section": now.pk}
    write(article, **content)
    for row in (author, tag, image, section):
        row.delete()

    page = draw(admin_client, article, "?revision=1")
    around = read_admin(admin_client, address(article, "", "?revision=1"))

    assert page.all(".byline") == page.all(".tags") == page.all("figure.story__lead") == []
    assert page.one(".labels__section").text == "Land"
    said = " ".join(around.texts(".story-preview__gone"))
    for name in ("Ann Lee", "Harbour", "Sea"):
        assert f"“{name}” no longer exists" in said


def test_references_to_what_readers_may_not_see_are_not_drawn(clock, admin_client):
    draft, over = make_article(status="draft"), make_image(rights_expire_on="2029-01-01")
    body = f'<div data-article="{draft.pk}"></div><figure data-image="{over.pk}"></figure><p>Left'
    article = make_article(status="draft", body=body, lead_image=over)

    page = draw(admin_client, article)

    assert page.one(".story__body").text == "Left"
    assert draft.headline not in page.text
    assert page.all("figure") == []


def test_an_empty_story_in_arabic_is_drawn(admin_client):
    article = make_article(status="draft", body="", standfirst="", language="ar")

    page = draw(admin_client, article)

    assert page.one("article")["dir"] == "rtl"


# Words that were kept


def test_words_kept_for_somebody_are_drawn_for_them_alone(client, admin_client, admin_user):
    article = make_article(status="draft", headline="Saved")
    mine = keep(article, by=admin_user, headline="Typed", section=None, slug="")
    theirs = keep(article, by=make_user("Editor"), sitting="other")

    page = draw(admin_client, article, f"?words={mine.pk}")

    assert page.one("h1").text == "Typed"
    assert page.one(".labels__section").text == article.section.name
    assert admin_client.get(address(article, query=f"?words={theirs.pk}")).status_code == 404
    other = make_article(status="draft")
    assert admin_client.get(address(other, query=f"?words={mine.pk}")).status_code == 404


def test_kept_words_are_cleaned_before_they_are_drawn(admin_client, admin_user):
    article = make_article(status="draft")
    body = "<p>Typed</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    words = keep(article, by=admin_user, body=body)

    response = admin_client.get(address(article, query=f"?words={words.pk}"))

    assert "<p>Typed</p>" in response.text
    assert "alert(1)" not in response.text
    assert "onerror" not in response.text


# Who may see it, and how it is kept


def test_the_page_is_kept_by_nobody_and_framed_by_us_alone(admin_client):
    article = full_story("draft")

    response = admin_client.get(address(article))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Content-Security-Policy"] == PUBLIC_POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    page = parse(response.text)
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert page.all("link[rel=canonical]") == page.all("meta[property=og:url]") == []
    assert page.one("base")["target"] == "_blank"


def test_pictures_on_a_host_of_their_own_are_shown_in_a_preview_too(admin_client, settings):
    settings.PICTURE_ORIGIN = "https://pictures.example"

    policy = admin_client.get(address(make_article()))["Content-Security-Policy"]

    assert policy.endswith("img-src 'self' https://pictures.example")


def test_who_sees_stories_in_the_admin_sees_their_previews(client):
    article = make_article(status="draft")
    client.force_login(make_user("Reporter"))

    assert client.get(address(article)).status_code == 200
    assert client.get(address(article, "")).status_code == 200


@pytest.mark.parametrize("end", ["", "page/"])
def test_nobody_else_sees_a_preview(client, end):
    article = make_article(status="draft")

    assert client.get(address(article, end))["Location"].startswith("/admin/login/")
    client.force_login(make_user())
    assert client.get(address(article, end)).status_code == 403


@pytest.mark.parametrize(
    "query",
    ["?revision=99", "?revision=0", "?revision=x", "?revision=", "?words=abc", "?words=7777777",
     "?revision=99999999999999999999", "?words=-1", "?revision=%EF%BC%91"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "page/"])
def test_a_version_that_does_not_exist_is_not_found(admin_client, end, query):
    assert admin_client.get(address(make_article(), end, query)).status_code == 404


def test_a_preview_costs_little_more_than_the_page(
    client, admin_client, django_assert_max_num_queries
):
    article = full_story("published")
    with CaptureQueriesContext(connection) as page:
        client.get(article.get_absolute_url())

    with django_assert_max_num_queries(len(page) + 7):  # the session and the account are two
        admin_client.get(address(article))


def test_nothing_is_written_by_looking(admin_client):
    article = full_story("draft")
    before = Article.objects.filter(pk=article.pk).values().get()

    draw(admin_client, article)
    admin_client.get(address(article, ""))

    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert Revision.objects.filter(article=article).count() == 1


# The page around it


def test_the_toolbar_switches_the_width_without_a_script(admin_client):
    article = make_article(status="draft")

    page = read_admin(admin_client, address(article, "", "?revision=1"))
    phone = next(link for link in page.all(".switch__choice") if link.text == "Phone")
    narrow = read_admin(admin_client, address(article, "", phone["href"]))

    assert phone["href"] == "?revision=1&width=phone"
    assert "story-preview__frame--desktop" in page.one("iframe")["class"]
    assert "story-preview__frame--phone" in narrow.one("iframe")["class"]
    assert narrow.one("iframe")["src"] == address(article, query="?revision=1")


def test_the_toolbar_says_which_version_is_shown(clock, admin_client, admin_user):
    article = make_article(status="draft")
    clock.advance(hours=1)
    write(article, by=admin_user, headline="Second")
    words = keep(article, by=admin_user, headline="Typed")

    def shown(query=""):
        return read_admin(admin_client, address(article, "", query)).one(".story-preview__version")

    assert shown().text.startswith("Newest text: version 2 of 7 Jan 2030, 10:00 by ")
    assert shown("?revision=1").text.startswith("Version 1 of 7 Jan 2030, 09:00")
    assert shown(f"?words={words.pk}").text.startswith("Your own words of 7 Jan 2030, 10:00")
    assert shown("?revision=3").text.startswith("Words of 7 Jan 2030, 10:00, not saved")


def test_the_form_leads_to_the_preview_and_to_sharing(admin_client, client):
    article = make_article(status="draft")

    form = read_admin(admin_client, f"/admin/articles/article/{article.pk}/change/")
    client.force_login(make_user("Reporter"))
    looked_at = read_admin(client, f"/admin/articles/article/{article.pk}/change/")

    links = {link.text: link["href"] for link in form.all(".object-tools a")}
    assert links["Preview"] == address(article, "")
    assert links["Share"] == f"/admin/articles/article/{article.pk}/share/"
    assert form.one("[data-side-by-side]")["data-side-by-side"] == address(article)
    assert "Share" not in looked_at.texts(".object-tools a")


def test_a_scheduled_story_shows_its_own_hour(clock, admin_client):
    article = make_article(published_at=clock.now() + hours(24))

    assert draw(admin_client, article).texts(".facts__when li")[0] == "8 Jan 2030, 09:00"


def test_what_is_in_hand_is_what_the_version_says(clock):
    article = make_article(status="draft", body="<p>one two three</p>")

    version = previews.newest(article)

    assert (version.number, version.article.word_count, version.gone) == (1, 3, ())
    assert version.at == clock.now()
    assert previews.numbered(article, 0) is None
