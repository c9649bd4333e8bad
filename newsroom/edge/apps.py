from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EdgeConfig(AppConfig):
    name = "newsroom.edge"
    label = "edge"
    verbose_name = _("Page store")

    def ready(self):
        from . import checks, purging  # noqa: F401 - they register what they do
