"""Each request with an id, in every line the log says of it; a line for what was slow or failed."""

import logging
import time

from django.conf import settings
from django.core.signals import request_finished

from . import logs

logger = logging.getLogger("newsroom.access")
HEADER = "X-Request-ID"
FAILED = 500


class RequestMiddleware:
    """First of all. Pages of the store carry no id: they answer many requests."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.slow = settings.SLOW_REQUEST_MS

    def __call__(self, request):
        began = time.perf_counter()
        request_id = logs.begin(request.headers.get(HEADER, ""))
        response = self.get_response(request)
        response.headers[HEADER] = request_id
        ms = round((time.perf_counter() - began) * 1000)
        if response.status_code >= FAILED or (self.slow and ms >= self.slow):
            _note(request, response.status_code, ms)
        return response


def _note(request, status: int, ms: int) -> None:
    """Without the query: searches are the readers' own. A line break in a path stays one line."""
    path = logs.without_secrets(request.path).encode("unicode_escape").decode("ascii")
    facts = {"method": request.method, "path": path, "status": status, "ms": ms}
    logger.warning("%s %s %d, %d ms", *facts.values(), extra=facts)


def forget(**kwargs) -> None:
    """Django has a last word on a failed request behind all middleware: the id stays until then."""
    logs.end()


request_finished.connect(forget)
