from django.db import models


class ImageQuerySet(models.QuerySet):
    def without_alt_text(self):
        return self.filter(alt_text="")

    def without_credit(self):
        return self.filter(credit_line="", photographer="", agency="")
