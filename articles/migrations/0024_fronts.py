from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    """Fronts, their versions, and the pictures they show."""

    dependencies = [
        ("articles", "0023_note_what_was_public"),
        ("media", "0008_former_file"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Front",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.OneToOneField(
                        to="articles.section",
                        on_delete=models.deletion.CASCADE,
                        null=True,
                        blank=True,
                        related_name="front",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "permissions": [("edit_front", "Can edit front pages")],
                "constraints": [
                    models.UniqueConstraint(
                        Coalesce("section", models.Value(0)), name="front_one_of_the_site"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrontVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("called_off", "Called off"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("goes_live_at", models.DateTimeField(blank=True, null=True)),
                ("document", models.JSONField()),
                ("base", models.PositiveIntegerField(default=0, verbose_name="made from")),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
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
                    "front",
                    models.ForeignKey(
                        to="articles.front",
                        on_delete=models.deletion.CASCADE,
                        related_name="versions",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "ordering": ["front", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=["front", "number"], name="front_version_once"),
                    models.CheckConstraint(
                        condition=~models.Q(state="published")
                        | models.Q(goes_live_at__isnull=False),
                        name="front_published_has_hour",
                    ),
                ],
                "indexes": [
                    models.Index(
                        "front",
                        models.F("goes_live_at").desc(),
                        models.F("number").desc(),
                        condition=models.Q(state="published"),
                        name="front_live",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrontPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "front",
                    models.ForeignKey(
                        to="articles.front",
                        on_delete=models.deletion.CASCADE,
                        related_name="pictures",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        to="media.image",
                        on_delete=models.deletion.PROTECT,
                        related_name="front_uses",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["front", "image"], name="front_picture_once")
                ],
            },
        ),
    ]
