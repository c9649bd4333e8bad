from . import stories, topics  # noqa: F401 - registers both
