"""Lighthouse, as on a telephone with a slow network; the middle one of three runs counts."""

import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from .house import BROWSERS, installed, program

RUNS = 3
LIMITS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
# These pages ask not to be found, or say that there is nothing (which the console repeats): that is
# what they are for.
LEFT_OUT = {
    "noindex": ["is-crawlable"],
    "404": ["is-crawlable", "http-status-code", "errors-in-console"],
}


def measure(origin: str, path: str, why_hidden: str = "") -> tuple[dict[str, int], list[str]]:
    """The middle scores by category, and the titles of what was not perfect."""
    scores, faults = {name: [] for name in LIMITS}, {}
    for _run in range(RUNS):
        report = _lighthouse(origin + path, LEFT_OUT.get(why_hidden, []))
        for name, least in LIMITS.items():
            category = report["categories"][name]
            scores[name].append(round(100 * (category["score"] or 0)))
            if scores[name][-1] < least:
                faults |= dict.fromkeys(_imperfect(report, category))
    return {name: statistics.median(found) for name, found in scores.items()}, list(faults)


def _imperfect(report, category):
    for reference in category["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            yield f"{audit['title']} {audit.get('displayValue', '')}".strip()


def _lighthouse(url: str, skipped: list[str]) -> dict:
    with tempfile.TemporaryDirectory(prefix="newsroom-audit-") as folder:
        out = Path(folder) / "report.json"
        command = [
            program("node"), str(installed("lighthouse") / "cli/index.js"), url,
            "--output=json", f"--output-path={out}", "--quiet", "--ignore-status-code",
            f"--only-categories={','.join(LIMITS)}", "--no-enable-error-reporting",
            "--chrome-flags=--headless=new --no-sandbox", "--throttling-method=simulate",
            *([f"--skip-audits={','.join(skipped)}"] if skipped else []),
        ]  # fmt: skip
        environment = os.environ | {"CHROME_PATH": program(*BROWSERS[1:], BROWSERS[0])}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=180
        )
        if not out.is_file():
            raise RuntimeError(done.stderr)
        return json.loads(out.read_text())
