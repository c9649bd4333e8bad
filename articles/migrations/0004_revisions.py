import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Every version of a story is kept, and which of them the desk has and readers see."""

    dependencies = [
        ('articles', '0003_note_body_pictures'),
        ('authors', '0001_initial'),
        ('media', '0007_names_within_their_storage'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=0)),
                ('kind', models.CharField(choices=[('saved', 'Saved'), ('merged', "Saved, together with a colleague's changes"), ('restored', 'Brought back'), ('discarded', 'Changes discarded'), ('scheduled', 'Changes scheduled'), ('published', 'Published'), ('imported', 'Written by the system'), ('autosaved', 'Kept while typing'), ('conflict', 'Waits for a decision'), ('refused', 'Could not be saved')], max_length=20)),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True, verbose_name='why')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('ready', 'Ready'), ('published', 'Published'), ('withdrawn', 'Withdrawn'), ('spiked', 'Spiked')], max_length=20, verbose_name='where the story stood')),
                ('base', models.PositiveIntegerField(null=True, verbose_name='made from')),
                ('beside', models.PositiveIntegerField(null=True, verbose_name='brought together with')),
                ('sitting', models.CharField(blank=True, max_length=40)),
                ('waits', models.BooleanField(default=False, verbose_name='is offered to its writer')),
                ('content', models.JSONField()),
                ('names', models.JSONField(default=dict, verbose_name='what its references were called')),
                ('typed', models.JSONField(default=dict, verbose_name='what was typed and could not be read')),
                ('word_count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['article', '-number'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='changes_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='changes_revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='article',
            name='public_revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='article',
            name='revision',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('changes_at'), condition=models.Q(('changes_at__isnull', False)), name='article_changes_due'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('changes_at__isnull', True), ('status', 'published'), _connector='OR'), name='article_only_live_changes_wait'),
        ),
        migrations.AddField(
            model_name='revision',
            name='article',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='articles.article'),
        ),
        migrations.AddField(
            model_name='revision',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(models.F('by'), models.OrderBy(models.F('at'), descending=True), condition=models.Q(('waits', True)), name='revision_waiting'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(models.F('sitting'), condition=models.Q(('sitting', ''), _negated=True), name='revision_sitting'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='revision_number_once'),
        ),
    ]
