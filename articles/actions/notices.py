"""Tell people what happened to the stories that concern them: in the admin, and by mail."""

from collections.abc import Iterable
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, Comment, MailChoice, Notice, Transition
from articles.workflow import Status
from authors.models import User
from newsroom import hours, mail, site, text

Kind = Notice.Kind
MOST_OF_NOTE = 1_000
KINDS = {  # what a move is called by those it concerns
    (Status.PITCHED, Status.ASSIGNED): Kind.ASSIGNED,
    (Status.DRAFT, Status.REVIEW): Kind.SUBMITTED,
    (Status.REVIEW, Status.DRAFT): Kind.SENT_BACK,
    (Status.READY, Status.DRAFT): Kind.SENT_BACK,
    (Status.DRAFT, Status.READY): Kind.APPROVED,
    (Status.REVIEW, Status.READY): Kind.APPROVED,
    (Status.PUBLISHED, Status.READY): Kind.CALLED_OFF,
    (Status.SPIKED, Status.DRAFT): Kind.REOPENED,
}
ENDS = {
    Status.PUBLISHED: Kind.PUBLISHED, Status.WITHDRAWN: Kind.WITHDRAWN, Status.SPIKED: Kind.SPIKED
}  # fmt: skip


def announce(transition: Transition) -> None:
    """Tell whom a move concerns. What the system itself moves (imports) it tells nobody."""
    article = transition.article
    kind = KINDS.get((transition.start, transition.to)) or ENDS.get(transition.to)
    if transition.by is None or kind is None:
        return
    if kind == Kind.PUBLISHED and article.is_scheduled:
        kind = Kind.SCHEDULED
    if kind == Kind.SUBMITTED:
        people = editors(article)
    elif kind == Kind.ASSIGNED:
        people = [article.assignee]
    else:
        people = concerned(article)
    tell(article, people, kind, by=transition.by, note=transition.note)


@transaction.atomic
def tell(
    article: Article,
    people: Iterable[User],
    kind: str,
    *,
    by: User | None,
    note: str | Comment = "",
) -> list[Notice]:
    """Write a notice to each of `people`, once each, and a letter to those who want mail.

    `note` says why, or is the note to the desk this is about. Whoever did it is told nothing, and
    nobody who may not see the story in the newsroom, except that it was taken from them: then by
    the headline of now, which they knew, and no later one. PermissionDenied if `by` may not.
    """
    if not workflow.can_see(article, by=by):
        raise PermissionDenied("A story is told of by those who may see it.")
    found = {person.pk: person for person in people if person and person != by}
    staff = [person for person in found.values() if person.is_active and person.is_staff]
    seeing = _seeing(article, staff)
    lost = {person.pk for person in staff} - {person.pk for person in seeing}
    staff = staff if kind == Kind.UNASSIGNED else seeing
    comment = note if isinstance(note, Comment) else None
    words = comment.text if comment else note
    fields = {"article": article, "kind": Kind(kind), "by": by, "comment": comment}
    fields |= {"note": words.strip()[:MOST_OF_NOTE], "at": timezone.now()}
    known = {key: article.headline or _("(no headline)") for key in lost}
    notices = Notice.objects.bulk_create(
        [Notice(to=person, headline=known.get(person.pk, ""), **fields) for person in staff]
    )
    muted = set(
        MailChoice.objects.filter(user__in=staff, by_mail=False).values_list("user", flat=True)
    )
    letters = [_letter(notice) for notice in notices if notice.to_id not in muted]
    if letters := [letter for letter in letters if _is_address(letter.to)]:
        mail.queue(*letters)
    return notices


def _seeing(article: Article, people: list[User]) -> list[User]:
    """Those of `people` who may see the story: one query, and more for who sees only their own."""
    able = User.objects.with_perm
    sees_all = able(workflow.SEE_OTHERS) & (able(workflow.SEE[0]) | able(workflow.SEE[1]))
    found = set(
        sees_all.filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True)
    )
    return [
        person for person in people if person.pk in found or workflow.can_see(article, by=person)
    ]


def concerned(article: Article):
    """Whose story it is: who writes it, who began it, who has a credit on it."""
    is_theirs = Q(pk__in=[article.assignee_id or 0, article.created_by_id or 0])
    is_credited = Q(author__credits__article=article)
    return User.objects.filter(is_theirs | is_credited).distinct()


def editors(article: Article):
    """Who may approve it: the section's own editors if it names any, else those bound to none.

    Superusers only where there is nobody else.
    """
    able = User.objects.with_perm(workflow.APPROVE, include_superusers=False)
    own = able.filter(desk_sections=article.section_id)
    found = list(own) or list(able.filter(desk_sections=None))
    return found or User.objects.filter(is_superuser=True)


@transaction.atomic
def mark_read(notices, *, by: User) -> int:
    """Note that `by` has read their own of `notices` (a queryset); how many they are."""
    return notices.filter(to=by, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def choose_mail(*, by: User, by_mail: bool) -> None:
    """Send `by` notices by mail from now on, or show them in the admin alone."""
    MailChoice.objects.update_or_create(user=by, defaults={"by_mail": by_mail})


def _is_address(value: str) -> bool:
    with suppress(ValidationError):
        validate_email(value)
        return True
    return False


def _letter(notice: Notice) -> mail.Letter:
    headline = notice.headline or notice.article.headline or _("(no headline)")
    lines = [_sentence(notice), headline]
    if notice.note:
        lines.append(notice.note)
    lines.append(site.absolute(reverse("admin:articles_notice_go", args=[notice.pk])))
    page = site.absolute(reverse("admin:articles_notice_changelist"))
    lines.append(
        "-- \n" + _("Notices by mail are switched on and off here: %(page)s") % {"page": page}
    )
    return mail.Letter(
        to=notice.to.email,
        subject=f"{notice.get_kind_display()}: {text.shorten(headline, 120)}",
        text="\n\n".join(lines),
        key=f"notice:{notice.pk}",
    )


def _sentence(notice: Notice) -> str:
    """What happened, and who did it."""
    said = {"what": notice.get_kind_display(), "by": notice.by or _("the system")}
    to_come = {Kind.SCHEDULED: "goes_live_at", Kind.CHANGES_SET: "changes_at"}
    if notice.kind in to_come:
        hour = timezone.localtime(getattr(notice.article, to_come[notice.kind]))
        said["hour"] = date_format(hour, "DATETIME_FORMAT")
        said["zone"] = hours.zone_name()
        if notice.kind == Kind.CHANGES_SET:
            return _("%(what)s by %(by)s: they go live on %(hour)s (%(zone)s).") % said
        return _("%(what)s by %(by)s: it goes live on %(hour)s (%(zone)s).") % said
    if notice.kind == Kind.TO_CORRECT:
        return _("Changes that were declared a correction are live now. Tell readers of it.")
    return _("%(what)s (%(by)s).") % said
