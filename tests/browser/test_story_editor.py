"""A story as it is written: the form, the editor in it, and what readers get."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_section,
    make_tag,
    picture_file,
)

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/articles/article/add/"


def change_form(article):
    return f"/admin/articles/article/{article.pk}/change/"


def open_editor(page, path):
    """Open a story's form; the editing area once it takes text."""
    page.goto(path)
    area = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    expect(area).to_have_attribute("contenteditable", "true")
    return area


def choose(page, field, typed, name):
    """Find something by typing in one of the form's search fields."""
    page.locator(f"{field} .select2-selection").click()
    page.keyboard.type(typed)
    page.locator(".select2-results__option", has_text=name).click()


def press(page, name):
    """Press one of the form's buttons, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(".submit-row").get_by_role("button", name=name, exact=True).click()


def one_line(markup):
    """Markup without the line breaks between blocks; browsers type some blanks as &nbsp;."""
    return re.sub(r"\s*\n\s*", "", markup).replace("&nbsp;", " ")


def test_a_story_is_written_and_published(desk):
    page = desk
    make_section(name="Harbour")
    make_tag(name="Storms")
    make_author(name="Ann Lee", role_title="Reporter")
    page.get_by_role("link", name="Stories").first.click()
    page.get_by_role("link", name="Add story").click()
    area = open_editor(page, page.url)

    page.get_by_label("Headline").fill("Water in Quay Street")
    page.get_by_label("Standfirst").fill("The third time this year.")
    choose(page, ".field-section", "harb", "Harbour")
    choose(page, ".field-tags", "stor", "Storms")
    choose(page, "#credits-0 .field-author", "ann", "Ann Lee")
    area.click()
    page.keyboard.type("The quay was ")
    page.locator(".cke_button__bold").click()
    page.keyboard.type("flooded")
    page.locator(".cke_button__bold").click()
    page.keyboard.type(" again.")
    page.keyboard.press("Enter")
    page.locator(".cke_button__bulletedlist").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    press(page, "Save")

    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    article = Article.objects.get()
    body = "<p>The quay was <strong>flooded</strong> again.</p><ul><li>One</li><li>Two</li></ul>"
    assert one_line(article.body) == body
    assert (article.slug, article.status) == ("water-in-quay-street", "draft")
    press(page, "Publish")
    page.get_by_role("link", name="View on site").click()

    expect(page.locator("h1")).to_have_text("Water in Quay Street")
    expect(page.locator(".story__body strong")).to_have_text("flooded")
    expect(page.locator(".story__head .byline")).to_have_text("By Ann Lee")
    expect(page.locator(".tags")).to_have_text("Storms")
    page.goto("/")
    expect(page.locator(".front__lead h2")).to_have_text("Water in Quay Street")


def test_what_the_editor_does_not_change_stays_as_it_was(desk):
    image, related = make_image(title="Boats"), make_article(headline="Last year's storm")
    body = (
        "<h2>One</h2><p>A <strong>b</strong> <em>c</em> <a href=\"/tag/x/\">d</a> &amp; “é” …</p>"
        f'<figure data-image="{image.pk}"><figcaption>Boats, again</figcaption></figure>'
        f'<div data-article="{related.pk}"></div>'
        '<aside class="pullquote"><p>Never again</p><cite>A skipper</cite></aside>'
        '<aside class="factbox"><h3>Facts</h3><div><p>Fact one</p></div></aside>'
        "<blockquote><p>Quote</p></blockquote><ol><li>x</li></ol>"
        '<p lang="uk">Рада</p><hr><table><tbody><tr><td>1</td></tr></tbody></table><p>End</p>'
    )  # fmt: skip
    article = make_article(status="draft", body=body)
    area = open_editor(desk, change_form(article))
    expect(area.locator(".newsroom-shown")).to_have_text(["Boats", "Last year's storm"])
    expect(area.locator(".newsroom-shown img")).to_have_count(1)

    for _save in range(3):  # the second and third before the editor has shown anything
        press(desk, "Save")
        article.refresh_from_db()
        assert re.sub(r"\s*\n\s*", "", article.body) == body


def test_what_is_written_beside_references_leaves_them_alone(desk):
    image, related = make_image(title="Boats"), make_article(headline="Storm")
    references = (
        f'<figure data-image="{image.pk}"><figcaption></figcaption></figure>'
        f'<div data-article="{related.pk}"></div>'
    )
    article = make_article(status="draft", body=f"<p>One</p>{references}<p>Two</p>")
    area = open_editor(desk, change_form(article))
    expect(area.locator(".newsroom-shown")).to_have_count(2)

    area.get_by_text("Two").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" and three")
    press(desk, "Save")

    article.refresh_from_db()
    assert one_line(article.body) == f"<p>One</p>{references}<p>Two and three</p>"


def test_pictures_and_stories_are_put_into_a_text_from_their_lists(desk):
    image = make_image(file=picture_file((800, 600)), title="Boats", caption="The quay.")
    related = make_article(headline="Last year's storm", lead_image=image)
    article = make_article(headline="This year's", slug="now", body="<p>Begin</p>")
    area = open_editor(desk, change_form(article))

    area.get_by_text("Begin").click()
    desk.keyboard.press("End")
    for button, name in (
        ("Picture from the library", "Boats"),
        ("Related story", related.headline),
    ):
        with desk.expect_popup() as opened:
            desk.get_by_role("button", name=button).click()
        with opened.value.expect_event("close"):
            opened.value.get_by_role("link", name=name, exact=True).click()
    expect(area.locator(".newsroom-shown")).to_have_text(["Boats", "Last year's storm"])
    desk.keyboard.type("After both")
    area.locator("figcaption").click()
    desk.keyboard.type("Boats at the quay")
    press(desk, "Save")

    article.refresh_from_db()
    assert one_line(article.body) == (
        f'<p>Begin</p><figure data-image="{image.pk}"><figcaption>Boats at the quay</figcaption>'
        f'</figure><div data-article="{related.pk}"></div><p>After both</p>'
    )
    desk.goto("/now/")
    expect(desk.locator(".story__body figcaption .figure__words")).to_have_text("Boats at the quay")
    expect(desk.locator(".story__body .related__headline")).to_have_text("Last year's storm")
    assert desk.locator(".story__body img").first.evaluate("i => i.decode().then(() => 1)")


def test_boxes_are_put_into_a_text_and_filled(desk):
    article = make_article(status="draft", body="<p>Begin</p>")
    area = open_editor(desk, change_form(article))

    area.get_by_text("Begin").click()
    desk.keyboard.press("End")
    desk.get_by_role("button", name="Pull quote").click()
    desk.get_by_role("button", name="Fact box").click()
    expect(area.locator("aside")).to_have_count(2)
    area.locator("aside.pullquote p").click(click_count=3)
    desk.keyboard.type("Never again")
    press(desk, "Save")

    article.refresh_from_db()
    saved = one_line(article.body)
    assert '<aside class="pullquote"><p>Never again</p><cite>Who said it</cite></aside>' in saved
    assert '<aside class="factbox"><h3>What to know</h3><div><p>…</p></div></aside>' in saved


def test_what_is_pasted_keeps_its_words_and_loses_its_looks(desk, page_problems):
    article = make_article(status="draft", body="<p>Begin</p>")
    area = open_editor(desk, change_form(article))

    area.get_by_text("Begin").click()
    desk.keyboard.press("End")
    desk.evaluate(
        """(dataValue) => CKEDITOR.instances.id_body.fire("paste", {
            dataValue, type: "html", method: "paste",
            dataTransfer: new CKEDITOR.plugins.clipboard.dataTransfer(),
        })""",
        '<p style="color:red" class="MsoNormal" onclick="x()">Pasted <b>words</b>'
        '<a href="https://a.example/">link</a><img src="data:image/png;base64,AAAA"></p>'
        "<script>alert(1)</script>",
    )
    expect(area.get_by_text("Pasted")).to_be_visible()
    press(desk, "Save")

    article.refresh_from_db()
    page_problems.clear()  # the browser notes that it did not run onclick
    for words in ("Pasted", "words", '<a href="https://a.example/">link</a>'):
        assert words in article.body
    for looks in ("style", "MsoNormal", "onclick", "<img", "script", "data:"):
        assert looks not in article.body


def test_a_story_is_withdrawn_with_a_reason(desk):
    article = make_article(slug="story")
    desk.goto(change_form(article))

    desk.get_by_role("link", name="Withdraw…").click()
    desk.get_by_label("What readers are told").fill("The figures were wrong.")
    desk.get_by_role("button", name="Withdraw").click()
    expect(desk.locator(".messagelist")).to_contain_text("is withdrawn")

    gone = desk.context.request.get("/story/")
    assert gone.status == 410
    assert "The figures were wrong." in gone.text()


def test_an_author_is_added_without_leaving_the_story(desk):
    make_section(name="Harbour")
    desk.goto(ADD)
    desk.get_by_label("Headline").fill("Kept while the window is open")

    with desk.expect_popup() as opened:
        desk.locator("#add_id_credits-0-author").click()
    opened.value.get_by_label("Name").first.fill("Bo Kim")
    with opened.value.expect_event("close"):
        opened.value.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#credits-0 .select2-selection__rendered")).to_contain_text("Bo Kim")
    choose(desk, ".field-section", "harb", "Harbour")
    press(desk, "Save")

    article = Article.objects.get()
    assert article.headline == "Kept while the window is open"
    assert [credit.author.name for credit in article.credits.all()] == ["Bo Kim"]
