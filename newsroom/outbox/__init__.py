"""What is to happen outside a transaction: written down inside it, done after it, until it is done.

`add()` stores an Effect with the rows that caused it: both are there after the commit, or neither.
A worker (`manage.py worker`) does it, again and again with growing pauses if it fails. A worker may
die after the effect and before it is noted: so what receives an effect gets its key as well, to
recognise one that comes twice.
"""

from .adding import add, add_each
from .kinds import GiveUp, Hold, handler

__all__ = ["GiveUp", "Hold", "add", "add_each", "handler"]
