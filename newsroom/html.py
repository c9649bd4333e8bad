"""The one allow-list for HTML written by people, and the cleaner that rebuilds everything from it.

The editor's own filter (newsroom/editor.py) is made from the same tables. Pictures and other
stories are never markup here but references (`data-image`, `data-article`), drawn when a page is
rendered.
"""

import re
from urllib.parse import urlsplit

import nh3
from django.db import models

TAGS = frozenset(
    "p h2 h3 h4 pre code blockquote cite ul ol li strong em s sub sup hr br a figure figcaption "
    "table caption thead tbody tfoot tr th td aside div span abbr time".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "hreflang", "rel"},
    "abbr": {"title"},
    "div": {"data-article"},
    "figure": {"data-image"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
CLASSES = {"aside": {"pullquote", "factbox"}}
SCHEMES = {"http", "https", "mailto", "tel"}
RELS = {"nofollow", "sponsored", "ugc", "noopener", "noreferrer", "external", "license"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "embed"}
REFERENCES = {("figure", "data-image"), ("div", "data-article")}
NUMBERS = {"colspan", "rowspan", "start"}
MAX_ROUNDS = 10


def clean(html: str) -> str:
    """`html` rebuilt from the allow-list: safe to show, and the same when cleaned again.

    Unknown elements give way to their text; scripts, styles and comments go altogether; links keep
    http, https, mailto, tel and relative addresses; control characters XML forbids are removed.
    """
    for _round in range(MAX_ROUNDS):
        # What is left when an element goes can be read differently, so it is cleaned once more.
        cleaned = _CLEANER.clean(CONTROL.sub("", html)).strip()
        if cleaned == html:
            break
        html = cleaned
    return html


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) in REFERENCES:
        return value if re.fullmatch(r"[1-9][0-9]{0,17}", value) else None
    if name in NUMBERS:
        return value if re.fullmatch(r"[0-9]{1,3}", value) else None
    if name == "dir":
        return value if value in {"ltr", "rtl", "auto"} else None
    if name == "rel":
        return " ".join(word for word in value.lower().split() if word in RELS) or None
    if name == "href":
        return _href(value)
    return value


def _href(value: str) -> str | None:
    """The address; `//host` means https. None for one that nobody can read, or of another scheme.

    nh3 looked at the scheme before the blanks around it were taken off: so it is looked at again.
    """
    value = CONTROL.sub("", re.sub(r"[\t\n\r]", "", value)).strip()
    if re.match(r"[/\\]{2}", value):
        value = "https://" + value.lstrip("/\\")
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        return None
    return value if not scheme or scheme in SCHEMES else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    attribute_filter=_attribute,
    clean_content_tags=DROPPED_WITH_CONTENT,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


class SafeHTMLField(models.TextField):
    """HTML that is cleaned on its way to the database, whichever way it goes there.

    `get_db_prep_save` is called for save, update, bulk_create and bulk_update alike; `pre_save`
    also puts the clean text on the object in hand, so that nobody works on with the dirty one.
    """

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        value = clean(value) if isinstance(value, str) else value
        return super().get_db_prep_save(value, connection)
