"""Who the site is, and the menus in the foot of its pages, for the managing editor."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db.models import URLField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.models import FooterColumn, FooterLink, Page, PolicyLink, SiteIdentity, SocialLink
from newsroom.addresses import MAX_URL_LENGTH
from newsroom.admin_relations import SearchedRelations

from .pictures import PictureSelect

RIGHT = "articles.change_siteidentity"
POLICIES = {kind: f"policy_{kind}" for kind in PolicyLink.Kind.values}


class AddressField(forms.CharField):
    """One of our own pages ("/p/ethics/"), which the browser offers, or an address elsewhere."""

    def __init__(self, **kwargs):
        widget = AdminTextInputWidget(attrs={"list": "own-pages", "class": "vTextField"})
        super().__init__(max_length=MAX_URL_LENGTH, widget=widget, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value:
            actions.leading_to(value)
        return value


class IdentityForm(forms.ModelForm):
    contact_url = AddressField(
        label=gettext_lazy("Contact page"),
        required=False,
        help_text=gettext_lazy("Like /p/contact/, or an address elsewhere."),
    )
    licence_url = AddressField(
        label=gettext_lazy("Address of the licence"),
        required=False,
        help_text=gettext_lazy(
            "Where others read how they may use our stories: a page of ours, or elsewhere."
        ),
    )

    class Meta:
        model = SiteIdentity
        fields = [
            "name", "legal_name", "description", "language", "founding_date", "logo", "logo_dark",
            "accent", "accent_dark", "x_handle", "contact_email", "contact_url", "licence_name",
            "licence_url",
        ]  # fmt: skip
        widgets = {
            "description": AdminTextareaWidget(attrs={"rows": 3, "dir": "auto"}),
            "logo": PictureSelect(SiteIdentity._meta.get_field("logo"), admin.site),
            "logo_dark": PictureSelect(SiteIdentity._meta.get_field("logo_dark"), admin.site),
            "accent": AdminTextInputWidget(attrs={"placeholder": "#8f1d14", "size": 9}),
            "accent_dark": AdminTextInputWidget(attrs={"placeholder": "#ff9b8a", "size": 9}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        links = self.instance.policies.select_related("page") if self.instance.pk else ()
        for link in links:
            self.initial.setdefault(POLICIES[link.kind], link.address)

    def clean_accent(self):
        return self.cleaned_data["accent"].lower()

    def clean_accent_dark(self):
        return self.cleaned_data["accent_dark"].lower()

    def policies(self) -> dict[str, str]:
        return {kind: self.cleaned_data[name] for kind, name in POLICIES.items()}


for _kind, _name in POLICIES.items():  # a field of its own for each policy
    IdentityForm.base_fields[_name] = IdentityForm.declared_fields[_name] = AddressField(
        label=PolicyLink.Kind(_kind).label, required=False
    )


class RowsInOrder(forms.BaseInlineFormSet):
    """Rows that the action writes: here they are only read, in the order of their numbers.

    A new row without a number of its own comes last.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():  # the head of a column is no label
            if field.label and not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", field.label)

    def rows(self, *names: str) -> list[tuple]:
        filled = [form for form in self.forms if getattr(form, "cleaned_data", {}).get(names[0])]
        kept = [form for form in filled if not form.cleaned_data.get("DELETE")]
        kept.sort(key=self._place)
        return [tuple(form.cleaned_data[name] for name in names) for form in kept]

    @staticmethod
    def _place(form) -> tuple[bool, int]:
        is_unplaced = not form.instance.pk and "position" not in form.changed_data
        return is_unplaced, form.cleaned_data.get("position") or 0


class Rows(admin.TabularInline):
    """Whoever may edit the site's identity may edit what hangs on it."""

    formset = RowsInOrder
    extra = 2

    def _may(self, request, obj=None):
        return request.user.has_perm(RIGHT)

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = _may


