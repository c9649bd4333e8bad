from . import accounts, notes, stories, topics  # noqa: F401 - registers all
