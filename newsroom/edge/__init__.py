"""The page store: readers' pages are made once, and handed out as bytes until something changes.

layer.py stands in front of Django and answers what is stored (store.py). A view marked `public`
(public.py) may be stored; it is labelled with the generation its own connection saw. `publish()`
advances the generation with the transaction that changes what readers see, and no page of an older
one is handed out again. What the clock changes ends a page at its hour (moments.py).
"""

from .generation import publish
from .moments import moment
from .public import before_each, count, public
from .remembered import Remembered

__all__ = ["Remembered", "before_each", "count", "moment", "public", "publish"]
