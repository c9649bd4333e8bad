from django.contrib.admin import site

from . import (  # noqa: F401 - they register themselves
    accounts,
    corrections,
    fronts,
    identity,
    notes,
    notices,
    overrides,
    pages,
    planning,
    rules,
    series,
    stories,
    tags,
    topics,
)

site.start_context = planning.start_context
