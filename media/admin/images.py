from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import URLField
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from media import actions, uses
from media.models import Image
from media.shapes import CROPS
from media.templatetags.pictures import thumbnail_url
from newsroom.admin_counting import each
from newsroom.admin_forms import HOURS
from newsroom.finding import every_word

from .describing import describe
from .filters import SOON, LicenceFilter, NeedsFilter, PhotographerFilter
from .forms import ImageForm
from .library import AS_LIST, Library
from .uploading import upload


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}, **HOURS}
    list_display = ["thumbnail", "name", "credited", "needs", "used", "facts", "created_at"]
    list_display_links = ["thumbnail", "name"]
    list_filter = [NeedsFilter, PhotographerFilter, LicenceFilter, "created_at", "taken_at"]
    search_fields = [
        "title", "caption", "alt_text", "photographer", "agency", "credit_line", "keywords",
    ]  # fmt: skip
    date_hierarchy = "created_at"
    show_full_result_count = False
    list_per_page = 48
    actions = [describe]
    readonly_fields = ["facts"]
    fieldsets = [
        (None, {"fields": ["title", "alt_text", "caption", "keywords"]}),
        (gettext_lazy("Whose it is"), {
            "fields": ["photographer", "agency", "credit_line", "copyright_notice", "licence",
                       "usage_terms", "rights_expire_on", "restrictions", "source_url"],
        }),
        (gettext_lazy("The file"), {"fields": ["facts", "taken_at", "original", "again"]}),
        (gettext_lazy("Crops in numbers"), {
            "classes": ["crop-numbers", "collapse"], "fields": [("focal_x", "focal_y"), "crops"],
        }),
    ]  # fmt: skip

    # The library

    def get_changelist(self, request, **kwargs):
        return Library

    def changelist_view(self, request, extra_context=None):
        context = {"as_list": request.GET.get(AS_LIST) == "list", "title": _("Picture library")}
        return super().changelist_view(request, context | (extra_context or {}))

    def get_search_results(self, request, queryset, search_term):
        return queryset.filter(every_word(search_term, self.search_fields)), False

    @admin.display(description=gettext_lazy("Small"))
    def thumbnail(self, image):
        url = thumbnail_url(image, width=320, ratio="4x3")
        words = image.alt_text or str(image)
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', url, words)

    @admin.display(description=gettext_lazy("Picture"), ordering="title")
    def name(self, image):
        return str(image)

    @admin.display(description=gettext_lazy("Credit"), ordering="photographer", empty_value="")
    def credited(self, image):
        return image.credit

    @admin.display(description=gettext_lazy("Needs"), empty_value="")
    def needs(self, image):
        chips = [] if image.credit else [("bad", _("no credit"))]
        if not image.has_rights:
            chips.append(("bad", _("rights are over")))
        elif image.rights_within(SOON):
            day = image.rights_expire_on.strftime("%-d %b")
            chips.append(("soon", _("rights end %(day)s") % {"day": day}))
        if not image.alt_text:
            chips.append(("soon", _("no alt text")))
        if image.restrictions:
            chips.append(("soon", _("restricted")))
        return format_html_join(" ", '<span class="badge badge--{}">{}</span>', chips)

    @admin.display(description=gettext_lazy("Used"))
    def used(self, image):
        if not image.uses:
            return _("not used")
        return ngettext("used once", "used %(number)s times", image.uses) % {
            "number": each(image.uses)
        }

    @admin.display(description=gettext_lazy("Size"))
    def facts(self, image):
        if not image.width:
            return "-"
        moving = _(", moving") if image.is_animated else ""
        size = filesizeformat(image.byte_size)
        return _("%(width)s × %(height)s, %(format)s%(moving)s, %(size)s") % {
            "width": image.width,
            "height": image.height,
            "format": image.format,
            "moving": moving,
            "size": size,
        }

    # One picture

    def get_fieldsets(self, request, obj=None):
        if obj:
            return self.fieldsets
        return [(None, {"fields": ["original", "again", "title", "alt_text", "caption"]}),
                self.fieldsets[1]]  # fmt: skip

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            widget = field.widget
            widget.can_add_related = widget.can_change_related = False
            widget.can_delete_related = widget.can_view_related = False
        return field

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        image = context.get("original")
        if image and context["errors"]:  # the one in hand holds what was refused
            image = Image.objects.get(pk=image.pk)
        if image and image.width:
            form = context["adminform"].form
            found, tally = uses.of(image, request.user), form.tally
            context |= {
                "preview": thumbnail_url(image, width=960, ratio="full"),
                "crop_previews": [_crop_preview(image, ratio) for ratio in CROPS],
                "uses": found,
                "tally": tally,
                "unlisted": tally.all - len(found),
                "problems": image.problems,
                "may_replace": form.may_replace and self.has_change_permission(request, image),
            }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Ask again if the file turns out to be damaged when it is drawn.

        Without Django's transaction around it all: drawing takes seconds in which nobody else could
        write to SQLite. The action has its own.
        """
        arguments = (request, object_id, form_url, extra_context)
        try:
            return self._changeform_view(*arguments)
        except ValidationError as error:
            request.refused = tuple(error.messages)
            return self._changeform_view(*arguments)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", ())
        if obj:
            form.tally = uses.tally(obj)
            is_free = not form.tally.public
            form.may_replace = is_free or request.user.has_perm(actions.REPLACE_USED)
        return form

    def save_model(self, request, obj, form, change):
        actions.save_image(obj, by=request.user, changed=form.changed_data, later=True)

    # Coming and going

    def add_view(self, request, form_url="", extra_context=None):
        """One or many files; the small form stays for the window another form opens."""
        if IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST:
            return super().add_view(request, form_url, extra_context)
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload pictures"),
            "opts": self.opts,
        }
        return upload(
            request, context, lambda image: self.log_addition(request, image, _("Added."))
        )

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.bring_back))
        route = path("<int:key>/bring-back/", view, name="media_image_bring_back")
        return [route, *super().get_urls()]

    def bring_back(self, request, key):
        """Undo the last replacement of a picture's file."""
        image = get_object_or_404(Image, pk=key)
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        try:
            actions.bring_back(image, by=request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.log_change(request, image, _("Brought back the former file."))
            words = _("The former file is back, with its focal point and crops.")
            self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:media_image_change", key)

    def delete_view(self, request, object_id, extra_context=None):
        image = self.get_object(request, object_id)
        found = uses.of(image) if image and self.has_delete_permission(request, image) else []
        if found:
            return in_use(request, self, image, uses.of(image, request.user))
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:  # somebody began to use it a moment ago
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return redirect("admin:media_image_changelist")

    def delete_model(self, request, obj):
        actions.delete_image(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for image in queryset:
            try:
                actions.delete_image(image, by=request.user)
            except ValidationError as error:  # somebody began to use it a moment ago
                self.message_user(request, " ".join(error.messages), messages.ERROR)


def in_use(request, model_admin, image, found):
    """The page that says why a picture stays: where it stands."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("This picture is in use and stays"),
        "opts": model_admin.opts,
        "image": image,
        "uses": found,
        "unlisted": uses.tally(image).all - len(found),
    }
    return render(request, "admin/media/image/in_use.html", context)


def _crop_preview(image, ratio):
    return {
        "ratio": ratio,
        "label": ratio.replace("x", ":"),
        "url": thumbnail_url(image, width=320, ratio=ratio),
        "by_hand": ratio in image.crops,
        "width": int(ratio.partition("x")[0]),
        "height": int(ratio.partition("x")[2]),
    }
