"""The groups of the newsroom's roles, with their rights."""

from django.db import migrations

from articles.roles import give_new_rights, take_roles


def make(apps, schema_editor):
    give_new_rights(apps, using=schema_editor.connection.alias)


def take(apps, schema_editor):
    take_roles(apps, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("announcing", "0001_initial"),
        ("articles", "0035_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("authors", "0002_profiles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("media", "0008_former_file"),
        ("outbox", "0001_initial"),
        ("redirects", "0001_initial"),
    ]

    operations = [migrations.RunPython(make, take)]
