"""Who the site is, as this process knows it: its name, its logo, its policies.

Asked for by every page. One small row is read once a generation (outside the page store at most
once a second) to see whether anything changed, and all of it only when something did; this process
knows its own changes at once.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject

from media.models import Image
from newsroom import edge
from newsroom.compiled import Compiled
from newsroom.site import absolute

from .models import FooterColumn, PolicyLink, SiteIdentity


@dataclass(frozen=True)
class Link:
    """Something of the site elsewhere, with the name readers see."""

    label: str
    url: str


@dataclass(frozen=True)
class Menu:
    """A list of links in the foot of the page."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Identity:
    """What pages say of the site; addresses are absolute, or "" where there is none."""

    name: str
    description: str
    language: str
    legal_name: str = ""
    logo: Image | None = None
    logo_dark: Image | None = None
    accent: str = ""
    accent_dark: str = ""
    socials: tuple[Link, ...] = ()
    x_handle: str = ""
    contact_email: str = ""
    contact_url: str = ""
    founding_date: date | None = None
    licence_name: str = ""
    licence_url: str = ""
    # Addresses in these two are as the newsroom wrote them
    policies: dict[str, str] = field(default_factory=dict)  # by PolicyLink.Kind
    menus: tuple[Menu, ...] = ()
    colours: str = ""  # which ones, for the address of their style sheet

    publishing_principles = property(lambda self: self._policy("publishing_principles"))
    ethics_policy = property(lambda self: self._policy("ethics_policy"))
    corrections_policy = property(lambda self: self._policy("corrections_policy"))
    masthead = property(lambda self: self._policy("masthead"))
    ownership = property(lambda self: self._policy("ownership"))
    verification_policy = property(lambda self: self._policy("verification_policy"))
    unnamed_sources_policy = property(lambda self: self._policy("unnamed_sources_policy"))
    feedback_policy = property(lambda self: self._policy("feedback_policy"))
    diversity_policy = property(lambda self: self._policy("diversity_policy"))
    coverage_policy = property(lambda self: self._policy("coverage_policy"))

    @property
    def social_links(self) -> list[str]:
        """The addresses of the site's profiles elsewhere (schema.org sameAs)."""
        return [link.url for link in self.socials]

    @property
    def policy_links(self) -> list[Link]:
        """The policies by the names readers see; each page once, and none that a menu leads to."""
        names = dict(PolicyLink.Kind.choices)
        known = {link.url for menu in self.menus for link in menu.links}
        kinds = {address: kind for kind, address in reversed(self.policies.items())}
        found = [(kind, address) for address, kind in kinds.items() if address not in known]
        found.sort(key=lambda pair: PolicyLink.Kind.values.index(pair[0]))
        return [Link(str(names[kind]), address) for kind, address in found]

    def _policy(self, kind: str) -> str:
        address = self.policies.get(kind)
        return absolute(address) if address else ""


class _Whole:
    """What was read in whole last, and which version. Set as one: other threads ask meanwhile."""

    last: tuple[Identity, tuple[int, int]] | None = None


def _row() -> QuerySet:
    return SiteIdentity.objects.select_related("logo__licence", "logo_dark").order_by("pk")[:1]


_ROW = Compiled(_row)


def _ask() -> Identity | None:
    row = _ROW.first()
    if row is None:
        return None
    last, version = _Whole.last, (row.pk, row.version)
    if last is None or last[1] != version:
        last = _Whole.last = _identity(row), version
    # The pictures have changes of their own
    return replace(last[0], logo=row.logo, logo_dark=row.logo_dark)


_site = edge.Remembered(_ask)


def current() -> Identity:
    """Who the site is now; what the newsroom has not said is as the settings say."""
    return _site.get() or _by_settings()


def forget() -> None:
    """Ask again at the next page."""
    _Whole.last = None
    _site.forget()


def context(request) -> dict:
    """Template context processor. Nothing is asked before a template reads any of it."""
    site = SimpleLazyObject(current)
    return {
        "identity": site,
        "site_name": SimpleLazyObject(lambda: site.name),
        "site_description": SimpleLazyObject(lambda: site.description),
    }


def _by_settings() -> Identity:
    return _new_site(settings.SITE_NAME, settings.SITE_DESCRIPTION, settings.LANGUAGE_CODE)


@lru_cache(maxsize=1)
def _new_site(name: str, description: str, language: str) -> Identity:
    return Identity(name, description, language)


def _identity(row: SiteIdentity) -> Identity:
    return Identity(
        name=row.name or settings.SITE_NAME,
        description=row.description or settings.SITE_DESCRIPTION,
        language=row.language,
        legal_name=row.legal_name,
        logo=row.logo,
        logo_dark=row.logo_dark,
        accent=row.accent,
        accent_dark=row.accent_dark,
        socials=tuple(Link(each.label, each.url) for each in row.socials.all()),
        x_handle=row.x_handle,
        contact_email=row.contact_email,
        contact_url=absolute(row.contact_url) if row.contact_url else "",
        founding_date=row.founding_date,
        licence_name=row.licence_name,
        licence_url=absolute(row.licence_url) if row.licence_url else "",
        policies=_policies(row),
        menus=_menus(),
        colours=f"{row.accent}{row.accent_dark}".replace("#", ""),
    )


def _policies(row: SiteIdentity) -> dict[str, str]:
    found = {each.kind: each for each in row.policies.select_related("page") if each.is_open}
    kinds = [kind for kind in PolicyLink.Kind.values if kind in found]
    return {kind: found[kind].address for kind in kinds}


def _menus() -> tuple[Menu, ...]:
    """The menus with what readers can open; one without anything is none."""
    columns = FooterColumn.objects.prefetch_related("links__page")
    menus = (
        Menu(column.title, tuple(Link(it.label, it.address) for it in links))
        for column in columns
        if (links := [link for link in column.links.all() if link.is_open])
    )
    return tuple(menus)
