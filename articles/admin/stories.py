from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import URLField
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from articles import actions, body, workflow
from articles.models import Article, Credit
from articles.workflow import Status, TransitionError
from media.templatetags.pictures import thumbnail_url

from . import previews, references
from .forms import CreditFormSet, StoryForm, WithdrawForm

MOVES = {  # what the button says, and the action behind it
    (Status.DRAFT, Status.REVIEW): ("Submit for review", actions.submit),
    (Status.DRAFT, Status.READY): ("Approve", actions.approve),
    (Status.DRAFT, Status.PUBLISHED): ("Publish", actions.publish),
    (Status.DRAFT, Status.SPIKED): ("Spike", actions.spike),
    (Status.REVIEW, Status.DRAFT): ("Send back", actions.send_back),
    (Status.REVIEW, Status.READY): ("Approve", actions.approve),
    (Status.REVIEW, Status.PUBLISHED): ("Publish", actions.publish),
    (Status.REVIEW, Status.SPIKED): ("Spike", actions.spike),
    (Status.READY, Status.DRAFT): ("Send back", actions.send_back),
    (Status.READY, Status.PUBLISHED): ("Publish", actions.publish),
    (Status.READY, Status.SPIKED): ("Spike", actions.spike),
    (Status.PUBLISHED, Status.READY): ("Call off", actions.unschedule),
    (Status.WITHDRAWN, Status.PUBLISHED): ("Publish again", actions.publish),
    (Status.SPIKED, Status.DRAFT): ("Bring back", actions.reopen),
}


class FewIcons:
    """Beside a relation only what is needed in the middle of a story: to open it, to add one."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class CreditInline(FewIcons, admin.TabularInline):
    model = Credit
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]
    verbose_name_plural = "credits"
    formset = CreditFormSet

    def get_extra(self, request, obj=None, **kwargs):
        """One empty row where nobody is named yet; it may stay empty."""
        return 0 if obj and obj.credits.exists() else 1


class StandingFilter(admin.SimpleListFilter):
    """Where stories stand, as the list's badges say it."""

    title = "status"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        by_clock = [("live", "Live"), ("scheduled", "Scheduled"), ("expired", "Expired")]
        return [*Status.choices[:3], *by_clock, *Status.choices[4:]]

    def queryset(self, request, queryset):
        by_clock = {
            "live": queryset.published,
            "scheduled": queryset.scheduled,
            "expired": queryset.expired,
        }
        if self.value() in by_clock:
            return by_clock[self.value()]()
        return queryset.filter(status=self.value()) if self.value() else queryset


class StoryList(ChangeList):
    """The rows of the list, without the long texts."""

    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).for_cards()


