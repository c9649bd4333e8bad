from django.db import migrations, models

# The newsroom's lists in the order they are asked for, to the last key: see the comments at the
# models.


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0048_unfinished'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='article', name='article_touched'),
        migrations.RemoveIndex(model_name='article', name='article_desk'),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.OrderBy(models.F('modified_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='article_touched'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('status'), models.OrderBy(models.F('modified_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='article_desk'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='correction_newest'),
        ),
    ]
