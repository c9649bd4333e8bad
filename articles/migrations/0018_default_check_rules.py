"""How much each check weighs in a new newsroom. Anything may be switched in the admin."""

from django.db import migrations

RULES = [  # check, kind, level, at least, at most
    ("headline", "", "warn", 10, 110),
    ("standfirst", "", "warn", 20, 300),
    ("text", "", "block", None, None),
    ("dateline", "", "off", None, None),
    ("dateline", "news", "warn", None, None),
    ("dateline", "feature", "warn", None, None),
    ("section", "", "block", None, None),
    ("credit", "", "warn", None, None),
    ("lead_picture", "", "warn", None, None),
    ("tags", "", "warn", None, None),
    ("picture_alt", "", "block", None, None),
    ("picture_credit", "", "block", None, None),
    ("picture_rights", "", "block", None, None),
    ("links", "", "warn", None, None),
    ("related", "", "warn", None, None),
    ("legal", "", "block", None, None),
    ("legal_always", "", "off", None, None),
]


def add(apps, schema_editor):
    rules = apps.get_model("articles", "CheckRule").objects.using(schema_editor.connection.alias)
    for code, kind, level, minimum, maximum in RULES:
        rules.get_or_create(
            check_code=code,
            kind=kind,
            section=None,
            defaults={"level": level, "minimum": minimum, "maximum": maximum},
        )


def remove(apps, schema_editor):
    rules = apps.get_model("articles", "CheckRule").objects.using(schema_editor.connection.alias)
    rules.filter(check_code__in={code for code, *_rest in RULES}, section=None).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_legal")]
    operations = [migrations.RunPython(add, remove)]
