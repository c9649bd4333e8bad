"""A story as a card in other people's pages: described to programs, and drawn in a frame."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from articles import oembed
from articles.models import Article
from newsroom import edge, languages
from newsroom.headers import public_policy
from newsroom.site import absolute

FORMATS = ("json", "xml")


@edge.public(takes=("url", "format", "maxwidth", "maxheight"))
def described(request):
    """The oEmbed endpoint: `?url=…&format=json|xml&maxwidth=…&maxheight=…`."""
    format = request.GET.get("format") or "json"
    if format not in FORMATS:
        return _refusal(501, "This format is not known: ask for json or xml.")
    if not request.GET.get("url"):
        return _refusal(400, "Say of which story: url=…")
    try:
        room = oembed.Room.of(request)
    except oembed.BadRequestError:
        return _refusal(400, "maxwidth and maxheight are whole numbers of pixels.")
    article = oembed.story_behind(request.GET["url"])
    if article is None:
        return _refusal(404, "No story of ours is at this address.")
    told = oembed.described(article, room)
    if format == "xml":
        response = HttpResponse(oembed.as_xml(told), content_type="text/xml; charset=utf-8")
    else:
        response = JsonResponse(told)
    response.headers["Access-Control-Allow-Origin"] = "*"  # it is the same for everybody
    return response


@edge.public
@xframe_options_exempt
def card(request, slug):
    """The card that stands in the frame; any site may show it, and it holds no script."""
    stories = Article.objects.published().for_cards()
    article = get_object_or_404(stories, slug=slug)
    context = {"article": article, "url": absolute(article.get_absolute_url())}
    context["home"] = reverse("articles:home")
    with languages.spoken(article.language):
        response = render(request, "articles/embed.html", context)
    response.headers["Content-Security-Policy"] = public_policy(framed_by="*")
    return response


def _refusal(status: int, why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")
