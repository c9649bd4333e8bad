"""Where pictures are used, as told by those who use them.

This package knows neither stories nor people; each of them registers here, in its AppConfig.ready,
which of its rows refer to pictures. What is registered is shown as "used in", keeps a picture from
being deleted, and takes it off the list of unused ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q
from django.urls import NoReverseMatch, reverse

MOST = 100  # uses of one slot that are listed; more are counted


@dataclass(frozen=True)
class Slot:
    """A foreign key to Image: `model` ("app.Model"), `field`, and what the place is called.

    `owner` is the relation from that row to what people know by name ("" for the row itself).
    """

    model: str
    field: str
    label: str
    owner: str = ""

    def rows(self):
        return apps.get_model(self.model)._default_manager

    def number(self, image) -> int:
        return self.rows().filter(**{self.field: image}).count()

    def of(self, image) -> Iterator["Use"]:
        """The newest uses of `image` in this slot: one query."""
        rows = self.rows().filter(**{self.field: image}).order_by("-pk")
        rows = rows.select_related(self.owner) if self.owner else rows
        for row in rows[:MOST]:
            yield Use(self.label, getattr(row, self.owner) if self.owner else row)


@dataclass(frozen=True)
class Use:
    """One place where a picture stands: `place` says which, `row` is the story or person."""

    place: str
    row: Model

    def __str__(self):
        return f"{self.row} ({self.place})"

    @property
    def url(self) -> str:
        """Its page in the admin, "" where it has none."""
        meta = self.row._meta
        try:
            return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.row.pk])
        except NoReverseMatch:
            return ""

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)


_slots: dict[tuple[str, str], Slot] = {}


def register(slot: Slot) -> None:
    _slots[slot.model, slot.field] = slot


def slots() -> list[Slot]:
    return list(_slots.values())


def of(image) -> list[Use]:
    """The uses of `image`, MOST of each registered slot: one query for each."""
    return [use for slot in slots() for use in slot.of(image)]


def unlisted(image, found: list[Use]) -> int:
    """How many more there are than `found`, which is of(image)."""
    if len(found) < MOST:
        return 0
    return sum(slot.number(image) for slot in slots()) - len(found)


def any_use() -> Q:
    """A condition on Image: something uses it."""
    condition = Q(pk__in=[])
    for slot in slots():
        condition |= Q(Exists(slot.rows().filter(**{slot.field: OuterRef("pk")})))
    return condition
