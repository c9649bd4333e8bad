"""Make the site's secret key: `python -m newsroom.secret` writes it once, `--print` shows one."""

import os
import secrets
import sys
from pathlib import Path

FILE_NAME = "secret_key"


def write_once(folder: Path) -> None:
    """Write a new secret, readable by its owner alone, unless there is one in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n")  # nothing in here is ever for the repository
    try:
        handle = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(secrets.token_urlsafe(64) + "\n")
    elif not os.environ.get("SECRET_KEY"):
        default = Path(__file__).resolve().parent.parent / "var"
        write_once(Path(os.environ.get("NEWSROOM_VAR") or default).expanduser())
