from django.db import migrations, models


class Migration(migrations.Migration):
    """Wrong pass phrases are counted where every worker sees them."""

    dependencies = [
        ("articles", "0012_tag_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="sharelink",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="sharelink",
            name="tries_since",
            field=models.DateTimeField(null=True),
        ),
    ]
