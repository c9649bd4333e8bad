"""The pictures of a WordPress site: found in a copy of its uploads folder, added to the library."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError

from media.actions import add_image
from media.models import Image
from newsroom import text

from .catalogue import Catalogue, host_of, uploads_path
from .records import IncomingAttachment
from .references import imported, reference
from .report import Report, Titles
from .wordpress_html import PICTURE_NAME, GalleryPicture

# WordPress's own copies of harbour.jpg: harbour-300x200.jpg, -scaled, -rotated, -e1589300
COPY = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{9,13})+(?=\.[A-Za-z]+$)")
PHOTON = re.compile(r"^i\d\.wp\.com$")  # Jetpack's image host names the real one in the path
DRY = -1  # stands for a picture that a real run would add


class Pictures:
    """Pictures for one story after another; each is added to the library once.

    With `is_dry` they are looked for but not added. What is added and what is missing goes into
    `report`.
    """

    def __init__(self, catalogue: Catalogue, folder: Path | None, report: Report, *, is_dry: bool):
        self._catalogue = catalogue
        self._folder = folder.resolve() if folder else None
        self._roots = _roots(self._folder) if folder else []
        self._is_dry = is_dry
        self._seen_dry: set[str] = set()
        self._report = report
        self.story_id = 0  # the WordPress number of the story at hand

    def featured(self, attachment_id: int) -> int | None:
        """The library's key of an attachment, or None (and noted) where it cannot be had."""
        attachment = self._catalogue.attachment(attachment_id)
        if attachment is None:
            return self._known(self._ref("attachment", attachment_id)) or self._miss(
                "not in the export", f"attachment {attachment_id}"
            )
        return self._add_attachment(attachment)

    def inline(self, url: str, attachment_id: int) -> int | None:
        """The library's key of the picture a story shows from `url`, if it is one of the site's."""
        path = self._own_path(url)
        if not path:
            return self._miss("on another site", url)
        attachment = self._matching(path, attachment_id)
        if attachment:
            return self._add_attachment(attachment)
        original = COPY.sub("", path)
        ref = self._ref("file", original)
        return self._known(ref) or self._add(ref, [original, path], url, {})

    def gallery(self, attachment_ids: list[int]) -> list[GalleryPicture]:
        """See wordpress_html.Pictures."""
        shown = []
        for number in attachment_ids or self._catalogue.attached_to(self.story_id):
            attachment = self._catalogue.attachment(number)
            if attachment is None:
                key = self.featured(number)
                shown += [GalleryPicture(key, "", "", "")] if key else []
            elif PICTURE_NAME.search(attachment.url.partition("?")[0]):
                key = self._add_attachment(attachment)
                shown.append(
                    GalleryPicture(key, attachment.url, attachment.title, attachment.caption)
                )
        return shown

    def _matching(self, path: str, attachment_id: int) -> IncomingAttachment | None:
        """The attachment a picture in a text is a copy of. Its number is not trusted alone: after
        a move from site to site, WordPress's numbers are others."""
        wanted = COPY.sub("", path)
        numbered = self._catalogue.attachment(attachment_id) if attachment_id else None
        if numbered and COPY.sub("", uploads_path(numbered.url)) == wanted:
            return numbered
        return self._catalogue.attachment_at(path) or self._catalogue.attachment_at(wanted)

    def _add_attachment(self, attachment: IncomingAttachment) -> int | None:
        ref = self._ref("attachment", attachment.post_id)
        paths = [uploads_path("/" + attachment.file), uploads_path(attachment.url)]
        fields = {
            "title": text.shorten(attachment.title, 200),
            "alt_text": text.shorten(attachment.alt_text, 500),
            "caption": attachment.caption,
        }
        return self._known(ref) or self._add(ref, paths, attachment.url, fields)

    def _add(self, ref: str, paths: list[str], url: str, fields: dict) -> int | None:
        file = next(filter(None, map(self._find, paths)), None)
        if file is None:
            return self._miss("no such file" if self._folder else "no --media folder given", url)
        if self._is_dry:
            self._report.pictures_added += ref not in self._seen_dry
            self._seen_dry.add(ref)
            return DRY
        try:
            with file.open("rb") as stream:
                image = add_image(stream, name=file.name, by=None, import_ref=ref, **fields)
        except (ValidationError, OSError) as error:
            reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            return self._miss("not taken into the library", f"{url} ({reason})")
        self._report.pictures_added += 1
        return image.pk

    def _find(self, path: str) -> Path | None:
        """The file at `path` below the folder; never one outside of it, by whatever links."""
        for root in self._roots:
            try:
                file = (root / path.lstrip("/")).resolve()
                if path and file.is_relative_to(self._folder) and file.is_file():
                    return file
            except (OSError, ValueError, RuntimeError):  # names no file system would take, loops
                continue
        return None

    def _own_path(self, url: str) -> str:
        """`url` as a path below the uploads folder, if it is an address of the site's own."""
        host = host_of(url)
        if PHOTON.match(host):
            return self._own_path("https:/" + unquote(urlsplit(url).path))
        path = uploads_path(url) if not host or host in self._catalogue.hosts else ""
        return path if path.isprintable() else ""

    def _known(self, ref: str) -> int | None:
        return imported(Image, ref).values_list("pk", flat=True).first()

    def _ref(self, kind: str, key: int | str) -> str:
        return reference(self._catalogue.site.base, kind, key)

    def _miss(self, reason: str, url: str) -> None:
        self._report.pictures_missing.setdefault(reason, Titles()).add(url, 150)


def _roots(folder: Path) -> list[Path]:
    """Where the uploads may lie: `folder` is theirs, or WordPress's own, or the one above."""
    below = ["uploads", "wp-content/uploads", "*/wp-content/uploads"]
    return [folder, *(path for form in below for path in folder.glob(form) if path.is_dir())]
