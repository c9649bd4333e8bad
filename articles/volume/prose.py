"""Words of made-up stories: readable, of a wide vocabulary, and as unequally frequent as words are.

The same seed and number give the same story. Its words are put together of bits that were counted,
folded and stemmed once, whoever uses them; all but its first paragraph comes from a stock of two
halves, so that two stories share a half now and then, and hardly ever both.
"""

import itertools
import json
import re
from bisect import bisect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from random import Random

from articles.search import words as folding
from articles.search.documents import Piece
from newsroom import slugs, text

HALVES = {"middle": 3, "end": 4}  # paragraphs of what follows on the first
STOCK = 2_000  # of each
SENTENCES = 3  # of a paragraph
NAMES = 60_000
LANGUAGE = "en"
MOST_WORDS = 1_000  # of a paragraph; none has so many

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
SLOTS = {
    "body": "council,harbour board,school inspectorate,transport authority,water company,"
    "hospital trust,chamber of commerce,fire service,planning committee,housing association,"
    "port authority,museum,university,orchestra,rowing club,farmers' union,regional court,"
    "weather office,market traders,bus drivers",
    "thing": "tram line,flood barrier,swimming pool,rent register,night market,wind farm,"
    "reading room,cycle path,ferry terminal,fish quota,school roof,bus lane,festival,"
    "lighthouse,drainage plan,allotment,sea wall,theatre,ambulance station,apprentice scheme,"
    "water main,parking zone,playground,solar roof,bridge",
    "did": "approved,delayed,questioned,welcomed,criticised,reopened,postponed,reviewed,funded,"
    "inspected,defended,abandoned,measured,expanded,repaired,opened,sold,planned,suspended",
    "why": "after a winter of storms,because costs have risen,after two years of talks,"
    "at the request of residents,for want of staff,before the summer season,"
    "following an audit,despite a petition,under a new agreement,after the election",
    "kind": "quiet,costly,popular,disputed,early,careful,modest,ambitious,unusual,practical,"
    "temporary,lasting,local,regional,public,private,familiar,urgent",
    "group": "residents,parents,nurses,engineers,traders,pupils,commuters,fishermen,tenants,"
    "musicians,volunteers,surveyors,drivers,gardeners,teachers,shopkeepers",
    "month": "January,February,March,April,May,June,July,August,September,October,November,"
    "December",
}
WORDS = {name: written.split(",") for name, written in SLOTS.items()}
HEADLINES = (
    "{Body} in {place} {did} {thing} {why}",
    "{place}: the {kind} {thing} that {group} wanted",
    "Why {name} {name} {did} the {thing} in {place}",
    "{Group} of {place} ask for a {kind} {thing}",
    "A {kind} {month} for the {thing} at {place}",
    "{name} {name} and the {thing} of {place}",
)
LINES = (
    "The {body} {did} the {thing} in {place} {why}, {name} {name} said.",
    "{Group} from {place} say the {thing} is {kind}, and that {number} people rely on it.",
    "“It was a {kind} decision,” said {name} {name}, who speaks for the {body} of {place}.",
    "In {month} the {body} counted {number} {group} at the {thing}, more than in any year before.",
    "The plan for the {thing} was {did} {why}; the {body} of {place} had no objection.",
    "{name} {name} of {place} called the report on the {thing} {kind} and its figures {kind}.",
    "Work on the {thing} near {place} begins in {month} and costs about {number} crowns.",
    "Not all {group} agree: {name} {name} asked the {body} to look at the {thing} again.",
    "What becomes of the {thing} is {did} by the {body} in {month}, {why}.",
    "A {kind} proposal of {name} {name} would bring {number} {group} to {place} each {month}.",
)


@dataclass(frozen=True)
class Bit:
    """A few words, and what becomes of them: in the index, as they are typed, in an address.

    Cut up by themselves they come out as they would in a sentence: a space or a sign stands on
    either side of each.
    """

    text: str
    words: tuple[str, ...]
    forms: tuple[str, ...]
    slug: tuple[str, ...]
    count: int

    @classmethod
    def of(cls, written: str) -> "Bit":
        return cls(
            written,
            tuple(folding.index_words(written, LANGUAGE, MOST_WORDS)),
            tuple(folding.forms(written)),
            tuple(filter(None, slugs.slugify(written).split("-"))),
            text.count_words(written),
        )


@dataclass(frozen=True)
class Line:
    """A sentence, or some."""

    bits: list[Bit]

    @cached_property
    def text(self) -> str:
        return "".join([it.text for it in self.bits])

    @property
    def words(self) -> list[str]:
        return list(chain.from_iterable([it.words for it in self.bits]))

    @property
    def forms(self) -> list[str]:
        return list(chain.from_iterable([it.forms for it in self.bits]))

    @property
    def slug(self) -> str:
        return "-".join(chain.from_iterable([it.slug for it in self.bits]))

    @property
    def count(self) -> int:
        return sum([it.count for it in self.bits])

    @property
    def html(self) -> str:
        return f"<p>{self.text}</p>"


