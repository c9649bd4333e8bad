"""Which rule of a check holds for a story: the most specific one."""

from dataclasses import dataclass

from django.db.models import Q

from articles.models import CheckRule

from .registry import BLOCK, CHECKS, Check, Limits


@dataclass(frozen=True)
class InForce:
    """How much a check weighs for one story, and its numbers."""

    level: str
    limits: Limits


def in_force(kind: str, section: int | None) -> dict[str, InForce]:
    """Every check by its code, as it holds for stories of `kind` in the section: one query.

    A section's rule goes before one of a kind, and one of both before either.
    """
    rows = CheckRule.objects.filter(
        Q(section__isnull=True) | Q(section=section or 0), kind__in={"", kind}
    )
    by_check: dict[str, list[CheckRule]] = {}
    for row in sorted(rows, key=specificity):
        by_check.setdefault(row.check_code, []).append(row)
    return {code: _weigh(check, by_check.get(code, ())) for code, check in CHECKS.items()}


def specificity(rule: CheckRule) -> tuple[bool, bool]:
    """What rules for the same story are sorted by; the last one wins."""
    return rule.section_id is not None, bool(rule.kind)


def _weigh(check: Check, rows) -> InForce:
    level = check.level
    minimum, maximum = check.limits or (None, None)
    for row in rows:
        level = row.level
        minimum = minimum if row.minimum is None else row.minimum
        maximum = maximum if row.maximum is None else row.maximum
    return InForce(BLOCK if check.is_fixed else level, (minimum, maximum))
