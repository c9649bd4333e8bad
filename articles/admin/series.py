"""Series: what readers are told of each, and its parts in reading order."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.models import Article, Series
from articles.models.connected import LAST_PART
from newsroom.admin_relations import SearchedRelations
from newsroom.html import SafeHTMLField

from .introductions import introduction_editor

MOST_SHOWN = 500


def part_field(key: int) -> str:
    return f"part-{key}"


def parts_of(series: Series, user) -> list[Article]:
    """Its parts in reading order, those that `user` may see, out or not."""
    rows = series.parts.seen_by(user).select_related("section").defer(*Article.LONG_FIELDS)
    return list(rows.in_reading_order()[:MOST_SHOWN])


@admin.register(Series)
class SeriesAdmin(SearchedRelations, admin.ModelAdmin):
    formfield_overrides = {SafeHTMLField: {"widget": introduction_editor()}}
    list_display = ["name", "number_of_parts", "is_finished", "language", "slug"]
    list_filter = ["is_finished", "language"]
    search_fields = ["name"]
    show_full_result_count = False
    autocomplete_fields = ["picture"]
    fields = [
        "name", "standfirst", "introduction", "picture", "is_numbered", "is_finished",
        "language", "slug",
    ]  # fmt: skip
    change_form_template = "admin/articles/series/change_form.html"

    class Media:
        css = {"all": ["css/desk-series.css"]}

    def get_queryset(self, request):
        found = super().get_queryset(request)
        is_list = request.resolver_match.url_name == "articles_series_changelist"
        return found.annotate(part_count=Count("parts")) if is_list else found

    @admin.display(description=gettext_lazy("Parts"), ordering="part_count")
    def number_of_parts(self, series):
        return series.part_count

    def render_change_form(self, request, context, **kwargs):
        series = kwargs["obj"]
        if series is not None and series.pk:
            context["parts"] = [
                (part_field(part.pk), place, part)
                for place, part in enumerate(parts_of(series, request.user), start=1)
            ]
            context["last"] = LAST_PART
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request, obj, form, change):
        actions.save_series(obj, by=request.user)

    def save_related(self, request, form, formsets, change):
        """The parts by the numbers beside them; where two are alike, as they stood."""
        whole = forms.IntegerField(min_value=0, max_value=LAST_PART - 1)
        numbered = []
        for place, part in enumerate(parts_of(form.instance, request.user)):
            try:
                number = whole.clean(request.POST.get(part_field(part.pk), ""))
            except forms.ValidationError:
                continue
            numbered.append((number, place, part.pk))
        if numbered:
            keys = [key for _number, _place, key in sorted(numbered)]
            actions.order_series(form.instance, keys, by=request.user)

    def delete_model(self, request, obj):
        actions.delete_series(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for series in queryset:
            try:
                actions.delete_series(series, by=request.user)
            except ProtectedError:
                words = _("“%(series)s” has parts: take them out of it first.") % {"series": series}
                self.message_user(request, words, messages.ERROR)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            words = _("The series has parts: take them out of it first.")
            self.message_user(request, words, messages.ERROR)
            return redirect("admin:articles_series_change", object_id)
