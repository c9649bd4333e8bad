"""What must be in order before a story goes out: small checks in a table, weighed by rules.

A check is a function in one of the modules here; how much it weighs for a kind or section is a row
(articles.models.CheckRule). articles.actions asks before anything goes out.
"""

# In the order people read them in the table.
from . import words, standing, images, links, legal  # noqa: F401  # isort: skip
from .images import body_picture_ids, expiring_pictures, picture_problems, pictures
from .judging import Result, before_publication, refuse, results
from .legal import state as sign_off_state
from .registry import BLOCK, CHECKS, OFF, WARN, Check, Finding
from .rules import in_force, specificity

__all__ = [
    "BLOCK",
    "CHECKS",
    "OFF",
    "WARN",
    "Check",
    "Finding",
    "Result",
    "before_publication",
    "body_picture_ids",
    "expiring_pictures",
    "in_force",
    "picture_problems",
    "pictures",
    "refuse",
    "results",
    "sign_off_state",
    "specificity",
]
