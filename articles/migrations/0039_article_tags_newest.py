from django.db import migrations

# The stories of a tag, the last begun first: read from the index alone, for More on this. The table
# belongs to a field, not to a model, so its index cannot be said there.
MAKE = "CREATE INDEX article_tags_newest ON articles_article_tags (tag_id, article_id)"
DROP = "DROP INDEX article_tags_newest"


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0038_introductions'),
    ]

    operations = [
        migrations.RunSQL(MAKE, DROP),
    ]
