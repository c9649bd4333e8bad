"""The table, and which limits do not hold."""

import os
import platform
from pathlib import Path

LEAST = {("stored", "bare gunicorn"): 0.85, ("behind nginx", "files of nginx"): 0.8}
MOST_PROCESSOR = {"front": 14.0, "article": 9.0, "search": 15.0}  # ms of a page made by Django
MOST_FRESH = 50.0  # ms
MOST_MEMORY = 120.0  # MB of a worker
MOST_DESK = {"save": 150.0}  # ms


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
    of_floor, of_files = LEAST
    head = ["page", *ways, "÷ gunicorn", "÷ files", "ms made"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for page, rates in found["rates"].items():
        rows.append([
            page,
            *(f"{rates[way]:,.0f}" for way in ways),
            f"{rates[of_floor[0]] / rates[of_floor[1]]:.2f}",
            f"{rates[of_files[0]] / rates[of_files[1]]:.2f}",
            f"{found['processor'][page]:.1f}",
        ])  # fmt: skip
    lines = [f"{found['stories']:,} stories; {'; '.join(found['machine'].values())}", ""]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", "Editor: " + ", ".join(f"{n} {ms:.0f} ms" for n, ms in found["editor"].items())]
    for name, each in found["memory"].items():
        lines.append(f"Memory of {name}, MB: " + ", ".join(f"{mb:.0f}" for mb in each))
    return "\n".join(lines)


def faults(found: dict) -> list[str]:
    """What does not hold, in words."""
    said = []
    for page, rates in found["rates"].items():
        for (way, floor), least in LEAST.items():
            ratio = rates[way] / rates[floor]
            if ratio < least:
                said.append(f"{page}: {way} is {ratio:.2f} of {floor}, least {least}")
    for page, most in MOST_PROCESSOR.items():
        if found["processor"][page] > most:
            said.append(f"{page}: {found['processor'][page]:.1f} ms made, most {most}")
    for name, most in {**MOST_DESK, "fresh": MOST_FRESH}.items():
        if found["editor"][name] > most:
            said.append(f"{name}: {found['editor'][name]:.0f} ms, most {most}")
    for megabytes in found["memory"]["site"][1:]:
        if megabytes > MOST_MEMORY:
            said.append(f"a worker takes {megabytes:.0f} MB, most {MOST_MEMORY}")
    return said
