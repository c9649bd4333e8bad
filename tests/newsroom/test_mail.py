"""Letters: queued with what they tell of, sent by the worker, whatever becomes of the server."""

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError

from newsroom import mail
from newsroom.outbox import queue
from newsroom.outbox.models import Effect
from tests.newsroom.smtp import MailServer
from tests.newsroom.test_outbox import work

pytestmark = pytest.mark.django_db
LETTER = {"to": "ann@news.example", "subject": "Sent back", "text": "Why?", "key": "1"}
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
        settings.EMAIL_PORT = server.server_address[1]
        yield server


def test_a_letter_is_sent_once_by_the_worker(server):
    mail.queue(mail.Letter(**LETTER), mail.Letter(**LETTER))
    mail.queue(mail.Letter(**LETTER))
    assert server.letters == []

    work()
    work()

    (letter,) = server.letters
    assert letter["To"] == "ann@news.example"
    assert letter["Subject"] == "Sent back"
    assert letter["From"] == "Newsroom <newsroom@testserver>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == "Why?"
    assert letter["Message-ID"] == mail.message_id("mail:1")
    assert letter["Message-ID"].endswith("@testserver>")


def test_a_dead_server_holds_nothing_up_and_the_letter_comes_when_it_is_back(settings, clock):
    with MailServer() as server:
        port = server.server_address[1]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    mail.queue(mail.Letter(**LETTER))
    work()
    assert "refused" in Effect.objects.get().last_error

    with MailServer() as server:
        settings.EMAIL_PORT = server.server_address[1]
        clock.advance(minutes=1)
        work()

    assert len(server.letters) == 1
    assert Effect.objects.done().exists()


def test_an_address_the_server_knows_nothing_of_is_given_up_at_once(server):
    server.refuses = b"550 nobody of this name"
    mail.queue(mail.Letter(**LETTER))

    work()

    effect = Effect.objects.given_up().get()
    assert effect.last_error == "The mail server takes nothing for this address."


def test_an_address_the_server_refuses_for_now_is_tried_again(server, clock):
    server.refuses = b"450 come back later"
    mail.queue(mail.Letter(**LETTER))
    work()
    server.refuses = b""
    clock.advance(minutes=1)
    work()

    assert len(server.letters) == 1


def test_without_a_mail_server_letters_are_kept(settings):
    settings.EMAIL_BACKEND = "newsroom.mail.NotSetUp"
    mail.queue(mail.Letter(**LETTER))
    work()

    assert "EMAIL_URL is not set" in Effect.objects.held().get().last_error

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    queue.try_again(Effect.objects.all(), by=None)
    work()
    assert len(django_mail.outbox) == 1


@pytest.mark.parametrize(
    "subject", ["Fire\r\nBcc: all@example.com", "Fire\nBcc: all@example.com", "Fire\x00\ud800\x0b"]
)
def test_a_headline_cannot_become_a_header(server, subject):
    mail.queue(mail.Letter(**LETTER | {"subject": subject, "text": subject}))

    work()

    (letter,) = server.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] in {"Fire Bcc: all@example.com", "Fire"}


def test_a_headline_in_any_script_arrives(server):
    words = "Рада ухвалила · 議会が可決 · أقر المجلس 🌊 " * 5
    mail.queue(mail.Letter(**LETTER | {"subject": words, "text": words}))

    work()

    assert server.letters[0]["Subject"].strip() == words.strip()[:200]
    assert server.letters[0].get_content().strip() == words.strip()


@pytest.mark.parametrize("to", ["", "ann", "ann@news.example\nBcc: x@example.com", "a b@c.example"])
def test_what_is_no_address_is_refused_at_the_door(to):
    with pytest.raises(ValidationError):
        mail.queue(mail.Letter(**LETTER | {"to": to}))

    assert not Effect.objects.exists()
