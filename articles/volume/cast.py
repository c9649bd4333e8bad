"""What made-up stories share: sections, tags, authors, pictures; made once, through the door."""

from collections.abc import Callable
from itertools import islice
from random import Random

from articles import actions
from articles.models import Section, Tag
from articles.sample import files, images
from authors.actions import save_author
from authors.models import Author

from .prose import WORDS, Prose

SECTIONS = ("City", "Region", "Politics", "Business", "Sport", "Culture", "Science", "World")
REF = "made:"  # what begins the import_ref of everything made here
SIZES = {"sections": len(SECTIONS), "tags": 200, "authors": 25, "pictures": 20}
ROLES = ("Reporter", "Correspondent", "Editor", "Writer")


class Cast:
    """`sizes` says of how many there are other numbers than in SIZES; `tell` hears of pictures.

    Those are drawn on the first run; the sample's own are used again where it is loaded.
    """

    def __init__(
        self, prose: Prose, *, tell: Callable[[str], object] = lambda line: None, **sizes: int
    ):
        sizes = SIZES | sizes
        chance = Random(f"{prose.seed}:cast")  # noqa: S311 - the same newsroom each time
        self.sections = [
            self._section(n, name) for n, name in enumerate(SECTIONS[: sizes["sections"]])
        ]
        self.tags = [self._tag(n, chance, prose) for n in range(sizes["tags"])]
        self.authors = [self._author(n, chance, prose) for n in range(sizes["authors"])]
        found = {name: facts for name, facts in files.pictures().items() if name in images.SCENES}
        self.pictures = []
        for name, facts in islice(found.items(), sizes["pictures"]):
            tell(f"picture {name}")
            self.pictures.append(images.sample(name, facts))

    def _section(self, number: int, name: str) -> Section:
        ref = f"{REF}section:{number}"
        made = Section(name=name, position=100 + number, import_ref=ref)
        return _there(Section, ref) or actions.save_section(made, by=None)

    def _tag(self, number: int, chance: Random, prose: Prose) -> Tag:
        thing = chance.choice(WORDS["thing"])
        ref, name = f"{REF}tag:{number}", f"{prose.name(chance)} {thing} {number}"
        return _there(Tag, ref) or actions.save_tag(Tag(name=name, import_ref=ref), by=None)

    def _author(self, number: int, chance: Random, prose: Prose) -> Author:
        ref, name = f"{REF}author:{number}", f"{prose.name(chance)} {prose.name(chance)}"
        title = chance.choice(ROLES)
        made = Author(name=name, role_title=title, import_ref=ref)
        return _there(Author, ref) or save_author(made, by=None)


def _there(model, ref: str):
    return model.objects.exclude(import_ref="").filter(import_ref=ref).first()
