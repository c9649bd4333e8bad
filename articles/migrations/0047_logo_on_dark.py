import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0046_lists_with_an_hour'),
        ('media', '0009_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='siteidentity',
            name='logo_dark',
            field=models.ForeignKey(blank=True, help_text='The same in light colours, without a ground or on a dark one; for the dark page. Without it the logo stands on white there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='logo_dark_of', to='media.image', verbose_name='logo on dark'),
        ),
        migrations.AddConstraint(
            model_name='siteidentity',
            constraint=models.CheckConstraint(condition=models.Q(('logo_dark', None), ('logo__isnull', False), _connector='OR'), name='identity_logo_first', violation_error_message='Choose a logo for the light page as well.'),
        ),
    ]
