from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from media.models import Image, Licence
from media.shapes import CROPS
from tests.factories import PASSWORD, make_article, make_author, make_image, make_user, picture_file
from tests.media.test_actions import files_in

pytestmark = pytest.mark.django_db
LIBRARY = reverse("admin:media_image_changelist")
UPLOAD = reverse("admin:media_image_add")


def page_of(image, name="change"):
    return reverse(f"admin:media_image_{name}", args=[image.pk])


def upload(name="a.jpg", content=None, **options):
    return SimpleUploadedFile(name, content or picture_file(**options).read())


def shown(response):
    return {image.pk for image in response.context["cl"].result_list}


# The library


def test_the_library_is_a_grid_and_a_list(desk):
    make_image(title="Harbour at night")

    grid, plain = desk.get(LIBRARY), desk.get(LIBRARY + "?as=list&q=harbour")

    assert "library-grid" in grid.text
    assert "Harbour at night" in grid.text
    assert "library-grid" not in plain.text
    assert 'href="?q=harbour"' in plain.text
    assert grid.context["cl"].other_view == "?as=list"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "harbour"), ("caption", "harbour"), ("alt_text", "harbour"),
        ("photographer", "harbour"), ("agency", "harbour"), ("credit_line", "harbour"),
        ("keywords", "sea, harbour"),
    ],
)  # fmt: skip
def test_pictures_are_found_by_their_words(desk, field, words):
    wanted = make_image(**{field: words})
    make_image()

    assert shown(desk.get(LIBRARY, {"q": "Harbour"})) == {wanted.pk}


def test_pictures_are_found_in_any_case_of_any_script(desk):
    wanted = make_image(caption="Київська рада", keywords="Łódź")
    make_image()

    assert shown(desk.get(LIBRARY, {"q": "РАДА łódź"})) == {wanted.pk}
    assert shown(desk.get(LIBRARY, {"q": "РАДА harbour"})) == set()


def test_the_library_is_sifted_by_what_pictures_need(desk):
    today = timezone.localdate()
    mute = make_image(alt_text="")
    anonymous = make_image(photographer="")
    soon = make_image(rights_expire_on=today + timedelta(days=29))
    over = make_image(rights_expire_on=today - timedelta(days=1))
    later = make_image(rights_expire_on=today + timedelta(days=30))
    used = [make_image() for _ in range(4)]
    make_article(lead_image=used[0], social_image=used[1])
    make_article(body=f'<figure data-image="{used[2].pk}"></figure>')
    make_author(portrait=used[3])

    found = {
        need: shown(desk.get(LIBRARY, {"needs": need}))
        for need in ("alt", "credit", "soon", "over", "unused")
    }

    assert found == {
        "alt": {mute.pk},
        "credit": {anonymous.pk},
        "soon": {soon.pk},
        "over": {over.pk},
        "unused": {image.pk for image in (mute, anonymous, soon, over, later)},
    }


def test_the_library_is_sifted_by_who_made_them_and_how_they_may_be_used(desk):
    licence = Licence.objects.get(name="CC0 1.0")
    ann = make_image(photographer="Ann", licence=licence)
    ben = make_image(photographer="Ben")

    assert shown(desk.get(LIBRARY, {"photographer": "Ann"})) == {ann.pk}
    assert shown(desk.get(LIBRARY, {"licence": licence.pk})) == {ann.pk}
    assert shown(desk.get(LIBRARY, {"licence": "none"})) == {ben.pk}
    assert shown(desk.get(LIBRARY, {"licence": "x"})) == {ann.pk, ben.pk}


@pytest.mark.parametrize("number", [10, 1000])
def test_the_library_costs_the_same_at_any_size(desk, number, django_assert_num_queries):
    row = Image.objects.get(pk=make_image().pk)
    rows = [Image(original=row.original.name, width=640, height=480) for _ in range(number - 1)]
    Image.objects.bulk_create(rows)

    estimate = connection.vendor == "postgresql"  # is asked first how many there are about
    with django_assert_num_queries(21 + estimate):  # ten of them count the uses
        desk.get(LIBRARY)


# Uploading


def test_many_pictures_come_in_at_once(desk):
    files = [upload("one.jpg", colour="red"), upload("two.png", colour="blue", format="PNG")]

    response = desk.post(UPLOAD, {"files": files, "photographer": "Pat Lens", "keywords": "sea"})

    assert response.status_code == 200
    assert {(i.title, i.credit, i.keywords) for i in Image.objects.all()} == {
        ("one", "Pat Lens", "sea"),
        ("two", "Pat Lens", "sea"),
    }
    assert response.text.count("upload--added") == 2
    assert "2 added" in response.text
    assert response.text.count("only 64 pixels wide") == 2
    assert LogEntry.objects.count() == 2


