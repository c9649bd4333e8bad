"""The site's generation: how often what readers see has changed.

A Change is written inside the transaction that changes something; a trigger (migration
0002_advance) counts it when that transaction commits. So editors never wait for each other over
the number, and it is never ahead of what it counts, nor behind.
"""

from django.db import models


class Generation(models.Model):
    """One row, with the key 1."""

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="generation_is_one_row"),
        ]

    def __str__(self):
        return str(self.number)


class Change(models.Model):
    """What the open transaction changes; the trigger takes it away again.

    `is_last` is the trigger's own: see there.
    """

    is_last = models.BooleanField(default=False, db_default=False)

    def __str__(self):
        return str(self.pk)
