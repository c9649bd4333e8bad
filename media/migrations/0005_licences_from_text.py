from django.db import migrations


def to_rows(apps, schema_editor):
    alias = schema_editor.connection.alias
    Image, Licence = apps.get_model("media", "Image"), apps.get_model("media", "Licence")
    images = Image.objects.using(alias).exclude(licence_text="")
    known = {row.name.casefold(): row for row in Licence.objects.using(alias).all()}
    for text in images.values_list("licence_text", flat=True).order_by().distinct():
        name = text.strip()
        if not name:
            continue
        licence = known.get(name.casefold())
        if licence is None:
            licence = known[name.casefold()] = Licence.objects.using(alias).create(name=name)
        images.filter(licence_text=text).update(licence=licence)


def to_text(apps, schema_editor):
    alias = schema_editor.connection.alias
    Image, Licence = apps.get_model("media", "Image"), apps.get_model("media", "Licence")
    for licence in Licence.objects.using(alias).all():
        rows = Image.objects.using(alias).filter(licence=licence)
        rows.update(licence_text=licence.name, licence=None)


class Migration(migrations.Migration):
    """What was written as a licence becomes a row of the list."""

    dependencies = [("media", "0004_rights_and_facts")]

    operations = [migrations.RunPython(to_rows, to_text)]
