"""Requests the newsroom itself makes to addresses that people typed: POST, and nothing is followed.

Whoever may name an address could otherwise have our server ask machines that only it can reach
(SSRF). So: https alone, names are resolved here, every address must be a public one, and the
connection goes to the very address that was looked at. The standard library does it: what the
packages for this bring (redirects, proxies, cookies, pools) is what must not happen here.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PATIENCE = 6  # seconds for each step
DEADLINE = 20  # seconds for all of it: who answers a byte at a time is not waited for
MOST_SENT = 256 * 1024  # bytes
MOST_READ = 2 * 1024
MOST_ADDRESSES = 3  # of one name
NAT64 = ipaddress.ip_network("64:ff9b::/96")
GIVEN_OUT = ipaddress.ip_network("2000::/3")  # IANA hands out IPv6 addresses from no other block


class Refused(Exception):  # noqa: N818 - a verdict
    """The address is none that may be asked, or what is to be sent is too large."""


@dataclass(frozen=True)
class Answer:
    """`words` are the beginning of the body, or the reason where it is no text."""

    status: int
    words: str

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send `body` there once. Refused for what may not be asked; OSError where nothing answers."""
    parts = _read(url)
    if len(body) > MOST_SENT:
        raise Refused(_("This is more than can be sent at once."))
    host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _connected(host, port, is_secure=parts.scheme == "https") as connection:
        connection.request("POST", path, body, {"Host": parts.netloc, **headers})
        response = connection.getresponse()
        words = response.read(MOST_READ).decode("utf-8", "replace").strip()
        return Answer(response.status, words or response.reason)


def validate(url: str) -> None:
    """ValidationError for an address post() would refuse whatever its name resolves to."""
    try:
        parts = _read(url)
        with suppress(ValueError):
            _require_public(str(ipaddress.ip_address(parts.hostname)))
    except Refused as refused:
        raise ValidationError(str(refused)) from refused


def _read(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname and (parts.port is None or parts.port > 0))
        url.encode("ascii")
    except ValueError as error:
        raise Refused(_("This is no address.")) from error
    is_open = settings.DEBUG or settings.OUTGOING_TO_PRIVATE
    if parts.scheme not in ({"https", "http"} if is_open else {"https"}):
        raise Refused(_("Only addresses that begin with https:// are asked."))
    if not is_whole or parts.username is not None or any(c <= " " for c in url):
        raise Refused(_("This is no address."))
    return parts


def _require_public(address: str) -> None:
    if not (settings.OUTGOING_TO_PRIVATE or is_public(address)):
        raise Refused(_("This address is inside a private network."))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the whole internet, and leads to no other inside it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inner.append(ipaddress.ip_address(int(ip) & 0xFFFFFFFF))
        if any(other is not None and not is_public(str(other)) for other in inner):
            return False
        if ip.ipv4_mapped or ip in NAT64:
            return True
        if ip not in GIVEN_OUT:
            return False
    return ip.is_global and not ip.is_multicast


@contextmanager
def _connected(host: str, port: int, *, is_secure: bool) -> Iterator[HTTPConnection]:
    """A connection to an address that was looked at, cut when its time is over."""
    ends_at = time.monotonic() + DEADLINE
    hands = [_socket(host, port, ends_at)]
    timer = threading.Timer(ends_at - time.monotonic(), _cut, [hands])
    timer.daemon = True
    timer.start()
    try:
        if is_secure:
            context = ssl.create_default_context()
            hands[0] = context.wrap_socket(
                hands[0], server_hostname=host, do_handshake_on_connect=False
            )
            hands[0].do_handshake()
        connection = HTTPConnection(host, port)
        connection.sock = hands[0]
        yield connection
    finally:
        timer.cancel()
        hands[0].close()


def _socket(host: str, port: int, ends_at: float) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [info[4] for info in found]
    for address in addresses:  # one that is not public among them: somebody plays with the name
        _require_public(address[0])
    failed = OSError(f"{host} has no address.")
    for address in addresses[:MOST_ADDRESSES]:
        left = ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"{host} took too long.") from failed
        try:
            connected = socket.create_connection(address[:2], timeout=min(PATIENCE, left))
        except OSError as error:
            failed = error
        else:
            connected.settimeout(PATIENCE)
            return connected
    raise failed


def _cut(hands: list[socket.socket]) -> None:
    with suppress(OSError):
        hands[0].shutdown(socket.SHUT_RDWR)
