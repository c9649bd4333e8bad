"""Which other sites may be shown inside a story, by address: a table, and how to read one.

Nothing here asks another machine: a frame's address is made from the parts of the address that was
pasted, each checked by a pattern. What the table does not know stays a plain link, and so do the
short addresses phones share (vm.tiktok.com, maps.app.goo.gl, on.soundcloud.com, fb.watch,
facebook.com/share): only their owners know where they lead.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote_plus, urlsplit

from .addresses import MAX_URL_LENGTH


@dataclass(frozen=True)
class Embed:
    """Something of another site: whose it is, the address of its frame, and its shape."""

    provider: str
    frame: str
    shape: str  # wide (16:9), tall (9:16), post, audio, chart: how much room it wants


@dataclass(frozen=True)
class Route:
    """Addresses of `provider` on `hosts` whose path and query values match, as a frame.

    `frame` is filled with {path} and the patterns' named groups, each percent-encoded. `start` is
    added to it where the address says at which of its {seconds} to begin.
    """

    provider: str
    shape: str
    hosts: frozenset[str]
    path: str
    frame: str
    query: dict[str, str] = field(default_factory=dict)
    start: str = ""


def _hosts(names: str) -> frozenset[str]:
    """The names, and each below www."""
    return frozenset(f"{www}{name}" for name in names.split() for www in ("", "www."))


YOUTUBE = _hosts("youtube.com m.youtube.com music.youtube.com youtube-nocookie.com")
VIMEO = _hosts("vimeo.com player.vimeo.com")
X = _hosts("x.com mobile.x.com twitter.com mobile.twitter.com")
INSTAGRAM = _hosts("instagram.com")
TIKTOK = _hosts("tiktok.com m.tiktok.com")
FACEBOOK = _hosts("facebook.com m.facebook.com web.facebook.com mbasic.facebook.com")
TELEGRAM = _hosts("t.me telegram.me")
SOUNDCLOUD = _hosts("soundcloud.com m.soundcloud.com")
SPOTIFY = _hosts("open.spotify.com")
DATAWRAPPER = _hosts("datawrapper.dwcdn.net")
COUNTRIES = (
    "com at be bg ca ch cl co.id co.il co.in co.jp co.ke co.kr co.nz co.th co.uk co.za com.ar "
    "com.au com.br com.co com.eg com.hk com.mx com.my com.ng com.pe com.ph com.pk com.sa com.sg "
    "com.tr com.tw com.ua com.uy com.vn cz de dk ee es fi fr ge gr hr hu ie is it kz lt lu lv md "
    "me mk nl no pl pt ro rs se si sk"
).split()
MAPS_ALONE = _hosts(" ".join(f"maps.google.{country}" for country in COUNTRIES))
MAPS = MAPS_ALONE | _hosts(" ".join(f"google.{country}" for country in COUNTRIES))

VIDEO = r"(?P<id>(?!videoseries|live_stream)[A-Za-z0-9_-]{11})"
LIST = r"(?P<list>[A-Za-z0-9_-]{10,64})"
NUMBER = r"(?P<id>[0-9]{5,25})"
HASH = r"(?P<hash>[0-9a-f]{6,20})"
PAGE = r"[A-Za-z0-9_.%-]{1,100}"
POST = r"(?P<post>[A-Za-z0-9]{5,150})"
PLACE = r"(?P<place>.{1,300})"
DEGREES = r"-?[0-9]{1,3}(?:\.[0-9]{1,15})?"
YOUTUBE_FRAME = "https://www.youtube-nocookie.com/embed/{id}?autoplay=1"
YOUTUBE_LIST = "https://www.youtube-nocookie.com/embed/videoseries?list={list}&autoplay=1"
YOUTUBE_LIVE = "https://www.youtube-nocookie.com/embed/live_stream?channel={channel}&autoplay=1"
AT_SECOND = "&start={seconds}"
VIMEO_FRAME = "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1"
VIMEO_UNLISTED = "https://player.vimeo.com/video/{id}?h={hash}&dnt=1&autoplay=1"
TWEET_FRAME = "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true"
INSTAGRAM_FRAME = "https://www.instagram.com/{kind}/{id}/embed/captioned/"
TIKTOK_FRAME = "https://www.tiktok.com/player/v1/{id}"
FACEBOOK_SELF = "https%3A%2F%2Fwww.facebook.com"
FACEBOOK_VIDEO = f"https://www.facebook.com/plugins/video.php?show_text=false&href={FACEBOOK_SELF}"
FACEBOOK_POST = f"https://www.facebook.com/plugins/post.php?show_text=true&href={FACEBOOK_SELF}"
SOUNDCLOUD_FRAME = "https://w.soundcloud.com/player/?visual=false&url=https%3A%2F%2F"
SPOTIFY_FRAME = "https://open.spotify.com/embed/{kind}/{id}"
DATAWRAPPER_FRAME = "https://datawrapper.dwcdn.net/{id}/"
MAPS_FRAME = "https://www.google.com/maps?output=embed&"

ROUTES = (
    Route("YouTube", "wide", YOUTUBE, r"/watch", YOUTUBE_FRAME, {"v": VIDEO}, AT_SECOND),
    Route("YouTube", "wide", YOUTUBE, rf"/(?:live|embed|e|v)/{VIDEO}(?:&.*)?", YOUTUBE_FRAME,
          start=AT_SECOND),
    Route("YouTube", "tall", YOUTUBE, rf"/shorts/{VIDEO}", YOUTUBE_FRAME),
    Route("YouTube", "wide", _hosts("youtu.be"), rf"/{VIDEO}", YOUTUBE_FRAME, start=AT_SECOND),
    Route("YouTube", "wide", YOUTUBE, r"/(?:playlist|embed/videoseries)", YOUTUBE_LIST,
          {"list": LIST}),
    Route("YouTube", "wide", YOUTUBE, r"/embed/live_stream", YOUTUBE_LIVE,
          {"channel": r"(?P<channel>UC[A-Za-z0-9_-]{22})"}),
    Route("Vimeo", "wide", VIMEO, rf"/(?:video/)?{NUMBER}", VIMEO_UNLISTED, {"h": HASH},
          "#t={seconds}s"),
    Route("Vimeo", "wide", VIMEO, rf"/{NUMBER}/{HASH}", VIMEO_UNLISTED, start="#t={seconds}s"),
    Route("Vimeo", "wide", VIMEO,
          rf"/(?:(?:channels|groups|album|showcase)/{PAGE}/)?(?:videos?/)?{NUMBER}", VIMEO_FRAME,
          start="#t={seconds}s"),
    Route("X", "post", X, r"/(?:\w{1,15}|i/web)/status(?:es)?/(?P<id>[0-9]{1,20})(?:/.*)?",
          TWEET_FRAME),
    Route("X", "post", _hosts("platform.twitter.com"), r"/embed/Tweet\.html", TWEET_FRAME,
          {"id": r"(?P<id>[0-9]{1,20})"}),
    Route("Instagram", "post", INSTAGRAM,
          rf"(?:/{PAGE})?/(?P<kind>p|tv|reel)(?:(?<=reel)s)?/(?P<id>[A-Za-z0-9_-]{{5,40}})"
          r"(?:/embed(?:/captioned)?)?", INSTAGRAM_FRAME),
    Route("TikTok", "tall", TIKTOK,
          r"/(?:@[A-Za-z0-9_.]{1,30}/video|embed(?:/v[0-9])?|player/v1|v)/(?P<id>[0-9]{10,25})"
          r"(?:\.html)?", TIKTOK_FRAME),
    Route("Facebook", "wide", FACEBOOK, rf"/{PAGE}/videos/(?:{PAGE}/)?[0-9]{{5,25}}",
          FACEBOOK_VIDEO + "{path}"),
    Route("Facebook", "wide", FACEBOOK, r"/(?:watch(?:/live)?|video\.php)",
          FACEBOOK_VIDEO + "%2Fwatch%2F%3Fv%3D{id}", {"v": NUMBER}),
    Route("Facebook", "tall", FACEBOOK, rf"/reel/{NUMBER}", FACEBOOK_VIDEO + "%2Freel%2F{id}"),
    Route("Facebook", "post", FACEBOOK, rf"/{PAGE}/posts/(?:{PAGE}/)?{POST}",
          FACEBOOK_POST + "{path}"),
    Route("Facebook", "post", FACEBOOK, r"/(?:permalink|story)\.php",
          FACEBOOK_POST + "%2Fpermalink.php%3Fstory_fbid%3D{post}%26id%3D{id}",
          {"story_fbid": POST, "id": NUMBER}),
    Route("Facebook", "post", FACEBOOK, r"/photo(?:\.php)?",
          FACEBOOK_POST + "%2Fphoto.php%3Ffbid%3D{id}", {"fbid": NUMBER}),
    Route("Telegram", "post", TELEGRAM,
          r"/(?:s/)?(?P<channel>[A-Za-z][A-Za-z0-9_]{3,31})/(?P<id>[0-9]{1,12})",
          "https://t.me/{channel}/{id}?embed=1"),
    Route("SoundCloud", "audio", SOUNDCLOUD,
          r"/[A-Za-z0-9_-]{1,60}/(?:sets/)?[A-Za-z0-9_-]{1,200}(?:/s-[A-Za-z0-9]{5,40})?",
          SOUNDCLOUD_FRAME + "soundcloud.com{path}"),
    Route("SoundCloud", "audio", _hosts("api.soundcloud.com"), r"/(?:tracks|playlists)/[0-9]{1,15}",
          SOUNDCLOUD_FRAME + "api.soundcloud.com{path}"),
    Route("Spotify", "audio", SPOTIFY,
          r"/(?:intl-[a-z]{2,5}/)?(?:embed(?:-podcast)?/)?"
          r"(?P<kind>track|album|playlist|episode|show|artist)/(?P<id>[A-Za-z0-9]{22})",
          SPOTIFY_FRAME),
    Route("Datawrapper", "chart", DATAWRAPPER, r"/(?P<id>[A-Za-z0-9]{5})", DATAWRAPPER_FRAME),
    Route("Datawrapper", "chart", _hosts("datawrapper.de"), r"/_/(?P<id>[A-Za-z0-9]{5})",
          DATAWRAPPER_FRAME),
    Route("Datawrapper", "chart", DATAWRAPPER,
          r"/(?P<id>[A-Za-z0-9]{5})/(?P<version>[0-9]{1,6})(?:/index\.html)?",
          "https://datawrapper.dwcdn.net/{id}/{version}/"),
    Route("Google Maps", "wide", MAPS, r"/maps/embed", "https://www.google.com/maps/embed?pb={pb}",
          {"pb": r"(?P<pb>!.{5,1500})"}),
    Route("Google Maps", "wide", MAPS, r"/maps/d/(?:u/[0-9]/)?(?:viewer|embed|edit)",
          "https://www.google.com/maps/d/embed?mid={mid}", {"mid": r"(?P<mid>[\w.-]{10,60})"}),
    Route("Google Maps", "wide", MAPS, r"/maps/(?:place|search)/(?P<place>[^/@]{1,300})(?:/.*)?",
          MAPS_FRAME + "q={place}"),
    Route("Google Maps", "wide", MAPS, r"/maps/search", MAPS_FRAME + "q={place}", {"query": PLACE}),
    Route("Google Maps", "wide", MAPS, r"/maps", MAPS_FRAME + "q={place}", {"q": PLACE}),
    Route("Google Maps", "wide", MAPS_ALONE, r"", MAPS_FRAME + "q={place}", {"q": PLACE}),
    Route("Google Maps", "wide", MAPS,
          rf"/maps/@(?P<at>{DEGREES},{DEGREES}),(?P<zoom>[0-9]{{1,2}})(?:\.[0-9]{{1,4}})?z(?:/.*)?",
          MAPS_FRAME + "ll={at}&z={zoom}"),
)  # fmt: skip
AROUND = {  # frames that name what they show: the query value that holds its address
    **dict.fromkeys(((host, "/plugins/post.php") for host in FACEBOOK), "href"),
    **dict.fromkeys(((host, "/plugins/video.php") for host in FACEBOOK), "href"),
    ("w.soundcloud.com", "/player"): "url",
}
SECONDS = re.compile(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,3})m)?(?:([0-9]{1,5})s?)?", re.ASCII)

# The only addresses a reader's page may put into a frame (newsroom/headers.py).
FRAME_SOURCES = sorted({"https://" + urlsplit(route.frame).netloc for route in ROUTES})


def resolve(url: str) -> Embed | None:
    """What the address `url` shows when embedded; None when the table does not know it."""
    if len(url) > MAX_URL_LENGTH or re.search(r"[\x00-\x20\x7f\\<>\"'`]", url):
        return None
    try:
        parts = urlsplit(url)
        is_plain = parts.port in {None, 80, 443} and "@" not in parts.netloc
        query = {name: v[0] for name, v in parse_qs(parts.query, max_num_fields=50).items()}
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not is_plain:
        return None
    inner = AROUND.get((parts.hostname, parts.path.rstrip("/")))
    if inner:
        return resolve(query.get(inner, ""))  # shorter each time, so this ends
    seconds = _seconds(query, parts.fragment)
    for route in ROUTES:
        if parts.hostname in route.hosts and (found := _parts(route, parts.path, query)):
            start = route.start.format(seconds=seconds) if seconds else ""
            return Embed(route.provider, route.frame.format(**found) + start, route.shape)
    return None


def _parts(route: Route, path: str, query: dict[str, str]) -> dict[str, str] | None:
    """What fills the frame of `route`, encoded; None if the address is none of the route's."""
    found = re.fullmatch(route.path + "/?", path, re.ASCII)
    if not found:
        return None
    parts = {name: unquote_plus(value) for name, value in found.groupdict().items()}
    for name, pattern in route.query.items():
        value = re.fullmatch(pattern, query.get(name, ""), re.ASCII)
        if not value:
            return None
        parts |= value.groupdict()
    quoted = {name: quote(value, safe="!") for name, value in parts.items()}
    return quoted | {"path": quote(path, safe="")}


def _seconds(query: dict[str, str], fragment: str) -> int:
    """Where to begin: "t=90", "t=1m30s" or "start=90", in the query or behind "#"."""
    behind = fragment.removeprefix("t=") if fragment.startswith("t=") else ""
    found = SECONDS.fullmatch(query.get("t") or query.get("start") or behind)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
