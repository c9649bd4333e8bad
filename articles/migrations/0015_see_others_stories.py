from django.db import migrations


class Migration(migrations.Migration):
    """A right of its own: seeing what colleagues work on."""

    dependencies = [("articles", "0014_notices")]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-published_at", "-pk"],
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "permissions": [
                    ("assign_article", "Can plan stories and assign them"),
                    ("submit_article", "Can submit a story for review"),
                    ("approve_article", "Can approve a story or send it back"),
                    ("publish_article", "Can publish and schedule a story"),
                    ("withdraw_article", "Can withdraw a published story"),
                    ("spike_article", "Can spike a story and bring it back"),
                    ("change_others_article", "Can edit stories begun by somebody else"),
                    ("view_others_article", "Can see stories of others in the newsroom"),
                    ("override_checks", "Can publish past a failed check, with a reason"),
                    ("correct_article", "Can tell readers of a correction"),
                    ("sign_off_article", "Can sign a story off for legal"),
                ],
            },
        ),
    ]
