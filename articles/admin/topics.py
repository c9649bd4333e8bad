from django.contrib import admin

from articles import actions
from articles.models import Section, Tag


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "position", "slug"]
    search_fields = ["name"]
    fields = ["name", "position", "description", "slug"]

    def save_model(self, request, obj, form, change):
        actions.save_section(obj, by=request.user)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    show_full_result_count = False
    fields = ["name", "description", "slug"]

    def save_model(self, request, obj, form, change):
        actions.save_tag(obj, by=request.user)
