"""The page of each webhook with what came of its deliveries, and the page of the pings."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery, URLField
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.outbox.models import Effect

from . import events, pings, webhooks
from .models import Delivery, Pings, Webhook

SHOWN = 20
ADDRESS = forms.URLInput(attrs={"class": "vURLField"})
HTTPS = {URLField: {"assume_scheme": "https", "widget": ADDRESS}}


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "events" in self.fields:  # who may only look has no fields
            self.fields["events"].choices = events.choices()


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    form = WebhookForm
    fields = ["name", "url", "events", "is_on", "secret"]
    formfield_overrides = HTTPS
    list_display = ["name", "host", "standing", "last_answer"]
    show_full_result_count = False

    class Media:
        css = {"all": ["css/webhooks.css"]}

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/test/", view(require_POST(self.test)), name="announcing_webhook_test"),
            path(
                "<int:pk>/again/<int:key>/",
                view(require_POST(self.again)),
                name="announcing_webhook_again",
            ),
        ]
        return own + super().get_urls()

    def get_queryset(self, request):
        newest = Delivery.objects.filter(hook=OuterRef("pk"), tried_at__isnull=False)
        newest = newest.order_by("-tried_at")
        return (
            super()
            .get_queryset(request)
            .annotate(
                last_tried_at=Subquery(newest.values("tried_at")[:1]),
                last_delivered_at=Subquery(newest.values("delivered_at")[:1]),
            )
        )

    @admin.display(description=gettext_lazy("Address"))
    def host(self, hook):
        return urlsplit(hook.url).hostname

    @admin.display(description=gettext_lazy("State"))
    def standing(self, hook):
        state = ("published", _("On")) if hook.is_on else ("draft", _("Off"))
        return format_html('<span class="badge badge--{}">{}</span>', *state)

    @admin.display(description=gettext_lazy("Last try"))
    def last_answer(self, hook):
        if not hook.last_tried_at:
            return "-"
        state = ("done", _("Delivered")) if hook.last_delivered_at else ("failing", _("Failed"))
        badge = format_html('<span class="badge badge--{}">{}</span>', *state)
        hour = forms.DateTimeField().prepare_value(hook.last_tried_at)
        return format_html("{} {}", badge, f"{hour:%-d %b %Y, %H:%M}")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        key = object_id if object_id.isascii() and object_id.isdigit() else 0
        rows = list(Delivery.objects.filter(hook=key)[:SHOWN]) if len(str(key)) < 19 else []
        context = {"deliveries": _with_states(rows)} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        webhooks.save_webhook(obj, by=request.user)

    def delete_model(self, request, obj):
        webhooks.delete_webhook(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for hook in queryset:
            webhooks.delete_webhook(hook, by=request.user)

    def test(self, request, pk):
        hook = self._hook(request, pk)
        webhooks.send_test(hook, by=request.user)
        words = _("A test is on its way to %(host)s. Load this page again to see the answer.")
        said = words % {"host": urlsplit(hook.url).hostname}
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:announcing_webhook_change", pk)

    def again(self, request, pk, key):
        hook = self._hook(request, pk)
        delivery = get_object_or_404(hook.deliveries, pk=key)
        webhooks.send_again(delivery, by=request.user)
        self.message_user(request, _("It is being sent again."), messages.SUCCESS)
        return redirect("admin:announcing_webhook_change", pk)

    def _hook(self, request, pk: int) -> Webhook:
        hook = get_object_or_404(Webhook, pk=pk)
        if not self.has_change_permission(request, hook):
            raise PermissionDenied
        return hook


def _with_states(rows: list[Delivery]) -> list[Delivery]:
    """The same, each with `state`, a name for style sheets and words, and `what`: one query."""
    effects = Effect.objects.defer("payload").in_bulk(
        [row.effect_key for row in rows], field_name="key"
    )
    labels = dict(events.choices()) | {events.TEST: _("Test")}
    for row in rows:
        row.what = labels.get(row.event, row.event)
        effect = effects.get(row.effect_key)
        if effect and not effect.is_over:
            row.state = effect.state
        elif row.let_go_at:
            row.state = ("hidden", _("Not sent"))
        elif row.delivered_at:
            row.state = ("done", _("Delivered"))
        else:
            row.state = ("given-up", _("Given up"))
    return rows


@admin.register(Pings)
class PingsAdmin(admin.ModelAdmin):
    """One row: its list is its form."""

    fields = ["tells_search_engines", "indexnow_url", "hub_url"]
    formfield_overrides = HTTPS

    class Media:
        css = {"all": ["css/webhooks.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_object(self, request, object_id, from_field=None):
        return Pings.of_the_site() if object_id == "1" else None

    def changelist_view(self, request, extra_context=None):
        return self.changeform_view(request, "1", extra_context=extra_context)

    def save_model(self, request, obj, form, change):
        pings.save_pings(obj, by=request.user)

    def response_change(self, request, obj):
        self.message_user(request, _("Saved."), messages.SUCCESS)
        return redirect("admin:announcing_pings_change", "1")
