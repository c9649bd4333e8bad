"""The one allow-list for HTML written by people, and the cleaner that rebuilds everything from it.

The editor's own filter (newsroom/editor.py) is made from the same tables. Pictures, galleries,
other stories and embeds are never markup here but references (`data-image`, `data-gallery`,
`data-article`, `data-embed`), drawn when a page is rendered (articles/body.py).
"""

import re
from html import escape, unescape
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.db import models

TAGS = frozenset(
    "p h2 h3 h4 pre code blockquote cite ul ol li strong em s sub sup hr br a figure figcaption "
    "table caption thead tbody tfoot tr th td aside div span abbr time".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "hreflang", "rel"},
    "abbr": {"title"},
    "div": {"data-article", "data-embed"},
    "figure": {"data-image", "data-gallery", "data-alt"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
CLASSES = {
    "aside": {"pullquote", "factbox"},
    "figure": {"align-start", "align-end", "wide"},
}
RENAMED = {  # what other programs write, and what it is called here
    "b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h5": "h4", "h6": "h4",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
RELS = {"nofollow", "sponsored", "ugc", "noopener", "noreferrer", "external", "license"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe"}
NUMBERS = {"colspan", "rowspan", "start"}
KEY = r"[1-9][0-9]{0,17}"
MAX_IN_GALLERY = 100
MAX_URL_LENGTH = 2000
MAX_ROUNDS = 10
MAX_NESTING = 500
NOT_NESTING = frozenset(  # void, or closed by the next of their kind
    "area base br col dd dt embed hr img input li link meta option p param source td th tr "
    "track wbr".split()
)

# A tag as the cleaner writes it: attributes in double quotes, < and > in them escaped.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_EMPTY_CAPTION = re.compile(r"<figcaption\b[^>]*>(?:\s|&nbsp;|<br>)*</figcaption>")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def is_too_deep(html: str) -> bool:
    """Whether elements stand in each other more than 500 levels deep: nobody writes so, and an
    HTML parser takes time by the square of the depth."""
    depth = 0
    for end, name in re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", html):
        if name.lower() not in NOT_NESTING:
            depth = max(depth - 1, 0) if end else depth + 1
        if depth > MAX_NESTING:
            return True
    return False


def clean(html: str) -> str:
    """`html` rebuilt from the allow-list: safe to show, and the same when cleaned again.

    Unknown elements give way to their text; scripts, styles and comments go altogether; links keep
    http, https, mailto, tel and relative addresses, those that leave the site get rel="noopener";
    attributes stand in alphabetical order, as the editor writes them; control characters that XML
    forbids are removed. What is_too_deep() keeps its words and loses its markup.
    """
    if is_too_deep(html):
        html = re.sub(r"<[^<>]*>", " ", html)
    for _round in range(MAX_ROUNDS):
        # What is left when an element goes can be read differently, so it is cleaned once more.
        cleaned = _CLEANER.clean(CONTROL.sub("", html))
        cleaned = _EMPTY_CAPTION.sub("", TAG.sub(_canonical, cleaned)).strip()
        if cleaned == html:
            break
        html = cleaned
    return html


def inline(html: str) -> str:
    """Clean `html` as one line of words: only emphasis and links are left of its elements."""
    return " ".join(_INLINE.clean(_BLOCK_END.sub(" ", html)).split())


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag that TAG matched (its third group), by name."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def web_address(value: str) -> str | None:
    """`value` as an absolute web address, in the form it is stored in; None if it is none."""
    href = _href(value)
    return href if href and len(href) <= MAX_URL_LENGTH and is_web_address(href) else None


def _canonical(match: re.Match) -> str:
    """One tag of the cleaner's in the form it is kept in."""
    end, name, written = match.groups()
    name = RENAMED.get(name, name)
    if end or not written:
        return f"<{end}{name}>"
    found = attributes(written)
    if "class" in found:
        words = found.pop("class").split()
        if words:
            found["class"] = words[0]
    if name == "a":
        found = _with_rel(found)
    return f"<{name}" + "".join(f' {key}="{_quoted(found[key])}"' for key in sorted(found)) + ">"


def _quoted(value: str) -> str:
    """`value` between double quotes, escaped as the cleaner does it."""
    return escape(value).replace("&#x27;", "'").replace("\xa0", "&nbsp;")


def _with_rel(link: dict[str, str]) -> dict[str, str]:
    rel = link.pop("rel", "").split()
    if not _is_external(link.get("href", "")):
        return link
    return link | {"rel": " ".join(dict.fromkeys(["noopener", *rel]))}


def _is_external(href: str) -> bool:
    """Whether `href` leaves the site. Another port of the same host does not."""
    if not is_web_address(href):
        return False
    return urlsplit(href).hostname != urlsplit(settings.SITE_ORIGIN).hostname


def _attribute(tag: str, name: str, value: str) -> str | None:
    check = _CHECKS.get(name)
    return check(value) if check else value


def _key(value: str) -> str | None:
    return value if re.fullmatch(KEY, value) else None


def _keys(value: str) -> str | None:
    keys = [key.strip() for key in value.split(",")]
    return ",".join([key for key in keys if _key(key)][:MAX_IN_GALLERY]) or None


def _number(value: str) -> str | None:
    return value if re.fullmatch(r"[0-9]{1,3}", value) else None


def _rel(value: str) -> str | None:
    return " ".join(word for word in value.lower().split() if word in RELS) or None


def _href(value: str) -> str | None:
    """The address; `//host` means https. None for one that nobody can read, or of another scheme.

    nh3 looked at the scheme before the blanks around it were taken off: so it is looked at again.
    """
    value = CONTROL.sub("", re.sub(r"[\t\n\r]", "", value)).strip()
    if re.match(r"[/\\]{2}", value):
        value = "https://" + value.lstrip("/\\")
    # Browsers read https:\\host and https:host as https://host; so does everybody from here on.
    web = re.match(r"(https?):[/\\]*([^/?#\\]*)\\?", value, re.IGNORECASE)
    if web:
        slash = "/" if web[0].endswith("\\") and web[2] else ""
        value = f"{web[1].lower()}://{web[2]}{slash}{value[web.end() :]}"
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        return None
    return value if not scheme or scheme in SCHEMES else None


_CHECKS = {
    "data-image": _key,
    "data-article": _key,
    "data-gallery": _keys,
    "data-embed": web_address,
    "data-alt": lambda value: " ".join(value.split()) or None,
    "dir": lambda value: value if value in {"ltr", "rtl", "auto"} else None,
    "href": _href,
    "rel": _rel,
    **dict.fromkeys(NUMBERS, _number),
}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS) | set(RENAMED),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    attribute_filter=_attribute,
    clean_content_tags=DROPPED_WITH_CONTENT,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)
_INLINE = nh3.Cleaner(
    tags=set("em strong a s sub sup".split()),
    attributes={"a": ATTRIBUTES["a"]},
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel=None,
)
_BLOCK_END = re.compile(r"<br>|<hr>|</(?:p|h[2-4]|li|div|blockquote|t[dhr]|caption|cite|pre)>")


class SafeHTMLField(models.TextField):
    """HTML that is cleaned on its way to the database, whichever way it goes there.

    `get_db_prep_save` is called for save, update, bulk_create and bulk_update alike; `pre_save`
    also puts the clean text on the object in hand, so that nobody works on with the dirty one.
    """

    def clean(self, value, model_instance):
        """What a form hands on: judged (required, too long) as it will be stored."""
        return super().clean(clean(value) if isinstance(value, str) else value, model_instance)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        value = clean(value) if isinstance(value, str) else value
        return super().get_db_prep_save(value, connection)
