from functools import partial

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.db import transaction
from django.db.models import URLField
from django.utils.html import format_html

from media.templatetags.pictures import thumbnail_url
from newsroom.admin_merging import merge_page
from newsroom.admin_relations import SearchedRelations
from newsroom.editor import StoryEditor
from newsroom.html import SafeHTMLField

from . import actions
from .models import Author, ProfileLink, User


class ProfileLinkInline(admin.TabularInline):
    model = ProfileLink
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    extra = 1
    verbose_name_plural = "links elsewhere"


def biography_editor() -> StoryEditor:
    """The story's editor with what a biography needs: no pictures, no cards, no headings."""
    editor = StoryEditor()
    editor.config |= {
        "toolbar": [["Bold", "Italic"], ["Link", "Unlink"], ["BulletedList", "NumberedList"]],
        "height": "10rem",
        "title": "Longer biography",
    }
    return editor


ALL_ROLES = "authors.hand_out_all_roles"


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
        ("What readers are told", {"fields": ["beats", "place", "languages"]}),
        ("Reaching them", {"fields": ["email", "phone", "public_key"]}),
        ("In the newsroom", {"fields": ["kind", "is_former", "user", "slug"]}),
    ]

    @admin.action(description="Merge profiles of one person", permissions=["merge"])
    def merge_selected(self, request, queryset):
        return merge_page(self, request, queryset, partial(self._merge, request))

    @transaction.atomic
    def _merge(self, request, others, stays):
        for author in others:
            stays = actions.merge_authors(author, into=stays, by=request.user)

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.display(description="")
    def face(self, author):
        if author.portrait:
            return format_html('<img class="face" src="{}" alt="">', thumbnail_url(author.portrait))
        return format_html('<span class="face face--missing">{}</span>', author.initials)

    @admin.display(description="Account", ordering="user__username")
    def account(self, author):
        return author.user.username if author.user else "-"

    def save_model(self, request, obj, form, change):
        actions.save_author(obj, by=request.user)

    def delete_model(self, request, obj):
        actions.delete_author(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for author in queryset:
            actions.delete_author(author, by=request.user)

    def get_readonly_fields(self, request, obj=None):
        """Which account belongs to a profile is for those who may see accounts."""
        return [] if request.user.has_perm("authors.view_user") else ["user"]


@admin.register(User)
class UserAdmin(BaseUserAdmin):
    """Accounts. Only a superuser touches a superuser or hands out single permissions; only who may
    hand out every role touches such an account or hands out such a role."""

    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    show_full_result_count = False

    @admin.display(description="Roles")
    def roles(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join(names) or ("Superuser" if user.is_superuser else "-")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]
        if not request.user.is_superuser:
            fields += ["is_superuser", "user_permissions"]
        if obj == request.user and not request.user.has_perm(ALL_ROLES):
            fields += ["groups"]
        return fields

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Offer the roles this account may hand out."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups" and not request.user.has_perm(ALL_ROLES):
            codename = ALL_ROLES.partition(".")[2]
            field.queryset = field.queryset.exclude(permissions__codename=codename)
        return field

    def has_change_permission(self, request, obj=None):
        return self._is_within_reach(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._is_within_reach(request, obj) and super().has_delete_permission(request, obj)

    def _is_within_reach(self, request, obj) -> bool:
        """Whether the account `obj` (None: any) may be touched by who asks."""
        if obj is None or request.user.is_superuser:
            return True
        if obj.is_superuser:
            return False
        return request.user.has_perm(ALL_ROLES) or not obj.has_perm(ALL_ROLES)
