"""Two versions of a story in words for people: names instead of keys, hours as the desk reads them.

The marks come from articles.revisions.compare; pictures, cards and embeds are drawn as on the page.
"""

from articles import body as drawing
from articles.models import Article, Credit, Revision
from articles.revisions import compare
from articles.revisions import content as contents
from articles.revisions.drawing import DRAWN, blocks
from newsroom import html, text

from . import writing

ORDER = (*contents.FIELDS, "credits", "tags")  # a database need not keep that of JSON
NAMES = {"section": "section", "series": "series", "lead_image": "image", "social_image": "image"}
LISTS = {"tags": "tag", "related": "story"}


def fields(old: Revision, new: Revision) -> list[dict]:
    """What differs, the text apart: {"name", "label", "old", "new", "marked"}."""
    found = []
    was, now = (contents.UNSAID | revision.content for revision in (old, new))
    for change in compare.compare(was, now):
        if change.name == "body" or change.name not in ORDER or not change.is_changed:
            continue
        found.append(
            {
                "name": change.name,
                "label": writing.label(change.name).capitalize(),
                "old": in_words(change.name, change.old, old),
                "new": in_words(change.name, change.new, new),
                "marked": change.marked if change.name in contents.TEXTS else "",
            }
        )
    return sorted(found, key=lambda field: ORDER.index(field["name"]))


def body(old: Revision, new: Revision) -> list[dict]:
    """The blocks of both texts, with what they refer to drawn."""
    return blocks(old.content.get("body", ""), new.content.get("body", ""))


def overlap(conflict, choice, theirs: Revision, mine: Revision) -> dict:
    """One overlap of the page of decisions: the text as it was, and what each side made of it."""
    is_body = conflict.field == "body"
    is_written = choice and (choice.text or choice.what == "own")
    sides = _body_sides(conflict) if is_body else _field_sides(conflict, theirs, mine)
    return sides | {
        "key": conflict.key,
        "label": (conflict.kind if is_body else writing.label(conflict.field)).capitalize(),
        "is_body": is_body,
        "may_write": is_body or conflict.field in contents.TEXTS,
        "chosen": choice.what if choice else "",
        "own": choice.text if is_written else (conflict.mine or conflict.theirs or ""),
    }


def elsewhere(merged, choices, theirs: Revision, mine: Revision) -> list[str]:
    """Own words, drawn, that were written for a place which is there no longer."""
    asked = {conflict.key for conflict in merged.conflicts}
    known = " ".join(
        text.plain(str(value))
        for content in (mine.content, theirs.content)
        for value in content.values()
    )
    found = [
        html.clean(choice.text)
        for key, choice in choices.items()
        if key not in asked and choice.text and choice.what in {"own", ""}
        if choice.what == "own" or text.plain(choice.text) not in known
    ]
    refs = drawing.references(found)
    return [drawing.render(words, refs) for words in dict.fromkeys(found)]


def _body_sides(conflict) -> dict:
    texts = {"base": conflict.base, "theirs": conflict.theirs, "mine": conflict.mine}
    refs = drawing.references([html for html in texts.values() if html])
    sides = {side: drawing.render(html, refs) for side, html in texts.items()}
    if conflict.kind in DRAWN or not conflict.base:
        return sides
    marked = {
        side: compare.compare_words(conflict.base, texts[side]) for side in ("theirs", "mine")
    }
    return sides | {side: marked[side] for side in marked if texts[side]}


def _field_sides(conflict, theirs: Revision, mine: Revision) -> dict:
    values = {"base": conflict.base, "theirs": conflict.theirs, "mine": conflict.mine}
    return {
        side: in_words(conflict.field, value, mine if side == "mine" else theirs)
        for side, value in values.items()
    }


def in_words(name: str, value, revision: Revision) -> str:
    """A value of the content as people say it."""
    if name == "credits":
        roles = dict(Credit.Role.choices)
        known = revision.names.get("author", {})
        return ", ".join(
            f"{known.get(str(key), key)} ({roles.get(r, r)})" for r, key in value or ()
        )
    if name in LISTS:
        known = revision.names.get(LISTS[name], {})
        return ", ".join(str(known.get(str(key), key)) for key in value or ())
    if name in NAMES:
        return str(revision.names.get(NAMES[name], {}).get(str(value), value)) if value else ""
    if name in contents.HOURS:
        hour = contents.hour(value)
        return writing.clock(hour) if hour else ""
    if name in contents.FLAGS:
        return "Yes" if value else "No"
    choices = dict(Article._meta.get_field(name).flatchoices)
    return str(choices.get(value, value or ""))
