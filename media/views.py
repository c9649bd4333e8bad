import logging
import re

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from . import actions
from .models import Image
from .shapes import FORMATS, MOVING, RATIOS
from .storage import rendition_path, renditions

logger = logging.getLogger(__name__)
TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)
NAME = re.compile(
    rf"({'|'.join([*RATIOS, MOVING])})-[1-9][0-9]{{0,4}}\.({'|'.join(FORMATS)})", re.ASCII
)
UNREADABLE_FOR = 600  # seconds in which a lost or damaged original is not read again


@csrf_exempt
@require_safe
def rendition(request, shard, token, name):
    """One rendition's bytes. They never change under their address, so anyone may keep them."""
    match = NAME.fullmatch(name)
    if not match or not TOKEN.fullmatch(token) or not token.startswith(shard) or len(shard) != 2:
        raise Http404
    file = _opened(token, name, match[1])
    response = FileResponse(file, content_type=FORMATS[match[2]])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(token: str, name: str, ratio: str):
    """The file; one that came with a newer version is drawn when it is first asked for."""
    path, unreadable = rendition_path(token, name), f"media:unreadable:{token}"
    try:
        return renditions().open(path)
    except FileNotFoundError:
        image = None if cache.get(unreadable) else Image.objects.filter(token=token).first()
        if image is None or not image.has_rendition(name):
            raise Http404 from None
    try:
        actions.draw_missing(image, [ratio])
        return renditions().open(path)
    except FileNotFoundError:
        raise Http404 from None
    except ValidationError as error:
        logger.error("Picture %s cannot be drawn: %s", image.pk, " ".join(error.messages))
        cache.set(unreadable, True, UNREADABLE_FOR)
        raise Http404 from None
