from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from media import uses


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles.roles import make_missing_roles

        uses.register(uses.Slot("articles.Article", "lead_image", _("lead picture")))
        uses.register(uses.Slot("articles.Article", "social_image", _("social picture")))
        uses.register(uses.Slot("articles.BodyPicture", "image", _("in the text"), owner="article"))
        post_migrate.connect(make_missing_roles, sender=self)
