"""The memory of this process has room for one picture at a time: the largest takes 300 MB."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from PIL import Image as Pillow

# glibc takes blocks above 32 MB from the system, and gives them back, one by one.
Pillow.core.set_block_size(64 * 1024 * 1024)
_room = Lock()


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other picture is in memory; give back what this one took.

    Of smaller blocks glibc keeps what is freed for the thread that had it: up to 200 MB for every
    thread that ever drew a picture.
    """
    with _room:
        try:
            yield
        finally:
            with suppress(AttributeError, OSError):  # another C library
                ctypes.CDLL(None).malloc_trim(0)
