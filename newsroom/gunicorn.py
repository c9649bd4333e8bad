"""gunicorn's settings; docs/operators.md has what they were measured by."""

import os
import sys
from logging.config import dictConfig
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # gunicorn reads this file first

from django.core.exceptions import ImproperlyConfigured
from gunicorn.glogging import Logger

from newsroom import logs
from newsroom.environment import Environment

env = Environment()
try:
    # Loopback only: a proxy in front gives it to the world; or unix:/run/newsroom/web.sock
    bind = env.text("WEB_BIND", f"127.0.0.1:{env.port('PORT', 8000)}").split(",")
    workers = env.count("WEB_WORKERS", max(2, len(os.sched_getaffinity(0)))) or 1
    threads = env.count("WEB_THREADS", 4) or 1
    _log = logs.config(env.choice("LOG_FORMAT", logs.FORMATS, default="line"))
except ImproperlyConfigured as error:
    sys.exit(str(error))


class logger_class(Logger):  # noqa: N801 - gunicorn's name for it
    """gunicorn's lines in our shape; its own setting for that wants a line for each request."""

    def setup(self, cfg):
        super().setup(cfg)
        dictConfig(_log)


worker_class = "gthread"
timeout = 30  # seconds in which a worker gives no sign of life: not the time of a request
graceful_timeout = 30  # seconds for what is in hand when a worker is asked to end
keepalive = 30  # seconds; longer than the proxy keeps a connection it may use (deploy/nginx.conf)
# Stored pages count as well: a busy worker is replaced every some minutes, not every some seconds
max_requests = 500_000
max_requests_jitter = 50_000
limit_request_line = 0  # up to a megabyte: a search of 10,000 letters is one line (nginx: 64 kB)
control_socket_disable = True  # no door to the server beside signals
