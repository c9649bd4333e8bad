"""The table, and which limits do not hold."""

import os
import platform
from pathlib import Path

LEAST = {("stored", "bare gunicorn"): 0.85, ("behind nginx", "files of nginx"): 0.8}
MOST_PROCESSOR = {"front": 14.0, "article": 9.0, "search": 15.0}  # ms of a page made by Django
YARDSTICK, AT_REST = "the same plain work", "the same plain work at rest"
MOST_MEMORY = 120.0  # MB of a worker
MOST_DESK = {"save": 150.0, "fresh": 50.0}  # ms
MORE = 1.3  # times that, with many times the stories
MOST_GROWTH, MOST_GROWTH_ELSEWHERE = {"front": 1.3, "article": 1.3}, 2.0


def machine() -> dict[str, str]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "?")
    return {
        "processor": f"{os.cpu_count()} × {model}",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "load": " ".join(f"{each:.1f}" for each in os.getloadavg()),
    }


def table(found: dict) -> str:
    """In Markdown, for docs/performance.md."""
    ways = list(next(iter(found["rates"].values())))
    also = found.get("also")
    head = ["page", *ways, *(f"{way} ÷ {floor}" for way, floor in LEAST), "ms made", "at rest"]
    head += [f"ms made of {also['stories']:,}", "at rest"] if also else []
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for page, rates in found["rates"].items():
        row = [page, *(f"{rates[way]:,.0f}" for way in ways)]
        row += [f"{rates[way] / rates[floor]:.2f}" for way, floor in LEAST if way in rates]
        for each in filter(None, (found, also)):
            row += [f"{each['processor'][page]:.1f}", f"{_at_rest(each, page):.1f}"]
        rows.append(row)
    lines = [f"{found['stories']:,} stories; {'; '.join(found['machine'].values())}", ""]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    for each in filter(None, (found, also)):
        desk = ", ".join(f"{name} {ms:.0f} ms" for name, ms in each["editor"].items())
        memory = ", ".join(f"{megabytes:.0f}" for megabytes in each["memory"]["site"])
        lines += ["", f"Of {each['stories']:,} stories: {desk}. Memory of the site, MB: {memory}."]
        yardsticks = [f"{name} {each['processor'][name]:.1f} ms" for name in (YARDSTICK, AT_REST)]
        lines += [f"While pages were made: {', '.join(yardsticks)}."]
    return "\n".join(lines)


def faults(found: dict) -> list[str]:
    """What does not hold, in words."""
    said = list(_slow(found))
    for page, rates in found["rates"].items():
        for (way, floor), least in LEAST.items():
            if way in rates and rates[way] / rates[floor] < least:
                ratio = rates[way] / rates[floor]
                said.append(f"{page}: {way} is {ratio:.2f} of {floor}, least {least}")
    if also := found.get("also"):
        said += [f"of {also['stories']:,} stories: {fault}" for fault in _slow(also, MORE)]
        for page in found["rates"]:
            ratio = _at_rest(also, page) / _at_rest(found, page)
            if ratio > MOST_GROWTH.get(page, MOST_GROWTH_ELSEWHERE):
                said.append(f"{page}: {ratio:.2f} times as long as with {found['stories']:,}")
    return said


def _at_rest(found: dict, page: str) -> float:
    """Milliseconds the page takes where the same plain work takes its least."""
    taken = found["processor"]
    return taken[page] * taken[AT_REST] / taken[YARDSTICK]


def _slow(found: dict, more: float = 1.0):
    for page, most in MOST_PROCESSOR.items():
        if (ms := _at_rest(found, page)) > most * more:
            yield f"{page}: {ms:.1f} ms made, most {most * more}"
    for name, most in MOST_DESK.items():
        if found["editor"][name] > most:
            yield f"{name}: {found['editor'][name]:.0f} ms, most {most}"
    for megabytes in found["memory"]["site"][1:]:
        if megabytes > MOST_MEMORY:
            yield f"a worker takes {megabytes:.0f} MB, most {MOST_MEMORY}"
