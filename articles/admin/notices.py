"""The page of what happened to the stories that concern whoever looks: unread first."""

from django.contrib import admin, messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import actions
from articles.models import MailChoice, Notice
from newsroom import text

from . import comments

PAGE = "admin:articles_notice_changelist"


class ReadFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("unread", _("Unread")), ("read", _("Read"))]

    def queryset(self, request, queryset):
        if self.value() == "unread":
            return queryset.unread()
        return queryset.filter(read_at__isnull=False) if self.value() == "read" else queryset


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):
    """One's own notices; nobody reads another's."""

    list_display = ["what", "story", "note_beginning", "who", "at"]
    list_display_links = None
    list_filter = [ReadFilter]
    list_per_page = 50
    ordering = [ExpressionWrapper(Q(read_at__isnull=False), BooleanField()).asc(), "-pk"]
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["read_these"]

    class Media:
        css = {"all": ["css/notices.css"]}

    def get_urls(self):
        view = self.admin_site.admin_view
        listed = [url for url in super().get_urls() if url.name == "articles_notice_changelist"]
        return [
            path("read/", view(require_POST(self.read_all)), name="articles_notice_read"),
            path("mail/", view(require_POST(self.mail)), name="articles_notice_mail"),
            path("<int:pk>/", view(require_safe(self.go)), name="articles_notice_go"),
            *listed,
        ]

    # Who may

    def has_view_permission(self, request, obj=None):
        return actions.can_comment(request.user)

    def has_module_permission(self, request):
        """Not in the menu: the way here stands at the top of every page, with a number."""
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """With its story or its reader it goes; nobody removes one."""
        return obj is not None

    def has_read_permission(self, request):
        return True

    # The list

    def get_queryset(self, request):
        return super().get_queryset(request).of(request.user).for_list()

    def changelist_view(self, request, extra_context=None):
        choice = MailChoice.objects.filter(user=request.user).first()
        context = {"title": _("Notices"), "by_mail": choice is None or choice.by_mail}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=_("What"))
    def what(self, notice):
        words = notice.get_kind_display()
        if notice.read_at:
            return words
        return format_html('<strong class="unread">{}</strong>', words)

    @admin.display(description=_("Story"))
    def story(self, notice):
        if notice.headline:  # it may be seen no longer
            return format_html('<span dir="auto">{}</span>', notice.headline)
        page = reverse("admin:articles_notice_go", args=[notice.pk])
        headline = notice.article.headline or _("(no headline)")
        return format_html('<a href="{}" dir="auto">{}</a>', page, headline)

    @admin.display(description=_("Why"))
    def note_beginning(self, notice):
        words = text.shorten(" ".join(notice.note.split()), 200)
        return format_html('<span dir="auto">{}</span>', words)

    @admin.display(description=_("By"))
    def who(self, notice):
        return notice.by or "-"

    @admin.action(description=_("Mark as read"), permissions=["read"])
    def read_these(self, request, queryset):
        self._say(request, actions.mark_read(queryset, by=request.user))

    # Its own pages

    def go(self, request, pk):
        """To the story, or to the note it is about; who goes there has read the notice."""
        mine = Notice.objects.of(request.user)
        notice = get_object_or_404(mine.select_related("comment"), pk=pk)
        actions.mark_read(mine.filter(pk=pk), by=request.user)
        if notice.headline:
            return redirect(PAGE)
        if notice.comment:
            return redirect(comments.address(notice.comment))
        if notice.kind == Notice.Kind.TO_CORRECT:
            return redirect("admin:articles_article_corrections", notice.article_id)
        return redirect("admin:articles_article_change", notice.article_id)

    def read_all(self, request):
        self._say(request, actions.mark_read(Notice.objects.all(), by=request.user))
        return redirect(PAGE)

    def mail(self, request):
        by_mail = request.POST.get("by_mail") == "1"
        actions.choose_mail(by=request.user, by_mail=by_mail)
        words = _("Notices come by mail as well.") if by_mail else _("Notices stand here alone.")
        self.message_user(request, words, messages.SUCCESS)
        return redirect(PAGE)

    def _say(self, request, number: int) -> None:
        words = ngettext("%d notice is read now.", "%d notices are read now.", number) % number
        self.message_user(request, words, messages.SUCCESS)
