from django.db import models


class Reads(models.Model):
    """How often a story was read within an hour; of its readers nothing is kept."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    hour = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            # Also the index for the last day, and for what is old enough to go.
            models.UniqueConstraint(fields=["hour", "article"], name="reads_once_an_hour")
        ]

    def __str__(self):
        return f"{self.article_id}, {self.hour:%Y-%m-%d %H}: {self.number}"
