"""What is done to the text of a WordPress story before it is read as HTML."""

import html
import json
import re
from collections.abc import Callable

from newsroom.tags import is_too_deep, known_only

MAX_NESTING = 5_000

NAMES = (  # of HTML's elements, of Word's and of MathML's: "<" before another name is no tag
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big "
    "blink blockquote body br button canvas caption center cite code col colgroup data datalist dd "
    "del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form "
    "frame frameset h[1-6] head header hgroup hr html i iframe img input ins kbd label legend li "
    "link main map mark marquee menu meta meter nav nobr noembed noframes noscript object ol "
    "optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script "
    "search section select slot small source span st1 strike strong style sub summary sup table "
    "tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp svg "
    "[a-z]\\w*[:-][\\w:.-]*"
).split()
MATH = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover "
    "munderover mtable mtr mtd mstyle semantics annotation"
).split()
NO_TAG = re.compile(rf"<(?=/?[a-zA-Z])(?!/?(?:{'|'.join(NAMES)})(?![^\s/>]))", re.IGNORECASE)
MATH_TAG = re.compile(rf"</?(?:{'|'.join(MATH)})(?![^\s/>])[^<>]*>", re.IGNORECASE)
COMMENT = re.compile(r"<!--")
COMMENT_END = re.compile(r"-->")
EMBED_BLOCK = re.compile(r"<!--\s+wp:(?:core-)?embed\S*\s+(\{[^<>]*\})\s+/?-->")
CODE = ("script", "style")
UNSEEN = ("noscript", "template", "svg")  # readers saw neither their pictures nor their frames
FOOTNOTE_MARK = re.compile(
    r'<sup\b[^>]*\bclass="fn"[^>]*>\s*<a\b[^>]*\bhref="#([^"]+)"[^>]*>[^<]*</a>\s*</sup>'
)
ANY_TAG = re.compile(r"<[^<>]*>")
IFRAME = re.compile(r"<iframe\b([^<>]*)>(?:[^<]*</iframe\s*>)?", re.IGNORECASE)
SOURCE = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class TooDeepError(ValueError):
    """The HTML is nested deeper than anything a person wrote."""


def seen(text: str) -> str:
    """`text` without comments and scripts; frames as <embed>; words alone of what was not seen."""
    text = text.replace("<!--nextpage-->", "\n\n")
    text = _without(EMBED_BLOCK.sub(_embed_block, text), COMMENT, COMMENT_END, _nothing)
    for name in (*CODE, *UNSEEN):
        start = re.compile(rf"<{name}(?![\w-])[^<>]*>?", re.IGNORECASE)
        end = re.compile(rf"</{name}[^<>]*>", re.IGNORECASE)
        text = _without(text, start, end, _nothing if name in CODE else _words)
    text = NO_TAG.sub("&lt;", MATH_TAG.sub("", text))
    return IFRAME.sub(_frame, text)


def with_footnotes(text: str, value: str) -> str:
    """The words of the block editor's footnotes (JSON) where the text has but their numbers; those
    no number leads to as a list below it."""
    try:
        words = {str(note["id"]): str(note["content"]) for note in json.loads(value or "[]")}
    except (ValueError, TypeError, KeyError):
        return text

    def note(mark: re.Match) -> str:
        found = words.pop(mark[1], "")
        return f'<span class="footnote">{found}</span>' if found else mark[0]

    text = FOOTNOTE_MARK.sub(note, text)
    items = [f"<li>{each}</li>" for each in words.values()]
    return f"{text}\n<ol>{''.join(items)}</ol>" if items else text


def is_shorter(result: str, source: str) -> bool:
    """Whether `result` (plain text) lacks much of what `source` says between its tags.

    A quotation mark that is missing in a tag makes an HTML parser take the text for an attribute.
    """
    said = html.unescape(ANY_TAG.sub("", source))
    return _letters(said) * 0.98 > _letters(result) + 20


def known(text: str, tags: set[str]) -> str:
    """`text` with no other elements than `tags`, none of which then hides what follows it.

    Raises TooDeepError for what would keep an HTML parser busy for hours.
    """
    text = known_only(text, frozenset(tags))
    if is_too_deep(text, frozenset(tags), deepest=MAX_NESTING):
        raise TooDeepError("Its HTML is nested deeper, or left open longer, than anybody writes.")
    return text


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _without(text: str, start: re.Pattern, end: re.Pattern, left: Callable[[str], str]) -> str:
    """`text` without all from each `start` to its `end`, but what is `left` of that.

    Where the end is missing only the start goes: what follows is the story, which a browser would
    have hidden.
    """
    out, position = [], 0
    while begin := start.search(text, position):
        finish = end.search(text, begin.end())
        if finish is None:
            break
        out += [text[position : begin.start()], left(text[begin.end() : finish.start()])]
        position = finish.end()
    return "".join(out) + start.sub("", text[position:])


def _nothing(inner: str) -> str:
    return ""


def _words(inner: str) -> str:
    return ANY_TAG.sub(" ", inner)


def _embed_block(match: re.Match) -> str:
    """The address of an embed's block, if the block itself does not show it."""
    try:
        url = json.loads(match[1]).get("url")
    except ValueError:
        return ""
    end = match.string.find("<!--", match.end())
    shown = html.unescape(match.string[match.end() : end if end >= 0 else None])
    return f"<div>{html.escape(url)}</div>" if isinstance(url, str) and url not in shown else ""


def _frame(match: re.Match) -> str:
    urls = [double or single or bare for double, single, bare in SOURCE.findall(match[1])]
    url = next((url for url in urls if url.strip().startswith(("http", "//"))), "")
    return f'<embed src="{url.replace(chr(34), "")}">' if url else ""
