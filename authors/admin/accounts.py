from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.utils.translation import gettext_lazy as _

from authors import actions
from authors.models import User

from . import speaking


@admin.register(User)
class UserAdmin(BaseUserAdmin):
    """Accounts. Only a superuser touches a superuser or hands out single permissions; only who may
    hand out every role touches such an account or hands out such a role."""

    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    show_full_result_count = False

    def get_urls(self):
        return [*speaking.urls(), *super().get_urls()]

    @admin.display(description=_("Roles"))
    def roles(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join(names) or ("Superuser" if user.is_superuser else "-")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]
        if not request.user.is_superuser:
            fields += ["is_superuser", "user_permissions"]
        if obj and not actions.may_give_roles(obj, by=request.user):
            fields += ["groups"]
        return fields

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Offer the roles this account may hand out."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups" and not request.user.has_perm(actions.ALL_ROLES):
            codename = actions.ALL_ROLES.partition(".")[2]
            field.queryset = field.queryset.exclude(permissions__codename=codename)
        return field

    def has_change_permission(self, request, obj=None):
        return self._is_within_reach(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._is_within_reach(request, obj) and super().has_delete_permission(request, obj)

    def _is_within_reach(self, request, obj) -> bool:
        """Whether the account `obj` (None: any) may be touched by who asks."""
        return obj is None or actions.is_within_reach(obj, by=request.user)
