"""Names that look like one name written twice: for lists of what somebody may want to merge."""

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import combinations

SHORTEST = 5  # characters; in shorter names a letter makes another word


def folded(name: str) -> str:
    """`name` without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filter(_counts, decomposed))


def _counts(letter: str) -> bool:
    """Letters, numbers, and the vowel signs of scripts that write them as marks."""
    is_accent = unicodedata.combining(letter) != 0
    return not is_accent and (letter.isalnum() or unicodedata.category(letter)[0] == "M")


def alike(named: Iterable[tuple[Hashable, str]]) -> list[list[Hashable]]:
    """Groups of keys whose names are the same when folded, or differ in one letter.

    `named` are (key, name) pairs. Names are compared through what is left of them without one
    letter, so ten thousand take a fraction of a second (not the square of their number).
    """
    by_word = defaultdict(list)
    for key, name in named:
        by_word[folded(name)].append(key)
    leader = {word: word for word in by_word if word}
    for words in _buckets(leader).values():
        for one, other in combinations(words, 2):
            if _is_one_letter_apart(one, other):
                leader[_root(leader, other)] = _root(leader, one)
    groups = defaultdict(list)
    for word in leader:
        groups[_root(leader, word)] += by_word[word]
    return [keys for keys in groups.values() if len(keys) > 1]


def _buckets(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by each of their forms: whole, and without one of their letters."""
    found = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST:
            for form in {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}:
                found[form].append(word)
    return found


def _is_one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter more, less or other makes one of the other; numbers are never slips."""
    if abs(len(one) - len(other)) > 1 or _digits(one) != _digits(other):
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _root(leader: dict[str, str], word: str) -> str:
    while leader[word] != word:
        leader[word] = leader[leader[word]]
        word = leader[word]
    return word
