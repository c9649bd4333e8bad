from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "newsroom.outbox"
    label = "outbox"
    verbose_name = _("What the newsroom sends")

    def ready(self):
        from newsroom import mail  # noqa: F401 - every app may send it, none owns it