@dataclass(frozen=True)
class Half:
    """Paragraphs that many stories have: as a body holds them, and as JSON does; `piece` as the
    index has them; their words."""

    html: str
    json: str
    piece: Piece
    count: int


@dataclass(frozen=True)
class Told:
    """The words of one story."""

    headline: Line
    standfirst: Line
    dateline: str
    opening: Line
    halves: list[Half]

    @property
    def body(self) -> str:
        return "\n".join([self.opening.html, *(half.html for half in self.halves)])

    @property
    def body_json(self) -> str:
        opening = json.dumps(self.opening.html)[1:-1]
        return '"' + "\\n".join([opening, *(half.json for half in self.halves)]) + '"'

    @property
    def count(self) -> int:
        return self.opening.count + sum(half.count for half in self.halves)


class Prose:
    def __init__(self, seed: int):
        self.seed = seed
        self.stock: dict[tuple[str, int], Half] = {}
        product = itertools.product(SYLLABLES, repeat=3)
        self.names = ["".join(it).capitalize() for it in itertools.islice(product, NAMES)]
        Random(seed).shuffle(self.names)  # noqa: S311 - the same each time
        self.often = list(itertools.accumulate(1 / (rank + 3) for rank in range(NAMES)))
        self.bits: list[Bit | None] = [None] * NAMES  # of names, when they are first used
        slots = WORDS | {name.capitalize(): _begun(WORDS[name]) for name in ("body", "group")}
        options = {name: [*map(Bit.of, known)] for name, known in slots.items()}
        self.headlines, self.lines = (
            [self._cut(pattern, options) for pattern in patterns] for patterns in (HEADLINES, LINES)
        )

    def told(self, chance: Random) -> Told:
        """The words of a story, by `chance` alone."""
        place = self._named(chance)
        return Told(
            headline=self._line(chance, _one_of(self.headlines, chance), place),
            standfirst=self._line(chance, _one_of(self.lines, chance), place),
            dateline=place.text,
            opening=self._line(chance, _one_of(self.lines, chance), place),
            halves=[self._half(name, int(chance.random() * STOCK)) for name in HALVES],
        )

    def name(self, chance: Random) -> str:
        return self._named(chance).text

    def _half(self, name: str, number: int) -> Half:
        known = self.stock.get((name, number))
        if known is None:
            chance = Random(f"{self.seed}:{name}:{number}")  # noqa: S311
            paragraphs = [self._paragraph(chance) for _ in range(HALVES[name])]
            html = "\n".join(it.html for it in paragraphs)
            piece = Piece(tuple(chain.from_iterable(it.words for it in paragraphs)))
            count = sum(it.count for it in paragraphs)
            known = self.stock[name, number] = Half(html, json.dumps(html)[1:-1], piece, count)
        return known

    def _paragraph(self, chance: Random) -> Line:
        bits = []
        for pattern in chance.sample(self.lines, SENTENCES):
            bits += [SPACE] if bits else []
            bits += self._line(chance, pattern, self._named(chance)).bits
        return Line(bits)

    def _cut(self, pattern: str, options: dict[str, list[Bit]]) -> list:
        """`pattern` as bits, lists of which one is taken, and what makes one by chance."""
        makers: dict[str, Callable | list[Bit] | str] = options | {
            "name": self._named, "number": _number, "place": "place",
        }  # fmt: skip
        parts = re.split(r"\{(\w+)\}", pattern)
        found = [makers[it] if number % 2 else Bit.of(it) for number, it in enumerate(parts)]
        return [it for it in found if not isinstance(it, Bit) or it.text]

    def _line(self, chance: Random, pattern: list, place: Bit) -> Line:
        """`pattern` with its gaps filled; `place` is what the story is about."""
        bits = []
        for part in pattern:
            if type(part) is Bit:
                bits.append(part)
            elif type(part) is list:
                bits.append(_one_of(part, chance))
            else:
                bits.append(place if part == "place" else part(chance))
        return Line(bits)

    def _named(self, chance: Random) -> Bit:
        place = bisect(self.often, chance.random() * self.often[-1], hi=NAMES - 1)
        known = self.bits[place]
        if known is None:
            known = self.bits[place] = Bit.of(self.names[place])
        return known


SPACE = Bit.of(" ")


def _one_of(known: list, chance: Random):
    return known[int(chance.random() * len(known))]


def _number(chance: Random) -> Bit:
    written = str(int(10 ** (1 + 4 * chance.random())))
    return Bit(written, (written,), (written,), (), 1)


def _begun(known: Iterable[str]) -> list[str]:
    """As sentences begin with them."""
    return [it[0].upper() + it[1:] for it in known]
