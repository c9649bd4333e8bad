"""What every test may ask for: a clock that can be moved, a folder of its own, a real browser."""

import os
import re
import shutil
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.db import connections
from hypothesis import settings as hypothesis

from articles import breaking, due, editions, identity, reading, reads
from articles.fronts import past
from media.background import background
from newsroom import drawn
from newsroom.announcing import pings
from newsroom.edge import generation, remembered
from newsroom.outbox import liveness
from tests import migrated
from tests.database import Beginning, restore_after_each_test
from tests.factories import SHARED
from tests.scheduling import Scheduling
from tests.windows import Visitors, leave, open_window

READS_SHARED = re.compile(r"\b(SHARED|THEME_TEST|SMALL)\b")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
A_DAY = 24 * 60 * 60  # seconds
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


def pytest_report_header():
    return None if SHARED.is_dir() else f"{SHARED} is missing: tests that read it are left out"


def pytest_unconfigure():
    shutil.rmtree(site.VAR, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Mark the tests that drive a browser: pytest -m "not browser" leaves them out."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """Give each worker a database of its own; on SQLite a file, which threads can share."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    database = site.DATABASES["default"]
    is_file = database["ENGINE"].endswith("sqlite3")
    name = site.VAR / f"{worker}.sqlite3" if is_file else f"test_{database['NAME']}_{worker}"
    database.setdefault("TEST", {})["NAME"] = str(name)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    """Begin with what an earlier run migrated, where that was SQLite and these migrations."""
    return migrated.copy_to(site.DATABASES["default"]["TEST"]["NAME"]) or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    with django_db_blocker.unblock():
        migrated.keep()
        beginning = Beginning()
    with pytest.MonkeyPatch.context() as monkeypatch:
        restore_after_each_test(beginning, monkeypatch)
        yield


@pytest.fixture(autouse=True)
def media_root(settings):
    """The test's own folder of uploads, there from the first file on and gone at the end."""
    settings.MEDIA_ROOT = site.VAR / "uploads" / uuid.uuid4().hex
    yield settings.MEDIA_ROOT
    background.finish()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def worker_is_well():
    """No worker runs beside the tests, so every page of the admin would say so."""
    cache.set(liveness.CACHE_KEY, liveness.Report(has_worker=True), None)


@pytest.fixture(autouse=True)
def nothing_is_remembered(monkeypatch):
    """What a process knows for a while, in each test anew.

    What it asks once a second is asked once: on a busy machine it would come into counts of
    queries. Who the site is was asked already, and nobody had said.
    """
    for what in (breaking, drawn, editions, identity, past, pings, reading, reads):
        what.forget()
    due._hour.forget()
    monkeypatch.setattr(remembered, "RECHECK", A_DAY)
    monkeypatch.setattr(
        identity._site, "_last", (None, None, generation.told_here(), time.monotonic())
    )


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
def live_server(live_server):
    """The site on a port of its own, with its connections counted; see windows.leave."""
    Visitors(live_server)
    return live_server


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
    context = open_window(browser, live_server)
    context.on("console", lambda message: _note_error(message, page_problems))
    context.on("weberror", lambda error: page_problems.append(str(error.error)))
    yield context.new_page()
    found = list(page_problems)  # leaving cuts the network, of which the page complains as well
    leave(context)
    assert found == []


def _note_error(message, problems: list[str]) -> None:
    if message.type == "error":
        problems.append(f"{message.text} ({message.location['url']})")


@pytest.fixture
def page_without_javascript(browser, live_server):
    """A fresh page on the live server for a reader whose browser runs no script."""
    context = open_window(browser, live_server, java_script_enabled=False)
    yield context.new_page()
    leave(context)
