from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles.roles import make_missing_roles

        post_migrate.connect(make_missing_roles, sender=self)
