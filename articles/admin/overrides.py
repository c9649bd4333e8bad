"""The list of all that was published past a check, for who answers for it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.models import Article, CheckOverride


@admin.register(CheckOverride)
class CheckOverrideAdmin(admin.ModelAdmin):
    """To be read: rows are written by the action that publishes."""

    list_display = ["at", "story", "by", "wrong", "why"]
    list_display_links = None
    list_filter = ["at"]
    search_fields = ["article__headline", "reason", "by__username"]
    list_per_page = 50
    ordering = ["-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    class Media:
        css = {"all": ["css/checks.css"]}

    def get_urls(self):
        name = "articles_checkoverride_changelist"
        return [url for url in super().get_urls() if url.name == name]

    def get_queryset(self, request):
        """Those of stories that whoever asks may see; most see all, which costs nothing."""
        texts = [f"article__{name}" for name in Article.LONG_FIELDS]
        rows = super().get_queryset(request).select_related("article", "by").defer(*texts)
        if workflow.sees_all(request.user):
            return rows
        return rows.filter(article__in=Article.objects.seen_by(request.user))

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Published past a check")}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return obj is not None  # with its story it goes

    @admin.display(description=_("Story"))
    def story(self, override):
        page = reverse("admin:articles_article_change", args=[override.article_id])
        return format_html(
            '<a href="{}" dir="auto">{}</a> <span class="quiet">{}</span>',
            page,
            override.article,
            _("Version %(number)d") % {"number": override.revision},
        )

    @admin.display(description=_("What stopped it"))
    def wrong(self, override):
        return format_html_join("", "<p>{}</p>", [[words] for words in override.sentences])

    @admin.display(description=_("Reason"))
    def why(self, override):
        return format_html('<q dir="auto">{}</q>', override.reason)
