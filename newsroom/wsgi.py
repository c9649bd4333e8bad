"""The WSGI application gunicorn serves: Django, behind the page store."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

from newsroom import querying, warm  # noqa: E402 - after the apps are loaded
from newsroom.edge import serving  # noqa: E402

querying.limit()
application = serving.in_front_of(application)
warm.up()
