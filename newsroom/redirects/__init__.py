"""Old addresses: every public path that something of ours once had, and where it is now."""

from collections.abc import Iterable
from urllib.parse import unquote

from django.db import transaction

from newsroom import edge

ENDINGS = ("rss/", "atom/", "feed.json", "versions/")  # of pages that moved with the one above


@transaction.atomic
def moved(old_path: str, new_path: str) -> None:
    """Send readers of `old_path` to `new_path` from now on, in one hop, whatever moved before."""
    old_path, new_path = unquote(old_path), unquote(new_path)
    if old_path == new_path:
        return
    rows = _rows()
    rows.filter(old_path=new_path).delete()
    rows.filter(new_path=old_path).update(new_path=new_path)
    rows.update_or_create(old_path=old_path, defaults={"new_path": new_path})
    edge.publish()


@transaction.atomic
def claimed(path: str) -> None:
    """Something lives at `path` again: it redirects no longer."""
    _remove(_rows().filter(old_path=unquote(path)))


def known(paths: Iterable[str]) -> set[str]:
    """Those of `paths` (as in URLs) that redirect somewhere: not to be given to anything new."""
    wanted = {unquote(path): path for path in paths}
    found = _rows().filter(old_path__in=wanted).values_list("old_path", flat=True)
    return {wanted[path] for path in found}


def follow(paths: Iterable[str]) -> dict[str, str]:
    """Where those of `paths` (decoded) that have moved are now: one query."""
    spelt = {path: (path, f"{path}/") for path in paths}
    candidates = {candidate for both in spelt.values() for candidate in both}
    found = dict(_rows().filter(old_path__in=candidates).values_list("old_path", "new_path"))
    return {path: found[c] for path, both in spelt.items() for c in both if c in found}


@transaction.atomic
def forget(path: str) -> None:
    """Nothing lives at `path` any more: what led there leads nowhere."""
    _remove(_rows().filter(new_path=unquote(path)))


def find(path: str) -> str | None:
    """The new path for `path` (decoded, as in `request.path`), or for what stands below it.

    A path without its last slash is understood too: readers drop it, and old systems did.
    """
    candidates = {path: "", f"{path}/": ""}
    candidates |= {path.removesuffix(end): end for end in ENDINGS if path.endswith(end)}
    found = dict(_rows().filter(old_path__in=candidates).values_list("old_path", "new_path"))
    for old, ending in candidates.items():
        if old in found:
            return found[old] + ending
    return None


@transaction.atomic
def remove(rows) -> None:
    """Take these addresses (a queryset of Redirect) away: nothing is there any more."""
    _remove(rows)


def _remove(rows) -> None:
    number, _by_model = rows.delete()
    if number:
        edge.publish()


def _rows():
    from newsroom.redirects.models import Redirect

    return Redirect.objects
