from django.db import migrations


class Migration(migrations.Migration):
    """The text is in the list now."""

    dependencies = [("media", "0005_licences_from_text")]

    operations = [migrations.RemoveField(model_name="image", name="licence_text")]
