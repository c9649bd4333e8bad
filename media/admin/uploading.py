"""The page on which pictures come into the library: many at once, each with its own answer."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from media import actions, uploads
from media.models import Image

from .forms import UploadForm

SMALL = 600  # pixels across: less looks blurred in a story


@dataclass
class Result:
    """What became of one file: added, the same as `image`, or refused for `reasons`."""

    name: str
    image: Image | None = None
    is_duplicate: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        if self.reasons:
            return "refused"
        return "known" if self.is_duplicate else "added"

    @property
    def is_small(self) -> bool:
        return self.image is not None and self.image.width < SMALL


def summary(results: list[Result]) -> str:
    """How many files became what."""
    number = Counter(result.outcome for result in results)
    words = {
        "added": _("%(number)s added"),
        "known": _("%(number)s in the library already"),
        "refused": _("%(number)s refused"),
    }
    found = [text % {"number": number[name]} for name, text in words.items() if number[name]]
    return ", ".join(found)


def take(file: UploadedFile, shared: dict, *, again: bool, by) -> Result:
    """Bring `file` into the library, unless its very bytes are there already."""
    if not again:
        known = Image.objects.of_file(uploads.sha256(file)).first()
        if known:
            return Result(file.name, known, is_duplicate=True)
    try:
        return Result(file.name, _added(file, shared, by=by))
    except ValidationError as error:
        return Result(file.name, reasons=tuple(error.messages))


def _added(file: UploadedFile, shared: dict, *, by) -> Image:
    return actions.add_image(file, name=file.name, by=by, later=True, **shared)


def upload(request: HttpRequest, context: dict, log) -> HttpResponse:
    """The page; for a script (X-Requested-With) only the answers, to be put into the page.

    `log(image)` is called for each picture that was added.
    """
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    results = []
    if is_sent and form.is_valid():
        shared, options = form.shared(), {"again": form.cleaned_data["again"], "by": request.user}
        results = [take(file, shared, **options) for file in form.cleaned_data["files"]]
        for result in results:
            if result.image and not result.is_duplicate:
                log(result.image)
    elif is_sent:
        names = [file.name for file in request.FILES.getlist("files")]
        reasons = tuple(
            f"{form.fields[name].label or name.replace('_', ' ').capitalize()}: {words}"
            for name, errors in form.errors.items()
            for words in errors
        )
        results = [Result(name, reasons=reasons) for name in names]
    context |= {
        "form": form,
        "results": results,
        "summary": summary(results),
        "most": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "least": SMALL,
    }
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return render(request, "admin/media/image/_upload_results.html", context)
    return render(request, "admin/media/image/upload.html", context)
