from . import notes, notices, stories, topics  # noqa: F401 - registers all
