import json
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.embeds import FRAME_SOURCES, ROUTES, resolve
from newsroom.headers import ADMIN_POLICY, PUBLIC_POLICY
from tests.factories import SHARED

OWASP = json.loads((SHARED / "xss/owasp-cheat-sheet.json").read_text())
VIDEO = "dQw4w9WgXcQ"
YOUTUBE = f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1"
TWEET = "https://platform.twitter.com/embed/Tweet.html?id=1234567890123&dnt=true"
TRACK = "4cOdK2wGLETKBW3PvgPWqT"
CLIP = "https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fvideos%2F123456789%2F"
SONG = "https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood"
POST = "https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fposts%2F123456789"


@pytest.mark.parametrize(
    ("url", "provider", "frame", "shape"),
    [
        (f"https://www.youtube.com/watch?v={VIDEO}&t=42", "YouTube", YOUTUBE, "wide"),
        (f"http://youtube.com/watch?list=x&v={VIDEO}#t=1", "YouTube", YOUTUBE, "wide"),
        (f"https://youtu.be/{VIDEO}?si=abc", "YouTube", YOUTUBE, "wide"),
        (f"https://m.youtube.com/live/{VIDEO}", "YouTube", YOUTUBE, "wide"),
        (f"https://www.youtube.com/shorts/{VIDEO}", "YouTube", YOUTUBE, "tall"),
        (f"https://www.youtube-nocookie.com/embed/{VIDEO}", "YouTube", YOUTUBE, "wide"),
        (
            "https://vimeo.com/123456789",
            "Vimeo",
            "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1",
            "wide",
        ),
        (
            "https://vimeo.com/123456789/abcdef1234",
            "Vimeo",
            "https://player.vimeo.com/video/123456789?h=abcdef1234&dnt=1&autoplay=1",
            "wide",
        ),
        ("https://x.com/nasa/status/1234567890123?s=20", "X", TWEET, "post"),
        ("https://twitter.com/nasa/status/1234567890123/photo/1", "X", TWEET, "post"),
        ("https://mobile.twitter.com/i/web/status/1234567890123", "X", TWEET, "post"),
        (
            "https://www.instagram.com/p/CqX_9-aBcDe/?igsh=1",
            "Instagram",
            "https://www.instagram.com/p/CqX_9-aBcDe/embed/captioned/",
            "post",
        ),
        (
            "https://instagram.com/nasa/reel/CqX_9-aBcDe/",
            "Instagram",
            "https://www.instagram.com/reel/CqX_9-aBcDe/embed/captioned/",
            "post",
        ),
        (
            "https://www.tiktok.com/@nasa.gov/video/7123456789012345678",
            "TikTok",
            "https://www.tiktok.com/player/v1/7123456789012345678",
            "tall",
        ),
        (
            "https://www.facebook.com/nasa/posts/123456789?ref=x",
            "Facebook",
            f"https://www.facebook.com/plugins/post.php?href={POST}&show_text=true",
            "post",
        ),
        (
            "https://www.facebook.com/nasa/videos/123456789/",
            "Facebook",
            f"https://www.facebook.com/plugins/video.php?href={CLIP}&show_text=false",
            "wide",
        ),
        (
            "https://t.me/s/durov/142",
            "Telegram",
            "https://t.me/durov/142?embed=1",
            "post",
        ),
        (
            "https://soundcloud.com/forss/flickermood",
            "SoundCloud",
            f"https://w.soundcloud.com/player/?url={SONG}&visual=false",
            "audio",
        ),
        (
            f"https://open.spotify.com/intl-de/track/{TRACK}?si=1",
            "Spotify",
            f"https://open.spotify.com/embed/track/{TRACK}",
            "audio",
        ),
        (
            "https://datawrapper.dwcdn.net/aBc12/",
            "Datawrapper",
            "https://datawrapper.dwcdn.net/aBc12/",
            "chart",
        ),
        (
            "https://datawrapper.dwcdn.net/aBc12/7/",
            "Datawrapper",
            "https://datawrapper.dwcdn.net/aBc12/7/",
            "chart",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2540.5!2d30.5!3d50.4",
            "Google Maps",
            "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2540.5!2d30.5!3d50.4",
            "wide",
        ),
        (
            "https://www.google.com/maps/place/Kyiv,+Ukraine/@50.4,30.2,10z/data=!3m1",
            "Google Maps",
            "https://www.google.com/maps?q=Kyiv%2C%2BUkraine&output=embed",
            "wide",
        ),
        (
            "https://www.google.com/maps/d/viewer?mid=1A2b3C4d5E6f7G8h9",
            "Google Maps",
            "https://www.google.com/maps/d/embed?mid=1A2b3C4d5E6f7G8h9",
            "wide",
        ),
    ],
)
def test_what_the_table_knows_becomes_a_frame(url, provider, frame, shape):
    embed = resolve(url)

    assert (embed.provider, embed.frame, embed.shape) == (provider, frame, shape)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        f"https://www.youtube.com/watch?v={VIDEO}x",
        f"https://www.youtube.com/watch?v={VIDEO[:-1]}é",
        f"https://www.youtube.com.evil.example/watch?v={VIDEO}",
        f"https://evil.example/www.youtube.com/watch?v={VIDEO}",
        f"https://notyoutube.com/watch?v={VIDEO}",
        f"https://www.youtube.com@evil.example/watch?v={VIDEO}",
        f"https://evil.example\\@www.youtube.com/watch?v={VIDEO}",
        f"https://user:pass@www.youtube.com/watch?v={VIDEO}",
        f"https://www.youtube.com:8443/watch?v={VIDEO}",
        f"https://www.youtube.com:x/watch?v={VIDEO}",
        f"javascript://www.youtube.com/watch?v={VIDEO}%0aalert(1)",
        f"data:text/html,https://www.youtube.com/watch?v={VIDEO}",
        f"//www.youtube.com/watch?v={VIDEO}",
        f" https://www.youtube.com/watch?v={VIDEO}",
        f"https://www.youtube.com/watch?v={VIDEO}\n",
        f'https://www.youtube.com/watch?v={VIDEO}"onload="x',
        "https://x.com/nasa/status/12345678901234567890123",
        "https://x.com/nasa/status/١٢٣٤٥",
        "https://x.com/nasa",
        "https://www.google.com/search?q=maps",
        "https://www.google.com/maps/embed?pb=https://evil.example/",
        "https://www.facebook.com/nasa/posts/../../plugins/123456",
        "https://open.spotify.com/track/x",
        "https://t.me/durov",
        "https://[::1/",
        "https://www.youtube.com/watch?" + "&".join(f"a{n}=1" for n in range(60)),
        f"https://www.youtube.com/watch?v={VIDEO}&" + "x" * 3000,
    ],
)
def test_what_it_does_not_know_or_trust_stays_a_link(url):
    assert resolve(url) is None


