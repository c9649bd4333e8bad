from django.db import migrations, models


class Migration(migrations.Migration):
    """An index for the newest stories of a kind."""

    dependencies = [
        ("articles", "0024_fronts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                "kind",
                models.F("published_at").desc(),
                models.F("id").desc(),
                condition=models.Q(status="published"),
                name="article_kind_feed",
            ),
        ),
    ]
