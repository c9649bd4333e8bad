"""The list of notes over all stories: first of all those that mention whoever looks."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import actions
from articles.models import Comment
from newsroom import text

from . import comments


class ChosenFilter(admin.SimpleListFilter):
    """A filter that has always one of its choices; the first until somebody picks another."""

    def value(self):
        keys = [key for key, _title in self.lookup_choices]
        return super().value() if super().value() in keys else keys[0]

    def choices(self, changelist):
        for key, title in self.lookup_choices:
            yield {
                "selected": key == self.value(),
                "query_string": changelist.get_query_string({self.parameter_name: key}),
                "display": title,
            }


class WhoseFilter(ChosenFilter):
    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mentions", _("Mention me")), ("mine", _("Mine")), ("all", _("Everybody's"))]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        if self.value() == "mine":
            return queryset.filter(by=request.user)
        return queryset.mentioning(request.user)


class StateFilter(ChosenFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("Open")), ("resolved", _("Resolved")), ("all", _("Both"))]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.resolved() if self.value() == "resolved" else queryset.open()


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    """A list and nothing else: notes are written, answered and resolved on their story's page."""

    list_display = ["beginning", "story", "writer", "when", "state"]
    list_display_links = None
    list_filter = [WhoseFilter, StateFilter]
    list_per_page = 50
    ordering = ["-pk"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    class Media:
        css = {"all": ["css/comments.css"]}

    def get_urls(self):
        return [url for url in super().get_urls() if url.name == "articles_comment_changelist"]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Notes"), **(extra_context or {})})

    def get_queryset(self, request):
        return super().get_queryset(request).seen_by(request.user).for_list()

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return actions.can_comment(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody removes a note; with its story it goes."""
        return obj is not None

    @admin.display(description=_("Note"))
    def beginning(self, note):
        words = text.shorten(" ".join(note.text.split()), 140)
        return format_html('<a href="{}" dir="auto">{}</a>', comments.address(note), words)

    @admin.display(description=_("Story"))
    def story(self, note):
        page = reverse("admin:articles_article_comments", args=[note.article_id])
        return format_html('<a href="{}" dir="auto">{}</a>', page, note.article)

    @admin.display(description=_("By"))
    def writer(self, note):
        return note.author

    @admin.display(description=_("When"))
    def when(self, note):
        return note.created_at

    @admin.display(description=_("State"))
    def state(self, note):
        words = _("Open") if note.is_open else _("Resolved")
        return format_html('<span class="badge">{}</span>', words)
