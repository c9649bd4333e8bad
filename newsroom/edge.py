"""What makes a view public: one answer for everybody, so that anyone on the way may keep it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

_before: list[Callable[[], object]] = []


def before_each(call: Callable[[], object]) -> None:
    """Have `call` done before each public page is made: what the clock has brought, put in place.

    It must be cheap when there is nothing to do, and must not fail.
    """
    if call not in _before:
        _before.append(call)


def public(view):
    """Mark `view` as the same for every reader: GET and HEAD only, no cookies, revalidated by ETag.

    The response may be stored by anyone but is asked for again each time (a 304 while nothing
    changed), so a correction is seen at the next request. HEAD has GET's headers and no body
    (RFC 9110, 9.3.2). Other methods get 405; they change nothing, so no CSRF token is asked for.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        for call in _before:
            call()
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        if request.method == "HEAD":
            set_response_etag(response)
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return answer
