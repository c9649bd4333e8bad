"""XML, element by element, for feeds and sitemaps."""

from collections.abc import Mapping
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

from .addresses import CONTROL


class Xml:
    """A document that is being written; `text` is all of it.

    Control characters, which XML cannot hold, are left out.
    """

    def __init__(self):
        self._written = ['<?xml version="1.0" encoding="utf-8"?>\n']

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None):
        """What is written inside the `with` stands inside the element."""
        self._written.append(f"<{name}{_attributes(attributes)}>")
        yield
        self._written.append(f"</{name}>")

    def leaf(self, name: str, text="", **attributes) -> None:
        """An element that holds only text."""
        self._written.append(
            f"<{name}{_attributes(attributes)}>{escape(CONTROL.sub('', str(text)))}</{name}>"
        )

    @property
    def text(self) -> str:
        return "".join(self._written)


def _attributes(attributes: Mapping | None) -> str:
    if not attributes:
        return ""
    values = ((name, CONTROL.sub("", str(value))) for name, value in attributes.items())
    return "".join(f" {name}={quoteattr(value)}" for name, value in values)
