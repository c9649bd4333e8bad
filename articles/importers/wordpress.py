"""Import a whole WordPress export: one pass to know and check it, one to take its items in."""

import logging
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError

from authors.models import User

from . import stories
from .actions import SKIPPED, Source, import_item
from .catalogue import Catalogue
from .pictures import Pictures
from .records import IncomingAttachment, IncomingPost
from .report import Report
from .wxr import WithoutControls, WxrError, parse

logger = logging.getLogger(__name__)


def import_file(
    path: Path,
    *,
    media: Path | None = None,
    is_dry: bool = False,
    by: User | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Take in what `path` exports, with pictures from the folder `media`; nothing if `is_dry`.

    Raises WxrError, before anything is changed, for a file that is not a whole WordPress export.
    An item that fails is among the report's `failures`; the others go on. May be repeated.
    """
    try:
        with path.open("rb") as file:
            stream = WithoutControls(file)
            catalogue = Catalogue(parse(stream))
        with catalogue, path.open("rb") as file:
            site = catalogue.site
            report = Report(site.base, site.version, is_dry=is_dry, controls=stream.removed)
            pictures = Pictures(catalogue, media, report, is_dry=is_dry)
            source = Source(catalogue, pictures, is_dry=is_dry)
            done = 0
            for record in parse(WithoutControls(file)):
                if isinstance(record, IncomingAttachment):
                    report.skip(stories.NOT_STORIES["attachment"], record.title)
                elif isinstance(record, IncomingPost):
                    _import(record, source, report, by)
                else:
                    continue
                done += 1
                progress(done, catalogue.items)
    except OSError as error:
        raise WxrError(f"{path} cannot be read: {error.strerror or error}.") from error
    return report


def _import(post: IncomingPost, source: Source, report: Report, by: User | None) -> None:
    title = post.title or post.slug or f"item {post.post_id}"
    report.comments += post.comments
    try:
        outcome = import_item(post, source=source, by=by)
    except Exception as error:  # whatever one item breaks, the others are not to suffer
        logger.debug("An item of the export failed.", exc_info=True)
        report.fail(title, _reason(error))
        return
    if outcome.result == SKIPPED:
        report.skip(outcome.reason, post.title)
        return
    report.results[outcome.result] += 1
    report.made.update(outcome.made)
    report.redirects += outcome.redirects
    for note in outcome.notes:
        report.note(note, title)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return f"{type(error).__name__}: {error}"