@pytest.mark.parametrize("hostile", OWASP)
def test_nothing_hostile_is_embedded(hostile):
    assert resolve(hostile) is None
    assert resolve(f"https://www.youtube.com/watch?v={hostile}") is None
    assert resolve(f"https://www.youtube.com/embed/{hostile}") is None


PIECES = st.sampled_from(
    [
        *(host for route in ROUTES for host in route.hosts),
        *"https: http: javascript: // / @ : ? # \\ .. %2f %00 & = v= status/ 12345 \" ' <".split(),
        VIDEO,
        "/maps/place/",
        "/watch?v=",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join))
def test_a_frame_is_always_of_a_known_site_and_needs_no_escaping(url):
    for candidate in (url, f"https://{url}", f"https://www.google.com/maps/place/{url}"):
        embed = resolve(candidate)
        if embed:
            parts = urlsplit(embed.frame)
            assert f"{parts.scheme}://{parts.netloc}" in FRAME_SOURCES
            assert embed.frame.isascii()
            assert not set(embed.frame) & set("\"'<>\\ \n\t")


def test_readers_pages_may_frame_the_table_and_nothing_else():
    rules = dict(rule.split(" ", 1) for rule in PUBLIC_POLICY.split("; "))

    assert rules.pop("frame-src").split() == FRAME_SOURCES
    assert all(source.startswith("https://") for source in FRAME_SOURCES)
    assert rules == {
        "default-src": "'self'",
        "img-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert "frame-src" not in ADMIN_POLICY
