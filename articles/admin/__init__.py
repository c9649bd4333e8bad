from . import notes, stories, topics  # noqa: F401 - registers all
