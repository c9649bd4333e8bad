from django.contrib import admin
from django.db import transaction
from django.db.models import Count, URLField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from media.models import Licence
from newsroom import edge


@admin.register(Licence)
class LicenceAdmin(admin.ModelAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ["name", "pictures", "note"]
    search_fields = ["name"]

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:  # pictures name it
            edge.publish()

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("images"))

    @admin.display(description=gettext_lazy("Pictures"), ordering="number")
    def pictures(self, licence):
        url = reverse("admin:media_image_changelist")
        return format_html('<a href="{}?licence={}">{}</a>', url, licence.pk, licence.number)
