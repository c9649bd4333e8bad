"""Every page of the site, as the Nu HTML checker reads it: one Java process for all of them."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from .house import MissingError, installed, program

# What is no fault, and why.
IGNORED = {
    "The “list” role is unnecessary": "Safari takes a list without marks for none, unless told",
}


def check(pages) -> list[tuple[str, str]]:
    """(page, message) of everything the checker says, each message once."""
    jar = installed("vnu-jar") / "build/dist/vnu.jar"
    java = program("java")
    with tempfile.TemporaryDirectory(prefix="newsroom-audit-") as folder:
        files = {}
        for number, page in enumerate(pages):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(page.body)
            files[file.name] = page.path
        command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--stdout", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        raise MissingError(f"The HTML checker did not run: {done.stderr}") from None
    found = {}
    for message in messages:
        words = f"{message['message']} | {_short(message.get('extract', ''))}"
        page = files.get(message.get("url", "").rsplit("/", 1)[-1], "?")
        if message["type"] != "info" or message.get("subType") == "warning":
            found.setdefault(message["message"], []).append((page, words))
    ignored = re.compile("|".join(IGNORED) or r"(?!)")
    return [
        each for message, places in found.items() if not ignored.search(message) for each in places
    ]


def _short(extract: str) -> str:
    return " ".join(extract.split())[:160]
