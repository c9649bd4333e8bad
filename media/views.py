import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .renditions import FORMATS, RATIOS
from .storage import rendition_path

TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)
NAME = re.compile(rf"(?:{'|'.join(RATIOS)})-[0-9]{{1,5}}\.({'|'.join(FORMATS)})", re.ASCII)


@csrf_exempt
@require_safe
def rendition(request, shard, token, name):
    """One rendition's bytes. They never change under their address, so anyone may keep them."""
    match = NAME.fullmatch(name)
    if not match or not TOKEN.fullmatch(token) or not token.startswith(shard) or len(shard) != 2:
        raise Http404
    try:
        file = default_storage.open(rendition_path(token, name))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=FORMATS[match[1]][1])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
