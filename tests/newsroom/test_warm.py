"""What a process of the site does before its first request."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

BEGIN = """
import gc, json, sys
import newsroom.settings
newsroom.settings.TEMPLATES[0]["DIRS"].append(sys.argv[1])
import newsroom.wsgi
from django.template import engines
engine = engines["django"].engine
gc.collect()
known = [*engine.template_loaders[0].get_template_cache]
print(json.dumps([gc.get_freeze_count(), len(gc.get_objects()), known]))
"""


@pytest.fixture
def begun(tmp_path):
    """Objects the garbage collector has been told to leave, those it walks through, and the
    templates that are compiled."""
    (tmp_path / "broken.html").write_text("{% if %}")
    (tmp_path / "._copied.html").write_bytes(b"\x00\xff\xfe")
    (tmp_path / ".#open.html").symlink_to("nobody@nowhere")
    (tmp_path / "other.html").write_text("{{ it }}")
    done = subprocess.run(
        [sys.executable, "-c", BEGIN, str(tmp_path)], cwd=settings.BASE_DIR,
        env=os.environ | {"DEBUG": "0", "NEWSROOM_VAR": str(settings.VAR)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_templates_are_compiled_and_the_collector_has_little_to_do(begun):
    frozen, walked, known = begun
    assert frozen > 50_000
    assert walked < frozen / 20
    assert {"base.html", "articles/detail.html", "articles/_story.html"} <= set(known)


def test_a_template_that_cannot_be_compiled_holds_nobody_up(begun):
    assert "other.html" in begun[2]
