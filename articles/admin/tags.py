"""Tags: their other names, which are alike, which nothing uses, making two of them one."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles import actions
from articles.models import Tag
from newsroom import likeness
from newsroom.admin_counting import each
from newsroom.admin_merging import merge_page
from newsroom.admin_relations import SearchedRelations
from newsroom.html import SafeHTMLField

from .forms import TagForm
from .introductions import introduction_editor

MOST_GROUPS = 100


class UseFilter(admin.SimpleListFilter):
    title = gettext_lazy("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("used", _("Used")), ("unused", _("Unused"))]

    def queryset(self, request, queryset):
        by_use = {"used": queryset.used, "unused": queryset.unused}
        return by_use[self.value()]() if self.value() in by_use else queryset


@admin.register(Tag)
class TagAdmin(SearchedRelations, admin.ModelAdmin):
    formfield_overrides = {SafeHTMLField: {"widget": introduction_editor()}}
    list_display = ["name", "other_names", "stories", "slug"]
    list_filter = [UseFilter]
    list_per_page = 100
    search_fields = ["name", "aliases__name"]
    show_full_result_count = False
    form = TagForm
    autocomplete_fields = ["picture"]
    actions = ["merge_selected"]

    def get_queryset(self, request):
        found = super().get_queryset(request)
        is_list = request.resolver_match.url_name == "articles_tag_changelist"
        return found.with_bounded_counts().prefetch_related("aliases") if is_list else found

    @admin.display(description=gettext_lazy("Also called"))
    def other_names(self, tag):
        return ", ".join(alias.name for alias in tag.aliases.all()) or "-"

    @admin.display(description=gettext_lazy("Stories"), ordering="story_count")
    def stories(self, tag):
        page = reverse("admin:articles_article_changelist")
        number = each(tag.story_count)
        return format_html('<a href="{}?tags__id__exact={}">{}</a>', page, tag.pk, number)

    def save_model(self, request, obj, form, change):
        actions.save_tag(obj, by=request.user, aliases=form.cleaned_data["other_names"])

    def delete_model(self, request, obj):
        actions.delete_tag(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for tag in queryset:
            actions.delete_tag(tag, by=request.user)

    @admin.action(description=gettext_lazy("Merge into one tag"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        def merge(others, stays):
            actions.merge_tags(others, into=stays, by=request.user)

        return merge_page(self, request, queryset, merge)

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self._alike))
        return [path("alike/", view, name="articles_tag_alike"), *super().get_urls()]

    def _alike(self, request):
        """Groups of tags whose names look like one; each can be merged from here."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        groups = likeness.alike(Tag.objects.order_by("pk").values_list("pk", "name"))
        keys = [key for group in groups[:MOST_GROUPS] for key in group]
        tags = Tag.objects.with_story_counts().in_bulk(keys)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tags that look alike"),
            "opts": self.opts,
            "groups": [[tags[key] for key in group] for group in groups[:MOST_GROUPS]],
            "has_more": len(groups) > MOST_GROUPS,
            "may_merge": self.has_merge_permission(request),
        }
        return render(request, "admin/articles/tag/alike.html", context)