class SocialLinks(Rows):
    model = SocialLink
    fields = ["label", "url", "position"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    verbose_name_plural = gettext_lazy("profiles elsewhere")


class OwnPages(admin.ModelAdmin):
    """A form that offers our own pages where an address is asked for, and leaves its rows to an
    action."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(RIGHT)

    has_change_permission = has_view_permission

    def render_change_form(self, request, context, *args, **kwargs):
        context["own_pages"] = [
            *((page.get_absolute_url(), page.title) for page in Page.objects.only("path", "title")),
            (reverse("articles:corrections"), _("Corrections")),
            (reverse("authors:index"), _("Authors")),
            (reverse("articles:news"), "News Feed"),
        ]
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """With its rows, below."""

    def save_related(self, request, form, formsets, change):
        for formset in formsets:
            formset.save(commit=False)  # what changed, for the log
        self.write(form, formsets, by=request.user)


@admin.register(SiteIdentity)
class SiteIdentityAdmin(SearchedRelations, OwnPages):
    """There is one: its list is its form."""

    form = IdentityForm
    change_form_template = "admin/articles/own_pages_form.html"
    autocomplete_fields = ["logo", "logo_dark"]
    inlines = [SocialLinks]
    fieldsets = [
        (None, {"fields": ["name", "legal_name", "description", "language", "founding_date"]}),
        (gettext_lazy("How it looks"), {
            "fields": ["logo", "logo_dark", ("accent", "accent_dark")],
        }),
        (gettext_lazy("Contact"), {"fields": ["contact_email", "contact_url", "x_handle"]}),
        (gettext_lazy("Licence"), {"fields": ["licence_name", "licence_url"]}),
        (gettext_lazy("Policies"), {
            "description": gettext_lazy("Each is a page of ours, like /p/ethics/, or an address "
            "elsewhere. They stand in the foot of each page, and search engines are told of them."),
            "fields": list(POLICIES.values()),
        }),
    ]  # fmt: skip

    def has_add_permission(self, request):
        return self.has_change_permission(request) and not SiteIdentity.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def get_model_perms(self, request):
        """For the menu of every page: nothing is added there, and nothing is asked."""
        can_change = self.has_change_permission(request)
        return {"add": False, "change": can_change, "delete": False, "view": can_change}

    def changelist_view(self, request, extra_context=None):
        if not self.has_change_permission(request):
            return super().changelist_view(request, extra_context)
        row = SiteIdentity.objects.first()
        return self.changeform_view(request, str(row.pk) if row else None)

    def write(self, form, formsets, *, by):
        socials = formsets[0].rows("label", "url")
        actions.save_identity(form.instance, by=by, socials=socials, policies=form.policies())


class FooterLinkForm(forms.ModelForm):
    address = AddressField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Like /p/about/, or an address elsewhere."),
    )

    class Meta:
        model = FooterLink
        fields = ["label", "address", "position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("address", self.instance.address)

    def validate_constraints(self):
        """Where it leads is looked at by the field."""


class FooterLinks(Rows):
    model = FooterLink
    form = FooterLinkForm
    fields = ["label", "address", "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("page")


@admin.register(FooterColumn)
class FooterColumnAdmin(OwnPages):
    list_display = ["title", "position", "leads_to"]
    change_form_template = "admin/articles/own_pages_form.html"
    fields = ["title", "position"]
    inlines = [FooterLinks]

    has_add_permission = Rows._may
    has_delete_permission = Rows._may

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("links")

    @admin.display(description=gettext_lazy("Links"))
    def leads_to(self, column):
        return ", ".join(link.label for link in column.links.all()) or "-"

    def write(self, form, formsets, *, by):
        actions.save_footer_column(form.instance, formsets[0].rows("label", "address"), by=by)

    def delete_model(self, request, obj):
        actions.delete_footer_column(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for column in queryset:
            actions.delete_footer_column(column, by=request.user)
