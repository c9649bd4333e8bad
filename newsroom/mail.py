"""Letters the newsroom writes: handed to the outbox, so that a dead mail server stops nobody."""

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from newsroom import html, outbox

MOST_IN_SUBJECT = 200


@dataclass(frozen=True)
class Letter:
    """`key` names it for good: of two with the same key one is sent."""

    to: str
    subject: str
    text: str
    key: str


def queue(*letters: Letter) -> None:
    """Send them once this transaction has committed.

    ValidationError for what is no address. Whatever stands in a headline cannot become a header:
    the subject is one line.
    """
    for letter in letters:
        validate_email(letter.to)
    outbox.add_each(
        "mail",
        {
            f"mail:{one.key}": {
                "to": one.to, "subject": _line(one.subject), "text": _clean(one.text)
            }
            for one in letters
        },
    )  # fmt: skip


@outbox.handler("mail", label=_("Mail"))
def send(letter: dict, key: str) -> None:
    """Hand a letter to the mail server. Sent twice, it has the same Message-ID (RFC 5322, 3.6.4):
    mailboxes show it once."""
    message = EmailMessage(
        subject=letter["subject"],
        body=letter["text"],
        to=[letter["to"]],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        if all(code >= 500 for code, _words in refused.recipients.values()):  # RFC 5321, 4.2.1
            raise outbox.GiveUp("The mail server takes nothing for this address.") from refused
        raise


class NotSetUp(BaseEmailBackend):
    """Django's mail where no server was named: nothing is sent, nothing is lost."""

    def send_messages(self, email_messages):
        raise outbox.Hold("EMAIL_URL is not set, so there is no mail server to give it to.")


def message_id(key: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _line(words: str) -> str:
    return " ".join(_clean(words).split())[:MOST_IN_SUBJECT]


def _clean(words: str) -> str:
    """Without what neither a letter nor PostgreSQL can hold: control characters, half pairs."""
    return html.CONTROL.sub("", words).encode("utf-8", "ignore").decode()
