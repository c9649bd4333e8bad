from . import images, licences  # noqa: F401 - registers both
