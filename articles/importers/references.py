"""How the things of another system are known again: by the import_ref of newsroom.imported."""

import hashlib

from django.db.models import QuerySet

from newsroom.imported import Imported

MAX_LENGTH = Imported._meta.get_field("import_ref").max_length


def reference(base: str, kind: str, key: int | str) -> str:
    """The import_ref of one thing of one site: "wxr:news.example:post:12"."""
    ref = f"wxr:{base}:{kind}:{key}"
    if len(ref) <= MAX_LENGTH:
        return ref
    digest = hashlib.sha256(ref.encode()).hexdigest()[:32]
    return f"{ref[: MAX_LENGTH - 33]}#{digest}"


def imported(model: type[Imported], ref: str) -> QuerySet:
    """The row of `model` that came from `ref`, if any, found by its index.

    The index leaves out rows without a ref; SQLite uses it only for queries that say so too.
    """
    return model.objects.filter(import_ref=ref).exclude(import_ref="")
