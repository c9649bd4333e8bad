import django_tasks_db.admin  # noqa: F401 - registers its own list, before we take it away
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from . import kinds, liveness, queue
from .models import Effect

admin.site.unregister(DBTaskResult)  # our list says the same in the newsroom's words


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("open", _("Not done yet")),
            ("overdue", _("Overdue")),
            ("held", _("Waits to be set up")),
            ("given-up", _("Given up")),
            ("done", _("Done")),
        ]

    def queryset(self, request, queryset):
        wanted = {
            "open": queryset.open,
            "overdue": queryset.overdue,
            "held": queryset.held,
            "given-up": queryset.given_up,
            "done": queryset.done,
        }
        return wanted.get(self.value(), queryset.all)()


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return kinds.labels()

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Effect)
class EffectAdmin(admin.ModelAdmin):
    """What was sent, what waits, what was given up: to look at, to try again, to let go.

    What an effect carries is not shown: it may be words that are not out.
    """

    list_display = ["what", "standing", "due_at", "attempts", "next_hour", "last_error"]
    list_filter = [StateFilter, KindFilter]
    search_fields = ["key"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["try_again"]
    fields = readonly_fields = [
        "what", "key", "standing", "created_at", "due_at", "attempts", "next_hour", "done_at",
        "given_up_at", "last_error",
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """To let go is for what will not be tried by itself; the rest is on its way."""
        is_over = obj is None or obj.given_up_at or obj.held
        return bool(is_over) and request.user.has_perm("outbox.retry_effect")

    def has_retry_permission(self, request):
        return request.user.has_perm("outbox.retry_effect")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("payload")

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("What the newsroom sends"), "report": liveness.report()}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=_("What"))
    def what(self, effect):
        return kinds.label(effect.kind)

    @admin.display(description=_("State"))
    def standing(self, effect):
        return format_html('<span class="badge badge--{}">{}</span>', *effect.state)

    @admin.display(description=_("Next try"))
    def next_hour(self, effect):
        return "-" if effect.is_over else effect.next_try_at

    @admin.action(description=_("Try again now"), permissions=["retry"])
    def try_again(self, request, queryset):
        number = queue.try_again(queryset, by=request.user)
        words = ngettext("%d will be tried again now.", "%d will be tried again now.", number)
        self.message_user(request, words % number, messages.SUCCESS)

    def get_actions(self, request):
        """Letting go has its own page, one at a time, with what it is before one's eyes."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found
