from . import accounts, profiles  # noqa: F401 - registers all
