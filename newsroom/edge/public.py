"""What makes a view public: one answer for everybody, so that anyone on the way may keep it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom import languages, replica

from . import generation, handing_out, signals
from .page import REVALIDATED
from .ticket import IN_ENVIRON, Ticket

CONDITIONS = (
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE",
)  # fmt: skip
_before: list[Callable[[], object]] = []


def before_each(call: Callable[[], object]) -> None:
    """Have `call` done before each public page is made: what the clock has brought, put in place.

    It must be cheap when there is nothing to do, and must not fail; it says whether it changed
    anything.
    """
    if call not in _before:
        _before.append(call)


def public(view=None, *, takes: tuple[str, ...] = ()):
    """Mark `view` as the same for every reader: GET and HEAD only, no cookies, revalidated by ETag.

    `takes` names the parameters of the query that it reads: no other makes a page of its own. The
    response may be stored by anyone but is asked for again each time (a 304 while nothing changed),
    so a correction is seen at the next request. HEAD has GET's headers and no body (RFC 9110,
    9.3.2). Other methods get 405; they change nothing, so no CSRF token is asked for.
    """
    if view is None:
        return lambda view: public(view, takes=takes)

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        ticket: Ticket | None = request.META.get(IN_ENVIRON)
        if ticket:
            if not ticket.begin(takes):
                return HttpResponse()  # the layer hands out ticket.page in its place
            _ask_for_all_of_it(request)
        with replica.primary():
            changes = [call() for call in _before]
        if ticket and any(changes):
            ticket.again()
        with languages.spoken(languages.of_site()):  # as this label has it, not the middleware's
            response = _from_replica(ticket, lambda: view(request, *args, **kwargs))
        response.headers.setdefault("Cache-Control", REVALIDATED)
        if request.method == "HEAD":
            set_response_etag(response)
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    answer.takes = takes
    return answer


def _from_replica(ticket: Ticket | None, page: Callable[[], HttpResponse]) -> HttpResponse:
    """What the view makes of the database the label was read from; without a page store, of the
    one that is new enough."""
    if ticket or not replica.is_set_up():
        return replica.read(page)
    try:
        replica.choose(generation.read, least=signals.current().number())
        return replica.read(page)
    finally:
        replica.leave()


def _ask_for_all_of_it(request: HttpRequest) -> None:
    """The layer stores the whole page; it looks itself at what this client has, and asks for."""
    request.method = "GET"
    for name in CONDITIONS:
        request.META.pop(name, None)


def count(request: HttpRequest, subject: str) -> None:
    """Count that `subject` is read: now, and each time this page is handed out from the store."""
    ticket: Ticket | None = request.META.get(IN_ENVIRON)
    if ticket:
        ticket.subject = subject
    else:
        handing_out.read(subject, request.META)
