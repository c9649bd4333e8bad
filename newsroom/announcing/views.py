from django.http import Http404, HttpResponse

from newsroom import edge

from .models import Pings


@edge.public
def indexnow_key(request, key):
    """What shows search engines that pings are ours: the key, at an address made of it."""
    pings = Pings.of_the_site()
    if not pings.tells_search_engines or key != pings.indexnow_key:
        raise Http404("This is not the key.")
    return HttpResponse(key, content_type="text/plain; charset=utf-8")
