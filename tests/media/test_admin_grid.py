"""What the library's grid says of its pictures, and how it is sorted."""

import pytest

from tests.factories import make_article, make_author, make_image
from tests.media.test_admin import LIBRARY

pytestmark = pytest.mark.django_db


def test_the_grid_says_how_often_a_picture_is_used(desk):
    image = make_image()
    make_article(lead_image=image, body=f'<figure data-image="{image.pk}"></figure>')
    make_author(portrait=make_image())

    shown = {row.pk: row.uses for row in desk.get(LIBRARY).context["cl"].result_list}

    assert shown == {image.pk: 2, image.pk + 1: 1}
    assert "used 2 times" in desk.get(LIBRARY).text
    assert "used once" in desk.get(LIBRARY + "?as=list").text


def test_the_grid_is_sorted(desk):
    old, new = make_image(title="Boats"), make_image(title="Anchors")

    sorts = desk.get(LIBRARY, {"q": "Pat"}).context["cl"].sorts

    found = {s.label: [i.pk for i in desk.get(LIBRARY + s.url).context["cl"].result_list]
             for s in sorts}  # fmt: skip
    assert found["newest"] == found["title"] == [new.pk, old.pk]
    assert found["oldest"] == [old.pk, new.pk]
    assert [s.label for s in sorts if s.is_current] == ["newest"]
    assert all("q=Pat" in s.url for s in sorts)
