from django.db import migrations
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest


def note(apps, schema_editor):
    """What was published before is taken to have been seen from then, or from its story's hour on.

    Changes that waited for an hour left no trace of whether it came; of these only what readers see
    now is known.
    """
    Article = apps.get_model("articles", "Article")
    Revision = apps.get_model("articles", "Revision")
    story = Article.objects.using(schema_editor.connection.alias).filter(pk=OuterRef("article"))
    began = Subquery(story.values("first_published_at")[:1])
    seen = Revision.objects.using(schema_editor.connection.alias).filter(
        Q(kind="published") | Q(number=F("article__public_revision")),
        article__first_published_at__isnull=False,
        public_at__isnull=True,
    )
    keys = seen.values("pk")
    rows = Revision.objects.using(schema_editor.connection.alias).filter(pk__in=keys)
    rows.update(public_at=Greatest(F("at"), began))


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0022_public_versions"),
    ]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
