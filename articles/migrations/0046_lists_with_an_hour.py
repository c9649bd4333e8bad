from django.db import migrations, models

# Lists of readers hold what has an hour: see the comment at the model.


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0045_deep_lists'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='article', name='article_feed'),
        migrations.RemoveIndex(model_name='article', name='article_section_feed'),
        migrations.RemoveIndex(model_name='article', name='article_kind_feed'),
        migrations.RemoveIndex(model_name='article', name='article_language_feed'),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('status'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('published_at__isnull', False)), name='article_feed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('section'), models.F('status'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('published_at__isnull', False)), name='article_section_feed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('kind'), models.F('status'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('published_at__isnull', False)), name='article_kind_feed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('language'), models.F('status'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('published_at__isnull', False)), name='article_language_feed'),
        ),
    ]
