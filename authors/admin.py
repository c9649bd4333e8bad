from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.db.models import URLField
from django.utils.html import format_html

from media.templatetags.pictures import thumbnail_url

from . import actions
from .models import Author, ProfileLink, User


class ProfileLinkInline(admin.TabularInline):
    model = ProfileLink
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    extra = 1
    verbose_name_plural = "links elsewhere"


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["face", "name", "role_title", "kind", "account", "is_former"]
    list_display_links = ["face", "name"]
    list_filter = ["kind", "is_former"]
    list_select_related = ["portrait", "user"]
    search_fields = ["name", "role_title"]
    show_full_result_count = False
    autocomplete_fields = ["portrait", "user"]
    inlines = [ProfileLinkInline]
    fieldsets = [
        (None, {"fields": ["name", "role_title", "bio", "portrait"]}),
        ("Reaching them", {"fields": ["email"]}),
        ("In the newsroom", {"fields": ["kind", "is_former", "user", "slug"]}),
    ]

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


@admin.register(User)
class UserAdmin(BaseUserAdmin):
    """Accounts. Only a superuser may touch a superuser, or hand out single permissions."""

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
        return (
            fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]
        )

    def has_change_permission(self, request, obj=None):
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_delete_permission(request, obj)
