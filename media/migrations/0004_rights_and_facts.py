import django.core.validators
import django.db.models.deletion
import media.fields
import media.storage
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rights as data, crops by hand, and what is known of the file."""

    dependencies = [("media", "0003_licence_presets")]

    operations = [
        migrations.RenameField(model_name="image", old_name="licence", new_name="licence_text"),
        migrations.AddField(
            model_name='image',
            name='byte_size',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='image',
            name='color',
            field=models.CharField(blank=True, editable=False, help_text='The main one, #rrggbb.', max_length=7),
        ),
        migrations.AddField(
            model_name='image',
            name='copyright_notice',
            field=models.CharField(blank=True, max_length=300, verbose_name='copyright'),
        ),
        migrations.AddField(
            model_name='image',
            name='crops',
            field=models.JSONField(blank=True, default=dict, help_text='Crops made by hand: ratio and box, in fractions of the sides.', validators=[media.fields.validate_crops]),
        ),
        migrations.AddField(
            model_name='image',
            name='format',
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='image',
            name='is_animated',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='image',
            name='keywords',
            field=models.TextField(blank=True, help_text='Separated by commas; for finding it in the library.'),
        ),
        migrations.AddField(
            model_name='image',
            name='licence',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='images', to='media.licence'),
        ),
        migrations.AddField(
            model_name='image',
            name='restrictions',
            field=models.TextField(blank=True, help_text='What our desks must know: no crops, not abroad, once only.'),
        ),
        migrations.AddField(
            model_name='image',
            name='source_url',
            field=models.URLField(blank=True, help_text='The page the picture came from.', max_length=500, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='source'),
        ),
        migrations.AddField(
            model_name='image',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken'),
        ),
        migrations.AddField(
            model_name='image',
            name='usage_terms',
            field=models.TextField(blank=True, help_text='As the supplier worded them.'),
        ),
        migrations.AlterField(
            model_name='image',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='added'),
        ),
        migrations.AlterField(
            model_name='image',
            name='original',
            field=models.FileField(help_text='JPEG, PNG, WebP, AVIF or GIF, up to 50 MB.', max_length=200, storage=media.storage.originals, upload_to=media.storage.original_path, verbose_name='picture file'),
        ),
        migrations.AlterField(
            model_name='image',
            name='rights_expire_on',
            field=models.DateField(blank=True, db_index=True, help_text='The last day on which the picture may be shown.', null=True),
        ),
    ]
