import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which pictures the text of a story refers to."""

    dependencies = [("articles", "0001_initial"), ("media", "0007_names_within_their_storage")]

    operations = [
        migrations.CreateModel(
            name="BodyPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="body_pictures", to="articles.article")),
                ("image", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="body_uses", to="media.image")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("article", "image"), name="body_picture_once")],
            },
        ),
    ]
