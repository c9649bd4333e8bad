"""What the processes of a machine share, and what readers get while something is broken."""

import os
import time

import pytest
from django.conf import settings as site_settings
from django.db import DatabaseError

from newsroom import edge
from newsroom.edge import generation, signals
from newsroom.edge.models import Generation
from tests.factories import make_section

from .site import Site, publish

pytestmark = pytest.mark.django_db


def test_while_the_database_is_away_readers_get_the_last_pages(site, monkeypatch):
    site.get("/news/")
    monkeypatch.setattr("newsroom.edge.ticket.STAYS", -1)
    make_section()
    publish()
    page = site.get("/news/").text  # stale at once

    def away(*args):
        raise DatabaseError("away")

    monkeypatch.setattr(generation, "read", away)
    monkeypatch.setattr(site_settings, "DEBUG_PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("newsroom.edge.ticket.LAST_PAGE", 0)

    assert site.get("/news/").text == page
    assert site.get("/authors/").status == 500


def test_the_last_page_is_handed_out_for_a_while_before_the_next_is_tried(site, monkeypatch):
    site.get("/news/")
    page = site.store.at(("/news/", ""))
    page.stale_at = 0

    def away(*args):
        raise DatabaseError("away")

    monkeypatch.setattr(generation, "read", away)
    for _again in range(3):
        assert site.get("/news/").status == 200

    assert site.made == ["/news/", "/news/"]


def test_a_page_that_takes_long_to_make_holds_nobody_who_can_have_the_last_one(site):
    site.get("/news/")
    site.store.at(("/news/", "")).stale_at = time.time() - 60
    turn = site.turns.take(("/news/", ""))
    began = time.monotonic()

    assert site.get("/news/").status == 200

    assert time.monotonic() - began < 5
    assert site.count["last_pages"] == 1
    turn.release()


def test_what_is_not_there_leaves_no_file(site, machine):
    for number in range(5):
        site.get(f"/no-{number}/")

    assert [path.name for path in (machine / "pages").glob("*.page")] == []


def test_small_files_count_with_the_room_they_take(machine):
    site = Site(machine / "pages")
    for number in range(20):
        turn = site.turns.take((f"/{number}/", ""))
        os.pwrite(turn._file, b"x", 0)
        turn.release()

    site.turns.prune(10 * 4096)

    assert len(list((machine / "pages").glob("*.page"))) == 10


def test_where_the_number_was_lost_nothing_is_stored_until_there_is_one(site):
    Generation.objects.all().delete()
    for _again in range(2):
        assert site.get("/news/").status == 200
    assert len(site.store) == 0

    site.keeper.look()
    site.get("/news/")
    assert generation.read() == 1
    assert len(site.store) == 1


def test_the_file_of_the_number_may_be_taken_away_while_the_site_runs(site, machine):
    known = signals.current().number()
    site.get("/news/")
    (machine / "generation").unlink()
    site.keeper.look()

    other = signals.InFile(machine / "generation")
    assert other.number() == signals.current().number() >= known
    other.raise_to(other.number() + 1)
    assert signals.current().number() == other.number()


def test_processes_of_a_machine_make_a_page_once(machine):
    one, two = Site(machine / "pages"), Site(machine / "pages")

    assert one.get("/news/").text == two.get("/news/").text
    assert one.made == ["/news/"]
    assert two.count["found"] == 1
    two.get("/news/")
    assert two.count["hits"] == 1


def test_what_other_code_made_is_not_handed_out(machine):
    old, new = Site(machine / "pages", build="before"), Site(machine / "pages", build="after")
    old.get("/news/")
    new.get("/news/")

    assert new.count["renders"] == 1


def test_a_page_that_was_left_half_written_is_made_anew(machine):
    one = Site(machine / "pages")
    one.get("/news/")
    for path in (machine / "pages").iterdir():
        path.write_bytes(path.read_bytes()[:-100])

    two = Site(machine / "pages")
    two.get("/news/")

    assert two.count["renders"] == 1


def test_where_the_folder_cannot_be_written_pages_are_still_kept_in_memory(machine):
    machine.mkdir(parents=True)
    (machine / "pages").write_text("a file")
    site = Site(machine / "pages")

    for _again in range(2):
        assert site.get("/news/").status == 200

    assert site.count["hits"] == 1
    assert "cannot be written" in site.turns.fault


def test_an_older_database_makes_all_pages_old(site):
    for _number in range(3):
        publish()
    site.get("/news/")
    Generation.objects.update(number=1)
    for _second in range(3):
        site.keeper.look()

    assert signals.current().number() == 1
    assert len(site.store) == 0
    assert not list((site.turns._folder).glob("*.page"))


def test_a_process_that_died_before_it_told_is_made_good(site):
    site.get("/news/")
    edge.publish()  # and nobody is told

    site.keeper.look()
    site.get("/news/")

    assert site.made == ["/news/", "/news/"]
