"""What every test may ask for: a clock that can be moved, a folder of its own, a real browser."""

import os
import re
import shutil
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import import_module
from threading import Barrier, Lock
from types import SimpleNamespace

import pytest
from django.apps import apps as current_apps
from django.conf import settings as site
from django.core.signals import request_finished, request_started
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from hypothesis import settings as hypothesis

from articles import breaking, reads
from articles.fronts import past
from tests.factories import SHARED

READS_SHARED = re.compile(r"\b(SHARED|THEME_TEST|SMALL)\b")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
hypothesis.register_profile("newsroom", deadline=None)  # a busy machine is no fault of ours
hypothesis.load_profile("newsroom")


def pytest_ignore_collect(collection_path):
    """Leave out what reads published files (../shared/data) where there are none; never in CI."""
    if SHARED.is_dir() or collection_path.suffix != ".py":
        return None
    if not READS_SHARED.search(collection_path.read_text()):
        return None
    if os.environ.get("CI"):
        raise pytest.UsageError(f"{SHARED} is missing; its files belong to the suite.")
    return True


def pytest_report_header():
    return None if SHARED.is_dir() else f"{SHARED} is missing: tests that read it are left out"


def pytest_unconfigure():
    shutil.rmtree(site.VAR, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Mark the tests that drive a browser: pytest -m "not browser" leaves them out."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


@receiver(post_migrate)
def make_licences_again(sender, *, using, apps=current_apps, **kwargs):
    """Tests with real transactions empty the tables behind them, what a migration wrote as well."""
    if sender.label == "media" and "licence" in apps.all_models["media"]:
        presets = import_module("media.migrations.0003_licence_presets")
        presets.add(apps, SimpleNamespace(connection=connections[using]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """Give each worker a database of its own; on SQLite a file, which threads can share."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    database = site.DATABASES["default"]
    is_file = database["ENGINE"].endswith("sqlite3")
    name = site.VAR / f"{worker}.sqlite3" if is_file else f"test_{database['NAME']}_{worker}"
    database.setdefault("TEST", {})["NAME"] = str(name)


@pytest.fixture(autouse=True)
def media_root(settings):
    """The test's own folder of uploads, there from the first file on and gone at the end."""
    settings.MEDIA_ROOT = site.VAR / "uploads" / uuid.uuid4().hex
    yield settings.MEDIA_ROOT
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """What a process knows for a while, in each test anew."""
    for what in (breaking, past, reads):
        what.forget()


class Clock:
    """The time as the site sees it; it stands still until somebody moves it."""

    def __init__(self, moment: datetime):
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def advance(self, **parts: float) -> None:
        """Move on by the parts of a timedelta: advance(hours=1, minutes=30)."""
        self._moment += timedelta(**parts)


@pytest.fixture
def clock(monkeypatch):
    """Monday morning, until the test says otherwise. Signatures (time.time) do not follow it."""
    clock = Clock(datetime(2030, 1, 7, 9, tzinfo=UTC))
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def together(transactional_db):
    """Make calls at the same moment, each in its own thread and on its own connection.

    together(call, call, ...) gives what each returned or raised, in the order of the calls.
    """

    def together(*calls):
        barrier = Barrier(len(calls))

        def make(call):
            barrier.wait()
            try:
                return call()
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(make, calls))

    return together


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a worker."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not executable:
        pytest.fail("No Chromium here: install it (Debian: apt install chromium).", pytrace=False)
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page_problems():
    """What the browser complained about; a test that means to provoke it clears the list."""
    return []


@pytest.fixture
def page(browser, live_server, page_problems):
    """A fresh page on the live server: page.goto("/"). Any error in its console fails the test.

    Chromium reports there what broke in a script, what could not be loaded and what the
    Content-Security-Policy forbade.
    """
    context = browser.new_context(base_url=live_server.url)
    context.on("console", lambda message: _note_error(message, page_problems))
    context.on("weberror", lambda error: page_problems.append(str(error.error)))
    yield context.new_page()
    found = list(page_problems)  # leaving cuts the network, of which the page complains as well
    leave(context)
    assert found == []


class Requests:
    """How many requests the live server is answering."""

    under_way = 0
    lock = Lock()

    @classmethod
    def count(cls, step: int) -> None:
        with cls.lock:
            cls.under_way += step


@receiver(request_started)
def note_start(**kwargs):
    Requests.count(1)


@receiver(request_finished)
def note_end(**kwargs):
    Requests.count(-1)


def leave(context) -> None:
    """Close a browser's window. Nothing it said last may be under way when tables are emptied."""
    context.set_offline(True)
    context.close()
    ends = time.monotonic() + 2
    while Requests.under_way > 0 and time.monotonic() < ends:
        time.sleep(0.01)


def _note_error(message, problems: list[str]) -> None:
    if message.type == "error":
        problems.append(f"{message.text} ({message.location['url']})")


@pytest.fixture
def page_without_javascript(browser, live_server):
    """A fresh page on the live server for a reader whose browser runs no script."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    leave(context)
