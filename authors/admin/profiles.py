from functools import partial

from django.contrib import admin
from django.db import transaction
from django.db.models import URLField
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors import actions
from authors.models import Author, ProfileLink
from media.templatetags.pictures import thumbnail_url
from newsroom.admin_merging import merge_page
from newsroom.admin_relations import SearchedRelations
from newsroom.editor import StoryEditor
from newsroom.html import SafeHTMLField

from . import own


class ProfileLinkInline(admin.StackedInline):
    """Not a table: its cells have no labels for who does not see the heads of its columns."""

    model = ProfileLink
    fields = [("label", "url", "position")]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    extra = 1
    verbose_name_plural = gettext_lazy("links elsewhere")


def biography_editor() -> StoryEditor:
    """The story's editor with what a biography needs: no pictures, no cards, no headings."""
    editor = StoryEditor()
    editor.config |= {
        "toolbar": [["Bold", "Italic"], ["Link", "Unlink"], ["BulletedList", "NumberedList"]],
        "height": "10rem",
        "title": _("Longer biography"),
    }
    return editor


@admin.register(Author)
class AuthorAdmin(SearchedRelations, admin.ModelAdmin):
    formfield_overrides = {SafeHTMLField: {"widget": biography_editor()}}
    list_display = ["face", "name", "role_title", "kind", "account", "is_former"]
    list_display_links = ["face", "name"]
    list_filter = ["kind", "is_former"]
    list_select_related = ["portrait", "user"]
    search_fields = ["name", "role_title", "beats", "former__name"]
    actions = ["merge_selected"]
    show_full_result_count = False
    autocomplete_fields = ["portrait", "user"]
    inlines = [ProfileLinkInline]
    fieldsets = [
        (None, {"fields": ["name", "role_title", "bio", "portrait", "about"]}),
        (gettext_lazy("What readers are told"), {"fields": ["beats", "place", "languages"]}),
        (gettext_lazy("Reaching them"), {"fields": ["email", "phone", "public_key"]}),
        (gettext_lazy("In the newsroom"), {"fields": ["kind", "is_former", "user", "slug"]}),
    ]

    @admin.action(description=gettext_lazy("Merge profiles of one person"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        return merge_page(self, request, queryset, partial(self._merge, request))

    @transaction.atomic
    def _merge(self, request, others, stays):
        for author in others:
            stays = actions.merge_authors(author, into=stays, by=request.user)

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.display(description=gettext_lazy("Portrait"))
    def face(self, author):
        if author.portrait:
            return format_html('<img class="face" src="{}" alt="">', thumbnail_url(author.portrait))
        return format_html('<span class="face face--missing">{}</span>', author.initials)

    @admin.display(description=gettext_lazy("Account"), ordering="user__username")
    def account(self, author):
        return author.user.username if author.user else "-"

    def save_model(self, request, obj, form, change):
        actions.save_author(obj, by=request.user)

    def delete_model(self, request, obj):
        actions.delete_author(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for author in queryset:
            actions.delete_author(author, by=request.user)

    def get_urls(self):
        return own.urls(self) + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        mine = own.profile_of(request.user)
        return super().changelist_view(request, {"mine": mine} | (extra_context or {}))

    def get_readonly_fields(self, request, obj=None):
        """Which account belongs to a profile is for those who may see accounts."""
        return [] if request.user.has_perm("authors.view_user") else ["user"]
