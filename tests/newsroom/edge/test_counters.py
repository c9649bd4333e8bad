import json
import os

import pytest

from newsroom.edge import counters

ENDED = 2**22 + 1  # above what Linux gives out: nobody


@pytest.fixture
def folder(settings, tmp_path):
    settings.EDGE_DIR = tmp_path
    return counters._folder()


def left(folder, pid, **numbers):
    (folder / f"{pid}.json").write_text(json.dumps(numbers))


def test_what_ended_processes_counted_is_kept(folder):
    left(folder, f"{ENDED}-1", hits=5, pages=9, bytes=900)
    left(folder, f"{os.getpid()}-1", hits=7)  # another process, which had this one's number before
    before = counters.of_all()

    counters.fold()

    assert before == counters.of_all()
    assert (before["hits"], before["pages"], before["processes"]) == (12, 0, 0)
    assert [path.name for path in folder.glob("*.json")] == ["past.json"]


def test_a_process_that_lives_counts_with_what_it_keeps(folder):
    class Kept:
        size = 70

        def __len__(self):
            return 2

    mine = counters.Counters()
    for _number in range(3):
        next(mine.hits)
    counters.leave(mine, Kept())
    counters.fold()

    sums = counters.of_all()
    assert (sums["hits"], sums["pages"], sums["bytes"], sums["processes"]) == (3, 2, 70, 1)


def test_a_broken_file_breaks_nothing(folder):
    (folder / "7-1.json").write_text("{")
    (folder / "rubbish.json").write_text("[]")

    assert counters.of_all()["hits"] == 0
    counters.fold()
