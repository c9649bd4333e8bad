"""/healthz: does this process answer? /readyz: is all well? Asked by machines, for people."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from newsroom import replica
from newsroom.edge import generation, signals
from newsroom.outbox import liveness


class HealthMiddleware:
    """Stands before everything else: who asks knows no host name, no https and no cookie."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz}

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
    try:
        is_older = _known() - MigrationRecorder(connection).applied_migrations().keys()
        faults = ["The database is older than the code: migrate it."] if is_older else []
        report = None if is_older else liveness.report()
    except Error:
        faults, report = ["The database does not answer."], None
    waits = list(filter(None, [signals.current().fault()]))  # slower, and no reason to send nobody
    if report:
        faults += report.faults
        waits += report.waits
        late = replica.faults(generation.read)
        faults, waits = faults + late[0], waits + late[1]
    said = {"status": "not ready" if faults else "ok", "faults": faults, "waits": waits}
    return JsonResponse(said, status=503 if faults else 200)


@cache
def _known() -> set[tuple[str, str]]:
    """(app, name) of every migration of this code, read from the disk once."""
    return set(MigrationLoader(None).disk_migrations)
