"""Effects: written down with what caused them, done once, tried again, given up in the end."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from newsroom import outbox
from newsroom.outbox import kinds, queue, running
from newsroom.outbox.models import LEASE, Effect, Worker
from tests.factories import hours, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    """What the kinds "note", "fail", "hold" and "never" were called with."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    calls = []

    @outbox.handler("note", label="Notes")
    def note(payload, key):
        calls.append((payload, key))

    @outbox.handler("fail", label="Failures")
    def fail(payload, key):
        calls.append((payload, key))
        raise OSError("no way to https://name:secret@host.example/path?token=secret\nnow")

    @outbox.handler("hold", label="Letters")
    def hold(payload, key):
        raise outbox.Hold("Set it up.")

    @outbox.handler("never", label="Hopeless")
    def never(payload, key):
        raise outbox.GiveUp("There is no such place.")

    return calls


def work():
    """What a worker would do now."""
    queue.sweep()
    for task in DBTaskResult.objects.order_by("enqueued_at"):
        task.task.call(*task.args_kwargs["args"])
        task.delete()


def test_an_effect_is_done_once_with_its_key(done):
    outbox.add("note", {"n": 1}, key="a")
    outbox.add("note", {"n": 2}, key="a")

    work()
    work()

    assert done == [({"n": 1}, "a")]
    assert Effect.objects.get().done_at


def test_the_same_key_after_it_was_done_adds_nothing(done):
    outbox.add("note", {"n": 1}, key="a")
    work()

    outbox.add("note", {"n": 1}, key="a")
    work()

    assert len(done) == 1


def test_what_is_rolled_back_has_no_effect(done):
    @transaction.atomic
    def fall_short():
        outbox.add("note", {}, key="a")
        Worker.objects.create(name=None)

    with pytest.raises(IntegrityError):
        fall_short()

    assert not Effect.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_kind_that_nobody_knows_is_refused_at_the_door():
    with pytest.raises(LookupError, match="nonsense"):
        outbox.add("nonsense", {}, key="a")


def test_a_kind_that_nobody_knows_any_more_is_tried_again(done, clock):
    outbox.add("note", {}, key="a")
    kinds._kinds.pop("note")

    work()

    assert "note" in Effect.objects.get().last_error
    assert Effect.objects.open().exists()


def test_an_effect_waits_for_its_hour(done, clock):
    outbox.add("note", {}, key="a", due_at=clock.now() + hours(2))

    work()
    assert done == []

    clock.advance(hours=2)
    work()
    assert len(done) == 1


def test_what_fails_is_tried_again_with_growing_pauses_and_given_up(done, clock):
    outbox.add("fail", {}, key="a")
    pauses = []

    while Effect.objects.open().exists():
        work()
        work()  # not before its pause is over
        assert len(done) == len(pauses) + 1
        pauses.append(Effect.objects.get().next_try_at - clock.now())
        clock.advance(seconds=pauses[-1].total_seconds())

    effect = Effect.objects.get()
    assert len(pauses) == effect.attempts == running.MOST_TRIES
    assert pauses[0] < timedelta(minutes=1) < pauses[1] < pauses[2] < pauses[3]
    assert timedelta(days=1) < sum(pauses[:-1], timedelta()) < timedelta(days=4)
    assert effect.given_up_at
    assert effect.last_error == "OSError: no way to https://host.example now"


def test_pauses_differ_so_that_not_everything_comes_back_at_once():
    assert len({running.pause(3) for _ in range(20)}) > 1


def test_an_effect_that_can_never_be_done_is_given_up_at_once(done):
    outbox.add("never", {}, key="a")

    work()

    effect = Effect.objects.get()
    assert effect.given_up_at
    assert effect.last_error == "There is no such place."


