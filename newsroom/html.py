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
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models import Case, Value, When
from django.db.models.expressions import Col
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from . import tags
from .addresses import CONTROL, SCHEMES, is_web_address, link_address, web_address

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
    "span": {"footnote"},  # the words of a note, where its mark will stand
}
RENAMED = {  # what other programs write, and what it is called here
    "b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h5": "h4", "h6": "h4",
}  # fmt: skip
KNOWN = TAGS | frozenset(RENAMED)
RELS = {"nofollow", "sponsored", "ugc", "noopener", "noreferrer", "external", "license"}
NUMBERS = {"colspan", "rowspan", "start"}
KEY = r"[1-9][0-9]{0,17}"
MAX_IN_GALLERY = 100
MAX_LENGTH = 3_000_000  # characters
MAX_ATTRIBUTE = 5_000
MAX_ROUNDS = 10

# A tag as the cleaner writes it: attributes in double quotes, < and > in them escaped.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_FORMED = re.compile(  # the tags whose form may change: all that have attributes, and the renamed
    rf'<(/?)(?:([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")+)|({"|".join(RENAMED)}))>'
)
_EMPTY_CAPTION = re.compile(r"<figcaption\b[^>]*>(?:\s|&nbsp;|<br>)*</figcaption>")


def is_too_deep(html: str) -> bool:
    """Whether elements stand in each other beyond reason, so that clean() keeps the words alone."""
    return tags.is_too_deep(tags.known_only(html, KNOWN), KNOWN)


def clean(html: str) -> str:
    """`html` rebuilt from the allow-list: safe to show, and the same when cleaned again.

    Words are never lost, with one exception: what stands in <script> and <style> is code, not text.
    Unknown elements give way to their words, also <template>, <noscript> and drawings; a frame
    becomes the embed of its address; comments go. Links keep http, https, mailto, tel and relative
    addresses, those that leave the site get rel="noopener"; attributes stand in alphabetical order,
    as the editor writes them; control characters that XML forbids are removed. What is_too_deep(),
    or does not come to rest, keeps its words and loses its markup. Raises ValidationError for more
    than three million characters.
    """
    _check_length(html)
    html = tags.known_only(CONTROL.sub("", html), KNOWN)
    if tags.is_too_deep(html, KNOWN):
        html = tags.without_tags(html)
    for _round in range(MAX_ROUNDS):
        # What is left when an element goes can be read differently, so it is cleaned once more.
        cleaned = _rebuilt(html)
        _check_length(cleaned)
        if cleaned == html:
            return html
        html = cleaned
    return TAG.sub(" ", html).strip()


def _rebuilt(html: str) -> str:
    html = _FORMED.sub(_canonical, _CLEANER.clean(tags.in_parts(CONTROL.sub("", html))))
    emptied = 1
    while emptied:  # a caption of nothing but empty captions is one
        html, emptied = _EMPTY_CAPTION.subn("", html)
    return html.strip()


def _check_length(html: str) -> None:
    if len(html) > MAX_LENGTH:
        raise ValidationError(_("No text may be longer than three million characters."))


def inline(html: str) -> str:
    """Clean `html` as one line of words: only emphasis and links are left of its elements."""
    return " ".join(_INLINE.clean(_BLOCK_END.sub(" ", html)).split())


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag that TAG matched (its third group), by name."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def _canonical(match: re.Match) -> str:
    """One tag of the cleaner's in the form it is kept in."""
    end, name, written, renamed = match.groups()
    if renamed:
        return f"<{end}{RENAMED[renamed]}>"
    name = RENAMED.get(name, name)
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
    if len(value) > MAX_ATTRIBUTE:
        return None
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


_CHECKS = {
    "data-image": _key,
    "data-article": _key,
    "data-gallery": _keys,
    "data-embed": web_address,
    "data-alt": lambda value: " ".join(value.split()) or None,
    "dir": lambda value: value if value in {"ltr", "rtl", "auto"} else None,
    "href": link_address,
    "rel": _rel,
    **dict.fromkeys(NUMBERS, _number),
}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS) | set(RENAMED),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    attribute_filter=_attribute,
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
    also puts the clean text on the object in hand, so that nobody works on with the dirty one. What
    a database would put together is not seen here, so of expressions only a plain value, another
    field of this kind and a choice between them are taken: FieldError for any other.
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
        if hasattr(value, "as_sql"):
            return _clean_expression(value)
        value = super().get_db_prep_save(value, connection)
        return clean(value) if isinstance(value, str) else value


def _clean_expression(expression):
    """A resolved expression (a copy, so it may be changed) with every value in it cleaned."""
    if isinstance(expression, Value):
        is_ours = isinstance(expression._output_field_or_none, SafeHTMLField)  # cleaned as written
        if expression.value is not None and not is_ours:
            expression.value = clean(str(expression.value))
    elif isinstance(expression, Case | Cast):  # Cast: bulk_update on PostgreSQL
        for source in expression.get_source_expressions():
            _clean_expression(source)
    elif isinstance(expression, When):
        _clean_expression(expression.result)
    elif not (isinstance(expression, Col) and isinstance(expression.target, SafeHTMLField)):
        raise FieldError(f"Clean HTML cannot come from an expression: {expression!r}.")
    return expression
