"""The blocks of two texts side by side, what they refer to drawn as it is on a page today."""

from articles import body as drawing

from . import compare

DRAWN = {"picture", "gallery", "related story", "embed"}  # shown as on the page, without marks


def blocks(old: str, new: str) -> list[dict]:
    """Of two clean bodies: {"state", "kind", "marked", "caption", "old", "new"} of each block."""
    refs = drawing.references([old, new])
    return [
        {
            "state": change.state,
            "kind": change.kind,
            "marked": "" if change.kind in DRAWN else change.marked,
            "caption": change.caption if _is_same_tag(change) else "",
            "is_formatting": change.is_formatting,
            "old": drawing.render(change.old_html, refs),
            "new": drawing.render(change.new_html, refs),
        }
        for change in compare.compare_bodies(old, new)
    ]


def _is_same_tag(change) -> bool:
    """Whether a figure still shows the same, so that only its caption can differ."""
    return change.old_html.partition(">")[0] == change.new_html.partition(">")[0]
