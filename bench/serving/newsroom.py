"""The newsroom that is measured: its stories, and somebody who edits."""

import os
import subprocess
import sys
from pathlib import Path

from .servers import ROOT

USER = "bench"


def prepare(folder: Path, stories: int) -> int:
    """Have a database with so many stories in `folder`, and the files the site needs; how many
    stories there are."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"NEWSROOM_VAR": str(folder), "DEBUG": "0"}
    _run("-m", "newsroom.secret")
    _manage("migrate", "--verbosity", "0")
    _manage("collectstatic", "--noinput", "--verbosity", "0")
    import django

    django.setup()
    from articles.models import Article

    there = Article.objects.count()
    if there < stories:
        _manage("make_stories", str(stories - there))
    return Article.objects.count()


def session() -> str:
    """The session of somebody who may do everything."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    accounts = get_user_model().objects
    user = accounts.filter(username=USER).first() or accounts.create_superuser(USER, password=None)
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def story_at(path: str) -> int:
    """The key of the story at this path."""
    from articles.models import Article

    slug = path.encode("latin-1").decode().strip("/")
    return Article.objects.values_list("pk", flat=True).get(slug=slug)


def _manage(*arguments: str) -> None:
    _run("manage.py", *arguments)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)
