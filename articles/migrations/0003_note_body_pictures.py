import re

from django.db import migrations

REFERENCE = re.compile(r'<[a-z][^<>]*\bdata-image="(\d{1,18})"')


def note(apps, schema_editor):
    alias = schema_editor.connection.alias
    Article, BodyPicture = (apps.get_model("articles", name) for name in ("Article", "BodyPicture"))
    Image = apps.get_model("media", "Image")
    known = set(Image.objects.using(alias).values_list("pk", flat=True))
    rows = Article.objects.using(alias).filter(body__contains="data-image").order_by("pk")
    for pk, body in rows.values_list("pk", "body").iterator(chunk_size=500):
        wanted = {int(key) for key in REFERENCE.findall(body)} & known
        BodyPicture.objects.using(alias).bulk_create(
            [BodyPicture(article_id=pk, image_id=key) for key in wanted], ignore_conflicts=True
        )


class Migration(migrations.Migration):
    """Look through the texts there are."""

    dependencies = [("articles", "0002_body_picture")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
