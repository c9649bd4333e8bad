"""The list of stories, as the desk reads it."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from articles import search
from articles.workflow import Status
from media.templatetags.pictures import thumbnail_url


class StandingFilter(admin.SimpleListFilter):
    """Where stories stand, as the list's badges say it."""

    title = gettext_lazy("status")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        by_clock = [
            ("live", pgettext("where a story stands", "Live")),
            ("scheduled", _("Scheduled")),
            ("expired", _("Expired")),
        ]
        at = Status.values.index(Status.PUBLISHED)
        return [*Status.choices[:at], *by_clock, *Status.choices[at + 1 :]]

    def queryset(self, request, queryset):
        by_clock = {
            "live": queryset.published,
            "scheduled": queryset.scheduled,
            "expired": queryset.expired,
        }
        if self.value() in by_clock:
            return by_clock[self.value()]()
        return queryset.filter(status=self.value()) if self.value() else queryset


class StoryList(ChangeList):
    """The rows of the list, without the long texts."""

    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).for_newsroom_list()


class StoryColumns:
    """What ArticleAdmin says of each story in its list."""

    list_display = ["thumbnail", "title", "state", "section", "byline", "hour", "saved"]
    list_display_links = ["title"]
    list_filter = [StandingFilter, "section", "kind", "language", "published_at"]
    list_per_page = 50
    search_fields = ["headline"]  # there is a search; what it finds, articles.search says
    search_help_text = gettext_lazy(
        "Every word anywhere in a story, a draft or a working copy; names of its authors. "
        "“Quotation marks” keep words together, -word leaves one out. Of very many, the newest."
    )
    ordering = ["-modified_at"]
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return search.for_desk(search_term, queryset), False

    def get_changelist(self, request, **kwargs):
        return StoryList

    @admin.display(description=gettext_lazy("Picture"))
    def thumbnail(self, article):
        if not article.lead_image:
            return format_html('<span class="{}"></span>', "thumbnail thumbnail--missing")
        url = thumbnail_url(article.lead_image)
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', url)

    @admin.display(description=gettext_lazy("Headline"), ordering="headline")
    def title(self, article):
        return article.headline or _("(no headline)")

    @admin.display(description=gettext_lazy("Status"), ordering="status")
    def state(self, article):
        waits = _('<br><span class="quiet">unpublished changes</span>')
        return format_html("{}" + waits * article.has_unpublished_changes, badge(article))

    @admin.display(description=gettext_lazy("Byline"))
    def byline(self, article):
        return ", ".join(credit.signed_name for credit in article.writers) or "-"

    @admin.display(
        description=pgettext_lazy("where a story stands", "Live"), ordering="published_at"
    )
    def hour(self, article):
        return article.published_at

    @admin.display(description=gettext_lazy("Saved"), ordering="modified_at")
    def saved(self, article):
        return article.modified_at


def badge(article):
    """The status as a coloured word; a story waiting for its hour says so."""
    key, label = article.status, article.get_status_display()
    if article.is_scheduled:
        is_embargo = article.goes_live_at == article.embargo_until
        key, label = "scheduled", _("Under embargo") if is_embargo else _("Scheduled")
    elif article.status == Status.READY and article.published_at:
        label = _("Ready, planned")  # it goes live at no hour by itself
    elif article.status == Status.PUBLISHED and not article.is_visible:
        key, label = "hidden", _("Expired")
    return format_html('<span class="badge badge--{}">{}</span>', key, label)
