from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authors", "0003_named")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="What the newsroom speaks to this account; blank: what its browser asks for.",
                max_length=10,
                verbose_name="language",
            ),
        ),
    ]
