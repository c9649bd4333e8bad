"""The picture chosen in a story's form is seen there, with what keeps it from going out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, make_article, make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.login(username=make_user("Editor").username, password=PASSWORD)
    return client


def form_of(client, article):
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).text


def test_the_chosen_pictures_are_shown_with_their_credit(editor):
    lead, social = make_image(photographer="Ann Lens"), make_image(photographer="Bo Light")

    text = form_of(editor, make_article(lead_image=lead, social_image=social, status="draft"))

    assert f"/{lead.token}/" in text
    assert f"/{social.token}/" in text
    assert "Ann Lens</p>" in text
    assert "Bo Light</p>" in text
    assert text.count('class="missing"') == 0


def test_what_a_chosen_picture_lacks_is_said(editor):
    image = make_image(
        photographer="", alt_text="", rights_expire_on=timezone.localdate() - timedelta(days=1)
    )

    text = form_of(editor, make_article(lead_image=image, status="draft"))

    assert '<li class="missing">No credit: the story cannot be published.</li>' in text
    assert '<li class="missing">Its rights are over: the story cannot be published.</li>' in text
    assert '<li class="quiet">No alt text.</li>' in text


def test_a_field_without_a_picture_shows_none(editor):
    text = form_of(editor, make_article(status="draft"))

    assert text.count("data-chosen-picture") == 2
    assert text.count('data-no-alt="No alt text." hidden>') == 2


@pytest.mark.parametrize("sent", ["", "x", "999999", "-1", "²", "9" * 40])
def test_a_picture_that_is_none_is_said_and_breaks_nothing(editor, sent):
    address = reverse("admin:articles_article_add")

    response = editor.post(address, {"headline": "A", "lead_image": sent})

    assert response.status_code == 200


def test_each_half_of_an_hour_has_a_name(editor):
    text = form_of(editor, make_article(status="draft"))

    assert 'aria-label="Embargo until: date"' in text
    assert 'aria-label="Embargo until: time"' in text
