import django.db.models.deletion

import articles.models.checks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_see_others_stories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("check_code", models.CharField(max_length=40, verbose_name="check")),
                ("kind", models.CharField(blank=True, choices=articles.models.checks.kinds, max_length=20)),
                ("level", models.CharField(choices=[("off", "Off"), ("warn", "Warn"), ("block", "Block")], default="warn", max_length=10)),
                ("minimum", models.PositiveIntegerField(blank=True, null=True, verbose_name="at least")),
                ("maximum", models.PositiveIntegerField(blank=True, null=True, verbose_name="at most")),
                ("section", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="check_rules", to="articles.section")),
            ],
            options={
                "verbose_name": "check before publication",
                "verbose_name_plural": "checks",
                "ordering": ["check_code", "section", "kind", "pk"],
                "default_permissions": ["view", "change"],
                "constraints": [
                    models.UniqueConstraint(fields=("check_code", "kind", "section"), name="check_rule_once"),
                    models.UniqueConstraint(condition=models.Q(("section__isnull", True)), fields=("check_code", "kind"), name="check_rule_once_everywhere"),
                    models.CheckConstraint(condition=models.Q(("minimum__isnull", True), ("maximum__isnull", True), ("minimum__lte", models.F("maximum")), _connector="OR"), name="check_rule_limits_in_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckOverride",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("at", models.DateTimeField(verbose_name="when")),
                ("reason", models.TextField(max_length=1000)),
                ("findings", models.JSONField(verbose_name="what stopped it")),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="check_overrides", to="articles.article")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "publication past a check",
                "verbose_name_plural": "overrides",
                "ordering": ["-pk"],
                "default_permissions": ["view"],
            },
        ),
    ]
