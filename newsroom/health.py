"""/healthz: does this process answer? /readyz: is all well? Asked by machines, for people.

/metrics beside them, where it is on.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from newsroom import metrics, replica
from newsroom.edge import generation, signals
from newsroom.outbox import liveness


class HealthMiddleware:
    """Stands before everything else: who asks knows no host name, no https and no cookie."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz}
        if metrics.is_on():
            self.answers["/metrics"] = metrics.metrics

    def __call__(self, request):
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; the database is not asked."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 if all is well, else 503: {"status", "faults": [sentence], "waits": [sentence]}."""
    faults, waits = [], _page_store()
    try:
        if _known() - MigrationRecorder(connection).applied_migrations().keys():
            faults.append("The database is older than the code: migrate it.")
        else:
            report, late = liveness.report(), replica.faults(generation.read)
            faults += [*report.faults, *late[0]]
            waits += [*report.waits, *late[1]]
    except Error:
        faults.append("The database does not answer.")
    said = {"status": "not ready" if faults else "ok", "faults": faults, "waits": waits}
    return JsonResponse(said, status=503 if faults else 200)


def _page_store() -> list[str]:
    """What keeps the processes of this machine, or the machines, from sharing pages: readers wait
    longer, and that is all."""
    signal = signals.current()
    signal.number()  # asks, so that what is said is so now
    said = [signal.fault()]
    if settings.PAGE_STORE:
        said.append(_written(Path(settings.EDGE_DIR) / "pages"))
    return list(dict.fromkeys(filter(None, said)))


def _written(folder: Path) -> str:
    """Why nothing can be written into the folder, "" if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(b"a page")
            file.flush()
    except OSError as error:
        return f"The folder of the page store cannot be written: {error.strerror}."
    return ""


@cache
def _known() -> set[tuple[str, str]]:
    """(app, name) of every migration of this code, read from the disk once."""
    return set(MigrationLoader(None).disk_migrations)
