"""Turn away request targets no page of ours can have, before anything looks them up."""

import re

from django.shortcuts import render

MAX_PATH = 2_000
MAX_QUERY = 64_000  # 10,000 letters of any script, escaped
BROKEN = re.compile("\x00|%[89A-F][0-9A-F]")  # Django writes bytes that are not UTF-8 like %FF


class CleanPathMiddleware:
    """400 for NUL bytes and text that is not UTF-8, 414 for a path or query beyond all reason."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if len(request.path) > MAX_PATH or len(query) > MAX_QUERY:
            return render(request, "414.html", status=414)
        if BROKEN.search(request.path) or "%00" in query or "\x00" in query:
            return render(request, "400.html", status=400)
        return self.get_response(request)


class HexKeyConverter:
    """A key of 32 hexadecimal digits in a URL pattern."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
