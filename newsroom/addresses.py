"""Addresses as people write them, in the form they are stored in."""

import re
from urllib.parse import urlsplit

SCHEMES = {"http", "https", "mailto", "tel"}
MAX_URL_LENGTH = 2000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML forbids


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def web_address(value: str) -> str | None:
    """`value` as an absolute web address, in the form it is stored in; None if it is none."""
    href = link_address(value)
    return href if href and len(href) <= MAX_URL_LENGTH and is_web_address(href) else None


def link_address(value: str) -> str | None:
    """The address; `//host` means https. None for one that nobody can read, or of another scheme.

    nh3 looked at the scheme before the blanks around it were taken off: so it is looked at again.
    """
    value = CONTROL.sub("", re.sub(r"[\t\n\r]", "", value)).strip()
    if re.match(r"[/\\]{2}", value):
        value = "https://" + value.lstrip("/\\")
    # Browsers read https:\\host and https:host as https://host; so does everybody from here on.
    web = re.match(r"(https?):[/\\]*([^/?#\\]*)\\?", value, re.IGNORECASE)
    if web:
        slash = "/" if web[0].endswith("\\") and web[2] else ""
        value = f"{web[1].lower()}://{web[2]}{slash}{value[web.end() :]}"
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        return None
    return value if not scheme or scheme in SCHEMES else None
