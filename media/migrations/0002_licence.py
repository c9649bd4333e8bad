from django.db import migrations, models


class Migration(migrations.Migration):
    """The licences pictures may have, as a list the newsroom edits."""

    dependencies = [("media", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("url", models.URLField(blank=True, help_text="Where its text can be read.", max_length=300, verbose_name="address")),
                ("note", models.TextField(blank=True, help_text="What it means for our desks.")),
            ],
            options={"ordering": ["name"]},
        ),
    ]
