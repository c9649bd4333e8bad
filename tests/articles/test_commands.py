from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import Article, Section
from media.models import Image
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue().strip()


def test_roles_are_repaired_and_named():
    Group.objects.get(name="Editor").permissions.clear()
    Group.objects.get(name="Reporter").delete()

    assert run("sync_roles") == "Repaired: Reporter, Editor"
    assert run("sync_roles") == "All roles were right."


@pytest.mark.parametrize("something", [make_user, make_article])
def test_the_sample_stays_out_of_a_house_that_is_lived_in(something):
    something()

    assert run("load_sample", if_empty=True) == ""
    assert not Image.objects.exists()
    assert Article.objects.count() == Section.objects.count() <= 1
