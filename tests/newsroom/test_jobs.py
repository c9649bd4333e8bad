"""What workers do every so often, and what is said when it fails."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from newsroom.outbox import jobs
from newsroom.outbox.models import Job
from newsroom.outbox.worker import beat

pytestmark = pytest.mark.django_db


class Errand:
    """A job of the test's own."""

    def __init__(self):
        self.times, self.error = 0, None

    def __call__(self):
        self.times += 1
        if self.error:
            raise self.error


@pytest.fixture
def errand(monkeypatch, clock):
    errand = Errand()
    monkeypatch.setattr(
        jobs, "kinds", {"errand": jobs.Kind("Running errands", timedelta(hours=1), errand)}
    )
    return errand


def test_a_job_is_done_at_once_and_then_every_hour(errand, clock):
    for _look in range(3):
        jobs.run_due()
    assert errand.times == 1

    clock.advance(minutes=61)
    jobs.run_due()
    assert errand.times == 2
    assert Job.objects.get().done_at == clock.now()


def test_a_clock_that_was_set_back_stops_nothing(errand, clock):
    jobs.run_due()
    clock.advance(days=-30)

    jobs.run_due()

    assert errand.times == 2


def test_a_job_that_fails_is_tried_again_and_told_of_when_it_fails_twice(errand, clock, client):
    beat("one")
    errand.error = ValueError("no room at https://user:secret@disk.example/path")
    jobs.run_due()
    jobs.run_due()
    assert errand.times == 1
    assert client.get("/readyz").json()["faults"] == []

    clock.advance(minutes=11)
    beat("one")
    jobs.run_due()
    said = "Running errands fails, and is tried again: ValueError: no room at https://disk.example"
    assert client.get("/readyz").json()["faults"] == [said]

    errand.error = None
    clock.advance(minutes=11)
    beat("one")
    jobs.run_due()
    assert client.get("/readyz").status_code == 200


def test_ended_logins_are_forgotten(clock):
    for key, days in (("old", -1), ("new", 1)):
        ends = timezone.now() + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=ends)

    jobs.run_due()

    assert [session.pk for session in Session.objects.all()] == ["new"]
    assert set(Job.objects.values_list("name", flat=True)) == set(jobs.kinds)
    assert not Job.objects.filter(done_at=None).exists()


def test_two_workers_do_it_once(errand, together):
    jobs.run_due()
    Job.objects.update(next_at=timezone.now())

    assert together(jobs.run_due, jobs.run_due) == [None, None]

    assert errand.times == 2