def test_what_is_not_set_up_waits_without_losing_a_try(done, clock):
    outbox.add("hold", {}, key="a")

    for _ in range(running.MOST_TRIES + 2):
        work()
        clock.advance(hours=1)

    effect = Effect.objects.held().get()
    assert (effect.attempts, effect.last_error) == (0, "Set it up.")
    assert not Effect.objects.overdue().exists()

    outbox.handler("hold", label="Letters")(lambda payload, key: done.append(key))
    work()
    assert done == ["a"]


def test_an_effect_of_ours_and_its_note_commit_together(done, clock):
    @outbox.handler("note", label="Notes", in_database=True)
    def note(payload, key):
        Worker.objects.create(name=payload["name"], started_at=clock.now(), seen_at=clock.now())
        if not done:
            done.append(key)
            raise OSError("in the middle")

    outbox.add("note", {"name": "a"}, key="a")
    work()
    assert not Worker.objects.exists()

    clock.advance(minutes=1)
    work()

    assert Worker.objects.get().name == "a"
    assert Effect.objects.done().exists()


def test_a_worker_that_died_leaves_its_effect_to_the_next_one(done, clock):
    outbox.add("note", {}, key="a")
    DBTaskResult.objects.all().delete()  # in the hands of ...
    effect = Effect.objects.get()
    assert running._claim(effect.pk)  # ... a worker that died here

    work()
    assert done == []

    clock.advance(seconds=LEASE.total_seconds() + 1)
    work()
    assert len(done) == 1


def test_a_worker_that_lives_keeps_what_it_has_in_hand(done, clock):
    @outbox.handler("note", label="Notes")
    def note(payload, key):
        for _ in range(5):
            clock.advance(seconds=LEASE.total_seconds() / 2)
            running.renew()
            done.append(running._claim(effect.pk))  # another one comes by

    outbox.add("note", {}, key="a")
    effect = Effect.objects.get()

    work()

    assert done == [None] * 5
    assert Effect.objects.done().exists()


def test_an_effect_that_kills_every_worker_is_given_up(done, clock):
    outbox.add("note", {}, key="a")
    DBTaskResult.objects.all().delete()
    effect = Effect.objects.get()
    for _ in range(running.MOST_TRIES):
        assert running._claim(effect.pk)
        clock.advance(minutes=2)

    work()

    assert done == []
    assert Effect.objects.given_up().exists()


def test_the_queue_may_be_lost(done, clock):
    outbox.add("note", {}, key="a")
    DBTaskResult.objects.all().delete()

    clock.advance(minutes=6)
    work()

    assert len(done) == 1


def test_a_clock_that_is_set_back_delays_nothing_for_long(done, clock):
    outbox.add("fail", {}, key="a")
    work()
    assert running._claim(Effect.objects.get().pk) is None
    clock.advance(minutes=5)
    assert running._claim(Effect.objects.get().pk)

    clock.advance(days=-30)
    work()

    assert len(done) == 2


def test_two_workers_never_do_the_same(done, together):
    @outbox.handler("note", label="Notes")
    def note(payload, key):
        done.append(key)

    for number in range(5):
        outbox.add("note", {}, key=str(number))
    keys = list(Effect.objects.values_list("pk", flat=True))

    together(*[lambda: [running.run(key) for key in keys]] * 3)

    assert sorted(done) == ["0", "1", "2", "3", "4"]
    assert Effect.objects.done().count() == 5


def test_what_was_done_long_ago_is_forgotten(done, clock):
    outbox.add("note", {}, key="done")
    work()
    outbox.add("fail", {}, key="failing")
    clock.advance(days=31)

    queue.prune()

    assert [effect.key for effect in Effect.objects.all()] == ["failing"]


def test_who_may_has_it_tried_again(done, clock):
    outbox.add("never", {}, key="a")
    work()
    outbox.handler("never", label="Hopeless")(lambda payload, key: done.append(key))

    with pytest.raises(PermissionDenied):
        queue.try_again(Effect.objects.all(), by=make_user("Editor"))
    assert queue.try_again(Effect.objects.all(), by=make_user("Managing editor")) == 1
    work()

    assert done == ["a"]
    assert queue.try_again(Effect.objects.all(), by=None) == 0
