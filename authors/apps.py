from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from media import uses


class AuthorsConfig(AppConfig):
    name = "authors"
    verbose_name = _("People")

    def ready(self):
        uses.register(uses.Slot("authors.Author", "portrait", _("portrait")))
