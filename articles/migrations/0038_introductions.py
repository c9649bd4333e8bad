import newsroom.html
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0037_series'),
    ]

    operations = [
        migrations.AddField(
            model_name='section',
            name='introduction',
            field=newsroom.html.SafeHTMLField(blank=True, help_text='Shown below that, on the first page of the section.'),
        ),
        migrations.AddField(
            model_name='tag',
            name='introduction',
            field=newsroom.html.SafeHTMLField(blank=True, help_text='Shown below that, on the first page of the tag.'),
        ),
        migrations.AddField(
            model_name='tag',
            name='key_stories',
            field=models.JSONField(blank=True, default=list, help_text="Stories that stand above the others on the tag's page, in this order."),
        ),
    ]
