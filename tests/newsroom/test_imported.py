import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_article, make_author, make_image, make_section, make_tag

MAKERS = [make_article, make_author, make_image, make_section, make_tag]


@pytest.mark.django_db
@pytest.mark.parametrize("make", MAKERS)
def test_nothing_is_imported_twice(make):
    make(import_ref="wxr:https://old.example:12")

    with pytest.raises(IntegrityError), transaction.atomic():
        make(import_ref="wxr:https://old.example:12")


@pytest.mark.django_db
@pytest.mark.parametrize("make", MAKERS)
def test_what_was_made_here_needs_no_origin(make):
    assert make().import_ref == make().import_ref == ""
