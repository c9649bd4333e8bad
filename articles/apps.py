from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from media import uses
from newsroom import edge


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles.actions import publish_due_changes
        from articles.roles import make_missing_roles

        edge.before_each(publish_due_changes)

        uses.register(uses.Slot("articles.Article", "lead_image", _("lead picture")))
        uses.register(uses.Slot("articles.Article", "social_image", _("social picture")))
        uses.register(uses.Slot("articles.BodyPicture", "image", _("in the text"), owner="article"))
        post_migrate.connect(make_missing_roles, sender=self)
