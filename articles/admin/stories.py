from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import URLField
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import actions, body, workflow
from articles.models import Article, Revision
from newsroom.admin_forms import HOURS
from newsroom.admin_relations import SearchedRelations

from . import (
    changes,
    checking,
    comments,
    corrections,
    decision,
    desk,
    history,
    legal,
    moves,
    picks,
    pitching,
    plan,
    planning,
    previews,
    references,
    refused,
    standing,
    translations,
    withdrawal,
    writing,
)
from .forms import StoryForm
from .listing import StoryColumns, badge


class FewIcons:
    """Beside a relation only what is needed in the middle of a story: to open it, to add one."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


@admin.register(Article)
class ArticleAdmin(StoryColumns, FewIcons, SearchedRelations, admin.ModelAdmin):
    form = StoryForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}, **HOURS}
    autocomplete_fields = ["section", "series", "tags", "lead_image", "social_image"]
    save_on_top = False
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "body"]}),
        (gettext_lazy("For search and social networks"), {
            "classes": ["collapse"],
            "fields": ["seo_title", "seo_description", "social_title", "social_description",
                       "social_image", "canonical_url"],
        }),
        (gettext_lazy("More on this"), {"classes": ["collapse", "onward"], "fields": ["related"]}),
        (gettext_lazy("Publication"), {
            "classes": ["side"],
            "fields": ["standing", "published_at", "embargo_until", "expires_at"],
        }),
        (gettext_lazy("Section"), {
            "classes": ["side", "filing"],
            "fields": ["section", "kind", "tags", "series"],
        }),
        (gettext_lazy("Lead picture"), {
            "classes": ["side"],
            "fields": ["lead_image", "lead_caption"],
        }),
        (gettext_lazy("Details"), {
            "classes": ["side"],
            "fields": ["language", "dateline", "is_timeless", "slug"],
        }),
    ]  # fmt: skip
    readonly_fields = ["standing", "text", "leads_on_to"]

    class Media:
        css = {"all": ["css/checks.css"]}

    def get_fieldsets(self, request, obj=None):
        """Who may only look at a story reads its text instead of the editor's HTML."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        words = (None, {"fields": ["headline", "standfirst", "text"]})
        rest = [
            (name, {"fields": ["leads_on_to"]} if "onward" in options["classes"] else options)
            for name, options in self.fieldsets[1:]
        ]
        return [words, *rest]

    @admin.display(description=gettext_lazy("Text"))
    def text(self, article):
        return body.render(article.body, body.references([article.body]))

    @admin.display(description=gettext_lazy("Stories"), empty_value="-")
    def leads_on_to(self, article):
        return ", ".join(map(str, picks.stories(article.related).values()))

    @admin.display(description=gettext_lazy("Status"))
    def standing(self, article):
        if not article.pk:
            return badge(article)
        count = article.word_count
        length = ngettext("%(number)s word", "%(number)s words", count) % {"number": count}
        minutes = _("%(minutes)s min read") % {"minutes": article.reading_minutes}
        said = format_html(
            '{} <span class="quiet">{}</span>', badge(article), f"{length}, {minutes}"
        )
        if article.status == workflow.Status.READY and article.published_at:
            words = _("Planned for {}. It goes live only if somebody publishes it.")
            hour = writing.clock(article.published_at)
            return format_html("{}<br>{}", said, words.format(hour))
        if not article.has_unpublished_changes:
            return said
        page = reverse("admin:articles_article_changes", args=[article.pk])
        words = _("With unpublished changes")
        if article.changes_at:
            hour = writing.clock(article.changes_at)
            words = _("With unpublished changes; they go live on %(hour)s") % {"hour": hour}
        return format_html('{}<br><a href="{}">{}</a>', said, page, words)

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_visible else None

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        initial.pop("kept", None)
        return {**initial, **writing.new_story(request)}

    # Who may

    def get_queryset(self, request):
        stories = super().get_queryset(request).seen_by(request.user)
        return stories.for_form() if self._is_form(request) else stories

    def has_view_permission(self, request, obj=None):
        if obj is not None and not workflow.can_see(obj, by=request.user):
            return False
        return super().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        if obj is not None and not workflow.can_edit(obj, by=request.user):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What readers have seen is on the record: it can be withdrawn, not deleted."""
        if obj is not None and obj.has_been_public:
            return False
        if obj is not None and not workflow.may(request.user, workflow.DELETE, obj):
            return False
        return super().has_delete_permission(request, obj)

    # Opening the form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        form.may_add_authors = request.user.has_perm("authors.add_author")
        return form

    def get_object(self, request, object_id, from_field=None):
        """The story; for the form with the words it is to be opened with."""
        actions.publish_due_changes()
        request.article = article = super().get_object(request, object_id, from_field)
        if article is not None and self._opens(request, article):
            request.opening, request.kept = writing.opened(request, article)
        return article

    def _is_form(self, request):
        return request.resolver_match.url_name.endswith("_change")

    def _opens(self, request, article):
        is_opened = request.method == "GET" and self._is_form(request)
        return is_opened and self.has_change_permission(request, article)

    def render_change_form(self, request, context, **kwargs):
        article = kwargs["obj"]
        context |= {
            "moves": moves.buttons(article or Article(), by=request.user, posted=request.POST),
            "can_withdraw": article is not None
            and workflow.Status.WITHDRAWN in workflow.moves(article, by=request.user),
            "can_readdress": article is not None
            and article.status == workflow.Status.WITHDRAWN
            and workflow.may(request.user, workflow.WITHDRAW, article),
            **desk.form_context(request, article),
            **comments.tools(article),
            **standing.form_context(article),
            **plan.form_context(request, article),
            **translations.form_context(request, article),
        }
        if "opening" in context:
            context |= checking.panel(request, article, context["adminform"].form)
        return super().render_change_form(request, context, **kwargs)

    def changelist_view(self, request, extra_context=None):
        kept = Revision.objects.waiting_for(request.user).exists()
        return super().changelist_view(request, {"kept": kept} | (extra_context or {}))

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; whatever cannot be saved is kept for its writer before the answer says why."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied as error:
            return refused.no_right(self, request, object_id, error)
        except ValidationError as error:
            return refused.not_together(self, request, object_id, error)
        if object_id and request.article is None:
            return refused.not_there(self, request, object_id)
        if getattr(response, "context_data", None) and response.context_data.get("errors"):
            refused.keep(self, request, object_id, why=_("Something in the form was not right."))
        return response

    def save_model(self, request, obj, form, change):
        """See save_related: text, credits and tags go in together."""

    def save_related(self, request, form, formsets, change):
        credits, tags = form.credits_in_order(), form.cleaned_data["tags"]
        article = form.instance
        opening = writing.opening_of(request, article if change else None)
        if not change:
            words = writing.words_of(form, opening)
            request.edit = actions.begin(
                article, words, by=request.user, credits=credits or [], tags=tags
            )
            form.instance = request.edit.article
        elif opening is None:
            raise ValidationError(refused.NO_BASE)
        else:
            words = writing.words_of(form, opening)
            request.edit = actions.edit(article, words, by=request.user)
            form.instance = request.edit.article
        to = request.POST.get("_move")
        if to is None:
            return
        if request.edit.is_conflict:
            moves.give_back(self, request, moves.note_for(to, request.POST))
        elif not moves.hold(self, request, request.edit, to):
            moves.make(self, request, form.instance, to)

    def construct_change_message(self, request, form, formsets, add=False):
        if add:
            return super().construct_change_message(request, form, formsets, add)
        if request.edit.is_conflict:
            return _("Version %(number)s waits for a decision.") % {
                "number": request.edit.revision.number
            }
        return _("Version %(number)s.") % {"number": request.edit.revision.number}

    def delete_model(self, request, obj):
        actions.delete_article(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for article in queryset:
            actions.delete_article(article, by=request.user)

    def response_change(self, request, obj):
        edit = request.edit
        if edit.is_conflict:
            return redirect("admin:articles_article_decide", obj.pk, edit.revision.number)
        if "_move" not in request.POST:
            self.message_user(request, writing.saved(edit), messages.SUCCESS)
        for words in writing.beside(edit):
            self.message_user(request, words, messages.WARNING)
        return self._next_page(request, obj)

    def log_addition(self, request, obj, message):
        return super().log_addition(request, request.edit.article, message)

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_change(request, request.edit.article)

    def _next_page(self, request, article):
        if hasattr(request, "next_page"):
            return redirect(request.next_page)
        if "_save" in request.POST:
            return self.response_post_save_change(request, article)
        return redirect("admin:articles_article_change", article.pk)

    # Its own pages

    def get_urls(self):
        own = [
            *references.urls(self.admin_site),
            *desk.urls(self),
            *pitching.urls(self),
            *plan.urls(self),
            *standing.urls(self),
            *changes.urls(self),
            *checking.urls(self),
            *legal.urls(self),
            *decision.urls(self),
            *history.urls(self),
            *comments.urls(self),
            *corrections.urls(self),
            *previews.urls(self),
            *translations.urls(self),
            *withdrawal.urls(self),
            *planning.urls(self),
        ]
        return own + refused.guarded(self, super().get_urls())

    def log_of(self, article):
        """What was done with the story, newest first, as the admin wrote it down."""
        entries = LogEntry.objects.filter(
            content_type=get_content_type_for_model(article), object_id=str(article.pk)
        )
        return entries.select_related("user").order_by("-action_time")[:100]

    def history_view(self, request, object_id, extra_context=None):
        return history.versions(self, request, object_id)
