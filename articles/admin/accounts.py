"""An account with the sections its rights end at: accounts alone know of no sections."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles import actions
from articles.models import Section
from authors.actions import may_give_roles
from authors.admin.accounts import UserAdmin
from authors.models import User

admin.site.unregister(User)


class AccountForm(UserAdmin.form):
    sections = forms.ModelMultipleChoiceField(
        Section.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rights to approve, publish, withdraw and spike end at these. None: all."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["sections"] = self.instance.desk_sections.all()


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        if obj is None:
            return found
        name = "sections" if may_give_roles(obj, by=request.user) else "desk"
        return [*found[:-1], (_("Desk"), {"fields": [name]}), *found[-1:]]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "desk"]

    @admin.display(description=_("Sections"))
    def desk(self, account):
        return ", ".join(map(str, account.desk_sections.all())) or _("All")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and may_give_roles(form.instance, by=request.user):
            actions.set_desk(form.instance, form.cleaned_data["sections"], by=request.user)
