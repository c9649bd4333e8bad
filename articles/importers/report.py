"""What an import did, in numbers and with the first few titles of each kind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsroom import text

EXAMPLES = 3


@dataclass
class Titles:
    """How many, and what the first ones are called."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, title: str, length: int = 60) -> None:
        self.count += 1
        if len(self.first) < EXAMPLES:
            self.first.append(_shown(title, length))

    def __str__(self):
        named = ", ".join(f"“{title}”" for title in self.first if title)
        more = ", …" if named and self.count > len(self.first) else ""
        return f"{named}{more}"


@dataclass
class Report:
    """Filled while an import runs; `lines` says it to people."""

    site: str
    version: str
    is_dry: bool = False
    results: Counter = field(default_factory=Counter)  # created, updated, unchanged
    made: set[tuple[str, str]] = field(default_factory=set)  # sections, tags, authors: (kind, key)
    skipped: dict[str, Titles] = field(default_factory=dict)
    notes: dict[str, Titles] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    redirects: int = 0
    comments: int = 0
    controls: int = 0
    pictures_added: int = 0
    pictures_missing: dict[str, Titles] = field(default_factory=dict)

    def skip(self, reason: str, title: str) -> None:
        self.skipped.setdefault(reason, Titles()).add(title)

    def note(self, note: str, title: str) -> None:
        self.notes.setdefault(note, Titles()).add(title)

    def fail(self, title: str, reason: str) -> None:
        self.failures.append((_shown(title, 80), _shown(reason, 300)))

    def lines(self) -> Iterator[str]:
        yield f"{self.site}, WXR {self.version}" + (
            ": a dry run, nothing is kept." if self.is_dry else ""
        )
        yield "Stories: " + ", ".join(
            f"{self.results[result]:,} {result}" for result in ("created", "updated", "unchanged")
        )
        kinds = Counter(kind for kind, _ref in self.made)
        also = {"section": kinds["section"], "tag": kinds["tag"], "author": kinds["author"]}
        also |= {"picture": self.pictures_added, "redirect": self.redirects}
        yield "Also new: " + ", ".join(_counted(number, noun) for noun, number in also.items())
        yield from _section("Skipped", self.skipped)
        if self.comments:
            yield f"  {self.comments:,} × comment: this site has none"
        yield from _section("Pictures not found", self.pictures_missing)
        yield from _section("To look at", self.notes)
        if self.controls:
            yield f"Control characters XML forbids, removed: {self.controls:,}"
        if self.failures:
            yield f"Failed: {len(self.failures):,}"
            yield from (f"  “{title}”: {reason}" for title, reason in self.failures)


def _section(title: str, groups: dict[str, Titles]) -> Iterator[str]:
    if groups:
        yield f"{title}: {sum(group.count for group in groups.values()):,}"
    for reason, group in sorted(groups.items(), key=lambda pair: -pair[1].count):
        named = str(group)
        yield f"  {group.count:,} × {reason}" + (f": {named}" if named else "")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shown(value: str, length: int) -> str:
    """`value` as one short line that does nothing to a terminal."""
    printable = "".join(c if c.isprintable() else " " for c in value)
    return text.shorten(" ".join(printable.split()), length)
