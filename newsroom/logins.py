"""Wrong passwords are looked at a number of times, then for a while none is."""

import hashlib
import logging

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)
PERIOD = 15 * 60  # seconds
FROM_ONE_ADDRESS = 10  # tries of one account
FROM_ALL = 100  # of one account: a guess from many addresses, and not easily locked by a stranger


class LoginForm(AdminAuthenticationForm):
    error_messages = AdminAuthenticationForm.error_messages | {
        "too_many": _("Too many wrong passwords. Wait a quarter of an hour, then try again."),
    }

    def clean(self):
        """A try is counted before the password is looked at, and taken back when it was right."""
        keys = self._keys()
        if any(_count(key) > most for key, most in keys.items()):
            logger.warning(
                "Too many wrong passwords from %s.", _address(self.request) or "a socket"
            )
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        cleaned = super().clean()
        cache.delete_many(keys)
        return cleaned

    def _keys(self) -> dict[str, int]:
        """What tries are counted under, and how many there may be."""
        name = str(self.cleaned_data.get("username", "")).casefold()
        account = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
        address = hashlib.blake2b(_address(self.request).encode(), digest_size=8).hexdigest()
        return {
            f"login:{account}:{address}": FROM_ONE_ADDRESS,
            f"login:{account}": FROM_ALL,
        }


def _count(key: str) -> int:
    """This try too."""
    cache.add(key, 0, PERIOD)
    try:
        return cache.incr(key)
    except ValueError:  # its time ended in this very moment
        return 1


def _address(request) -> str:
    """Who asks, as the proxy in front says; the last of the list is its own word."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return forwarded.rpartition(",")[2].strip()[:64] or request.META.get("REMOTE_ADDR", "")