def test_each_file_has_its_own_answer(desk, media_root):
    known = make_image(title="Harbour at night", file=picture_file(colour="red"))
    before = files_in(media_root)
    files = [upload("drawing.svg", b"<svg/>"), upload("again.jpg", colour="red")]

    response = desk.post(UPLOAD, {"files": files})

    assert "drawing.svg is an SVG drawing" in response.text
    assert "Use “Harbour at night”" in response.text
    assert page_of(known) in response.text
    assert files_in(media_root) == before
    assert Image.objects.count() == 1


def test_a_known_file_may_be_added_again(desk):
    make_image(file=picture_file(colour="red"))

    desk.post(UPLOAD, {"files": [upload(colour="red")], "again": "on"})

    assert Image.objects.count() == 2


def test_a_script_gets_the_answers_alone(desk):
    response = desk.post(
        UPLOAD, {"files": [upload()]}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.text.strip().startswith("<li")
    assert "<html" not in response.text


@pytest.mark.parametrize("wrong", [{"rights_expire_on": "soon"}, {"licence": "999"}])
def test_a_wrong_common_field_is_said_and_nothing_comes_in(desk, wrong, media_root):
    response = desk.post(UPLOAD, {"files": [upload("a.jpg")]} | wrong)

    assert "upload--refused" in response.text
    assert files_in(media_root) == set()


def test_no_file_at_all_is_said(desk):
    assert "This field is required." in desk.post(UPLOAD, {}).text


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.svg", "a" * 300 + ".svg", "\u202egpj.svg"]
)
def test_a_hostile_name_is_only_text(desk, name):
    response = desk.post(UPLOAD, {"files": [upload(name, b"<svg/>")]})

    assert response.status_code == 200
    assert "<img src=x" not in response.text


def test_only_those_with_the_right_upload(client):
    user = make_user("Contributor")
    client.login(username=user.username, password=PASSWORD)

    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"files": [upload()]}).status_code == 403
    assert not Image.objects.exists()


def test_the_window_of_another_form_adds_one_picture(desk):
    response = desk.post(
        UPLOAD + "?_popup=1", {"original": upload(), "_popup": "1", "photographer": "Pat"}
    )

    assert response.status_code == 200
    assert Image.objects.get().photographer == "Pat"


# One picture


def crop(ratio, *sides):
    """What the form posts for one crop, in percent."""
    names = ("left", "top", "right", "bottom")
    return {f"crops-{ratio}-{name}": side for name, side in zip(names, sides, strict=True)}


def form_of(image, **changes):
    """What a browser posts of a picture's page, as it was opened and with `changes` typed in."""
    fields = (
        "title alt_text caption keywords photographer agency credit_line copyright_notice "
        "usage_terms restrictions source_url focal_x focal_y".split()
    )
    data = {name: getattr(image, name) for name in fields}
    blank = {
        "licence": "",
        "rights_expire_on": "",
        "taken_at_0": "",
        "taken_at_1": "",
    }
    shown = {f"initial-{name}": value for name, value in (data | blank).items()}
    for ratio, sides in image.crops.items():
        blank |= crop(ratio, *(f"{side * 100:.2f}".rstrip("0").rstrip(".") for side in sides))
    return data | shown | blank | changes


def test_the_page_of_a_picture_says_where_it_is_used(desk):
    image = make_image()
    make_article(headline="Ferry strike ends", lead_image=image)
    make_article(headline="Ferry strike begins", body=f'<figure data-image="{image.pk}"></figure>')
    make_author(name="Ana Ruiz", portrait=image)

    text = desk.get(page_of(image)).text

    assert "Ferry strike ends" in text
    assert "in the text" in text
    assert "Ana Ruiz" in text
    assert all(f'data-crop="{ratio}"' in text for ratio in CROPS)


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_of_a_picture_costs_the_same_however_often_it_is_used(
    desk, number, django_assert_num_queries
):
    image = make_image()
    for _ in range(number):
        body = f'<figure data-image="{image.pk}"></figure>'
        make_article(lead_image=image, social_image=image, body=body)

    desk.get(page_of(image))  # what a process asks once, the kind of row that is logged among it
    with django_assert_num_queries(27):
        desk.get(page_of(image))


