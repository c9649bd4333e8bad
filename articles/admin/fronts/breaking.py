"""Breaking news in the admin: one page to put it up, take it away, and see what there was."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.admin.references import stories_found
from articles.fronts.rights import may_break
from articles.models import Article, BreakingBar
from newsroom.admin_forms import OneHourField

SHOWN = 50  # of the past
FOUND = 10
HOURS = [("1", "1 hour"), ("2", "2 hours"), ("4", "4 hours"), ("", gettext_lazy("at this hour:"))]


class BreakingForm(forms.Form):
    """Words, a story or both, and when it ends."""

    text = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=BreakingBar.MAX_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "class": "vTextField"}),
        help_text=gettext_lazy("Left blank, it says the story's headline."),
    )
    article = forms.ModelChoiceField(
        Article.objects.filter(status=Article.Status.PUBLISHED).for_list(),
        label=gettext_lazy("Story"),
        required=False,
        widget=forms.HiddenInput,
    )
    hours = forms.ChoiceField(
        label=gettext_lazy("Ends"),
        choices=HOURS,
        required=False,
        initial="2",
        widget=forms.RadioSelect,
    )
    ends_at = OneHourField(
        label=gettext_lazy("This hour"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "aria-label": gettext_lazy("Ends at this hour")},
            format="%Y-%m-%dT%H:%M",
        ),
    )

    def clean(self):
        sent = super().clean()
        if sent.get("hours"):
            sent["ends_at"] = timezone.now() + timedelta(hours=int(sent["hours"]))
        elif not sent.get("ends_at") and "ends_at" not in self.errors:
            self.add_error("ends_at", _("Give the hour at which it ends."))
        return sent


@admin.register(BreakingBar)
class BreakingAdmin(admin.ModelAdmin):
    """Its list is its only page; rows are never edited: a new one takes the place of the last."""

    def has_module_permission(self, request):
        return may_break(request.user)

    def has_view_permission(self, request, obj=None):
        return may_break(request.user)

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def get_urls(self):
        return super().get_urls()[:1]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        verb = request.POST.get("do", "").partition(":")[0]
        if verb == "end":
            actions.end_breaking(by=request.user)
            self.message_user(request, _("Nothing stands above the pages now."), messages.SUCCESS)
            return redirect(request.path)
        form = BreakingForm(request.POST if verb == "publish" else None, initial=_initial(request))
        if form.is_bound and form.is_valid() and self._publish(request, form):
            return redirect(request.path)
        return render(request, "admin/articles/breakingbar/page.html", self._context(request, form))

    def _publish(self, request, form: BreakingForm) -> bool:
        sent = form.cleaned_data
        wanted = {name: sent[name] for name in ("text", "article", "ends_at")}
        try:
            bar = actions.break_news(by=request.user, **wanted)
        except ValidationError as error:
            for name, found in error.error_dict.items():
                form.add_error(name if name in form.fields else None, found)
            return False
        self.log_addition(request, bar, _("Put above every page."))
        self.message_user(request, _("It stands above every page now."), messages.SUCCESS)
        return True

    def _context(self, request, form: BreakingForm) -> dict:
        """The page; `stories` are what a search without JavaScript found."""
        query = request.POST.get("q", "")
        is_search = request.POST.get("do") == "search"
        rows = BreakingBar.objects.select_related("article", "by", "ended_by")
        rows = list(rows.order_by("-begins_at", "-pk")[:SHOWN])
        found = stories_found(query, by=request.user)
        chosen = form["article"].value()
        chosen = str(chosen) if str(chosen or "").isdecimal() else ""
        return {
            **self.admin_site.each_context(request),
            "title": _("Breaking news"),
            "opts": self.opts,
            "form": form,
            "chosen": form.fields["article"].queryset.filter(pk=chosen).first() if chosen else None,
            "query": query,
            "stories": list(found.newest_first()[:FOUND]) if is_search else None,
            "current": next((bar for bar in rows if bar.is_on), None),
            "bars": rows,
        }


def _initial(request) -> dict:
    """What is in the form already, after a search or the choice of a story."""
    sent = {name: request.POST.get(name, "") for name in ("text", "ends_at")}
    sent["hours"] = request.POST.get("hours", "2")
    verb, _colon, key = request.POST.get("do", "").partition(":")
    sent["article"] = key if verb == "choose" else request.POST.get("article", "")
    if verb == "drop":
        sent["article"] = ""
    return sent
