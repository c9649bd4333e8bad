"""The admin as the newsroom's own house: its name, and its rooms in the order of the work."""

from collections.abc import Callable
from functools import partial

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import get_language

from . import languages
from .admin_counting import BoundedPaginator

ROOMS = (  # in the order of the work; what is in neither comes after these
    "Article", "Front", "BreakingBar", "Correction", "Comment", "Image", "Author", "Tag",
    "Series",
)  # fmt: skip
SELDOM = {
    "Page", "SiteIdentity", "FooterColumn",
    "Section", "CheckRule", "CheckOverride", "User", "Group", "Licence", "Redirect", "Effect",
    "Webhook", "Pings",
}  # fmt: skip
FEW = 2  # that fit beside the others


class NewsroomAdminSite(AdminSite):
    """The menu stands in the header of every page (templates/admin/base_site.html)."""

    site_header = site_title = index_title = "Newsroom"
    enable_nav_sidebar = False
    start_context: Callable[[HttpRequest], dict] | None = None  # what the start page shows

    @property
    def login_form(self):
        from .logins import LoginForm  # needs the models

        return LoginForm

    def register(self, *given, **options):
        """As Django's; no list of ours counts an archive."""
        super().register(*given, **options)
        for model_admin in self._registry.values():
            if model_admin.paginator is Paginator:
                model_admin.paginator = BoundedPaginator

    def index(self, request, extra_context=None):
        desk = self.start_context(request) if self.start_context else {}
        return super().index(request, desk | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """Apps as INSTALLED_APPS lists them, and in each what is opened most often first."""
        order = [config.label for config in apps.get_app_configs()]
        found = super().get_app_list(request, app_label)
        for app in found:
            app["models"].sort(key=_rank)
        return sorted(found, key=lambda app: order.index(app["app_label"]))

    def each_context(self, request):
        """`rooms` are the menu's; `more_rooms` what is opened seldom, behind a door of its own;
        `other_languages` those the admin could speak."""
        context = super().each_context(request)
        models = [model for app in context["available_apps"] for model in app["models"]]
        models = sorted((model for model in models if model["admin_url"]), key=_rank)
        seldom = [model for model in models if model["object_name"] in SELDOM]
        seldom = seldom if len(seldom) > FEW else []
        rooms = [model for model in models if model not in seldom]
        others = languages.others(get_language())
        return context | {"rooms": rooms, "more_rooms": seldom, "other_languages": others}

    def i18n_javascript(self, request, extra_context=None):
        """The words of scripts: Django's, and ours from newsroom/locale."""
        return languages.WordsOfScripts.as_view(packages=["django.contrib.admin"])(request)

    def get_urls(self):
        """An address tells of its row: the way to one on the site is for who may see the row."""
        from .admin_views import view_on_site  # needs the models

        way = "r/<path:content_type_id>/<path:object_id>/"
        view = self.admin_view(partial(view_on_site, self))
        return [path(way, view, name="view_on_site"), *super().get_urls()]


def _rank(model: dict) -> int:
    name = model["object_name"]
    return ROOMS.index(name) if name in ROOMS else len(ROOMS)


class NewsroomAdminConfig(AdminConfig):
    default_site = "newsroom.admin_site.NewsroomAdminSite"
