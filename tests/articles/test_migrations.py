"""What the migrations make of rows that were there before."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from articles import actions
from articles.models import Revision
from tests.articles.drafts import edit
from tests.factories import hours, make_article, make_user

pytestmark = pytest.mark.django_db


def test_what_was_published_before_is_known_to_have_been_seen(clock):
    editor = make_user("Editor")
    article = make_article(published_at=clock.now() + hours(1))
    make_article(status="draft")
    clock.advance(hours=2)
    edit(article, editor, headline="Second")
    actions.publish_changes(article, by=editor)
    edit(article, editor, headline="Third, a draft")
    known = dict(Revision.objects.values_list("pk", "public_at"))
    Revision.objects.update(public_at=None)

    migration = import_module("articles.migrations.0023_note_what_was_public")
    migration.note(apps, SimpleNamespace(connection=connection))

    assert dict(Revision.objects.values_list("pk", "public_at")) == known
    assert sum(at is not None for at in known.values()) == 2
