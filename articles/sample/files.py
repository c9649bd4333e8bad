"""Read the sample's files: newsroom.toml, pictures.toml, stories and pages with TOML on top."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class SampleStory:
    """One file of stories/: `front` as written there; references in `body` are still names."""

    name: str
    front: dict
    body: str


def newsroom() -> dict:
    """Sections, authors and accounts by name."""
    return tomllib.loads((FOLDER / "newsroom.toml").read_text())


def pictures() -> dict:
    """Words, credit and focal point of each picture by name."""
    return tomllib.loads((FOLDER / "pictures.toml").read_text())


def stories() -> Iterator[SampleStory]:
    """Every story, in the order of the file names; a name has neither its number nor ending."""
    return _texts("stories")


def pages() -> Iterator[SampleStory]:
    """The pages that are no stories, likewise."""
    return _texts("pages")


def _texts(folder: str) -> Iterator[SampleStory]:
    for path in sorted((FOLDER / folder).glob("*.html")):
        _empty, front, body = path.read_text().split("+++\n", 2)
        yield SampleStory(path.stem.partition("-")[2], tomllib.loads(front), body.strip())
