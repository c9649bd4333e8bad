"""What the settings of the CDN must say together."""

from django.conf import settings
from django.core.checks import Error, Warning, register

NEEDED = {
    "fastly": ("CDN_SERVICE", "CDN_TOKEN"),
    "cloudflare": ("CDN_SERVICE", "CDN_TOKEN"),
    "http": ("CDN_PURGE_URL",),
}


@register
def cdn_is_whole(app_configs, **kwargs):
    purge = settings.CDN_PURGE
    missing = [name for name in NEEDED.get(purge, ()) if not getattr(settings, name)]
    found = [
        Error(f"CDN_PURGE={purge} needs {name}.", hint="See docs/operators.md.", id="edge.E001")
        for name in missing
    ]
    if settings.CDN_SECONDS and not purge:
        found.append(
            Warning(
                f"A CDN may keep pages for {settings.CDN_SECONDS} seconds, and nobody tells it of "
                "changes: a correction may be that late.",
                hint="Set CDN_PURGE, or CDN_SECONDS to what you can bear.",
                id="edge.W001",
            )
        )
    return found
