"""Tell by its first bytes what a file is that we do not take, and what its owner can do."""

from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
RAW_ENDINGS = {".cr2", ".cr3", ".nef", ".arw", ".dng", ".raf", ".orf", ".rw2"}
BEGINNINGS = (
    (b"%PDF", _("%(name)s is a PDF document. Export the page as JPEG or PNG.")),
    (b"%!PS", _("%(name)s is an EPS drawing. Export it as PNG or JPEG.")),
    (b"\xc5\xd0\xd3\xc6", _("%(name)s is an EPS drawing. Export it as PNG or JPEG.")),
    (b"8BPS", _("%(name)s is a Photoshop document. Export it as JPEG or PNG.")),
    (b"BM", _("%(name)s is a BMP picture. Save it as PNG or JPEG.")),
    (b"II*\x00", _("%(name)s is a TIFF picture. Save it as JPEG or PNG.")),
    (b"MM\x00*", _("%(name)s is a TIFF picture. Save it as JPEG or PNG.")),
    (b"\x00\x00\x00\x0cJXL ", _("%(name)s is a JPEG XL picture. Save it as JPEG.")),
    (b"\x1aE\xdf\xa3", _("%(name)s is a film, not a picture.")),
    (b"PK\x03\x04", _("%(name)s is an archive or document. Upload the pictures in it.")),
)
RAW = _("%(name)s is a camera's raw file. Export it as JPEG.")
HEIC = _(
    "%(name)s is a HEIC picture, which browsers cannot show. Export it as JPEG; on an iPhone, "
    "choose Settings, Camera, Formats, Most Compatible."
)
FILM = _("%(name)s is a film, not a picture.")
SVG = _("%(name)s is an SVG drawing, which can carry scripts. Export it as PNG.")
NOTHING = _("%(name)s is empty.")
UNKNOWN = _("%(name)s is damaged, or not a JPEG, PNG, WebP, AVIF or GIF picture.")


def why_not(head: bytes, name: str) -> str:
    """The sentence for a file called `name` that begins with `head` and is no picture we take."""
    return str(_sentence(head, name)) % {"name": name}


def _sentence(head: bytes, name: str) -> str:
    if not head:
        return NOTHING
    if head[4:8] == b"ftyp" and head[8:12] not in {b"avif", b"avis"}:
        return HEIC if head[8:12] in HEIC_BRANDS else FILM
    if PurePosixPath(name).suffix.lower() in RAW_ENDINGS:
        return RAW
    for beginning, sentence in BEGINNINGS:
        if head.startswith(beginning):
            return sentence
    # UTF-16 has a zero beside every letter.
    words = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return SVG if words.startswith(b"<") and b"<svg" in words else UNKNOWN
