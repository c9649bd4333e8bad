from . import breaking, pages  # noqa: F401 - registers both
