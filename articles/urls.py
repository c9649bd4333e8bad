from django.urls import path

from .feeds import views as feeds
from .views import (
    corrections,
    embeds,
    lists,
    machines,
    pages,
    previews,
    search,
    series,
    stories,
    versions,
)

app_name = "articles"


def feeds_of(prefix: str, view, name: str = "") -> list:
    """The feed of the page at `prefix` in each format, below it."""
    endings = {"rss": "rss/", "atom": "atom/", "json": "feed.json"}
    return [
        path(prefix + ending, view, {"format": format}, name=f"{name}{format}")
        for format, ending in endings.items()
    ]


urlpatterns = [
    path("", stories.home, name="home"),
    path("news/", lists.news, name="news"),
    path("saved/", lists.saved, name="saved"),
    path("in/<str:language>/", lists.edition, name="edition"),
    path("section/<uslug:slug>/", lists.section, name="section"),
    path("tag/<uslug:slug>/", lists.tag, name="tag"),
    path("search/", search.search, name="search"),
    path("series/", series.series_list, name="series_list"),
    path("series/<uslug:slug>/", series.series, name="series"),
    path("corrections/", corrections.corrections, name="corrections"),
    *feeds_of("", feeds.site),
    *feeds_of("in/<str:language>/", feeds.edition, "edition_"),
    *feeds_of("section/<uslug:slug>/", feeds.section, "section_"),
    *feeds_of("tag/<uslug:slug>/", feeds.tag, "tag_"),
    *feeds_of("series/<uslug:slug>/", feeds.series, "series_"),
    *feeds_of("author/<uslug:slug>/", feeds.author, "author_"),
    *feeds_of("corrections/", feeds.corrections, "corrections_"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemaps/<str:name>.xml", machines.sitemap_part, name="sitemap_part"),
    path("news-sitemap.xml", machines.news_sitemap, name="news_sitemap"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("robots.txt", machines.robots, name="robots"),
    path("site.webmanifest", machines.manifest, name="manifest"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("card/<str:digest>.png", machines.site_card, name="card"),
    path("card/<uslug:slug>/<str:digest>.png", machines.story_card, name="story_card"),
    path("p/<path:path>/", pages.page, name="page"),
    path("colours.css", pages.colours, name="colours"),
    path("oembed", embeds.described, name="oembed"),
    path("embed/<uslug:slug>/", embeds.card, name="embed"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("<uslug:slug>/versions/", versions.versions_list, name="versions"),
    path("<uslug:slug>/versions/<int:number>/", versions.version, name="version"),
    path("<uslug:slug>/", stories.detail, name="detail"),
]