@admin.register(Article)
class ArticleAdmin(FewIcons, admin.ModelAdmin):
    form = StoryForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    inlines = [CreditInline]
    list_display = ["thumbnail", "title", "state", "section", "byline", "hour", "saved"]
    list_display_links = ["title"]
    list_filter = [StandingFilter, "section", "kind", "language", "published_at"]
    list_per_page = 50
    search_fields = ["headline", "slug", "credits__author__name"]
    date_hierarchy = "published_at"
    ordering = ["-modified_at"]
    show_full_result_count = False
    autocomplete_fields = ["section", "tags", "lead_image", "social_image"]
    save_on_top = False
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "body"]}),
        ("For search and social networks", {
            "classes": ["collapse"],
            "fields": ["seo_title", "seo_description", "social_title", "social_description",
                       "social_image", "canonical_url"],
        }),
        ("Publication", {
            "classes": ["side"],
            "fields": ["standing", "published_at", "updated_at", "embargo_until", "expires_at"],
        }),
        ("Section", {"classes": ["side"], "fields": ["section", "kind", "tags"]}),
        ("Lead picture", {"classes": ["side"], "fields": ["lead_image", "lead_caption"]}),
        ("Details", {"classes": ["side"], "fields": ["language", "dateline", "slug"]}),
    ]  # fmt: skip
    readonly_fields = ["standing", "text"]

    def get_fieldsets(self, request, obj=None):
        """Who may only look at a story reads its text instead of the editor's HTML."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        words = (None, {"fields": ["headline", "standfirst", "text"]})
        return [words, *self.fieldsets[1:]]

    @admin.display(description="Text")
    def text(self, article):
        return body.render(article.body, body.references([article.body]))

    # The list

    def get_changelist(self, request, **kwargs):
        return StoryList

    @admin.display(description="")
    def thumbnail(self, article):
        if not article.lead_image:
            return format_html('<span class="{}"></span>', "thumbnail thumbnail--missing")
        url = thumbnail_url(article.lead_image)
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', url)

    @admin.display(description="Headline", ordering="headline")
    def title(self, article):
        return article.headline or "(no headline)"

    @admin.display(description="Status", ordering="status")
    def state(self, article):
        return _badge(article)

    @admin.display(description="Byline")
    def byline(self, article):
        return ", ".join(credit.signed_name for credit in article.writers) or "-"

    @admin.display(description="Live", ordering="published_at")
    def hour(self, article):
        return article.published_at

    @admin.display(description="Saved", ordering="modified_at")
    def saved(self, article):
        return article.modified_at

    # The form

    @admin.display(description="Status")
    def standing(self, article):
        if not article.pk:
            return _badge(article)
        minutes = f"{article.word_count} words, {article.reading_minutes} min read"
        return format_html('{} <span class="quiet">{}</span>', _badge(article), minutes)

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_visible else None

    def get_changeform_initial_data(self, request):
        return {"language": "en", **super().get_changeform_initial_data(request)}

    def has_change_permission(self, request, obj=None):
        if obj is not None and not workflow.can_edit(obj, by=request.user):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What readers have seen is on the record: it can be withdrawn, not deleted."""
        if obj is not None and obj.has_been_public:
            return False
        return super().has_delete_permission(request, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        article = self.get_object(request, object_id) if object_id else Article()
        moves = workflow.moves(article, by=request.user) if article else []
        context = {
            "moves": [
                {"to": to.value, "label": MOVES[article.status, to][0]}
                for to in moves
                if (article.status, to) in MOVES
            ],
            "can_withdraw": Status.WITHDRAWN in moves,
        }
        return super().changeform_view(
            request, object_id, form_url, context | (extra_context or {})
        )

    def save_model(self, request, obj, form, change):
        actions.save_article(obj, by=request.user)

    def save_related(self, request, form, formsets, change):
        actions.set_tags(form.instance, form.cleaned_data["tags"], by=request.user)
        for formset in formsets:
            formset.save(commit=False)  # only notes what changed, for the history
            actions.set_credits(form.instance, formset.in_order(), by=request.user)
        if "_move" in request.POST:
            self._move(request, form.instance, request.POST["_move"])

    def delete_model(self, request, obj):
        actions.delete_article(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for article in queryset:
            actions.delete_article(article, by=request.user)

    def _move(self, request, article, to):
        """Do what the pressed button says; if that cannot be, say so: the text stays saved."""
        label, action = MOVES.get((article.status, to), ("", None))
        try:
            if action is None:
                raise TransitionError("The story has moved on since this page was opened.")
            moved = action(article, by=request.user)
        except (TransitionError, PermissionDenied, ValidationError) as error:
            words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self.message_user(request, f"Saved, but not moved: {words}", messages.ERROR)
        else:
            self.log_change(request, article, f"{label}.")
            self.message_user(request, _what_happened(moved), messages.SUCCESS)

    def response_change(self, request, obj):
        if "_move" in request.POST:
            return redirect(request.path)
        return super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if "_move" in request.POST:
            return redirect("admin:articles_article_change", obj.pk)
        return super().response_add(request, obj, post_url_continue)

    # Its own pages

    def get_urls(self):
        own = [
            *references.urls(self.admin_site),
            *previews.urls(self),
            path(
                "<int:pk>/withdraw/",
                self.admin_site.admin_view(self.withdraw),
                name="articles_article_withdraw",
            ),
        ]
        return own + super().get_urls()

    def withdraw(self, request, pk):
        """Ask what readers are told, then take the story away from them."""
        article = get_object_or_404(Article, pk=pk)
        if not request.user.has_perm(workflow.WITHDRAW):
            raise PermissionDenied
        form = WithdrawForm(request.POST or None)
        change_page = reverse("admin:articles_article_change", args=[pk])
        if request.method == "POST" and form.is_valid():
            try:
                actions.withdraw(article, by=request.user, reason=form.cleaned_data["reason"])
            except TransitionError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.log_change(request, article, "Withdrawn.")
                self.message_user(request, f"“{article}” is withdrawn.", messages.SUCCESS)
            return redirect(change_page)
        context = {
            **self.admin_site.each_context(request),
            "title": "Withdraw this story",
            "opts": self.opts,
            "original": article,
            "form": form,
            "change_page": change_page,
        }
        return render(request, "admin/articles/article/withdraw.html", context)


def _what_happened(article):
    """What a move led to, in one sentence, with the way to the page where there is one."""
    if article.is_scheduled:
        hour = date_format(timezone.localtime(article.goes_live_at), "DATETIME_FORMAT")
        return f"Scheduled: goes live on {hour} ({timezone.get_current_timezone_name()})."
    if article.is_visible:
        words = 'Published. <a href="{}">See it on the site</a>'
        return format_html(words, article.get_absolute_url())
    return f"The story is now: {article.get_status_display()}."


def _badge(article):
    """The status as a coloured word; a story waiting for its hour says so."""
    key, label = article.status, article.get_status_display()
    if article.is_scheduled:
        is_embargo = article.goes_live_at == article.embargo_until
        key, label = "scheduled", "Under embargo" if is_embargo else "Scheduled"
    elif article.status == Status.PUBLISHED and not article.is_visible:
        key, label = "hidden", "Expired"
    return format_html('<span class="badge badge--{}">{}</span>', key, label)
