from django.db import migrations


class Migration(migrations.Migration):
    """The menu calls comments notes."""

    dependencies = [
        ("articles", "0008_note_galleries"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={"ordering": ["pk"], "verbose_name": "note"},
        ),
    ]
