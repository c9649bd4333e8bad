from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    what: str
    text: str = ""


@dataclass(frozen=True)
class Conflict:
    key: str
    field: str
    base: object
    theirs: object
    mine: object
    kind: str = ""


@dataclass(frozen=True)
class Merge:
    content: dict
    conflicts: tuple = ()
    from_mine: tuple = ()
    from_theirs: tuple = ()
    side_by_side: tuple = ()


def merge(base, mine, theirs, choices=None):
    result, conflicts = dict(theirs), []
    for name in {*base, *mine, *theirs}:
        b, m, t = (side.get(name, base.get(name)) for side in (base, mine, theirs))
        result[name] = m if m != b else t
        if m not in (b, t) and t != b:
            conflicts.append(Conflict(name, name, b, t, m))
    return Merge(result, tuple(conflicts))
