"""Which other sites may be shown inside a story, by address: a table, and how to read one.

Nothing here asks another machine: a frame's address is made from the parts of the address that was
pasted, each checked by a pattern. What the table does not know stays a plain link.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .addresses import MAX_URL_LENGTH


@dataclass(frozen=True)
class Embed:
    """Something of another site: whose it is, the address of its frame, and its shape."""

    provider: str
    frame: str
    shape: str  # wide (16:9), tall (9:16), post, audio, chart: how much room it wants


@dataclass(frozen=True)
class Route:
    """Addresses of `provider` on `hosts` whose path (and one query value) match, as a frame.

    `frame` is filled with the patterns' named groups, each percent-encoded, and with {page}, the
    address itself rebuilt from host and path.
    """

    provider: str
    shape: str
    hosts: frozenset[str]
    path: str
    frame: str
    query: tuple[str, str] | None = None


def _hosts(names: str) -> frozenset[str]:
    """The names, and each below www."""
    return frozenset(f"{www}{name}" for name in names.split() for www in ("", "www."))


YOUTUBE = _hosts("youtube.com m.youtube.com music.youtube.com youtube-nocookie.com")
VIMEO = _hosts("vimeo.com player.vimeo.com")
X = _hosts("x.com mobile.x.com twitter.com mobile.twitter.com")
INSTAGRAM = _hosts("instagram.com")
TIKTOK = _hosts("tiktok.com m.tiktok.com")
FACEBOOK = _hosts("facebook.com m.facebook.com")
TELEGRAM = _hosts("t.me telegram.me")
SOUNDCLOUD = _hosts("soundcloud.com m.soundcloud.com")
SPOTIFY = _hosts("open.spotify.com")
DATAWRAPPER = _hosts("datawrapper.dwcdn.net")
MAPS = _hosts("google.com maps.google.com")

VIDEO = r"(?P<id>[A-Za-z0-9_-]{11})"
PAGE = r"[A-Za-z0-9_.%-]{1,100}"
YOUTUBE_FRAME = "https://www.youtube-nocookie.com/embed/{id}?autoplay=1"
TWEET_FRAME = "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true"
INSTAGRAM_FRAME = "https://www.instagram.com/{kind}/{id}/embed/captioned/"
FACEBOOK_VIDEO = "https://www.facebook.com/plugins/video.php?href={page}&show_text=false"
FACEBOOK_POST = "https://www.facebook.com/plugins/post.php?href={page}&show_text=true"
SOUNDCLOUD_FRAME = "https://w.soundcloud.com/player/?url={page}&visual=false"
SPOTIFY_FRAME = "https://open.spotify.com/embed/{kind}/{id}"

ROUTES = (
    Route("YouTube", "wide", YOUTUBE, r"/watch", YOUTUBE_FRAME, ("v", VIDEO)),
    Route("YouTube", "wide", YOUTUBE, rf"/(?:live|embed|v)/{VIDEO}", YOUTUBE_FRAME),
    Route("YouTube", "tall", YOUTUBE, rf"/shorts/{VIDEO}", YOUTUBE_FRAME),
    Route("YouTube", "wide", _hosts("youtu.be"), rf"/{VIDEO}", YOUTUBE_FRAME),
    Route("Vimeo", "wide", VIMEO, r"/(?:video/)?(?P<id>[0-9]{5,12})",
          "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1"),
    Route("Vimeo", "wide", VIMEO, r"/(?P<id>[0-9]{5,12})/(?P<hash>[0-9a-f]{6,20})",
          "https://player.vimeo.com/video/{id}?h={hash}&dnt=1&autoplay=1"),
    Route("X", "post", X, r"/(?:\w{1,15}|i/web)/status(?:es)?/(?P<id>[0-9]{1,20})(?:/.*)?",
          TWEET_FRAME),
    Route("Instagram", "post", INSTAGRAM,
          rf"(?:/{PAGE})?/(?P<kind>p|reel|tv)/(?P<id>[A-Za-z0-9_-]{{5,40}})(?:/embed(?:/captioned)?)?",
          INSTAGRAM_FRAME),
    Route("TikTok", "tall", TIKTOK, r"/@[A-Za-z0-9_.]{1,30}/video/(?P<id>[0-9]{10,25})",
          "https://www.tiktok.com/player/v1/{id}"),
    Route("Facebook", "wide", FACEBOOK, rf"/{PAGE}/videos/(?:{PAGE}/)?[0-9]{{5,25}}",
          FACEBOOK_VIDEO),
    Route("Facebook", "post", FACEBOOK, rf"/{PAGE}/posts/(?:{PAGE}/)?[A-Za-z0-9]{{5,150}}",
          FACEBOOK_POST),
    Route("Telegram", "post", TELEGRAM,
          r"/(?:s/)?(?P<channel>[A-Za-z][A-Za-z0-9_]{3,31})/(?P<id>[0-9]{1,12})",
          "https://t.me/{channel}/{id}?embed=1"),
    Route("SoundCloud", "audio", SOUNDCLOUD,
          r"/[A-Za-z0-9_-]{1,60}/(?:sets/)?[A-Za-z0-9_-]{1,200}", SOUNDCLOUD_FRAME),
    Route("Spotify", "audio", SPOTIFY,
          r"/(?:intl-[a-z]{2,5}/)?(?:embed/)?(?P<kind>track|album|playlist|episode|show|artist)"
          r"/(?P<id>[A-Za-z0-9]{22})", SPOTIFY_FRAME),
    Route("Datawrapper", "chart", DATAWRAPPER, r"/(?P<id>[A-Za-z0-9]{5})",
          "https://datawrapper.dwcdn.net/{id}/"),
    Route("Datawrapper", "chart", DATAWRAPPER,
          r"/(?P<id>[A-Za-z0-9]{5})/(?P<version>[0-9]{1,6})(?:/index\.html)?",
          "https://datawrapper.dwcdn.net/{id}/{version}/"),
    Route("Google Maps", "wide", MAPS, r"/maps/embed", "https://www.google.com/maps/embed?pb={pb}",
          ("pb", r"(?P<pb>![A-Za-z0-9!.:%_ -]{5,1500})")),
    Route("Google Maps", "wide", MAPS, r"/maps/d/(?:u/[0-9]/)?(?:viewer|embed|edit)",
          "https://www.google.com/maps/d/embed?mid={mid}", ("mid", r"(?P<mid>[\w.-]{10,60})")),
    Route("Google Maps", "wide", MAPS, r"/maps/(?:place|search)/(?P<place>[^/@]{1,300})(?:/.*)?",
          "https://www.google.com/maps?q={place}&output=embed"),
)  # fmt: skip

# The only addresses a reader's page may put into a frame (newsroom/headers.py).
FRAME_SOURCES = sorted({"https://" + urlsplit(route.frame).netloc for route in ROUTES})


def resolve(url: str) -> Embed | None:
    """What the address `url` shows when embedded; None when the table does not know it."""
    if len(url) > MAX_URL_LENGTH or re.search(r"[\x00-\x20\x7f\\<>\"'`]", url):
        return None
    try:
        parts = urlsplit(url)
        is_plain = parts.port in {None, 80, 443} and "@" not in parts.netloc
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not is_plain:
        return None
    for route in ROUTES:
        if parts.hostname in route.hosts:
            embed = _follow(route, parts.hostname, parts.path, query)
            if embed:
                return embed
    return None


def _follow(route: Route, host: str, path: str, query: dict[str, list[str]]) -> Embed | None:
    found = re.fullmatch(route.path + "/?", path, re.ASCII)
    if not found:
        return None
    parts = found.groupdict()
    if route.query:
        name, pattern = route.query
        value = re.fullmatch(pattern, query.get(name, [""])[0], re.ASCII)
        if not value:
            return None
        parts |= value.groupdict()
    quoted = {name: quote(unquote(value), safe="!") for name, value in parts.items()}
    quoted["page"] = quote(f"https://{host}{path}", safe="")
    return Embed(route.provider, route.frame.format(**quoted), route.shape)
