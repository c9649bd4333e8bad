from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Concat, Substr

FOLDER = "originals/"


def shorten(apps, schema_editor):
    images = apps.get_model("media", "Image").objects.using(schema_editor.connection.alias)
    rows = images.filter(original__startswith=FOLDER)
    rows.update(original=Substr("original", len(FOLDER) + 1))


def lengthen(apps, schema_editor):
    images = apps.get_model("media", "Image").objects.using(schema_editor.connection.alias)
    images.exclude(original="").exclude(original__startswith=FOLDER).update(
        original=Concat(Value(FOLDER), "original")
    )


class Migration(migrations.Migration):
    """Originals have a storage of their own; its folder is no longer part of a file's name."""

    dependencies = [("media", "0006_drop_licence_text")]

    operations = [migrations.RunPython(shorten, lengthen)]
