"""Slugs in every script: made once from a text, unique, never a path of our own."""

import re
import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from newsroom import redirects

MAX_LENGTH = 100  # in characters; nine bytes each at most once percent-encoded
RESERVED = frozenset(
    "admin atom author authors card colours.css corrections embed feed feed.json feeds healthz "
    "in media metrics news news-sitemap.xml oembed p preview readyz robots.txt rss saved "
    "search section sections series site.webmanifest sitemap.xml sitemaps static tag tags topic "
    "topics favicon.ico .well-known".split()
)
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
ATTEMPTS = 5
# Apostrophes, and what cannot be seen: soft hyphens, joiners, direction marks, emoji variants
SILENT = re.compile("['’ʼ\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]")


def slugify(text: str) -> str:
    """`text` as lower-case words of its own script joined by hyphens; "" if it has no letters.

    Letters, combining marks and digits of any script stay (Unicode L, M, N), so Hindi, Arabic and
    Chinese headlines stay readable. Cut at a word where possible, at 100 characters in any case.
    """
    text = SILENT.sub("", unicodedata.normalize("NFKC", str(text)).lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    words = unicodedata.normalize("NFC", kept).split()
    slug = "-".join(word for word in words if _has_letters(word))
    if len(slug) <= MAX_LENGTH:
        return slug
    cut = slug[: MAX_LENGTH + 1].rfind("-")
    return slug[: cut if cut > MAX_LENGTH // 2 else MAX_LENGTH].strip("-")


def is_slug(value: str) -> bool:
    """Whether `value` has the form our slugs have."""
    return (
        len(value) <= MAX_LENGTH
        and _has_letters(value)
        and all(c in "-_" or unicodedata.category(c)[0] in "LMN" for c in value)
    )


def _has_letters(value: str) -> bool:
    """Whether anything in `value` can be seen on its own: a letter or digit, not marks alone."""
    return any(unicodedata.category(c)[0] in "LN" for c in value)


def validate_slug(value: str) -> None:
    if not is_slug(value) or unicodedata.normalize("NFC", value).lower() != value:
        raise ValidationError(_("Use small letters, digits and hyphens only."), code="slug")


def validate_not_reserved(value: str) -> None:
    if value in RESERVED:
        raise ValidationError(_("This address belongs to a page of the site itself."), "reserved")


class SlugField(models.CharField):
    """A unique slug of any script; blank means that it is made from the name on saving."""

    default_validators = [validate_slug]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", MAX_LENGTH + 20)  # room for the suffix
        kwargs.setdefault("unique", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class SlugConverter:
    """A slug in a URL pattern: anything a slug can look like, in Unicode's composed form."""

    regex = r"[^/]+"

    def to_python(self, value: str) -> str:
        value = unicodedata.normalize("NFC", value)
        if len(value) > MAX_LENGTH + 20 or not is_slug(value[:MAX_LENGTH]):
            raise ValueError("not a slug")
        return value

    def to_url(self, value: str) -> str:
        return value


def save_with_slug(obj, *, source: str) -> None:
    """Save `obj`, giving it a slug from `source` if it has none; leave a redirect if it moved.

    One transaction. Two people saving the same new headline at once both succeed: the second gets
    the next free slug. A slug that was typed and is taken: ValidationError. `obj` needs `slug` and
    `get_absolute_url()`.
    """
    stored = type(obj)._default_manager.filter(pk=obj.pk).first() if obj.pk else None
    if stored:
        obj.slug = obj.slug or stored.slug  # a page that has an address keeps it
    if obj.slug:
        if not stored or stored.slug != obj.slug:
            _check_form(obj)
        try:
            with transaction.atomic():
                _save_and_redirect(obj, stored)
        except IntegrityError as error:
            if _is_taken(obj):
                message = _("Another page has this address.")
                raise ValidationError({"slug": message}) from error
            raise
        return
    for attempt in range(ATTEMPTS):
        obj.slug = _free_slug(obj, slugify(source))
        try:
            with transaction.atomic():
                _save_and_redirect(obj, stored)
            return
        except IntegrityError:
            if not _is_taken(obj) or attempt == ATTEMPTS - 1:
                raise


def _is_taken(obj) -> bool:
    return type(obj)._default_manager.filter(slug=obj.slug).exclude(pk=obj.pk).exists()


def _check_form(obj) -> None:
    """Refuse a typed slug that is malformed or reserved; forms say so earlier."""
    try:
        obj._meta.get_field("slug").run_validators(obj.slug)
    except ValidationError as error:
        raise ValidationError({"slug": error.messages}) from error


def _save_and_redirect(obj, stored) -> None:
    obj.save()
    if stored and stored.slug != obj.slug and getattr(stored, "has_been_public", True):
        redirects.moved(stored.get_absolute_url(), obj.get_absolute_url())
    elif getattr(obj, "has_been_public", True):  # a draft takes no reader's old address away
        redirects.claimed(obj.get_absolute_url())


def _free_slug(obj, base: str) -> str:
    """`base`, or with the first free suffix; costs two queries however many stories share it."""
    base = base or f"{obj._meta.model_name}-{_random()}"
    candidates = [base, *(f"{base}-{n}" for n in range(2, 10)), f"{base}-{_random()}"]
    model = type(obj)
    others = model._default_manager.exclude(pk=obj.pk)
    taken = set(others.filter(slug__in=candidates).values_list("slug", flat=True))
    if getattr(obj, "slug_at_root", False):
        taken |= RESERVED
    urls = {slug: model(slug=slug).get_absolute_url() for slug in candidates if slug not in taken}
    moved = redirects.known(urls.values())
    return next(slug for slug, url in urls.items() if url not in moved)


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(6))
