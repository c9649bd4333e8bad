"""The text of a note to the desk: whom it mentions, and how it is shown."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join

from authors.models import User
from newsroom import html

# An address, or an @ that no word stands before, with what Django allows in the name of an account.
PART = re.compile(
    r"""\b(?P<url>https?://[^\s<>"]+)|(?<![\w.@+-])@(?P<name>[\w.@+-]{1,150})""", re.IGNORECASE
)
AFTER_NAME = ".@+-"  # allowed in a name, but at its end more likely of the sentence
AFTER_URL = ".,;:!?'’”»…)"
MENTION = '<mark class="mention" dir="auto" title="{}">@{}</mark>'
LINK = '<a href="{}" rel="nofollow noopener noreferrer">{}</a>'


def people(text: str) -> tuple[list[User], list[str]]:
    """The colleagues `text` mentions, and the names in it that no colleague has.

    Colleagues are active accounts of staff, few enough to be compared here, in any script and case.
    One query if anybody is mentioned.
    """
    written = [match["name"] for match in PART.finditer(text) if match["name"]]
    if not written:
        return [], []
    colleagues = User.objects.filter(is_active=True, is_staff=True)
    names = _by_name(colleagues.only("username", "first_name", "last_name"))
    found = {name: _find(name, names)[1] for name in written}
    return (
        list({account.pk: account for account in found.values() if account}.values()),
        [name.rstrip(AFTER_NAME) for name, account in found.items() if account is None],
    )


def draw(text: str, mentioned: Iterable[User]) -> str:
    """`text` as HTML: escaped, with links, and with the names of `mentioned` marked."""
    names = _by_name(mentioned)
    parts, end = [], 0
    for match in PART.finditer(text):
        written, drawn = _link(match["url"]) if match["url"] else _mention(match["name"], names)
        parts += [text[end : match.start()], drawn]
        end = match.start() + len(written)
    return format_html_join("", "{}", [[part] for part in [*parts, text[end:]]])


def _by_name(accounts: Iterable[User]) -> dict[str, User]:
    """Accounts by name: exactly as it is spelt, and folded for who spells it otherwise."""
    accounts = list(accounts)
    folded = {_fold(account.username): account for account in accounts}
    return folded | {account.username: account for account in accounts}


def _fold(name: str) -> str:
    return User.normalize_username(name).casefold()


def _find(written: str, names: dict[str, User]) -> tuple[str, User | None]:
    """How much of `written` is a name, and whose."""
    for name in (written, written.rstrip(AFTER_NAME)):
        account = names.get(name) or names.get(_fold(name))
        if account:
            return name, account
    return written, None


def _mention(written: str, names: dict[str, User]) -> tuple[str, str]:
    name, account = _find(written, names)
    return f"@{name}", format_html(MENTION, account, name) if account else f"@{name}"


def _link(written: str) -> tuple[str, str]:
    """The address without what ends the sentence after it, and the link."""
    address = written.rstrip(AFTER_URL)
    if "(" in address and written[len(address) :].startswith(")"):
        address += ")"
    url = html.web_address(address)
    return address, format_html(LINK, url, address) if url else address
