"""Every address of the site. Story addresses have no prefix, so the articles' table comes last."""

from django.contrib import admin
from django.urls import include, path, register_converter

from .announcing.views import indexnow_key
from .paths import HexKeyConverter
from .slugs import SlugConverter

register_converter(SlugConverter, "uslug")
register_converter(HexKeyConverter, "hexkey")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/", include("media.urls")),
    path("<hexkey:key>.txt", indexnow_key, name="indexnow_key"),
    path("", include("authors.urls")),
    path("", include("articles.urls")),
]

handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.forbidden"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
