from django.db import migrations, models


class Migration(migrations.Migration):
    """What readers were shown on fronts, by hour."""

    dependencies = [
        ("articles", "0025_article_kind_feed"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrontShown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("zones", models.JSONField()),
                (
                    "front",
                    models.ForeignKey(
                        to="articles.front", on_delete=models.deletion.CASCADE, related_name="shown"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index("front", models.F("at").desc(), name="front_shown_at")],
            },
        ),
    ]
