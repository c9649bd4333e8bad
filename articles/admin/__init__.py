from django.contrib.admin import site

from . import notes, notices, planning, stories, tags, topics  # noqa: F401 - registers all

site.start_context = planning.start_context
