"""Made-up stories by the million, to see how the site does with an archive (docs/scale.md).

prose.py writes them, cast.py makes what they share, batches.py puts them into the database with
all that comes with a published story, rows.py by the fastest way each database has.
"""

from .batches import MOST, Maker, is_real, made_so_far
from .cast import Cast

__all__ = ["MOST", "Cast", "Maker", "is_real", "made_so_far"]
