from django.urls import path

from . import feeds
from .views import corrections, lists, previews, stories, versions

app_name = "articles"

urlpatterns = [
    path("", stories.home, name="home"),
    path("news/", lists.news, name="news"),
    path("section/<uslug:slug>/", lists.section, name="section"),
    path("tag/<uslug:slug>/", lists.tag, name="tag"),
    path("rss/", feeds.site, name="rss"),
    path("section/<uslug:slug>/rss/", feeds.section, name="section_rss"),
    path("tag/<uslug:slug>/rss/", feeds.tag, name="tag_rss"),
    path("author/<uslug:slug>/rss/", feeds.author, name="author_rss"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/rss/", feeds.corrections, name="corrections_rss"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("<uslug:slug>/versions/", versions.versions_list, name="versions"),
    path("<uslug:slug>/versions/<int:number>/", versions.version, name="version"),
    path("<uslug:slug>/", stories.detail, name="detail"),
]
