"""Turn away request targets no page of ours can have, before anything looks them up."""

from django.http import HttpResponse, HttpResponseBadRequest

MAX_PATH = 2_000
MAX_QUERY = 20_000


class CleanPathMiddleware:
    """400 for NUL bytes and text that is not UTF-8, 414 for a path or query beyond all reason."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if len(request.path) > MAX_PATH or len(query) > MAX_QUERY:
            return HttpResponse("This address is too long.", status=414, content_type="text/plain")
        if not _is_text(request.META.get("PATH_INFO", "")) or "%00" in query or "\x00" in query:
            return HttpResponseBadRequest("This address cannot be read.", content_type="text/plain")
        return self.get_response(request)


def _is_text(path_info: str) -> bool:
    """Whether WSGI's path (bytes dressed up as Latin-1, PEP 3333) is UTF-8 without NUL."""
    try:
        return "\x00" not in path_info.encode("latin-1").decode()
    except UnicodeError:
        return False
