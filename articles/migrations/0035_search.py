"""The search index: tables of its own, kept by articles.search, outside Django's models.

Empty: `manage.py rebuild_search` fills it (the sample and new stories come in by themselves).
"""

from django.db import migrations

EDITIONS = ("public", "desk")
SQLITE = """
CREATE VIRTUAL TABLE articles_search_{edition} USING fts5(
    headline, standfirst, body, names, marks,
    tokenize="unicode61 remove_diacritics 0 tokenchars '@=~' categories 'L* N* M* Co'"
)"""
POSTGRESQL = """
CREATE TABLE articles_search_{edition} (
    article_id bigint PRIMARY KEY, at timestamptz NOT NULL, words tsvector NOT NULL
) WITH (toast_tuple_target = 128);
CREATE INDEX articles_search_{edition}_words ON articles_search_{edition}
    USING gin (words) WITH (fastupdate = off)"""


def create(apps, schema_editor):
    statement = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for edition in EDITIONS:
        schema_editor.execute(statement.format(edition=edition))


def drop(apps, schema_editor):
    for edition in EDITIONS:
        schema_editor.execute(f"DROP TABLE articles_search_{edition}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0034_pages")]

    operations = [migrations.RunPython(create, drop)]
