"""WordPress's shortcodes in a story's text made into HTML, or taken away without their contents.

What is in brackets but no shortcode ("[sic]", "[1]", "[Applause]") stays as it is.
"""

import html
import re
from dataclasses import dataclass, field

# An HTML tag (whose attributes are left alone), or something in brackets. Both end at the next
# opening one, so the whole scan takes one pass however broken the text is.
TOKEN = re.compile(
    r"(?P<html></?[a-zA-Z][^<>]*>)"
    r"|(?P<open>\[\[?)(?P<end>/?)(?P<name>[a-zA-Z][\w.-]*)(?P<rest>[^\[\]]*)(?P<close>\]\]?)"
)
PAIR = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|"([^"]*)"|(\S+)""")
ALL_PAIRS = re.compile(r"""(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))+\s*/?\s*""")
PLAIN_KEY = re.compile(r"\s(?:id|ids|url|src|link|file|slug|name|alias)=")  # "[where n=5]" is text
URL = re.compile(r"(?:https?:)?//[^\s\"'<>]+")

CAPTIONS = {"caption", "wp_caption"}
CODE = {"code", "sourcecode"}
NOTES = {"footnote", "efn_note", "mfn", "fn", "note"}  # of the plugins most used for footnotes
MEDIA = frozenset(
    "audio video playlist embed youtube vimeo dailymotion soundcloud ted tweet twitter-timeline "
    "googlemaps instagram facebook slideshare bandcamp flickr getty gist googlevideo mixcloud "
    "scribd spotify ustream wpvideo videopress wufoo blip.tv houzz cartodb".split()
)
OTHERS = frozenset(
    "slideshow contact-form contact-field portfolio testimonials recipe-notes polldaddy "
    "crowdsignal googleapps latexpage upcomingevents untappd-menu archives sitemap lytro "
    "jetpack_search_form jetpack_subscription_form jetpack-related-posts "
    "mailchimp_subscriber_popup contact-form-7 gravityform wpforms ninja_form".split()
)
BARE = OTHERS | {"gallery", "playlist", "audio", "video"}  # these mean something on their own
ADDRESSES = {  # media named by a key of their own: where that key leads
    "youtube": (re.compile(r"[\w-]{11}"), "https://www.youtube.com/watch?v={}"),
    "vimeo": (re.compile(r"\d+"), "https://vimeo.com/{}"),
    "dailymotion": (re.compile(r"\w+"), "https://www.dailymotion.com/video/{}"),
    "wpvideo": (re.compile(r"\w{8}"), "https://videopress.com/v/{}"),
    "videopress": (re.compile(r"\w{8}"), "https://videopress.com/v/{}"),
}


@dataclass
class Expanded:
    """A text without shortcodes, and the names of those that nothing took the place of."""

    text: str
    removed: set[str] = field(default_factory=set)


def expand(text: str) -> Expanded:
    """Make captions and galleries into <figure>, media into addresses; take the rest away.

    Galleries become `<figure class="wp-gallery" data-ids="1,2">`; no numbers if they name none.
    """
    tokens = list(TOKEN.finditer(text))
    closed = {match["name"] for match in tokens if match["end"]}
    opened = {match["name"] for match in tokens if match["name"] and not match["end"]}
    out, position, result = [], 0, Expanded("")
    for match in tokens:
        out.append(text[position : match.start()])
        position = match.end()
        out.append(match[0] if match["html"] else _replaced(match, opened, closed, result))
    result.text = "".join([*out, text[position:]])
    return result


def _replaced(match: re.Match, opened: set[str], closed: set[str], result: Expanded) -> str:
    name, rest = match["name"], match["rest"]
    is_ours = name in opened if match["end"] else _is_shortcode(name, rest, closed)
    if not is_ours:
        return match[0]
    # WordPress's way of writing about a shortcode: [[name]], [[name]...[/name]]
    if match["open"] == "[[":
        return match[0][1:-1] if match["close"] == "]]" else match[0][1:]
    if match["end"]:
        return match[0][:-1] if match["close"] == "]]" else _closing(name)
    return _opening(name, rest, name in closed, result) + match["close"][1:]


def _is_shortcode(name: str, rest: str, closed: set[str]) -> bool:
    if rest and rest[0] not in " \t\n\xa0/=":
        return False
    if name in CAPTIONS | CODE | NOTES:
        return name in closed
    if name in closed or name in BARE or (name in MEDIA and rest.strip()):
        return True
    if rest.strip() == "/":
        return True
    is_certain = '"' in rest or "'" in rest or "-" in name or "_" in name or PLAIN_KEY.search(rest)
    return bool(is_certain and ALL_PAIRS.fullmatch(rest))


def _opening(name: str, rest: str, is_paired: bool, result: Expanded) -> str:
    named, bare = _attributes(rest)
    if name in CAPTIONS:
        caption = html.escape(named.get("caption", ""))
        return f'<figure class="wp-caption" data-caption="{caption}">'
    if name == "gallery":
        numbers = re.findall(r"\d+", named.get("ids") or named.get("include") or "")
        return f'<figure class="wp-gallery" data-ids="{",".join(numbers)}"></figure>'
    if name in CODE:
        return "<pre>"
    if name in NOTES:
        return '<span class="footnote">'
    if name == "embed":
        return "<div>"
    url = _address(name, named, bare)
    if name not in MEDIA or not url:
        result.removed.add(name)
    return f"<div>{html.escape(url)}</div>" if url and (name in MEDIA or not is_paired) else ""


def _closing(name: str) -> str:
    if name in CAPTIONS:
        return "</figure>"
    if name in CODE:
        return "</pre>"
    if name in NOTES:
        return "</span>"
    return "</div>" if name == "embed" else ""


def _attributes(rest: str) -> tuple[dict[str, str], list[str]]:
    """Named and bare values, entities resolved. "[youtube=URL]" has a bare one."""
    named, bare = {}, []
    for key, double, single, unquoted, quoted, word in PAIR.findall(rest.lstrip("=")):
        value = html.unescape(double or single or unquoted or quoted or word).strip("“”″ ")
        if key:
            named[key.lower()] = value
        elif value and value != "/":
            bare.append(value)
    return named, bare


def _address(name: str, named: dict[str, str], bare: list[str]) -> str:
    values = [*bare, *named.values()]
    found = next((value for value in values if URL.fullmatch(value)), "")
    if found or name not in ADDRESSES:
        return found
    form, address = ADDRESSES[name]
    keys = [*bare, named.get("id", ""), named.get("video", "")]
    return next((address.format(key) for key in keys if form.fullmatch(key)), "")
