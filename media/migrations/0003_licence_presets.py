from django.db import migrations

PRESETS = [
    ("All rights reserved", "", "Only with the owner's leave; keep the agreement."),
    ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "Name the maker and the licence; say if it was changed."),
    ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/", "Name the maker and the licence; what is made of it carries the same licence."),
    ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "Free for every use."),
    ("Public domain", "https://creativecommons.org/publicdomain/mark/1.0/", "No longer, or never, under copyright."),
    ("Agency subscription", "", "Covered while our contract runs; set the day the rights end."),
    ("Handout", "", "Given to the press: only for reporting on what it shows."),
    ("Editorial use only", "", "Not for advertising, shops or sponsored stories."),
]


def add(apps, schema_editor):
    Licence = apps.get_model("media", "Licence")
    for name, url, note in PRESETS:
        Licence.objects.using(schema_editor.connection.alias).get_or_create(
            name=name, defaults={"url": url, "note": note}
        )


def remove(apps, schema_editor):
    Licence = apps.get_model("media", "Licence")
    names = [name for name, _url, _note in PRESETS]
    Licence.objects.using(schema_editor.connection.alias).filter(name__in=names).delete()


class Migration(migrations.Migration):
    """The licences most newsrooms meet."""

    dependencies = [("media", "0002_licence")]

    operations = [migrations.RunPython(add, remove)]
