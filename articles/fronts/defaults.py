"""What a front is before anybody has edited it."""

from .document import Document, Rule, Zone
from .kinds import KINDS, Source


def new_zone(kind: str, id: str, *, rule: Rule | None = None, **fields) -> Zone:
    """A zone of this kind as it is at first."""
    facts = KINDS[kind]
    if rule is None:
        rule = Rule(facts.source, "opinion" if kind == "opinion" else None)
    return Zone(id, kind, **({"places": facts.places, "layout": facts.layout} | fields), rule=rule)


SITE = Document(
    (
        new_zone("lead", "lead"),
        new_zone("secondary", "secondary"),
        new_zone("feed", "feed"),
        new_zone("sections", "sections"),
    )
)


def of(section: int | None) -> Document:
    """The default of the site's front (None) or of the section with this key."""
    if section is None:
        return SITE
    rule = Rule(Source.SECTION, section)
    return Document(
        (new_zone("lead", "lead", rule=rule), new_zone("secondary", "secondary", rule=rule))
    )
