"""Share links of one story in the admin: made, copied, revoked, and who opened them."""

import re
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.models import Article, Revision, ShareLink, ShareVisit
from newsroom import hours
from newsroom.admin_forms import OneHourField
from newsroom.site import absolute

from . import seen

NEWEST = "newest"
OWN_HOUR = "hour"
PERIODS = [
    ("1", "1 day"),
    ("7", "7 days"),
    ("30", "30 days"),
    (OWN_HOUR, gettext_lazy("until this hour:")),
]
MOST_LINKS = 100  # shown; older ones are over long since
MOST_VISITS = 50  # shown of each link
FORM_FIELD = {"expires_at": "hour", "revision": "version"}  # where an error of the model belongs


class ShareForm(forms.Form):
    """A new link to `article`; `number` is the version that can be chosen beside the newest."""

    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=150,
        help_text=gettext_lazy(
            "Shown here and across the page, for instance “Legal” or “Ann Lee”."
        ),
    )
    version = forms.ChoiceField(label=gettext_lazy("What they see"), widget=forms.RadioSelect)
    period = forms.ChoiceField(
        label=gettext_lazy("Works for"), choices=PERIODS, widget=forms.RadioSelect, initial="7"
    )
    hour = OneHourField(
        label=gettext_lazy("This hour"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    pass_phrase = forms.CharField(
        label=gettext_lazy("Pass phrase"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Send it by another way than the link. It cannot be shown again."),
    )
    asks_name = forms.BooleanField(
        label=gettext_lazy("Ask who is reading before the story is shown"),
        required=False,
        initial=True,
    )

    def __init__(self, *args, article: Article, number: int, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.article = article
        choices = [(NEWEST, _("Always the newest text, working copy included"))]
        if number:
            choices.append(
                (str(number), (_("Version %(number)s, and no other") % {"number": number}))
            )
        self.fields["version"].choices = choices
        self.fields["hour"].help_text = _("Time zone: %(zone_name)s") % {
            "zone_name": hours.zone_name()
        }

    def clean(self):
        wanted = super().clean()
        if (
            wanted.get("period") == OWN_HOUR
            and not wanted.get("hour")
            and "hour" not in self.errors
        ):
            self.add_error("hour", _("Give the hour."))
        return wanted

    def link(self) -> ShareLink:
        """What the valid form asks for, not saved."""
        wanted = self.cleaned_data
        version, period = wanted["version"], wanted["period"]
        is_own = period == OWN_HOUR
        return ShareLink(
            article=self.article,
            label=wanted["label"],
            revision=None if version == NEWEST else int(version),
            expires_at=wanted["hour"] if is_own else timezone.now() + timedelta(days=int(period)),
            asks_name=wanted["asks_name"],
        )


def share(request, pk, model_admin):
    """Make links and revoke them, for who may edit the story."""
    article = seen.story(request, pk)
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    if request.method == "POST" and "revoke" in request.POST:
        return _revoke(request, article, model_admin)
    number, is_chosen = _number(request, article)
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        article=article,
        number=number,
        initial={"version": str(number) if is_chosen else NEWEST},
    )
    if form.is_valid():
        made = _make(request, form, model_admin)
        if made:
            return redirect(f"{request.path}#link-{made.pk}")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Share"),
        "opts": model_admin.opts,
        "original": article,
        "form": form,
        "links": _links(article),
    }
    return render(request, "admin/articles/article/share.html", context)


def _make(request, form: ShareForm, model_admin) -> ShareLink | None:
    try:
        phrase = form.cleaned_data["pass_phrase"]
        link = actions.make_share_link(form.link(), by=request.user, pass_phrase=phrase)
    except ValidationError as error:
        for name, found in error.error_dict.items():
            form.add_error(FORM_FIELD.get(name, name), found)
        return None
    model_admin.log_change(
        request, link.article, (_("Share link for “%(label)s” made.") % {"label": link.label})
    )
    words = _("The link for “%(label)s” is ready to be copied.") % {"label": link.label}
    model_admin.message_user(request, words, messages.SUCCESS)
    return link


def _revoke(request, article: Article, model_admin):
    key = request.POST["revoke"]
    key = int(key) if re.fullmatch(r"[0-9]{1,18}", key, re.ASCII) else 0
    link = get_object_or_404(article.shares, pk=key)
    if link.revoked_at is None:
        actions.revoke_share_link(link, by=request.user)
        model_admin.log_change(
            request, article, (_("Share link for “%(label)s” revoked.") % {"label": link.label})
        )
    words = _("The link for “%(label)s” leads nowhere any more.") % {"label": link.label}
    model_admin.message_user(request, words, messages.SUCCESS)
    return redirect(request.path)


def _number(request, article: Article) -> tuple[int, bool]:
    """The version that can be shared for good, and whether `?revision=` asks for it."""
    asked = request.GET.get("revision", "")
    if re.fullmatch(r"[1-9][0-9]{0,8}", asked, re.ASCII):
        found = Revision.objects.of(article).filter(number=int(asked))
        if found.exclude(kind__in=Revision.LOOSE).exists():
            return int(asked), True
    return article.revision, False


def _links(article: Article) -> list[ShareLink]:
    """The newest links with what the page says of each: two queries."""
    newest = ShareVisit.objects.order_by("-at")[:MOST_VISITS]
    rows = article.shares.select_related("created_by").annotate(opened=Count("visits"))
    rows = list(
        rows.order_by("-pk")[:MOST_LINKS].prefetch_related(
            Prefetch("visits", newest, to_attr="newest_visits")
        )
    )
    for link in rows:
        link.address = absolute(link.get_absolute_url())
    return rows