def test_a_moved_focal_point_moves_the_crops(desk):
    image = make_image(file=picture_file((640, 320)))

    response = desk.post(
        page_of(image), form_of(image, focal_x="0", **crop("16x9", "0", "0", "50", "50"))
    )

    assert response.status_code == 302
    changed = Image.objects.get()
    assert changed.token != image.token
    assert changed.shape.box("1x1") == (0, 0, 320, 320)
    assert changed.shape.box("16x9") == (18, 0, 302, 160)


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        (["0", "0", "50", ""], "Give all four sides of the crop 1:1"),
        (["0", "0", "x", "50"], "Give all four sides of the crop 1:1"),
        (["0", "0", "900", "50"], "must lie inside the picture"),
        (["50", "0", "50", "50"], "must lie inside the picture"),
        (["nan", "0", "1e999", "50"], "must lie inside the picture"),
    ],
)
def test_crops_that_make_no_sense_are_said(desk, sides, sentence):
    image = make_image()

    response = desk.post(page_of(image), form_of(image, **crop("1x1", *sides)))

    assert sentence in response.text
    assert f'value="{sides[2]}"' in response.text
    assert Image.objects.get().crops == {}


def test_a_crop_is_shown_in_percent_and_given_up_by_emptying_it(desk):
    image = make_image(crops={"1x1": [1 / 3, 0, 0.75, 0.5], "4x3": [0, 0, 0.5, 0.5]})
    assert (
        'name="crops-1x1-left" id="id_crops-1x1-left" value="33.33"'
        in desk.get(page_of(image)).text
    )

    desk.post(page_of(image), form_of(image, caption="Words"))
    assert Image.objects.get().crops == image.crops  # not rounded by looking at it
    desk.post(page_of(image), form_of(image, **crop("4x3", "", "", "", "")))

    assert list(Image.objects.get().crops) == ["1x1"]


def test_a_replaced_file_keeps_its_number_and_words(desk, django_capture_on_commit_callbacks):
    image = make_image(caption="The ferry", crops={"1x1": [0, 0, 0.5, 0.5]})

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page_of(image), form_of(
            image, original=upload("b.png", colour="red", format="PNG", size=(90, 80)),
        ))  # fmt: skip

    changed = Image.objects.get()
    assert (changed.pk, changed.caption) == (image.pk, "The ferry")
    assert (changed.format, changed.width, changed.crops) == ("PNG", 90, {})
    assert changed.token != image.token


def test_a_refused_replacement_is_said(desk, media_root):
    image = make_image()
    before = files_in(media_root)

    response = desk.post(page_of(image), form_of(image, original=upload("x.svg", b"<svg/>")))

    assert "x.svg is an SVG drawing" in response.text
    assert files_in(media_root) == before


def test_a_picture_in_use_is_not_deleted_and_its_uses_are_listed(desk):
    image = make_image(title="Harbour")
    make_article(headline="Ferry strike ends", body=f'<figure data-image="{image.pk}"></figure>')

    response = desk.post(page_of(image, "delete"), {"post": "yes"})

    assert "“Harbour” is in use and stays." in response.text
    assert ">Ferry strike ends</a>" in response.text
    assert Image.objects.exists()
    assert "Used in 1 place: cannot be deleted" in desk.get(page_of(image)).text
    free = make_image()
    assert page_of(free, "delete") in desk.get(page_of(free)).text


def test_used_pictures_are_not_deleted_together_either(desk):
    image, other = make_image(), make_image()
    make_article(lead_image=image)
    data = {"action": "delete_selected", "_selected_action": [image.pk, other.pk], "post": "yes"}

    desk.post(LIBRARY, data)

    assert Image.objects.filter(pk=image.pk).exists()


def test_an_unused_picture_is_deleted_with_its_files(
    desk, media_root, django_capture_on_commit_callbacks
):
    image = make_image()

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page_of(image, "delete"), {"post": "yes"})

    assert not Image.objects.exists()
    assert files_in(media_root) == set()


def test_a_picture_without_credit_says_that_it_cannot_go_out(desk):
    assert "cannot be published" in desk.get(page_of(make_image(photographer=""))).text
    assert "cannot be published" not in desk.get(page_of(make_image())).text


def test_who_may_only_look_sees_the_picture(client):
    user = make_user("Contributor")
    client.login(username=user.username, password=PASSWORD)
    image = make_image()

    response = client.get(page_of(image))

    assert response.status_code == 200
    assert "data-crops" in response.text


def test_the_newsroom_edits_its_licences(desk):
    desk.post(reverse("admin:media_licence_add"), {"name": "Our own", "url": "", "note": ""})

    assert Licence.objects.filter(name="Our own").exists()
    assert desk.get(reverse("admin:media_licence_changelist")).status_code == 200
