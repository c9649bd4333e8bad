"""Which tests run in the same worker of pytest-xdist, and which of them begin first.

What is dear to set up for a whole file is set up in one worker; these files come first, so that no
worker is left alone with them at the end. (pytest-xdist 3.8's own groups are not seen by pytest 9.)
"""

from xdist.scheduler import LoadScopeScheduling

KEPT_TOGETHER = (
    "tests/articles/test_sample.py",  # draws the sample newsroom
    "tests/media/test_storage.py",  # starts an S3 server
)


class Scheduling(LoadScopeScheduling):
    """Each test by itself, to whichever worker is free, but for the files kept together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in KEPT_TOGETHER else nodeid
