"""What the library is sifted by."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from media.models import Image, Licence

SOON = 30  # days
NEWEST = 1000  # pictures whose photographers are offered
MOST = 25


class NeedsFilter(admin.SimpleListFilter):
    title = _("what it needs")
    parameter_name = "needs"

    def lookups(self, request, model_admin):
        return [
            ("alt", _("No alt text")),
            ("credit", _("No credit")),
            ("soon", _("Rights end within %(days)s days") % {"days": SOON}),
            ("over", _("Rights are over")),
            ("unused", _("Used nowhere")),
        ]

    def queryset(self, request, queryset):
        sift = {
            "alt": queryset.without_alt_text,
            "credit": queryset.without_credit,
            "soon": lambda: queryset.expiring(SOON).exclude(pk__in=queryset.expiring(0)),
            "over": lambda: queryset.expiring(0),
            "unused": queryset.unused,
        }.get(self.value())
        return sift() if sift else queryset


class PhotographerFilter(admin.SimpleListFilter):
    """Those of the newest pictures; the search finds the others."""

    title = _("photographer")
    parameter_name = "photographer"

    def lookups(self, request, model_admin):
        newest = Image.objects.order_by("-pk").values_list("photographer", flat=True)[:NEWEST]
        names = dict.fromkeys(filter(None, newest))
        return [(name, name) for name in sorted(list(names)[:MOST])]

    def queryset(self, request, queryset):
        return queryset.filter(photographer=self.value()) if self.value() else queryset


class LicenceFilter(admin.SimpleListFilter):
    title = _("licence")
    parameter_name = "licence"

    def lookups(self, request, model_admin):
        return [*Licence.objects.values_list("pk", "name"), ("none", _("None given"))]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(licence=None)
        value = self.value() or ""
        return queryset.filter(licence=int(value)) if value.isdecimal() else queryset
