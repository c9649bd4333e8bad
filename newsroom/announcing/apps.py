from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncingConfig(AppConfig):
    name = "newsroom.announcing"
    label = "announcing"
    verbose_name = _("Who is told")

    def ready(self):
        from . import pings, webhooks  # noqa: F401 - they listen
