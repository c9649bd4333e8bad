"""Read the XMP packet (ISO 16684-1) of a picture: an RDF document, from a stranger."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_BYTES = 1024 * 1024
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
CC = "{http://creativecommons.org/ns#}"
PROPERTIES = {  # property: the field of media.metadata.Facts; the first that has a value counts
    f"{DC}title": "title",
    f"{PHOTOSHOP}Headline": "title",
    f"{DC}description": "caption",
    f"{CORE}AltTextAccessibility": "alt_text",
    f"{DC}creator": "photographer",
    f"{PHOTOSHOP}Source": "agency",
    f"{PLUS}ImageSupplierName": "agency",
    f"{PHOTOSHOP}Credit": "credit_line",
    f"{DC}rights": "copyright_notice",
    f"{PLUS}CopyrightOwnerName": "copyright_notice",
    f"{RIGHTS}UsageTerms": "usage_terms",
    f"{PHOTOSHOP}Instructions": "restrictions",
    f"{DC}subject": "keywords",
    f"{CC}license": "licence_url",
    f"{RIGHTS}WebStatement": "licence_url",
    f"{PLUS}LicensorURL": "source_url",
    f"{PHOTOSHOP}DateCreated": "taken_at",
    f"{XMP}CreateDate": "taken_at",
}


def read(packet: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield (field, values) of every property we know; nothing for a packet that cannot be read."""
    packet = packet.strip(b"\x00 \r\n\t")
    if not packet or len(packet) > MAX_BYTES:
        return
    try:
        root = fromstring(packet, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    found: dict[str, list[str]] = {}
    for node in root.iter():
        for name, value in node.attrib.items():  # a property may be written as an attribute
            if name in PROPERTIES:
                found.setdefault(name, []).append(value)
        if node.tag in PROPERTIES:
            found.setdefault(node.tag, []).extend(_values(node))
    for name, field in PROPERTIES.items():
        if found.get(name):
            yield field, found[name][:200]


def _values(node: Element) -> list[str]:
    """The text of a property: simple, a list, or alternatives (English before others)."""
    items = list(node.iter(f"{RDF}li"))
    if not items:
        return [node.attrib.get(f"{RDF}resource") or node.text or ""]
    if node.find(f"{RDF}Alt") is not None:
        preferred = {"x-default": 0, "en": 1, "en-gb": 1, "en-us": 1}
        items.sort(key=lambda item: preferred.get(item.get(LANG, "").lower(), 2))
        items = [item for item in items if item.text][:1]
    return [item.text or "" for item in items]
