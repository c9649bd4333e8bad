from django.db import migrations, models


class Migration(migrations.Migration):
    """A replaced file is kept, and replacing one that readers see is a right of its own."""

    dependencies = [("media", "0007_names_within_their_storage")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="former",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="The file it had before: its name, size, focal point and crops.",
            ),
        ),
        migrations.AlterModelOptions(
            name="image",
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("replace_used_image", "Can replace the file of a picture that readers see")
                ],
                "verbose_name": "picture",
            },
        ),
    ]
