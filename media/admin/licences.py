from django.contrib import admin
from django.db.models import Count, URLField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from media.models import Licence


@admin.register(Licence)
class LicenceAdmin(admin.ModelAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ["name", "pictures", "note"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("images"))

    @admin.display(description=gettext_lazy("Pictures"), ordering="number")
    def pictures(self, licence):
        url = reverse("admin:media_image_changelist")
        return format_html('<a href="{}?licence={}">{}</a>', url, licence.pk, licence.number)
