"""The languages of the site: which the interface speaks, in which direction each is written.

A reader's page speaks the language of what it shows, never the reader's browser's: one address, one
answer. The admin speaks its account's.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.i18n import JavaScriptCatalog

SOURCE = "en"  # what the texts in the code are written in
CATALOGUES = (SOURCE, "uk")  # newsroom/locale
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi"}


class _Site:
    language: Callable[[], str] | None = None


def ask_for_site_language(call: Callable[[], str]) -> None:
    """Have `call` say what the site's language is, for every page: it must cost nothing."""
    _Site.language = call


def of_settings() -> str:
    """The language of a new site, and of a story nobody has said more of."""
    return settings.LANGUAGE_CODE


def of_site() -> str:
    """The language of the site's own pages: its lists, its menus."""
    return (_Site.language and _Site.language()) or of_settings()


def interface(code: str) -> str:
    """What the words around something written in `code` are in: that, or the site's language."""
    return next((each for each in (code, of_site()) if each in CATALOGUES), SOURCE)


def spoken(code: str):
    """A context in which the interface speaks `code`, as far as it can."""
    return translation.override(interface(code))


def direction(code: str) -> str:
    """ "rtl" or "ltr", for the HTML dir attribute."""
    return "rtl" if code.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def name(code: str) -> str:
    """What a language calls itself."""
    return dict(settings.LANGUAGES).get(code, code)


def others(code: str) -> list[tuple[str, str]]:
    """(code, name) of each language the interface speaks besides `code`."""
    return [(each, name(each)) for each in CATALOGUES if each != code]


def of_browser(request) -> str:
    """What an account's browser asks for: Django's language cookie, or Accept-Language (RFC 9110,
    12.5.4); the site's language where it asks for nothing we have."""
    asked = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "").lower()]
    header = request.headers.get("Accept-Language", "")
    asked += [code for code, _weight in parse_accept_lang_header(header)]
    found = (code.split("-")[0] for code in asked)
    return next((code for code in found if code in CATALOGUES), interface(of_site()))


class WordsOfScripts(JavaScriptCatalog):
    """The catalogue `djangojs`: of the packages, and of LOCALE_PATHS."""

    def get_paths(self, packages):
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]


class LanguageMiddleware:
    """The site's language for readers' pages, the browser's for the admin, whatever came before."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("admin:index")

    def __call__(self, request):
        if request.path.startswith(settings.MEDIA_URL):
            return self.get_response(request)  # pictures say nothing
        if not request.path.startswith(self.admin_prefix):
            with spoken(of_site()):
                return self.get_response(request)
        language = of_browser(request)
        with translation.override(language):
            response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response


class AccountLanguageMiddleware:
    """What an account chose for the admin, over what its browser asks for; after authentication."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("admin:index")

    def __call__(self, request):
        is_ours = request.path.startswith(self.admin_prefix)
        chosen = getattr(request.user, "language", "") if is_ours else ""
        if chosen not in CATALOGUES:
            return self.get_response(request)
        with translation.override(chosen):
            response = self.get_response(request)
        response.headers["Content-Language"] = chosen
        return response
