"""Editors who publish do not lock each other out over the number (PostgreSQL)."""

import threading

import pytest
from django.db import connection, transaction

from articles.models import Credit
from authors.models import Author
from newsroom import edge
from newsroom.edge import generation
from tests.factories import make_article, make_author


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one transaction writes at a time there")
def test_one_who_credits_an_author_and_the_author_both_publish(together):
    """Whoever credits her owes a check of her row at the commit, and she holds it."""
    author, article = make_author(), make_article()
    before, holds, has_published = generation.read(), threading.Event(), threading.Event()

    def credit():
        with transaction.atomic():
            holds.wait(10)
            edge.publish()
            Credit.objects.create(article=article, author=author, role="writing", position=9)
            has_published.set()

    def profile():
        with transaction.atomic():
            Author.objects.select_for_update().get(pk=author.pk)
            holds.set()
            has_published.wait(10)
            threading.Event().wait(0.3)  # the other is at its commit
            edge.publish()

    assert together(credit, profile) == [None, None]
    assert generation.read() == before + 2
