"""The shape of what profiles link to: social profiles, and OpenPGP keys (RFC 9580)."""

import base64
import binascii
import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HANDLE = r"[\w.-]+"
# What the address of somebody's profile looks like there, after the host.
PROFILES = {
    "x.com": rf"/{HANDLE}",
    "twitter.com": rf"/{HANDLE}",
    "instagram.com": rf"/{HANDLE}",
    "facebook.com": rf"/({HANDLE}|profile\.php)",
    "threads.net": rf"/@{HANDLE}",
    "threads.com": rf"/@{HANDLE}",
    "tiktok.com": rf"/@{HANDLE}",
    "youtube.com": rf"/(@{HANDLE}|channel/{HANDLE}|c/{HANDLE}|user/{HANDLE})",
    "linkedin.com": rf"/(in|company)/{HANDLE}",
    "bsky.app": rf"/profile/{HANDLE}",
    "t.me": rf"/{HANDLE}",
    "github.com": rf"/{HANDLE}",
}
ARMOUR = re.compile(
    r"-----BEGIN PGP PUBLIC KEY BLOCK-----\n(?:[\w-]+: [^\n]*\n)*\n(?P<key>[A-Za-z0-9+/=\n]+?)"
    r"(?:\n=[A-Za-z0-9+/]{4})?\n-----END PGP PUBLIC KEY BLOCK-----"
)


def validate_profile(url: str) -> None:
    """Raise ValidationError for an address of a known network that is nobody's profile there."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    shape = PROFILES.get(host)
    if shape and not re.fullmatch(shape + "/?", parts.path):
        raise ValidationError(
            _("This is not the address of a profile on %(host)s."), params={"host": host}
        )


def validate_public_key(written: str) -> None:
    """Raise ValidationError for what is no OpenPGP public key in ASCII armour."""
    text = re.sub(r"[ \t]+$", "", written.replace("\r\n", "\n").strip(), flags=re.MULTILINE)
    if "PRIVATE KEY" in text:
        raise ValidationError(_("This is a private key. Tell nobody, and make a new one."))
    match = ARMOUR.fullmatch(text)
    try:
        key = base64.b64decode(match["key"].replace("\n", ""), validate=True) if match else b""
    except binascii.Error:
        key = b""
    if not (key and key[0] & 0x80):  # the first byte of every packet has its highest bit set
        raise ValidationError(_("This is not an OpenPGP public key as programs export it."))
