"""Words of made-up stories: readable, of a wide vocabulary, and as unequally frequent as words are.

The same seed and number give the same story. All but a story's first paragraph come from a stock
of them, whose words were counted and stemmed once.
"""

import itertools
import json
from dataclasses import dataclass
from random import Random

from articles.search.documents import Piece
from articles.search.words import index_words
from newsroom import text

STOCK = 5_000  # paragraphs
PARAGRAPHS, SENTENCES = 8, 3  # of a story, of a paragraph
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
    "Why {person} {did} the {thing} in {place}",
    "{Group} of {place} ask for a {kind} {thing}",
    "A {kind} {month} for the {thing} at {place}",
    "{person} and the {thing} of {place}",
)
LINES = (
    "The {body} {did} the {thing} in {place} {why}, {person} said.",
    "{Group} from {place} say the {thing} is {kind}, and that {number} people rely on it.",
    "“It was a {kind} decision,” said {person}, who speaks for the {body} of {place}.",
    "In {month} the {body} counted {number} {group} at the {thing}, more than in any year before.",
    "The plan for the {thing} was {did} {why}; the {body} of {place} had no objection.",
    "{person} of {place} called the report on the {thing} {kind} and its figures {kind}.",
    "Work on the {thing} near {place} begins in {month} and costs about {number} crowns.",
    "Not all {group} agree: {person} asked the {body} to look at the {thing} again.",
    "What becomes of the {thing} is {did} by the {body} in {month}, {why}.",
    "A {kind} proposal of {person} would bring {number} {group} to {place} each {month}.",
)


@dataclass(frozen=True)
class Paragraph:
    """`html` as a body holds it, and as JSON does; `piece` as the index has it; its words."""

    html: str
    json: str
    piece: Piece
    count: int

    @classmethod
    def of(cls, line: str) -> "Paragraph":
        html = f"<p>{line}</p>"
        piece = Piece(tuple(index_words(line, LANGUAGE, MOST_WORDS)))
        return cls(html, json.dumps(html)[1:-1], piece, text.count_words(html))


@dataclass(frozen=True)
class Told:
    """The words of one story."""

    headline: str
    standfirst: str
    dateline: str
    paragraphs: list[Paragraph]

    @property
    def body(self) -> str:
        return "\n".join(it.html for it in self.paragraphs)

    @property
    def body_json(self) -> str:
        return '"' + "\\n".join(it.json for it in self.paragraphs) + '"'


class Prose:
    def __init__(self, seed: int):
        self.seed = seed
        self.stock: dict[int, Paragraph] = {}
        product = itertools.product(SYLLABLES, repeat=3)
        self.names = ["".join(it).capitalize() for it in itertools.islice(product, NAMES)]
        Random(seed).shuffle(self.names)  # noqa: S311 - the same each time
        self.often = list(itertools.accumulate(1 / (rank + 3) for rank in range(NAMES)))

    def told(self, chance: Random) -> Told:
        """The words of a story, by `chance` alone."""
        place = self.name(chance)
        headline = self.line(chance, chance.choice(HEADLINES), place)
        opening = Paragraph.of(self.line(chance, chance.choice(LINES), place))
        others = [self.paragraph(int(chance.random() * STOCK)) for _ in range(PARAGRAPHS - 1)]
        standfirst = self.line(chance, chance.choice(LINES), place)
        return Told(headline, standfirst, place, [opening, *others])

    def paragraph(self, number: int) -> Paragraph:
        known = self.stock.get(number)
        if known is None:
            chance = Random(f"{self.seed}:paragraph:{number}")  # noqa: S311
            lines = [self.line(chance, it) for it in chance.sample(LINES, SENTENCES)]
            known = self.stock[number] = Paragraph.of(" ".join(lines))
        return known

    def line(self, chance: Random, pattern: str, place: str = "") -> str:
        """`pattern` with its gaps filled; `place` is what the story is about."""
        random = chance.random
        found = {name: known[int(random() * len(known))] for name, known in WORDS.items()}
        found["Body"], found["Group"] = found["body"].capitalize(), found["group"].capitalize()
        first, last, where = chance.choices(self.names, cum_weights=self.often, k=3)
        found |= {"person": f"{first} {last}", "place": place or where}
        return pattern.format(**found, number=int(10 ** (1 + 4 * random())))

    def name(self, chance: Random) -> str:
        return chance.choices(self.names, cum_weights=self.often)[0]
