"""The files of deploy/ say what the product understands. No container is built here."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
THEIRS = {"FORWARDED_ALLOW_IPS", "PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def variables(text, pattern):
    return set(re.findall(pattern, text, re.MULTILINE)) - THEIRS


def test_every_variable_is_one_the_readme_has():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    used = set(compose["services"]["web"]["environment"]) - THEIRS
    used |= variables((DEPLOY / "newsroom.env.example").read_text(), r"^#?([A-Z][A-Z_0-9]+)=")
    used |= variables((DEPLOY / "Containerfile").read_text(), r"(?:ENV |\s)([A-Z][A-Z_]+)=")
    rows = [
        line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `")
    ]
    known = set(re.findall(r"`([A-Z][A-Z_0-9]+)`", "\n".join(row.split("|")[1] for row in rows)))

    assert len(used) > 10
    assert used <= known


def test_compose_begins_things_in_order():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]

    assert set(services) == {"postgres", "redis", "prepare", "web", "worker", "nginx"}
    assert services["web"]["deploy"]["replicas"] == 2
    for name in ("web", "worker"):
        waits = services[name]["depends_on"]["prepare"]["condition"]
        assert waits == "service_completed_successfully"
        assert services[name]["environment"] == services["prepare"]["environment"]
    commands = re.findall(r"manage\.py (\w+)", str(services["prepare"]["command"]))
    assert commands == ["migrate", "collectstatic", "rebuild_search"]
    mounted = [volume.split(":")[0] for volume in services["nginx"]["volumes"]]
    assert all((DEPLOY / name).exists() for name in mounted if name.endswith(".conf"))


def test_the_container_gets_all_of_the_product_and_nothing_else():
    copied = re.findall(
        r"^COPY ([a-z.][^-\s].*?) \S+$", (DEPLOY / "Containerfile").read_text(), re.M
    )
    names = {name for line in copied for name in line.split()}
    allowed = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))

    assert all((ROOT / name).exists() for name in names)
    assert {"newsroom", "media", "authors", "articles", "templates", "static"} <= names
    assert names - {"requirements/postgres.lock"} == allowed


@pytest.mark.parametrize("unit", ["newsroom-web.socket", "newsroom-web.service",
                                  "newsroom-worker.service"])  # fmt: skip
def test_systemd_understands_the_units(unit):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not here")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(DEPLOY / unit)], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    said = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in said if "newsroom" in line] == []
