from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.models import Section
from newsroom.html import SafeHTMLField

from .introductions import introduction_editor


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    formfield_overrides = {SafeHTMLField: {"widget": introduction_editor()}}
    list_display = ["name", "position", "slug", "desk"]
    search_fields = ["name"]
    fields = [
        "name", "position", "description", "introduction", "editors", "shows_versions", "slug",
    ]  # fmt: skip
    autocomplete_fields = ["editors"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("editors")

    @admin.display(description=gettext_lazy("Editors"))
    def desk(self, section):
        return ", ".join(map(str, section.editors.all())) or _("All")

    def save_model(self, request, obj, form, change):
        actions.save_section(obj, by=request.user)

    def save_related(self, request, form, formsets, change):
        chosen = form.cleaned_data["editors"]
        for account in actions.set_editors(form.instance, chosen, by=request.user):
            words = _(
                "No section names %(account)s now: the rights of the account reach into all."
            ) % {"account": account}
            self.message_user(request, words, messages.WARNING)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return redirect("admin:articles_section_change", object_id)

    def delete_model(self, request, obj):
        actions.delete_section(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for section in queryset:
            try:
                actions.delete_section(section, by=request.user)
            except ValidationError as error:
                self.message_user(request, " ".join(error.messages), messages.ERROR)
