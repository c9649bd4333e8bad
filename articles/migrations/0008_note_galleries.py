import re

from django.db import migrations

REFERENCE = re.compile(r'<[a-z][^<>]*\bdata-gallery="(\d{1,18}(?:,\d{1,18})*)"')


def note(apps, schema_editor):
    alias = schema_editor.connection.alias
    Article, BodyPicture = (apps.get_model("articles", name) for name in ("Article", "BodyPicture"))
    Image = apps.get_model("media", "Image")
    rows = Article.objects.using(alias).filter(body__contains="data-gallery").order_by("pk")
    for pk, body in rows.values_list("pk", "body").iterator(chunk_size=500):
        keys = {int(key) for found in REFERENCE.findall(body) for key in found.split(",")}
        images = Image.objects.using(alias).filter(pk__in=keys)
        BodyPicture.objects.using(alias).bulk_create(
            [BodyPicture(article_id=pk, image=image) for image in images], ignore_conflicts=True
        )


class Migration(migrations.Migration):
    """The pictures of galleries, which stories saved only once did not note."""

    dependencies = [("articles", "0007_comments"), ("media", "0007_names_within_their_storage")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
