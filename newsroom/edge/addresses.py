"""Which page an address asks for: parameters nobody reads make no page of their own."""

from urllib.parse import parse_qsl, urlencode

Key = tuple[str, str]  # path (decoded, as WSGI has it), query
LONGEST = 2_000  # characters of a query that is looked at


def key(path: str, query: str, takes: tuple[str, ...]) -> Key | None:
    """The page's key: of the query what the view reads, each parameter once (the last one counts,
    as for QueryDict.get), in order. None for a query too long to be stored."""
    if not query or not takes:
        return path, ""
    if len(query) > LONGEST:
        return None
    try:
        found = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=100))
    except ValueError:
        return None
    return path, urlencode([(name, found[name]) for name in takes if name in found])
