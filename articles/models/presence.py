from django.db import models

from authors.models import User


class Presence(models.Model):
    """Somebody has a story open; seen again every few seconds, forgotten when that ends."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="presences"
    )
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sitting = models.CharField(max_length=40)
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "sitting"], name="presence_once"),
        ]

    def __str__(self):
        return f"{self.by} at {self.article}"
