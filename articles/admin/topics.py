from django.contrib import admin

from articles import actions
from articles.models import Section


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "position", "slug"]
    search_fields = ["name"]
    fields = ["name", "position", "description", "editors", "slug"]
    autocomplete_fields = ["editors"]

    def save_model(self, request, obj, form, change):
        actions.save_section(obj, by=request.user)

    def delete_model(self, request, obj):
        actions.delete_section(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for section in queryset:
            actions.delete_section(section, by=request.user)
