"""Pictures from the writer's own machine: uploaded in a dialog, dropped or pasted into the text."""

import base64

import pytest

from articles.models import Article
from media.models import Image
from tests.factories import make_article, make_image, make_user, picture_file

from .desk import Desk

TAKE = """(body, [type, files, html]) => {
    const transfer = new DataTransfer();
    for (const [name, kind, content] of files) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: kind }));
    }
    if (html) transfer.setData("text/html", html);
    const options = { bubbles: true, cancelable: true };
    if (type === "paste") {
        body.dispatchEvent(new ClipboardEvent(type, { ...options, clipboardData: transfer }));
        return;
    }
    const { left, bottom } = body.querySelector("p").getBoundingClientRect();
    const place = { clientX: left + 5, clientY: bottom - 5 };
    body.dispatchEvent(new DragEvent(type, { ...options, ...place, dataTransfer: transfer }));
}"""


@pytest.fixture
def desk(page, live_server):
    desk = Desk(page, live_server, make_user("Editor"))
    desk.open(make_article(status=Article.Status.DRAFT, body="<p>Before.</p>"))
    desk.text.click()
    desk.keys("Control+End")
    return desk


def chosen_file(name="quay.jpg", colour="teal"):
    content = picture_file((300, 200), colour).read()
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def hand(desk, way, *files, html=""):
    """Let the text take `files` by "paste" or "drop"."""
    sent = [
        [file["name"], file["mimeType"], base64.b64encode(file["buffer"]).decode()]
        for file in files
    ]
    desk.text.evaluate(TAKE, [way, sent, html])


def choose_files(desk, *files):
    with desk.page.expect_file_chooser() as chooser:
        desk.dialog.get_by_role("button", name="Upload…").click()
    chooser.value.set_files(list(files))


def upload(desk):
    desk.dialog.get_by_role("button", name="Upload", exact=True).click()


def test_a_picture_is_uploaded_with_its_words_and_inserted(desk):
    desk.press("newsroom-picture")
    choose_files(desk, chosen_file())
    desk.dialog.get_by_label("Credit").fill("Ann Lens / Harbour Agency")
    desk.dialog.get_by_label("Alt text", exact=True).fill("A quay at dawn")
    upload(desk)
    desk.dialog.locator(".desk-chosen").get_by_text("Ann Lens / Harbour Agency").wait_for()
    desk.found(1)
    desk.insert()

    image = Image.objects.get()
    assert (image.credit_line, image.alt_text) == ("Ann Lens / Harbour Agency", "A quay at dawn")
    assert desk.html() == f'<p>Before.</p>\n<figure data-image="{image.pk}"></figure>'


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_put_into_the_text_opens_the_upload(desk, way):
    hand(desk, way, chosen_file())

    desk.dialog.get_by_label("Credit").fill("Ann Lens")
    desk.keys("Enter")
    desk.dialog.locator(".desk-chosen").get_by_text("Ann Lens").wait_for()
    desk.insert()

    assert f'<figure data-image="{Image.objects.get().pk}"></figure>' in desk.html()
    assert desk.page.locator(".cke_notification").count() == 0


def test_several_pictures_put_into_the_text_become_a_gallery(desk):
    hand(desk, "drop", chosen_file("a.jpg", "navy"), chosen_file("b.jpg", "olive"))

    desk.dialog.get_by_role("heading", name="Gallery from the library").wait_for()
    assert desk.dialog.locator(".desk-upload__item").count() == 2
    upload(desk)
    desk.dialog.get_by_text("2 chosen").wait_for()
    desk.insert()

    first, second = Image.objects.order_by("pk").values_list("pk", flat=True)
    assert f'<figure data-gallery="{first},{second}"></figure>' in desk.html()


def test_what_is_refused_says_why_and_the_rest_goes_on(desk):
    desk.press("newsroom-gallery")
    broken = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    choose_files(desk, broken, chosen_file())
    upload(desk)

    desk.dialog.get_by_text("1 chosen").wait_for()
    error = desk.dialog.locator(".desk-upload__item .desk-notice--error")
    assert error.text_content()
    assert desk.dialog.locator(".desk-upload__item").count() == 1
    desk.dialog.get_by_role("button", name="Back to the library").click()
    desk.insert()
    assert Image.objects.count() == 1


def test_a_file_the_library_has_is_used_and_not_kept_twice(desk):
    file = chosen_file()
    image = make_image(file=picture_file((300, 200), "teal"), credit_line="Kept")

    hand(desk, "paste", file)
    desk.dialog.get_by_label("Credit").fill("Another")
    upload(desk)
    desk.dialog.locator(".desk-chosen").get_by_text("Kept").wait_for()
    desk.insert()

    assert Image.objects.get() == image
    assert f'data-image="{image.pk}"' in desk.html()


def test_words_that_come_with_a_picture_are_pasted_as_words(desk):
    hand(desk, "paste", chosen_file(), html="<p>Words <img src='x'></p>")

    desk.page.wait_for_function("CKEDITOR.instances.id_body.getData().includes('Words')")
    assert desk.dialog.count() == 0


def test_who_may_not_add_pictures_is_not_offered_it(page, live_server):
    from django.contrib.auth.models import Permission

    user = make_user()
    names = ["add_article", "change_article", "view_image"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    desk = Desk(page, live_server, user)
    make_image()
    page.goto("/admin/articles/article/add/")
    desk.wait()

    desk.press("newsroom-picture")
    desk.found(1)

    assert desk.dialog.get_by_role("button", name="Upload…").count() == 0
