from django.contrib import admin
from django.db.models import URLField
from django.utils.html import format_html

from authors import actions
from authors.models import Author, ProfileLink
from media.templatetags.pictures import thumbnail_url

from . import own


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
