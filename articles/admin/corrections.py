"""What readers are told of a story beside its text: the page of one story, and the list of all."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, Correction
from articles.workflow import TransitionError
from newsroom import text

from . import moves, seen


class CorrectionForm(forms.ModelForm):
    """The words and their place; a retraction is made by withdrawing."""

    class Meta:
        model = Correction
        fields = ["kind", "text", "place"]
        widgets = {
            "kind": forms.RadioSelect,
            "place": forms.RadioSelect,
            "text": AdminTextareaWidget(attrs={"rows": 5, "dir": "auto"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        kinds = Correction.Kind.choices
        if self.instance.is_retraction and self.instance.pk:
            kinds = [choice for choice in kinds if choice[0] == Correction.Kind.RETRACTION]
        else:
            kinds = [choice for choice in kinds if choice[0] != Correction.Kind.RETRACTION]
        self.fields["kind"].choices = kinds
        self.fields["place"].choices = Correction.Place.choices

    def told(self) -> actions.Told:
        return actions.Told(**{name: self.cleaned_data[name] for name in Correction.FIELDS})


class RewordForm(CorrectionForm):
    note = forms.CharField(
        label=gettext_lazy("Why you change it"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("For the desk. What it said until now is kept."),
    )


class TakeBackForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=1000,
        help_text=gettext_lazy("For the desk. Readers see it no longer; here it stays."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


def urls(model_admin) -> list:
    """The addresses of corrections below the stories' own."""

    def page(end, view):
        return path(
            f"<int:pk>/corrections/{end}",
            model_admin.admin_site.admin_view(view),
            {"model_admin": model_admin},
            name=f"articles_article_{view.__name__}",
        )

    return [page("", corrections), page("<int:key>/", correction)]


def corrections(request, pk, model_admin):
    """All that readers were told of one story, and the form to tell them more."""
    article = _article(request, pk)
    may = workflow.may(request.user, workflow.CORRECT, article)
    is_other = "_versions" in request.POST or "_none" in request.POST
    form = CorrectionForm(None if is_other else request.POST or None)
    if request.method == "POST":
        _require(may)
        if "_versions" in request.POST:
            return _show_versions(model_admin, request, article)
        if "_none" in request.POST:
            actions.need_no_correction(article, by=request.user)
            return _after(model_admin, request, article, _("No correction is asked for any more."))
        if form.is_valid():
            done = _tried(
                form, lambda: actions.add_correction(article, form.told(), by=request.user)
            )
            if done:
                return _after(
                    model_admin,
                    request,
                    article,
                    (_("%(kind)s added.") % {"kind": done.get_kind_display()}),
                )
    rows = article.corrections.select_related("by", "taken_back_by")
    context = _context(request, article, model_admin, _("Corrections")) | {
        "form": form,
        "may_correct": may,
        "rows": rows.prefetch_related("versions__by"),
    }
    return render(request, "admin/articles/article/corrections.html", context)


def correction(request, pk, key, model_admin):
    """One of them, to be reworded or taken back."""
    article = _article(request, pk)
    _require(workflow.may(request.user, workflow.CORRECT, article))
    row = get_object_or_404(article.corrections.standing(), pk=key)
    is_back = "_take_back" in request.POST
    form = RewordForm(None if is_back else request.POST or None, instance=row)
    back = TakeBackForm(request.POST if is_back else None)
    used = back if is_back else form
    is_sent = request.method == "POST" and used.is_valid()
    if is_sent and _tried(used, lambda: _change(row, used, by=request.user)):
        words = _("Taken back.") if is_back else _("Correction changed.")
        return _after(model_admin, request, article, words)
    context = _context(request, article, model_admin, _("Change a correction")) | {
        "form": form,
        "back": back,
        "row": row,
    }
    return render(request, "admin/articles/article/correction.html", context)


def _show_versions(model_admin, request, article: Article):
    shown = request.POST["_versions"] == "show"
    actions.show_versions(article, shown=shown, by=request.user)
    words = (
        _("Readers may see its versions.") if shown else _("Its versions are hidden from readers.")
    )
    return _after(model_admin, request, article, words)


def _change(row: Correction, form: forms.Form, *, by) -> Correction:
    given = form.cleaned_data
    if isinstance(form, TakeBackForm):
        return actions.take_back_correction(row, by=by, because=given["because"])
    return actions.edit_correction(row, form.told(), by=by, note=given["note"])


def _tried(form: forms.Form, action):
    """What `action` gives; None where it refuses, and the form says why."""
    try:
        return action()
    except TransitionError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, moves.reasons(error))
    return None


def _after(model_admin, request, article: Article, words: str):
    model_admin.log_change(request, article, words)
    said = words
    if article.is_visible:
        said = format_html(
            _('{} <a href="{}">See it on the site</a>'), words, article.get_absolute_url()
        )
    model_admin.message_user(request, said, messages.SUCCESS)
    return redirect("admin:articles_article_corrections", article.pk)


def _article(request, pk: int) -> Article:
    stories = Article.objects.select_related("section").defer(*Article.LONG_FIELDS)
    return seen.story(request, pk, stories)


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _context(request, article: Article, model_admin, title: str) -> dict:
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": str(article),
        "opts": model_admin.opts,
        "original": article,
    }


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """A list and nothing else: corrections are written on their story's page."""

    list_display = ["beginning", "kind", "story", "by", "published_at", "state"]
    list_display_links = None
    list_filter = ["kind", "published_at"]
    list_per_page = 50
    ordering = ["-published_at", "-pk"]
    search_fields = ["text", "article__headline"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    class Media:
        css = {"all": ["css/desk-corrections.css"]}

    def get_urls(self):
        return [url for url in super().get_urls() if url.name == "articles_correction_changelist"]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"title": _("Corrections"), **(extra_context or {})}
        )

    def get_queryset(self, request):
        """Those of stories that whoever asks may see; most see all, which costs nothing."""
        rows = super().get_queryset(request).with_story().select_related("by")
        if workflow.sees_all(request.user):
            return rows
        return rows.filter(article__in=Article.objects.seen_by(request.user))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff and workflow.sees_any(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody removes one; with its story it goes."""
        return obj is not None

    @admin.display(description=gettext_lazy("What readers are told"))
    def beginning(self, correction):
        words = text.shorten(" ".join(correction.text.split()), 140)
        page = reverse("admin:articles_article_corrections", args=[correction.article_id])
        return format_html('<a href="{}#{}" dir="auto">{}</a>', page, correction.anchor, words)

    @admin.display(description=gettext_lazy("Story"))
    def story(self, correction):
        page = reverse("admin:articles_article_change", args=[correction.article_id])
        return format_html('<a href="{}" dir="auto">{}</a>', page, correction.article)

    @admin.display(description=gettext_lazy("State"))
    def state(self, correction):
        if correction.taken_back_at:
            return format_html('<span class="badge badge--hidden">{}</span>', _("Taken back"))
        return format_html('<span class="badge">{}</span>', _("Stands"))
