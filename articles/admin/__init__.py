from django.contrib.admin import site

from . import accounts, notes, notices, planning, stories, tags, topics  # noqa: F401 - registers

site.start_context = planning.start_context
