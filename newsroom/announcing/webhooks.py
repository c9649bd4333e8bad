"""Webhooks: each event becomes a delivery of its own, signed, and tried until it arrives."""

import hmac
import json
import time
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import outbox, outgoing
from newsroom.rights import require

from . import events
from .events import Said
from .listeners import listener
from .models import Delivery, Webhook

KEEP = timedelta(days=30)
GONE = 410  # RFC 9110, 15.5.11: the receiver wants no more


def is_there() -> bool:
    return Webhook.objects.filter(is_on=True).exists()


@listener(is_there=is_there)
def hears(event: str, said: Said, about: dict, once: str) -> None:
    """Give the event to the webhooks that want it, once each."""
    for hook in Webhook.objects.filter(is_on=True):
        if event in hook.events:
            _deliver(hook, event, about, once)


@transaction.atomic
def save_webhook(hook: Webhook, *, by) -> Webhook:
    """Store a webhook, new or changed. ValidationError for one that cannot be asked."""
    require(by, "add" if hook._state.adding else "change", hook)
    hook.full_clean()
    hook.save()
    return hook


@transaction.atomic
def delete_webhook(hook: Webhook, *, by) -> None:
    """Take it away, with what is known of its deliveries; what was still to be sent is not."""
    require(by, "delete", hook)
    hook.delete()


@transaction.atomic
def send_test(hook: Webhook, *, by) -> Delivery:
    """Send the webhook a message that says nothing, on or off."""
    require(by, "change", hook)
    about = {"hour": timezone.now().isoformat()}
    return _deliver(hook, events.TEST, about, f"test:{about['hour']}")


@transaction.atomic
def send_again(delivery: Delivery, *, by) -> Delivery:
    """Tell it once more: with the same key, and as it is now."""
    require(by, "change", delivery.hook)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    row.sends, row.let_go_at = row.sends + 1, None
    row.save(update_fields=["sends", "let_go_at"])
    _queue(row)
    return row


def _deliver(hook: Webhook, event: str, about: dict, once: str) -> Delivery:
    now = timezone.now()
    hook.deliveries.filter(created_at__lt=now - KEEP).delete()
    fields = {"event": event, "about": about, "created_at": now}
    delivery, is_new = Delivery.objects.get_or_create(hook=hook, key=once, defaults=fields)
    if is_new:
        _queue(delivery)
    return delivery


def _queue(delivery: Delivery) -> None:
    outbox.add("webhook", {"delivery": delivery.pk}, key=delivery.effect_key)


@outbox.handler("webhook", label=gettext_lazy("Webhooks"), is_slow=True)
def send(payload: dict, key: str) -> None:
    """Build what is told from what is so now, and send it; anything but a 2xx is tried again."""
    delivery = Delivery.objects.select_related("hook").filter(pk=payload["delivery"]).first()
    if delivery is None or key != delivery.effect_key:
        return  # the webhook is gone, or it is being sent again
    is_test = delivery.event == events.TEST
    if not (delivery.hook.is_on or is_test):
        delivery.note(_("The webhook is off."), let_go_at=timezone.now())
        return
    said = Said({"message": "It works."}) if is_test else _said(delivery)
    if said is None:
        delivery.note(_("It is not so any more: nothing was sent."), let_go_at=timezone.now())
        return
    _post(delivery, body_of(delivery, said))


def _said(delivery: Delivery) -> Said | None:
    event = events.find(delivery.event)
    event.wait(delivery.about)
    return event.says(delivery.about)


def _post(delivery: Delivery, body: bytes) -> None:
    try:
        answer = outgoing.post(delivery.hook.url, body, headers_of(delivery, body))
    except outgoing.Refused as refused:
        delivery.note(str(refused))
        raise outbox.GiveUp(str(refused)) from refused
    except Exception as error:
        delivery.note(f"{type(error).__name__}: {error}")
        raise
    delivered_at = timezone.now() if answer.is_ok else None
    delivery.note(answer.words, status=answer.status, delivered_at=delivered_at)
    if answer.status == GONE:
        raise outbox.GiveUp(f"{delivery.hook} answers 410: it wants nothing more.")
    if not answer.is_ok:
        raise OSError(f"{delivery.hook} answers {answer.status}.")


def body_of(delivery: Delivery, said: Said) -> bytes:
    """The message: {"id", "event", "site", "created", "data"}."""
    message = {
        "id": delivery.key,
        "event": delivery.event,
        "site": settings.SITE_ORIGIN,
        "created": delivery.created_at.isoformat(),
        "data": said.data,
    }
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")


def headers_of(delivery: Delivery, body: bytes) -> dict[str, str]:
    moment = int(time.time())
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Newsroom-Webhook/1",
        "Idempotency-Key": delivery.key,
        "Newsroom-Event": delivery.event,
        "Newsroom-Signature": f"t={moment},v1={signature(delivery.hook.secret, moment, body)}",
    }


def signature(secret: str, moment: int, body: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) of the moment in seconds, a full stop and the body, in hex."""
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
