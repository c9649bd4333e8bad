from . import corrections, notes, stories, topics  # noqa: F401 - registers all
