"""The settings as an operator meets them: a process of its own for each environment."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "k" * 50


def run(arguments, folder, **variables):
    environment = {"PATH": os.environ["PATH"], "NEWSROOM_VAR": str(folder)} | variables
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_secret_nothing_starts(tmp_path):
    result = run(["manage.py", "check"], tmp_path)

    assert result.returncode != 0
    assert "SECRET_KEY is not set" in result.stderr
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "variables", [{"SITE_ORIGIN": "news.example"}, {"DATABASE_URL": "mysql://db.example/news"}]
)
def test_a_wrong_variable_is_named_and_nothing_starts(tmp_path, variables):
    result = run(["manage.py", "check"], tmp_path, SECRET_KEY=KEY, **variables)

    assert result.returncode != 0
    assert all(name in result.stderr for name in variables)


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    run(["-m", "newsroom.secret"], tmp_path)
    first = (tmp_path / "secret_key").read_text()
    run(["-m", "newsroom.secret"], tmp_path)

    assert len(first) >= 50
    assert (tmp_path / "secret_key").read_text() == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_everything_is_shut_when_only_the_address_is_set(tmp_path):
    names = (
        "DEBUG ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE "
        "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS X_FRAME_OPTIONS"
    ).split()
    show = (
        f"import json, newsroom.settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    )

    result = run(["-c", show], tmp_path, SECRET_KEY=KEY, SITE_ORIGIN="https://news.example")

    assert json.loads(result.stdout) == [
        False,
        ["news.example"],
        ["https://news.example"],
        True,
        True,
        True,
        365 * 24 * 3600,
        "DENY",
    ]
