from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Breaking news above every page."""

    dependencies = [
        ("articles", "0026_front_shown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakingBar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=160)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        to="articles.article",
                        on_delete=models.deletion.PROTECT,
                        blank=True,
                        null=True,
                        related_name="+",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        to=settings.AUTH_USER_MODEL,
                        on_delete=models.deletion.PROTECT,
                        null=True,
                        related_name="+",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        to=settings.AUTH_USER_MODEL,
                        on_delete=models.deletion.PROTECT,
                        null=True,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "ordering": ["-begins_at", "-pk"],
                "permissions": [("edit_breaking", "Can put breaking news above every page")],
                "verbose_name": "breaking news",
                "verbose_name_plural": "breaking news",
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(text="") | models.Q(article__isnull=False),
                        name="breaking_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(ends_at__gte=models.F("begins_at")),
                        name="breaking_ends_after_it_begins",
                    ),
                ],
                "indexes": [models.Index("ends_at", name="breaking_ends")],
            },
        ),
    ]
