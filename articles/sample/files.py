"""Read the sample's files: newsroom.toml, pictures.toml, and stories with TOML front matter."""

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
    for path in sorted((FOLDER / "stories").glob("*.html")):
        _empty, front, body = path.read_text().split("+++\n", 2)
        yield SampleStory(path.stem.partition("-")[2], tomllib.loads(front), body.strip())
