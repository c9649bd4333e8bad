"""Where pictures are used, as told by those who use them.

This package knows neither stories nor people; each of them registers here, in its AppConfig.ready,
which of its rows refer to pictures. What is registered is shown as "used in", keeps a picture from
being deleted, and takes it off the list of unused ones.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.apps import apps
from django.db.models import Count, Exists, Model, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from newsroom.admin_counting import bounded_count

MOST = 100  # uses of one slot that are listed; more are counted


@dataclass(frozen=True)
class Slot:
    """A foreign key to Image: `model` ("app.Model"), `field`, and what the place is called.

    `owner` is the relation from that row to what people know by name ("" for the row itself);
    `public` says which rows readers see, now or at an hour that is set (all unless told);
    `seen(rows, user)` leaves of `rows` what an account may be shown (all unless told).
    """

    model: str
    field: str
    label: str
    owner: str = ""
    public: Q = field(default_factory=Q)
    seen: Callable | None = None

    def rows(self):
        return apps.get_model(self.model)._default_manager

    def tally(self, image) -> dict[str, int]:
        rows = self.rows().filter(**{self.field: image})
        return rows.aggregate(all=Count("pk"), public=Count("pk", filter=self.public or None))

    def counts(self, images: list) -> dict[int, int]:
        """How often each of `images` stands here, by key, counted to MOST_EACH: one query."""
        number = bounded_count(self.rows().filter(**{self.field: OuterRef("pk")}))
        keys = [getattr(image, "pk", image) for image in images]
        found = apps.get_model("media.Image").objects.filter(pk__in=keys).order_by()
        return dict(found.annotate(number=number).values_list("pk", "number"))

    def of(self, image, user=None) -> Iterator["Use"]:
        """The newest uses of `image` in this slot, those `user` may see: one query."""
        rows = self.rows().filter(**{self.field: image}).order_by("-pk")
        rows = self.seen(rows, user) if self.seen and user else rows
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


class Tally(NamedTuple):
    """In how many places a picture stands, and in how many of them readers see it."""

    all: int
    public: int


_slots: dict[tuple[str, str], Slot] = {}


def register(slot: Slot) -> None:
    _slots[slot.model, slot.field] = slot


def slots() -> list[Slot]:
    return list(_slots.values())


def of(image, user=None) -> list[Use]:
    """The uses of `image`, MOST of each registered slot: one query for each.

    With `user` only what this account may see; without, all.
    """
    return [use for slot in slots() for use in slot.of(image, user)]


def tally(image) -> Tally:
    """How many uses of `image` there are: one query for each slot."""
    found = [slot.tally(image) for slot in slots()]
    return Tally(*(sum(numbers[name] for numbers in found) for name in Tally._fields))


def counts(images: list) -> dict[int, int]:
    """How often each of `images` is used, by key: one query for each slot."""
    total = Counter()
    for slot in slots():
        total.update(slot.counts(images))
    return total


def any_use() -> Q:
    """A condition on Image: something uses it."""
    condition = Q(pk__in=[])
    for slot in slots():
        condition |= Q(Exists(slot.rows().filter(**{slot.field: OuterRef("pk")})))
    return condition
