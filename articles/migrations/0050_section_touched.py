from django.db import migrations, models

# The newsroom's list of one section in the order it is asked for: see the comments at the model.


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0049_touched_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('section'), models.OrderBy(models.F('modified_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='article_section_touched'),
        ),
    ]
