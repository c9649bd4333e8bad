from django.contrib import admin

from newsroom import redirects

from .models import Redirect


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """To look at, and to remove a mistake; addresses are written down when something moves."""

    list_display = ["old_path", "new_path", "created_at"]
    search_fields = ["old_path", "new_path"]
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, obj):
        redirects.remove(Redirect.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        redirects.remove(queryset)
