import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from articles import presence
from articles.models import Presence
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_whoever_has_the_story_open_is_seen_with_one_query(django_assert_num_queries):
    article, ann, ben = make_article(), make_user("Editor"), make_user("Editor")
    presence.note(article, by=ann, sitting="a")
    presence.note(article, by=ben, sitting="b", is_typing=True)

    with django_assert_num_queries(1):
        assert presence.others(article, than=ann) == [presence.Colleague(str(ben), is_typing=True)]


def test_who_was_not_seen_for_a_while_is_forgotten(django_assert_num_queries):
    article, other, ann, ben = make_article(), make_article(), make_user(), make_user()
    for story, by, sitting in [(article, ben, "b"), (article, ann, "old"), (other, ben, "c")]:
        presence.note(story, by=by, sitting=sitting)
    Presence.objects.update(seen_at=timezone.now() - presence.SEEN - timedelta(seconds=1))
    presence.note(article, by=ann, sitting="new")

    with django_assert_num_queries(2):
        assert presence.others(article, than=ann) == []

    assert set(Presence.objects.values_list("sitting", flat=True)) == {"new", "c"}


def test_a_page_says_often_enough_that_it_is_there_to_be_seen_within_fifteen_seconds():
    script = (settings.BASE_DIR / "static/js/desk/presence.js").read_text()
    pulse = int(re.search(r"const PULSE = ([0-9_]+);", script)[1])

    assert timedelta(seconds=15) >= presence.SEEN
    assert timedelta(milliseconds=2 * pulse) < presence.SEEN  # one may be lost on its way
