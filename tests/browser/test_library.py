"""The picture library as a picture editor uses it, in a real browser."""

import pytest

from media.models import Image
from tests.factories import (
    SHARED,
    make_article,
    make_author,
    make_image,
    make_user,
    picture_file,
)

from .desk import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def log_in(page):
    sign_in(page, make_user(is_superuser=True))


def upload(name, mime_type="image/jpeg", **options):
    return {"name": name, "mimeType": mime_type, "buffer": picture_file(**options).read()}


def drop(page, selector, files):
    """Let go of files over an element, as from a folder."""
    transfer = page.evaluate_handle(
        """files => {
            const transfer = new DataTransfer();
            for (const [name, bytes] of files)
                transfer.items.add(new File([new Uint8Array(bytes)], name));
            return transfer;
        }""",
        [[file["name"], list(file["buffer"])] for file in files],
    )
    for name in ("dragenter", "dragover", "drop"):
        page.dispatch_event(selector, name, {"dataTransfer": transfer})


def test_pictures_are_uploaded_one_by_one_each_with_its_answer(page):
    log_in(page)
    page.goto("/admin/media/image/add/")
    page.fill("#id_agency", "Coast Pictures")

    page.set_input_files("#id_files", [
        upload("red.jpg", colour="red", size=(900, 600)),
        {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"},
        {"name": "iptc.jpg", "mimeType": "image/jpeg",
         "buffer": (SHARED / "images/IPTC-PhotometadataRef-Std2017.1.jpg").read_bytes()},
    ])  # fmt: skip
    page.get_by_role("button", name="Upload 3 pictures").click()
    page.wait_for_selector(".upload--waiting", state="detached")

    assert page.locator(".upload--added").count() == 2
    assert page.inner_text("[data-summary]") == "2 added, 1 refused"
    assert "is an SVG drawing" in page.inner_text(".upload--refused")
    assert Image.objects.get(title="red").agency == "Coast Pictures"
    assert Image.objects.get(title="The Title (ref2017.1)").agency == "Coast Pictures"


def test_pictures_are_dropped_and_a_known_one_is_offered(page):
    known = make_image(title="Harbour", file=picture_file(colour="red"))
    log_in(page)
    page.goto("/admin/media/image/add/")

    drop(page, "h1", [upload("red.jpg", colour="red"), upload("b.jpg", colour="blue")])
    page.get_by_role("button", name="Upload 2 pictures").click()
    page.wait_for_selector(".upload--waiting", state="detached")

    assert page.locator(".upload--added").count() == 1
    link = page.get_by_role("link", name="Use “Harbour”")
    assert link.get_attribute("href") == f"/admin/media/image/{known.pk}/change/"
    page.get_by_role("button", name="Add it a second time").click()
    page.wait_for_selector(".upload--known", state="detached")
    page.wait_for_selector(".upload--waiting", state="detached")
    assert Image.objects.count() == 3


def test_what_is_typed_before_the_upload_is_true_of_every_file(page):
    log_in(page)
    page.goto("/admin/media/image/add/")

    page.set_input_files("#id_files", [upload("a.jpg"), upload("b.jpg", colour="red")])
    page.wait_for_selector(".chosen__file >> text=only 64 pixels wide")
    page.get_by_role("button", name="Leave out b.jpg").click()
    page.set_input_files("#id_files", [upload("c.jpg", colour="blue")])
    page.fill("#id_photographer", "Ann Lens")
    page.click("[data-start]")
    page.fill("#id_photographer", "Somebody else")
    page.wait_for_selector(".upload--waiting", state="detached")

    assert {image.photographer for image in Image.objects.all()} == {"Ann Lens"}
    assert sorted(Image.objects.values_list("title", flat=True)) == ["a", "c"]
    assert page.locator("[data-start]").is_disabled()


def test_the_newest_upload_stands_on_top(page):
    log_in(page)
    page.goto("/admin/media/image/add/")

    for name, colour in {"a.jpg": "red", "b.jpg": "blue"}.items():
        page.set_input_files("#id_files", [upload(name, colour=colour)])
        page.click("[data-start]")
        page.wait_for_selector(".upload--waiting", state="detached")

    assert page.locator(".upload__name").all_inner_texts() == ["b.jpg", "a.jpg"]
    assert "no credit: cannot be published" in page.inner_text(".batch >> nth=0")


def test_pictures_come_in_without_javascript(page_without_javascript):
    page = page_without_javascript
    log_in(page)
    page.goto("/admin/media/image/add/")

    page.set_input_files("#id_files", [upload("a.jpg"), upload("b.jpg", colour="red")])
    page.click("[data-start]")

    assert page.locator(".upload--added").count() == 2
    assert Image.objects.count() == 2


def crop_shown(page, ratio):
    """What part of the picture a live preview shows: left and top, in fractions."""
    return page.eval_on_selector(
        f"[data-crop='{ratio}'] [data-live]",
        """image => {
            const inner = image.getBoundingClientRect();
            const outer = image.parentElement.getBoundingClientRect();
            return [(outer.left - inner.left) / inner.width, (outer.top - inner.top) / inner.height,
                    outer.width / inner.width, outer.height / inner.height];
        }""",
    )


def typed_crop(page, ratio):
    """What stands in the number fields of a crop, in fractions."""
    fields = page.locator(f"[data-crop-numbers='{ratio}'] input")
    return [float(field.input_value()) / 100 for field in fields.all()]


def open_picture(page, **fields):
    image = make_image(file=picture_file((1200, 600)), **fields)
    log_in(page)
    page.goto(f"/admin/media/image/{image.pk}/change/")
    page.wait_for_selector("[data-focus]")
    return image


def save(page):
    """Press Save and wait for the page that comes back."""
    with page.expect_navigation():
        page.click("[name=_continue]")
    page.wait_for_selector("[data-focus]")


def test_a_click_sets_the_focal_point_and_every_crop_follows(page):
    image = open_picture(page)
    assert crop_shown(page, "1x1") == pytest.approx([0.25, 0, 0.5, 1], abs=0.02)

    frame = page.locator("[data-picture]").bounding_box()
    page.mouse.click(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.2)

    assert float(page.input_value("#id_focal_x")) == pytest.approx(0.1, abs=0.01)
    assert float(page.input_value("#id_focal_y")) == pytest.approx(0.2, abs=0.01)
    assert crop_shown(page, "1x1") == pytest.approx([0, 0, 0.5, 1], abs=0.02)
    save(page)
    saved = Image.objects.get()
    assert saved.token != image.token
    assert saved.shape.box("1x1") == (0, 0, 600, 600)
    assert crop_shown(page, "1x1") == pytest.approx([0, 0, 0.5, 1], abs=0.02)


def test_the_keyboard_sets_the_focal_point(page):
    open_picture(page)

    page.focus("[data-focus]")
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)

    assert page.input_value("#id_focal_x") == "0.56"
    assert page.input_value("#id_focal_y") == "0.45"
    assert "56 % across, 45 % down" in page.inner_text("[data-status]")


