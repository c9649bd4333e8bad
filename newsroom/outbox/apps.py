from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "newsroom.outbox"
    label = "outbox"
    verbose_name = "What the newsroom sends"

    def ready(self):
        from newsroom import mail  # noqa: F401 - every app may send it, none owns it
