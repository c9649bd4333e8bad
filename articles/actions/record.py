"""Where readers of a withdrawn story go, and whether those of others see how it stood before."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, Correction
from articles.workflow import Status, TransitionError
from authors.models import User

from . import rows

Then = Article.Then


def check(article: Article, then: str, to: Article | None) -> None:
    """ValidationError, by field, if readers of `article` cannot be led there now."""
    if then not in Then.values:
        raise ValidationError({"withdrawn_then": _("This is not one of the choices.")})
    if (then == Then.REDIRECT) != (to is not None):
        message = _("Choose the story, or one of the other answers.")
        raise ValidationError({"withdrawn_to": message})
    if to is None:
        return
    if to.pk == article.pk:
        raise ValidationError({"withdrawn_to": _("A story cannot take its own place.")})
    if not Article.objects.published().filter(pk=to.pk).exists():
        raise ValidationError({"withdrawn_to": _("Readers do not see this story.")})


def settle(article: Article, reason: str, then: str, to: Article | None) -> None:
    """Write down in the locked row what readers find where it was."""
    article.withdrawal_reason, article.withdrawn_at = reason.strip(), timezone.now()
    article.withdrawn_then, article.withdrawn_to = then, to
    article.correction_owed_at = None
    article.save(
        update_fields=[
            "withdrawal_reason", "withdrawn_at", "withdrawn_then", "withdrawn_to",
            "correction_owed_at",
        ]
    )  # fmt: skip


def clear(article: Article, *, by: User | None) -> None:
    """The locked row goes out again: what was said of its withdrawal is true no longer.

    Saves the corrections that said it was retracted, and not the story.
    """
    article.withdrawal_reason, article.withdrawn_at = "", None
    article.withdrawn_then, article.withdrawn_to = Then.GONE, None
    if article.updated_at and article.updated_at < article.published_at:
        article.updated_at = None  # of an earlier publication
    retractions = article.corrections.standing().filter(kind=Correction.Kind.RETRACTION)
    retractions.update(
        taken_back_at=timezone.now(),
        taken_back_by=by,
        taken_back_because=_("The story was published again."),
    )


@transaction.atomic
def readdress(
    article: Article, *, by: User | None, then: str, to: Article | None = None
) -> Article:
    """Change where readers of a withdrawn story go; what they are told of it stays."""
    row = rows.locked(article)
    if not workflow.may(by, workflow.WITHDRAW, row):
        raise PermissionDenied(f"{workflow.WITHDRAW} is needed for this.")
    if row.status != Status.WITHDRAWN:
        raise TransitionError(_("The story is not withdrawn."))
    check(row, then, to)
    row.withdrawn_then, row.withdrawn_to = then, to
    row.save(update_fields=["withdrawn_then", "withdrawn_to", "modified_at"])
    rows.told_readers(row)
    return row


@transaction.atomic
def show_versions(article: Article, *, shown: bool, by: User | None) -> Article:
    """Let readers see how the story stood before, where its section allows it, or hide it."""
    row = rows.locked(article)
    if not workflow.may(by, workflow.CORRECT, row):
        raise PermissionDenied(f"{workflow.CORRECT} is needed for this.")
    row.hides_versions = not shown
    row.save(update_fields=["hides_versions", "modified_at"])
    rows.told_readers(row)
    return row
