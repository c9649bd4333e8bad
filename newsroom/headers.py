"""Security headers on every response: a strict policy for readers, a workable one for the admin."""

from django.conf import settings
from django.urls import reverse

from .embeds import FRAME_SOURCES

# Frames only of the sites newsroom/embeds.py knows; static/js/embed.js makes one after a click.
PUBLIC_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    f"frame-ancestors 'none'; frame-src {' '.join(FRAME_SOURCES)}; img-src 'self'"
)
# CKEditor 4 writes style attributes and style elements into its editing frame; a nonce cannot
# cover them. Scripts stay 'self': static/js/editor/csp.js stands in for its inline handlers.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data: blob:"
)
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)


# What a reader of a preview link was let in with (articles/views/visitors.py).
VISITOR_COOKIE = "preview_visitor"


def public_policy(*, framed_by: str = "'none'") -> str:
    """The policy of readers' pages; `framed_by` is a source: who may show the page in a frame."""
    policy = PUBLIC_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {framed_by}")
    return _with_pictures(policy)


def _with_pictures(policy: str) -> str:
    """Both policies end with img-src: pictures may lie on a host of their own."""
    return f"{policy} {settings.PICTURE_ORIGIN}" if settings.PICTURE_ORIGIN else policy


class HeadersMiddleware:
    """Set Content-Security-Policy and Permissions-Policy, unless a view did.

    Outside the admin no cookie is read, so that no answer depends on one or sets one; but for what
    lets a reader of a preview link in, there and nowhere else.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("admin:index")
        self.preview_prefix = reverse("articles:preview", args=["-"]).removesuffix("-/")
        self.public_policy, self.admin_policy = public_policy(), _with_pictures(ADMIN_POLICY)

    def __call__(self, request):
        in_admin = request.path.startswith(self.admin_prefix)
        if not in_admin:
            sent = request.META.pop("HTTP_COOKIE", "")  # one address, one audience: nobody is known
            if request.path.startswith(self.preview_prefix):
                request.META["HTTP_COOKIE"] = _only_visitor(sent)
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in {404, 500}:
            return response  # Django's debug pages carry their own inline styles
        response.headers.setdefault(
            "Content-Security-Policy", self.admin_policy if in_admin else self.public_policy
        )
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def _only_visitor(cookies: str) -> str:
    """The part of a Cookie header that lets a reader of a preview link in."""
    parts = [part.strip() for part in cookies.split(";")]
    return "; ".join(part for part in parts if part.startswith(f"{VISITOR_COOKIE}="))
