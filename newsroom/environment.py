"""Read the environment into typed settings; a wrong value names its variable, and what is right."""

import os
import re
from collections.abc import Collection
from email.utils import formataddr, parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

from newsroom.secret import FILE_NAME

MAIL_SCHEMES = ("smtp://", "smtp+tls://", "smtp+ssl://", "consolemail://")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HOST = r"(?:[\w.-]*\w|\[[0-9a-fA-F:.]+\])"  # a name, an IPv4 address, an IPv6 address in brackets
CONNECT_WITHIN = 10  # seconds, a PostgreSQL that answers does
KEPT_OPEN = 60  # seconds a thread keeps its connection: to open one takes as long as two questions
SQLITE_OPTIONS = {
    # Writers queue instead of failing half way; readers never wait for a writer.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


class Environment:
    """The process's environment, one method for each kind of value a setting can have."""

    asked_for: ClassVar[set[str]] = set()  # the names of all variables that were read
    base_dir = Path(__file__).resolve().parent.parent

    def text(self, name: str, default: str = "") -> str:
        self.asked_for.add(name)
        return os.environ.get(name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name).lower()
        if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
            return value in {"1", "true", "yes", "on"} if value else default
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")

    def folder(self, name: str, default: Path) -> Path:
        path = Path(self.text(name) or default).expanduser()
        if path.exists() and not path.is_dir():
            raise ImproperlyConfigured(f"{name} must name a folder; {path} is a file.")
        return path.absolute()

    def port(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
            raise ImproperlyConfigured(f"{name} must be a number from 1 to 65535, not {value!r}.")
        return int(value)

    def seconds(self, name: str, default: int) -> int:
        return self._number(name, default, "of seconds")

    def count(self, name: str, default: int) -> int:
        return self._number(name, default, "")

    def megabytes(self, name: str, default: int) -> int:
        """In bytes."""
        return self._number(name, default, "of megabytes") * 1_000_000

    def _number(self, name: str, default: int, what: str) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            kind = f"a whole number {what}".strip()
            raise ImproperlyConfigured(f"{name} must be {kind}, not {value!r}.")
        return int(value)

    def token(self, name: str) -> str:
        """A secret that is sent in a header, "" if unset."""
        value = self.text(name)
        if value and not re.fullmatch(r"[!-~]{16,}", value):
            raise ImproperlyConfigured(f"{name} must have at least 16 characters, without spaces.")
        return value

    def redis(self, name: str) -> str:
        """The address of a Redis, "" if unset."""
        value = self.text(name)
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ImproperlyConfigured(f"{name} must be like redis://127.0.0.1:6379/0.")
        if value and find_spec("redis") is None:
            raise ImproperlyConfigured(f"{name} is set, but the extra redis is not installed.")
        return value

    def caches(self, redis_url: str, prefix: str) -> dict:
        """Django's cache settings: in that Redis, or in the memory of each process."""
        if not redis_url:
            memory = "django.core.cache.backends.locmem.LocMemCache"
            return {"default": {"BACKEND": memory, "OPTIONS": {"MAX_ENTRIES": 10_000}}}
        patience = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}  # seconds
        where = {"LOCATION": redis_url, "OPTIONS": patience}
        return {
            "default": where | {"BACKEND": "newsroom.caching.Cache", "KEY_PREFIX": prefix},
            "sessions": where
            | {"BACKEND": "newsroom.caching.Sessions", "KEY_PREFIX": f"{prefix}:session"},
        }

    def choice(self, name: str, choices: Collection[str], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            known = ", ".join(choices)
            raise ImproperlyConfigured(f"{name} must be one of {known}; it is {value!r}.")
        return value

    def secret_key(self, name: str, var_dir: Path) -> str:
        """The key from the environment, or what `python -m newsroom.secret` left in `var_dir`."""
        key = self.text(name)
        file = var_dir / FILE_NAME
        if not key and file.is_file():
            key = file.read_text().strip()
        if not key:
            raise ImproperlyConfigured(
                f"{name} is not set and {file} does not exist. Set {name}, or let "
                "`python -m newsroom.secret` write the file (make run does)."
            )
        if len(key) < 32:
            raise ImproperlyConfigured(f"{name} must have at least 32 characters.")
        return key

    def origin(self, name: str, default: str) -> str:
        """Scheme and host of the site as readers type it (RFC 6454 origin), no slash at the end."""
        value = self.text(name, default)
        try:
            parts = urlsplit(value)
            is_host = re.fullmatch(rf"{HOST}(?::[0-9]+)?", parts.netloc)
            is_origin = parts.scheme in {"http", "https"} and is_host and parts.port != 0
        except ValueError:
            is_origin = False
        if not is_origin or parts.path.strip("/") or parts.query or parts.fragment:
            raise ImproperlyConfigured(
                f"{name} must be like https://news.example, without a path; it is {value!r}."
            )
        return f"{parts.scheme}://{parts.netloc}".lower()

    def hosts(self, name: str, origin: str) -> list[str]:
        """Hosts from a comma-separated list; by default the site's own, and loopback if that is."""
        value = self.text(name)
        if value:
            hosts = [host.strip() for host in value.split(",") if host.strip()]
            if not hosts or not all(re.fullmatch(rf"\*|\.?{HOST}", host) for host in hosts):
                raise ImproperlyConfigured(
                    f"{name} must be host names without scheme and port, like "
                    f"news.example,www.news.example; it is {value!r}."
                )
            return hosts
        host = urlsplit(origin).netloc
        host = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return list(LOOPBACK) if host in LOOPBACK else [host]

    def address(self, name: str, *, only_origin: bool = False) -> str:
        """An http(s) address without query, "" if unset; no slash at the end."""
        return self._address(name, self.text(name).rstrip("/"), only_origin=only_origin)

    def addresses(self, name: str) -> str:
        """Several of them, with commas between."""
        found = [part.strip().rstrip("/") for part in self.text(name).split(",")]
        return ",".join(self._address(name, part) for part in found)

    def _address(self, name: str, value: str, *, only_origin: bool = False) -> str:
        if not value:
            return ""
        parts = urlsplit(value)
        is_host = re.fullmatch(rf"{HOST}(?::[0-9]+)?", parts.netloc)
        if parts.scheme not in {"http", "https"} or not is_host or parts.query or parts.fragment:
            raise ImproperlyConfigured(
                f"{name} must be like https://pictures.news.example; it is {value!r}."
            )
        return f"{parts.scheme}://{parts.netloc}" if only_origin else value

    def picture_storage(self, folder: str, *, public_url: str = "") -> dict:
        """Django's storage settings for a folder of pictures: in S3_BUCKET, or on this machine.

        Keys and region come from the variables every S3 client reads (AWS_ACCESS_KEY_ID,
        AWS_SECRET_ACCESS_KEY, AWS_REGION). `public_url` is where browsers find the bucket.
        """
        bucket = self.text("S3_BUCKET")
        if not bucket:
            return {"BACKEND": "media.storage.LocalFolder", "OPTIONS": {"folder": folder}}
        if find_spec("storages") is None:
            raise ImproperlyConfigured("S3_BUCKET is set, but the extra s3 is not installed.")
        options = {
            "folder": folder,
            "bucket_name": bucket,
            "endpoint_url": self.address("S3_ENDPOINT_URL") or None,
            "region_name": self.text("AWS_REGION") or None,
            "public_url": public_url,
        }
        return {"BACKEND": "media.bucket.Bucket", "OPTIONS": options}

    def mail(self, name: str, *, is_debug: bool) -> dict:
        """Django's EMAIL_ settings; without the variable, letters are printed (DEBUG) or kept."""
        value = self.text(name)
        if not value and not is_debug:
            return {"EMAIL_BACKEND": "newsroom.mail.NotSetUp"}
        config = {}
        if (value or "consolemail://").startswith(MAIL_SCHEMES):
            try:
                config = environ.Env.email_url_config(value or "consolemail://")
            except (ValueError, KeyError, ImproperlyConfigured):
                config = {}
        is_smtp = value.startswith("smtp")
        if not config or (is_smtp and not config["EMAIL_HOST"]):
            raise ImproperlyConfigured(
                f"{name} must be like smtp+tls://user:password@mail.example:587 (or smtp://, "
                "smtp+ssl://, consolemail://)."
            )
        port = 587 if "EMAIL_USE_TLS" in config else 465 if "EMAIL_USE_SSL" in config else 25
        wanted = {key: text for key, text in config.items() if text and key != "EMAIL_FILE_PATH"}
        return ({"EMAIL_PORT": port} if is_smtp else {}) | wanted

    def mailbox(self, name: str, *, site_name: str, origin: str) -> str:
        """Who letters come from: an address, or a name and an address (RFC 5322, 3.4)."""
        host = urlsplit(origin).hostname or ""
        domain = "localhost" if host in {"127.0.0.1", "::1"} else host
        value = self.text(name, formataddr((" ".join(site_name.split()), f"newsroom@{domain}")))
        address = parseaddr(value)[1]
        if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", address) or not value.isprintable():
            raise ImproperlyConfigured(
                f"{name} must be like Daily News <news@daily.example>; it is {value!r}."
            )
        return value

    def time_zone(self, name: str, default: str) -> str:
        value = self.text(name, default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ImproperlyConfigured(
                f"{name} must be an IANA time zone like Europe/Kyiv, not {value!r}."
            ) from error
        return value

    def database(self, name: str, var_dir: Path) -> dict:
        """Django's database settings; SQLite in `var_dir` unless the variable says otherwise."""
        value = self.text(name)
        if not value:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(var_dir / "newsroom.sqlite3"),
                "CONN_MAX_AGE": KEPT_OPEN,
                "OPTIONS": SQLITE_OPTIONS,
            }
        if not value.startswith(("sqlite://", "postgres://", "postgresql://")):
            raise ImproperlyConfigured(f"{name} must begin with sqlite:// or postgres://.")
        try:
            config = environ.Env.db_url_config(value)
        except (ValueError, KeyError) as error:
            raise ImproperlyConfigured(f"{name} cannot be read as a database URL.") from error
        if config.get("NAME") in {None, "", ":memory:"}:
            raise ImproperlyConfigured(f"{name} names no database that would be kept.")
        if config["ENGINE"].endswith("sqlite3"):
            config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
            config.setdefault("CONN_MAX_AGE", KEPT_OPEN)
        else:
            config.setdefault("CONN_MAX_AGE", KEPT_OPEN)
            config["CONN_HEALTH_CHECKS"] = True
            config["OPTIONS"] = {"connect_timeout": CONNECT_WITHIN} | config.get("OPTIONS", {})
        return config

    def pool(self, name: str, database: dict) -> None:
        """Have the threads of a process share so many connections to `database`; 0: one each."""
        most = self.count(name, 0)
        if not most:
            return
        if database["ENGINE"].endswith("sqlite3"):
            raise ImproperlyConfigured(f"{name} is for PostgreSQL; the database is SQLite.")
        if find_spec("psycopg_pool") is None:
            raise ImproperlyConfigured(f"{name} is set, but psycopg[pool] is not installed.")
        sizes = {"min_size": min(most, 2), "max_size": most, "timeout": CONNECT_WITHIN}
        database["OPTIONS"]["pool"] = sizes
        database["CONN_MAX_AGE"] = 0  # each request gives its connection back

    def replica(self, name: str, primary: dict, var_dir: Path) -> dict | None:
        """A copy of the database `primary` that is read from; None if the variable is not set."""
        if not self.text(name):
            return None
        config = self.database(name, var_dir)
        if config["ENGINE"] != primary["ENGINE"]:
            raise ImproperlyConfigured(f"{name} must name the same kind of database.")
        if not config["ENGINE"].endswith("sqlite3"):
            # Where it is away, readers are served by the other one; they do not wait long for that
            config["OPTIONS"] |= {"connect_timeout": 2}
        return config | {"TEST": {"MIRROR": "default"}}
