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


class HeadersMiddleware:
    """Set Content-Security-Policy and Permissions-Policy, unless a view did.

    Outside the admin no cookie is read, so that no answer depends on one or sets one.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("admin:index")
        # Both end with img-src: pictures may lie on a host of their own.
        pictures = f" {settings.PICTURE_ORIGIN}" if settings.PICTURE_ORIGIN else ""
        self.public_policy, self.admin_policy = PUBLIC_POLICY + pictures, ADMIN_POLICY + pictures

    def __call__(self, request):
        in_admin = request.path.startswith(self.admin_prefix)
        if not in_admin:
            request.META.pop("HTTP_COOKIE", None)  # one address, one audience: nobody is known
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in {404, 500}:
            return response  # Django's debug pages carry their own inline styles
        response.headers.setdefault(
            "Content-Security-Policy", self.admin_policy if in_admin else self.public_policy
        )
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response