def test_after_a_click_the_arrow_keys_go_on(page):
    open_picture(page)

    frame = page.locator("[data-picture]").bounding_box()
    page.mouse.click(frame["x"] + frame["width"] * 0.25, frame["y"] + frame["height"] * 0.5)
    before = float(page.input_value("#id_focal_x"))
    page.keyboard.press("ArrowRight")

    assert float(page.input_value("#id_focal_x")) == pytest.approx(before + 0.01)


def test_the_tools_of_the_crops_are_seen_with_the_picture(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_picture(page)

    bar = page.locator(".submit-row").bounding_box()["y"]
    for tools in page.locator("[data-draw]").all():
        box = tools.bounding_box()
        assert box["y"] + box["height"] <= bar


def test_drawing_a_crop_has_its_own_help_and_an_end(page):
    open_picture(page)
    page.click("[data-crop='16x9'] [data-draw]")

    assert "Drag the frame" in page.inner_text(".crops")
    assert "Click what matters most" not in page.inner_text(".crops")
    page.locator("[data-done]", has_text="Done with 16:9").click()

    assert "Click what matters most" in page.inner_text(".crops")
    assert page.inner_text("[data-crop='16x9'] [data-draw]") == "Crop 16:9 by hand"
    assert page.locator("[data-box]").is_hidden()


def test_a_crop_is_drawn_by_hand_and_given_up_again(page):
    open_picture(page)

    page.click("[data-crop='1x1'] [data-draw]")
    page.evaluate("scrollTo(0, 0)")
    box = page.locator("[data-box]").bounding_box()
    frame = page.locator("[data-picture]").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(frame["x"] + 20, frame["y"] + 20, steps=4)
    page.mouse.up()
    page.keyboard.press("-")

    left, top, right, bottom = typed_crop(page, "1x1")
    assert (left, top) == pytest.approx((0, 0), abs=0.01)
    assert right * 1200 == pytest.approx(bottom * 600, abs=2)
    assert crop_shown(page, "1x1") == pytest.approx([left, top, right, bottom], abs=0.02)
    assert crop_shown(page, "16x9") == pytest.approx([0.056, 0, 0.889, 1], abs=0.02)
    save(page)
    assert set(Image.objects.get().crops) == {"1x1"}
    page.click("[data-crop='1x1'] [data-follow]")
    save(page)
    assert Image.objects.get().crops == {}


def test_numbers_typed_for_a_crop_move_its_preview(page):
    open_picture(page)

    page.click("text=Crops in numbers")
    for side, number in {"left": 10, "top": 20, "right": 40, "bottom": 80}.items():
        page.fill(f"#id_crops-1x1-{side}", str(number))
    page.locator("#id_title").focus()

    assert crop_shown(page, "1x1") == pytest.approx([0.1, 0.2, 0.3, 0.6], abs=0.02)
    page.click("[data-crop='1x1'] [data-follow]")
    assert page.input_value("#id_crops-1x1-left") == ""


def test_a_crop_is_made_without_javascript(page_without_javascript):
    page = page_without_javascript
    image = make_image(file=picture_file((1200, 600)))
    log_in(page)
    page.goto(f"/admin/media/image/{image.pk}/change/")
    page.click("text=Crops in numbers")

    for side, number in {"left": 10, "top": 20, "right": 40, "bottom": 80}.items():
        page.fill(f"#id_crops-1x1-{side}", str(number))
    with page.expect_navigation():
        page.click("[name=_continue]")

    assert Image.objects.get().crops == {"1x1": [0.1, 0.2, 0.4, 0.8]}
    assert page.input_value("#id_crops-1x1-right") == "40"


def test_the_scripts_crops_are_the_servers(page):
    image = open_picture(page, focal_x=0.8, focal_y=0.3, crops={"4x3": [0.1, 0.1, 0.6, 0.5]})

    for ratio in ("16x9", "4x3", "1x1", "2x3"):
        left, top, right, bottom = image.shape.fractions(ratio)
        expected = [left, top, right - left, bottom - top]
        assert crop_shown(page, ratio) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out_of_the_librarys_pages(page, width):
    image = make_image(title="x" * 150, photographer="y" * 100, alt_text="")
    log_in(page)
    page.set_viewport_size({"width": width, "height": 800})

    for path in ("", "?as=list", "add/", "add/?_popup=1", f"{image.pk}/change/"):
        page.goto(f"/admin/media/image/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_a_telephone_the_filters_are_folded_above_the_pictures(page):
    make_image()
    log_in(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/media/image/")

    assert page.locator("#changelist-filter").is_hidden()
    top = page.locator(".library-filters").bounding_box()["y"]
    assert top < page.locator("#result_list").bounding_box()["y"]
    here = page.locator(".newsroom-menu [aria-current]").bounding_box()
    assert 0 <= here["x"] <= 390 - here["width"]
    page.click(".library-filters > summary")
    assert page.locator("#changelist-filter").is_visible()
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto("/admin/media/image/")
    assert page.get_by_role("link", name="Used nowhere").is_visible()


def test_many_pictures_get_their_credit_at_once(page):
    images = [make_image(photographer="") for _ in range(3)]
    log_in(page)
    page.goto("/admin/media/image/")

    page.get_by_label("Select all on this page").check()
    page.select_option("[name=action]", "describe")
    page.click("[name=index]")
    page.fill("#id_photographer", "Ann Lens")
    page.get_by_role("button", name=f"Save for {len(images)} pictures").click()

    page.wait_for_selector("text=3 pictures changed.")
    assert {image.photographer for image in Image.objects.all()} == {"Ann Lens"}


def test_a_reader_gets_avif_a_placeholder_and_a_credit(page):
    image = make_image(file=picture_file((1300, 900), colour="#0000ff"), caption="")
    article = make_article(lead_image=image, credits=[make_author()])
    page.goto(article.get_absolute_url())

    lead = page.locator(".story__lead img")
    lead.evaluate("image => image.decode()")
    assert lead.evaluate("image => image.currentSrc").endswith(".avif")
    colour = lead.evaluate("image => getComputedStyle(image).backgroundColor")
    assert colour == "rgb(0, 0, 255)"
    assert "Pat Lens" in page.inner_text(".figure__credit")
