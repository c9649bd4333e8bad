"""The fronts in the admin: their list, and the addresses of each one's pages."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from articles import workflow
from articles.fronts.rights import may_edit_some
from articles.models import Front, FrontVersion, Section

from . import editor, past, preview, versions


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """Nothing of the stock forms: a front is edited as a version, on pages of its own."""

    def has_module_permission(self, request):
        return may_edit_some(request.user)

    def has_view_permission(self, request, obj=None):
        return may_edit_some(request.user)

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def get_urls(self):
        pages = {
            "": editor.edit,
            "versions/": versions.versions,
            "versions/<int:number>/publish/": versions.publish,
            "versions/<int:number>/call-off/": versions.call_off,
            "versions/<int:mine>/beside/<int:theirs>/": versions.beside,
            "versions/<int:number>/preview/": preview.preview,
            "versions/<int:number>/preview/page/": preview.preview_page,
            "past/": past.past,
        }
        own = [
            path(
                f"<str:place>/{end}",
                self.admin_site.admin_view(view),
                {"model_admin": self},
                name=f"articles_front_{view.__name__}",
            )
            for end, view in pages.items()
        ]
        listed = self.admin_site.admin_view(self.changelist_view)
        return [path("", listed, name="articles_front_changelist"), *own]

    def changelist_view(self, request, extra_context=None):
        """The site's front and that of every section the user reaches."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sections = [None, *Section.objects.all()]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Fronts"),
            "opts": self.opts,
            "fronts": [
                _line(section, found)
                for found in [_versions()]
                for section in sections
                if workflow.is_in_reach(request.user, section and section.pk)
            ],
        }
        return render(request, "admin/articles/front/list.html", context)


def _versions() -> dict[int | None, dict]:
    """Of each front by its section: the live version, the next to come, a newest draft."""
    of_one = FrontVersion.objects.filter(front=OuterRef("pk"))
    wanted = {
        "live": of_one.live(),
        "next": of_one.scheduled(),
        "draft": of_one.order_by("-number"),
    }
    keys = {name: Subquery(rows.values("pk")[:1]) for name, rows in wanted.items()}
    fronts = list(Front.objects.values("section", **keys))
    rows = FrontVersion.objects.select_related("front", "by").defer("document")
    rows = rows.in_bulk({front[name] for front in fronts for name in wanted} - {None})
    found = {
        front["section"]: {name: rows[front[name]] for name in wanted if front[name] in rows}
        for front in fronts
    }
    for versions_of_one in found.values():
        newest = versions_of_one.pop("draft", None)  # a front may have no version yet
        if newest and newest.state == FrontVersion.State.DRAFT:
            versions_of_one["draft"] = newest
    return found


def _line(section: Section | None, found: dict) -> dict:
    """What the list says of one front."""
    front = Front(section=section)
    return {"front": front, **found.get(section and section.pk, {})}
