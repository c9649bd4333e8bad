"""What strangers type into addresses: any answer is right but a fault of ours, and a page is."""

from urllib.parse import urlencode

from .crawl import ask

ODD = (
    "", " ", "\x00", "\x00\x01\x1b", "'", '"', "a OR b\"((", "\"x' --",
    "* AND NOT", "NEAR(", "%", "%%", "\\",
    "<script>alert(1)</script>", "../../etc/passwd", "-1", "0", "9" * 400, "1e309", "NaN", "١٢٣",
    "2026-13-45", "0000-00-00", "99999-01-01", "2026-02-30T25:61", "9223372036854775808-1",
    "-", "1-", "-1", "1-1-1", "999999999999999999-999999999999999999", "\ud7ff", "\u202e\u2066",
    "á" * 2000, "(" * 500, '"' * 501, "a " * 2000, "x" * 10_000,
)  # fmt: skip
NAMES = (  # together: what one of them refuses does not hide what another one breaks
    ["q"], ["before"],
    ["q", "view", "section", "kind", "author", "from", "to", "order", "period", "page", "url"],
)  # fmt: skip
BROKEN = (
    "%", "%ff%fe", "%00", "?q=%ff", "?before=%00", "?q=%ED%A0%80", "?" + "a&" * 1500, "?q[]=1",
)  # fmt: skip


def faults(origin: str, paths) -> tuple[int, list[tuple[str, str]]]:
    """How many addresses were asked; and (address, what) of each 5xx and each empty answer."""
    queries = [urlencode(dict.fromkeys(names, odd)) for names in NAMES for odd in ODD]
    asked = [f"{path}?{query}" for path in paths for query in queries]
    asked += [path + broken for path in paths for broken in BROKEN]
    found = []
    for address in asked:
        status, _headers, body = ask(origin + address)
        if status >= 500 or not body:
            found.append((address[:120], f"answers {status}"))
    return len(asked), found
