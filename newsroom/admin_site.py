"""The admin as the newsroom's own house: its name, and its rooms in the order of the work."""

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class NewsroomAdminSite(AdminSite):
    site_header = site_title = "Newsroom"
    index_title = "Newsroom"

    def get_app_list(self, request, app_label=None):
        """Apps as INSTALLED_APPS lists them: stories first."""
        order = [config.label for config in apps.get_app_configs()]
        found = super().get_app_list(request, app_label)
        return sorted(found, key=lambda app: order.index(app["app_label"]))


class NewsroomAdminConfig(AdminConfig):
    default_site = "newsroom.admin_site.NewsroomAdminSite"
