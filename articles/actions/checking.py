"""What stops a publication, who gets past it, and what legal has read."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, workflow
from articles.models import Article, CheckOverride, CheckRule, SignOff
from articles.workflow import SIGN_OFF
from authors.models import User
from newsroom.rights import require

from . import rows

OVERRIDE = "articles.override_checks"


def stopping(found: Sequence[checks.Result], *, by: User | None, override: str) -> list:
    """The results that stop a publication and that `by` gets past with the reason `override`.

    Raises ValidationError with every sentence where there is no reason, PermissionDenied where
    there is one and no right to it.
    """
    blocking = [result for result in found if result.is_block]
    if not (blocking and override.strip()):
        checks.refuse(blocking)
        return []
    if by is None or not by.has_perm(OVERRIDE):
        raise PermissionDenied(f"{OVERRIDE} is needed to publish past a check.")
    if len(override) > CheckOverride.MAX_LENGTH:
        words = _("The reason has more than %(most)d characters.")
        raise ValidationError(words % {"most": CheckOverride.MAX_LENGTH})
    return blocking


def log_override(article: Article, passed: Sequence[checks.Result], *, by: User, reason: str):
    """Write down what `passed` by this reason with the newest text of `article`; nothing for none.

    What is written down is not taken back when the publication is called off.
    """
    if passed:
        CheckOverride.objects.create(
            article=article,
            revision=article.revision,
            by=by,
            at=timezone.now(),
            reason=reason.strip(),
            findings=[{"check": one.check, "message": str(one.message)} for one in passed],
        )


@transaction.atomic
def weigh_check(rule: CheckRule, *, by: User | None) -> CheckRule:
    """Write down how much a check weighs everywhere, or for a kind or section (an exception).

    ValidationError for a check, kind or weight there is not, and for a second rule for the same.
    """
    require(by, "change", rule)
    if rule.check_code not in checks.CHECKS:
        raise ValidationError({"check_code": _("There is no such check.")})
    if rule.kind and rule.kind not in Article.Kind:
        raise ValidationError({"kind": _("There is no such kind.")})
    if checks.CHECKS[rule.check_code].is_fixed and rule.level != checks.BLOCK:
        raise ValidationError({"level": _("This check always stops a story.")})
    if rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        raise ValidationError({"maximum": _("The most is less than the least.")})
    same = CheckRule.objects.filter(
        check_code=rule.check_code, kind=rule.kind, section=rule.section_id
    )
    if same.exclude(pk=rule.pk).exists():
        raise ValidationError({"kind": _("There is such an exception already.")})
    rule.full_clean(validate_unique=False, validate_constraints=False)
    rule.save()
    return rule


def remove_exception(rule: CheckRule, *, by: User | None) -> None:
    """Let the general rule hold again where `rule` was an exception to it."""
    require(by, "change", rule)
    if not rule.is_exception:
        raise ValidationError(_("The general rule of a check is switched off, not removed."))
    rule.delete()


@transaction.atomic
def mark_for_legal(article: Article, *, by: User | None, needs: bool = True) -> Article:
    """Say that legal must read the story before it goes out.

    The desk sets the mark; who signs off for legal takes it away.
    """
    row = rows.locked(article)
    needed = workflow.APPROVE if needs else SIGN_OFF
    if not (workflow.may(by, needed, row) or workflow.may(by, SIGN_OFF, row)):
        raise PermissionDenied(f"{needed} is needed for this.")
    row.needs_legal = needs
    row.save(update_fields=["needs_legal"])
    return row


@transaction.atomic
def sign_off(article: Article, *, by: User, seen: int, note: str = "") -> SignOff:
    """Sign the story's newest text off for legal; it must be the version `seen`."""
    row = rows.locked(article)
    if not workflow.may(by, SIGN_OFF, row):
        raise PermissionDenied(f"{SIGN_OFF} is needed for this.")
    desk = rows.desk_text(row)
    if desk.number != seen:
        words = _("Somebody saved meanwhile: version %(number)d is the newest. Read it first.")
        raise ValidationError(words % {"number": desk.number}, code="unseen")
    return SignOff.objects.create(
        article=row, revision=desk.number, by=by, at=timezone.now(), note=note.strip()
    )
