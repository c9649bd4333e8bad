"""Pages that are no stories, in the admin: written with the stories' editor, every save kept."""

import unicodedata

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.models import Page
from newsroom import html
from newsroom.editor import StoryEditor

from . import page_versions
from .forms import EDITOR_ASKS


class PathField(forms.CharField):
    """An address as people write it: with our own prefix, with slashes at its ends, in capitals."""

    def to_python(self, value):
        value = unicodedata.normalize("NFC", super().to_python(value)).lower()
        return value.strip("/").removeprefix("p/")


class PageForm(forms.ModelForm):
    """The page, with the version it was begun from: what others save meanwhile is not undone."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    refusal: ValidationError | None = None  # what the action said; the words stay in the form

    class Meta:
        model = Page
        fields = [
            "title", "standfirst", "body", "path", "status", "language", "position",
            "seo_description",
        ]  # fmt: skip
        field_classes = {"path": PathField}
        widgets = {
            "standfirst": AdminTextareaWidget(attrs={"rows": 3}),
            "body": StoryEditor(asks=EDITOR_ASKS),
            "seo_description": AdminTextareaWidget(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"title", "standfirst", "body", "seo_description"} & set(self.fields):
            self.fields[name].widget.attrs["dir"] = "auto"
        self.initial.setdefault("base", self.instance.revision or None)

    def clean_body(self):
        markup = self.cleaned_data["body"]
        if html.is_too_deep(markup):
            raise forms.ValidationError(_("This text is nested too deeply to be read."))
        return markup

    def clean(self):
        if self.refusal:
            raise self.refusal
        return super().clean()


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    form = PageForm
    list_display = ["title", "address", "status", "language", "position", "modified_at"]
    list_filter = ["status", "language"]
    list_per_page = 100
    search_fields = ["title", "path", "standfirst"]
    show_full_result_count = False
    change_form_template = "admin/articles/page/change_form.html"
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "body", "base"]}),
        (gettext_lazy("Where it is"), {"fields": ["path", "status", "language", "position"]}),
        (gettext_lazy("For search engines"), {"fields": ["seo_description"]}),
    ]

    @admin.display(description=gettext_lazy("Address"), ordering="path")
    def address(self, page):
        return page.get_absolute_url()

    def view_on_site(self, page):
        return page.get_absolute_url() if page.is_live else None

    def get_fieldsets(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        return [(None, {"fields": ["title", "standfirst", "address", "status", "language"]})]

    def get_readonly_fields(self, request, obj=None):
        is_form = obj is None or self.has_change_permission(request, obj)
        return () if is_form else ("address",)

    def has_delete_permission(self, request, obj=None):
        """What readers have seen stays, with its versions; it can be made a draft."""
        is_kept = obj is not None and obj.has_been_public
        return not is_kept and super().has_delete_permission(request, obj)

    def get_actions(self, request):
        return {}  # no deleting in heaps

    def get_urls(self):
        return page_versions.urls(self) + super().get_urls()

    def history_view(self, request, object_id, extra_context=None):
        return page_versions.versions(self, request, object_id)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:  # nothing was written: the form again, with the reason
            request.page_refusal = error
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "page_refusal", None)
        return form

    def save_model(self, request, obj, form, change):
        base = form.cleaned_data.get("base")
        request.saved_page = saved = actions.save_page(obj, by=request.user, base=base)
        obj.pk, obj.revision = saved.page.pk, saved.page.revision

    def log_change(self, request, obj, message):
        saved = getattr(request, "saved_page", None)
        if saved and saved.is_refused:
            message = _("Not saved; kept as version %(number)s.") % {"number": saved.version.number}
        return super().log_change(request, obj, message)

    def response_change(self, request, obj):
        saved = request.saved_page
        if not saved.is_refused:
            return super().response_change(request, obj)
        number = saved.version.number
        words = _(
            "Not saved: while you wrote, a colleague changed the same words. "
            "Yours are kept as "
            "version %(number)s; below is how they differ from the page."
        ) % {"number": number}
        self.message_user(request, words, messages.ERROR)
        compare = reverse("admin:articles_page_compare", args=[obj.pk])
        return redirect(f"{compare}?from={saved.page.revision}&to={number}")

    def delete_model(self, request, obj):
        actions.delete_page(obj, by=request.user)
