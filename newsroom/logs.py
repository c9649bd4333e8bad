"""What the log says and how: lines for people, or JSON for programs; each with its request's id.

Django's settings and gunicorn's read it, so nothing of Django is needed here.
"""

import json
import logging
import re
import time
import uuid
from contextvars import ContextVar

FORMATS = ("line", "json")
SANE_ID = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
SECRET = re.compile(r"(/(?:preview|calendar)/)[^/\s\"'?]+")  # who knows such an address is let in
FACTS = ("method", "path", "status", "ms")  # of an access line

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def begin(sent: str = "") -> str:
    """The id of the request this thread answers from now on: the one that was sent if it is one."""
    request_id = sent if SANE_ID.fullmatch(sent) else uuid.uuid4().hex
    _request_id.set(request_id)
    return request_id


def end() -> None:
    _request_id.set("")


def without_secrets(text: str) -> str:
    """Of addresses that open something to whoever knows them, the beginning alone."""
    return SECRET.sub(r"\1...", text)


class Line(logging.Formatter):
    """2026-11-28 20:15:00,123 WARNING newsroom.access [9f2c...]: GET /news/ 200, 1204 ms"""

    def format(self, record):
        request_id = _request_id.get()
        record.of_request = f" [{request_id}]" if request_id else ""
        return without_secrets(super().format(record))


class Json(logging.Formatter):
    """One object a line: time (UTC, RFC 3339), level, logger, message, process; request, trace."""

    def format(self, record):
        said = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "process": record.process,
        }
        if request_id := _request_id.get():
            said["request"] = request_id
        said |= {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
        if record.exc_info:
            said["trace"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False, default=str)


def config(form: str) -> dict:
    """For logging.config.dictConfig: all to stderr in one shape, gunicorn's lines as well."""
    line = "{asctime} {levelname} {name}{of_request}: {message}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": "newsroom.logs.Line", "format": line, "style": "{"},
            "json": {"()": "newsroom.logs.Json"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "gunicorn.access": {"handlers": [], "propagate": True},
        },
    }
