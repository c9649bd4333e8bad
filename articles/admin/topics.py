from django.contrib import admin

from articles import actions
from articles.models import Section, Tag

from .forms import TagForm


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "position", "slug"]
    search_fields = ["name"]
    fields = ["name", "position", "description", "editors", "shows_versions", "slug"]
    autocomplete_fields = ["editors"]

    def save_model(self, request, obj, form, change):
        actions.save_section(obj, by=request.user)

    def delete_model(self, request, obj):
        actions.delete_section(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for section in queryset:
            actions.delete_section(section, by=request.user)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    show_full_result_count = False
    form = TagForm

    def save_model(self, request, obj, form, change):
        actions.save_tag(obj, by=request.user)

    def delete_model(self, request, obj):
        actions.delete_tag(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for tag in queryset:
            actions.delete_tag(tag, by=request.user)
