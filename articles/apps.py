from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models import Q
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from media import uses
from newsroom import edge, languages, statistics


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Stories")

    def ready(self):
        from articles import identity, moments, reads  # noqa: F401 - moments register themselves
        from articles.actions import publish_due_changes
        from articles.fronts import past
        from articles.models import Article
        from articles.roles import make_missing_roles
        from newsroom.edge import handing_out, keeper

        edge.before_each(publish_due_changes)
        languages.ask_for_site_language(lambda: identity.current().language)

        out = Q(status="published")
        whole = {"public": out, "seen": lambda rows, user: rows.seen_by(user)}
        in_text = {
            "owner": "article",
            "public": Q(article__status="published"),
            "seen": lambda rows, user: rows.filter(article__in=Article.objects.seen_by(user)),
        }
        uses.register(uses.Slot("articles.Article", "lead_image", _("lead picture"), **whole))
        uses.register(uses.Slot("articles.Article", "social_image", _("social picture"), **whole))
        uses.register(uses.Slot("articles.BodyPicture", "image", _("in the text"), **in_text))
        uses.register(uses.Slot("articles.Tag", "picture", _("topic picture")))
        uses.register(uses.Slot("articles.Series", "picture", _("series picture")))
        uses.register(uses.Slot("articles.FrontPicture", "image", _("on a front"), owner="front"))
        on_page = {"owner": "page", "public": Q(page__status="live")}
        uses.register(uses.Slot("articles.PagePicture", "image", _("on a page"), **on_page))
        uses.register(uses.Slot("articles.SiteIdentity", "logo", _("logo of the site")))
        on_dark = _("logo of the site on dark")
        uses.register(uses.Slot("articles.SiteIdentity", "logo_dark", on_dark))
        handing_out.counted(reads.note)
        for flush_if_due in (reads.flush_if_due, past.flush_if_due):
            request_finished.connect(flush_if_due)
            keeper.each_second(flush_if_due)
        post_migrate.connect(make_missing_roles, sender=self)
        post_migrate.connect(statistics.after_migrations, sender=self)
