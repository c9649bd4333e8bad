from . import notes, overrides, rules, stories, topics  # noqa: F401 - registers all
