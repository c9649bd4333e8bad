from datetime import timedelta

from django.db import models
from django.utils import timezone

from . import uses


class ImageQuerySet(models.QuerySet):
    def without_alt_text(self):
        return self.filter(alt_text="")

    def without_credit(self):
        return self.filter(credit_line="", photographer="", agency="")

    def expiring(self, days: int):
        """Rights that are over, or will be within `days`."""
        return self.filter(rights_expire_on__lt=timezone.localdate() + timedelta(days=days))

    def of_file(self, sha256: str):
        """Pictures of the very bytes that have this hash."""
        return self.filter(sha256=sha256)

    def unused(self):
        """Pictures nothing has registered a use of."""
        return self.exclude(uses.any_use())
