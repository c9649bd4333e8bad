import pytest
from django.db import connection

from articles.importers.references import MAX_LENGTH, imported, reference
from articles.models import Article, Section, Tag
from authors.models import Author
from media.models import Image


@pytest.mark.parametrize("key", [12, "harbour", "%d0%bf" * 100])
def test_a_reference_names_one_thing_however_long_its_name(key):
    ref = reference("old.example", "tag", key)

    assert ref.startswith("wxr:old.example:tag:")
    assert len(ref) <= MAX_LENGTH
    assert ref != reference("old.example", "tag", f"{key}0")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Article, Section, Tag, Author, Image])
def test_what_was_imported_is_found_by_its_index(model):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole, whatever its indexes.")

    assert "import_ref (import_ref=?)" in imported(model, "wxr:old.example:post:12").explain()
