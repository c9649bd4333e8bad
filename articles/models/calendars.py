import uuid

from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from authors.models import User

_signer = Signer(sep=".", salt="articles.calendar")


class CalendarLinkQuerySet(models.QuerySet):
    def behind(self, token: str):
        """The link that `token` was made for, or None: altered, replaced, account closed."""
        try:
            serial = uuid.UUID(_signer.unsign(token))
        except (BadSignature, ValueError):
            return None
        found = self.select_related("user").filter(serial=serial, user__is_active=True).first()
        return found if found and found.user.is_staff else None


class CalendarLink(models.Model):
    """The private address under which a calendar program reads the desk's hours for an account."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_link")
    serial = models.UUIDField(default=uuid.uuid4, unique=True)
    made_at = models.DateTimeField(auto_now=True)

    objects = CalendarLinkQuerySet.as_manager()

    def __str__(self):
        return _("Calendar of %(user)s") % {"user": self.user}

    def get_absolute_url(self):
        return reverse("admin:articles_article_ical", args=[_signer.sign(str(self.serial))])
