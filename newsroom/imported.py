"""Rows that came from another system remember where from: importing twice changes nothing."""

from django.db import models
from django.db.models import Q


class Imported(models.Model):
    """Abstract: `import_ref` is blank, or unique in its table: "wxr:https://old.example:12"."""

    import_ref = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["import_ref"],
                condition=~Q(import_ref=""),
                name="%(app_label)s_%(class)s_import_ref",
            ),
        ]
