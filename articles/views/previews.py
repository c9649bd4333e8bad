"""Pages of what is not out: drawn as a story's own page is, seen by those who were let in."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import actions, previews
from articles.models import Comment, ShareLink
from articles.previews import Version
from newsroom import languages

from . import visitors
from .preview_forms import DoorForm, NoteForm
from .stories import story_context
from .visitors import TooManyTriesError, Visitor

MARKS = 40  # repetitions of the watermark: enough for a tall window
_sent = Signer(sep=".", salt="articles.note")


def story_page(request, version: Version, *, status: int = 200, **context) -> HttpResponse:
    """The page readers would get of `version`, kept by nobody on the way."""
    with languages.spoken(version.article.language):
        context |= story_context(version.article) | {"version": version}
        return _private(render(request, "articles/preview.html", context, status=status))


# The address is the secret: who does not have it cannot send a form here either, and who has it
# may. A CSRF token would need a cookie that every reader shares with the rest of the site.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, token):
    """A story that is shared by link; whatever is wrong with the link, the page is not there."""
    link = ShareLink.objects.behind(token)
    version = previews.shared(link) if link else None
    if version is None:
        raise Http404("No link has this address.")
    visitor = visitors.recognise(request, link)
    if visitor is None:
        return _door(request, link, version)
    if request.method == "POST":
        return _take_note(request, link, version, visitor)
    if request.method == "GET":
        browser = request.headers.get("User-Agent", "")
        actions.note_visit(link, name=visitor.name, browser=browser, revision=version.number)
    return _story(request, link, version, visitor)


def _door(request, link: ShareLink, version: Version) -> HttpResponse:
    """Ask for what the link asks for, until it is right."""
    form = DoorForm(request.POST if request.method == "POST" else None, link=link)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            if visitors.opens(link, form.cleaned_data.get("phrase", "")):
                return _let_in(request, link, version, form)
            form.add_error("phrase", _("This is not the pass phrase of this link."))
        except TooManyTriesError:
            message = _("There were too many wrong pass phrases. Try again in ten minutes.")
            form.add_error("phrase", message)
            status = 429
    return _private(render(request, "articles/preview_door.html", {"form": form}, status=status))


def _let_in(request, link: ShareLink, version: Version, form: DoorForm) -> HttpResponse:
    visitor = Visitor(" ".join(form.cleaned_data.get("name", "").split()))
    if form.data.get("text"):
        response = _take_note(request, link, version, visitor)
    else:
        response = _private(redirect(link))
    visitors.remember(response, link, visitor)
    return response


def _take_note(request, link: ShareLink, version: Version, visitor: Visitor) -> HttpResponse:
    """Put what the reader wrote on the story; what cannot be taken stays in the form."""
    form = NoteForm(request.POST, visitor=visitor)
    status = 200
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        if revision is None or link.revision is not None:
            revision = version.number
        try:
            note = actions.add_outside_comment(
                link, name=form.signed, text=form.cleaned_data["text"], revision=revision
            )
        except ValidationError as error:
            form.add_error(None, error)
            status = 429 if form.has_error(NON_FIELD_ERRORS, "many") else 200
        else:
            address = f"{link.get_absolute_url()}?sent={_sent.sign(str(note.pk))}#notes"
            return _private(redirect(address))
    return _story(request, link, version, visitor, form=form, status=status)


def _story(request, link, version, visitor, **given) -> HttpResponse:
    """The story between the bar and the box for notes. `given`: the form sent, the status."""
    who = f"{visitor.name} ({link.label})" if visitor.name else link.label
    form = given.pop("form", None) or NoteForm(
        initial={"revision": version.number}, visitor=visitor
    )
    context = {"link": link, "who": who, "form": form, "marks": range(MARKS)}
    context["today"] = timezone.localdate()
    return story_page(request, version, sent=_sent_note(request, link), **context, **given)


def _sent_note(request, link: ShareLink) -> Comment | None:
    """The note this reader has just sent, as `?sent=` says."""
    try:
        key = _sent.unsign(request.GET.get("sent", ""))
    except BadSignature:
        return None
    return Comment.objects.filter(pk=key, link=link).first()


def _private(response: HttpResponse) -> HttpResponse:
    """Found by no search engine, kept by no cache; and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
