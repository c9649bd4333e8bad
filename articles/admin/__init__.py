from . import fronts, notes, stories, topics  # noqa: F401 - registers all
