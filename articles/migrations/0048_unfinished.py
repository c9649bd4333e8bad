from django.db import migrations, models

# What somebody signs is looked for among unfinished stories: see the comment at the model.


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0047_logo_on_dark'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.OrderBy(models.F('modified_at'), descending=True), condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('status', 'withdrawn'), _negated=True), models.Q(('status', 'spiked'), _negated=True)), name='article_unfinished'),
        ),
    ]
