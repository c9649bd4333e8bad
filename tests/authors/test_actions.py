from functools import partial

import pytest
from django.core.exceptions import ValidationError

from authors.actions import save_author
from authors.models import Author
from newsroom import redirects
from tests.factories import make_author

pytestmark = pytest.mark.django_db


def test_a_new_profile_gets_its_address_from_the_name():
    assert make_author(name="Олена Коваль").get_absolute_url() == (
        "/author/%D0%BE%D0%BB%D0%B5%D0%BD%D0%B0-%D0%BA%D0%BE%D0%B2%D0%B0%D0%BB%D1%8C/"
    )


def test_a_new_name_keeps_the_address_and_a_new_address_leaves_the_old_behind():
    author = make_author(name="Ann Reed")

    author.name = "Ann Hill"
    save_author(author, by=None)
    assert author.slug == "ann-reed"

    author.slug = "ann-hill"
    save_author(author, by=None)
    assert redirects.find("/author/ann-reed/") == "/author/ann-hill/"


def test_an_address_that_is_taken_is_refused():
    make_author(slug="ann")

    with pytest.raises(ValidationError) as refusal:
        make_author(slug="ann")

    assert "slug" in refusal.value.message_dict


def test_two_people_of_the_same_name_can_be_added_at_once(together):
    together(*[partial(save_author, Author(name="Ann Reed"), by=None) for _ in range(2)])

    assert sorted(Author.objects.values_list("slug", flat=True)) == ["ann-reed", "ann-reed-2"]
