"""What people type into a search field, as a condition on the rows they mean."""

import re
from collections.abc import Iterable

from django.db.models import Q

MAX_WORDS = 8
MAX_QUERY = 200  # characters
UNWRITABLE = re.compile(r"[\x00-\x1f\ud800-\udfff]")


def every_word(query: str, fields: Iterable[str]) -> Q:
    """Every word of `query` in one of `fields`, whatever its case."""
    condition = Q()
    for word in UNWRITABLE.sub(" ", query[:MAX_QUERY]).split()[:MAX_WORDS]:
        anywhere = Q()
        for spelling in spellings(word):
            for field in fields:
                anywhere |= Q(**{f"{field}__icontains": spelling})
        condition &= anywhere
    return condition


def called(name: str, *fields: str) -> Q:
    """One of `fields` is `name`, in any case, in any script."""
    condition = Q()
    for spelling in spellings(name):
        for field in fields:
            condition |= Q(**{f"{field}__iexact": spelling})
    return condition


def spellings(words: str) -> set[str]:
    """`words` in the cases people write them in, where a database may fold only ASCII."""
    if words.isascii():
        return {words}
    return {words, words.lower(), words.upper(), words.capitalize(), words.title()}
