"""XML, element by element, for feeds and sitemaps."""

from collections.abc import Mapping
from contextlib import contextmanager
from io import StringIO

from django.utils.xmlutils import SimplerXMLGenerator

from .addresses import CONTROL


class Xml:
    """A document that is being written; `text` is all of it.

    Control characters, which XML cannot hold, are left out.
    """

    def __init__(self):
        self._out = StringIO()
        self._writer = SimplerXMLGenerator(self._out, "utf-8")
        self._writer.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None):
        """What is written inside the `with` stands inside the element."""
        self._writer.startElement(name, _legible(attributes or {}))
        yield
        self._writer.endElement(name)

    def leaf(self, name: str, text="", **attributes) -> None:
        """An element that holds only text."""
        self._writer.addQuickElement(name, CONTROL.sub("", str(text)), _legible(attributes))

    @property
    def text(self) -> str:
        return self._out.getvalue()


def _legible(attributes: Mapping) -> dict[str, str]:
    return {name: CONTROL.sub("", str(value)) for name, value in attributes.items()}
