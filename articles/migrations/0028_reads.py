from django.db import migrations, models


class Migration(migrations.Migration):
    """How often stories were read, by hour."""

    dependencies = [
        ("articles", "0027_breaking_bar"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reads",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("number", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        to="articles.article",
                        on_delete=models.deletion.CASCADE,
                        db_index=False,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["hour", "article"], name="reads_once_an_hour")
                ],
            },
        ),
    ]
