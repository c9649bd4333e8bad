from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Redirect(models.Model):
    """One old path (decoded, with its slashes) and the path that took its place."""

    old_path = models.CharField(_("old path"), max_length=500, unique=True)
    new_path = models.CharField(_("new path"), max_length=500, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")), name="redirect_goes_elsewhere"
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"
