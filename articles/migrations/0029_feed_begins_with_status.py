from django.db import migrations, models

NEWEST = (models.F("published_at").desc(), models.F("id").desc())
COLUMNS = {
    "article_feed": ("status", *NEWEST),
    "article_section_feed": ("section", "status", *NEWEST),
    "article_kind_feed": ("kind", "status", *NEWEST),
}


class Migration(migrations.Migration):
    """Let the feeds' indexes hold the status they are asked with.

    SQLite without statistics takes an index for the columns that are compared with "=": it read
    all published stories by (status, modified) and sorted them.
    """

    dependencies = [
        ("articles", "0028_reads"),
    ]

    operations = [
        operation
        for name, columns in COLUMNS.items()
        for operation in (
            migrations.RemoveIndex("article", name),
            migrations.AddIndex(
                "article",
                models.Index(*columns, condition=models.Q(status="published"), name=name),
            ),
        )
    ]
