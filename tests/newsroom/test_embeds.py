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
        (f"https://www.youtube.com/watch?v={VIDEO}&app=desktop", "YouTube", YOUTUBE, "wide"),
        (f"http://youtube.com/watch?list=x&v={VIDEO}#x", "YouTube", YOUTUBE, "wide"),
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
            f"https://www.facebook.com/plugins/post.php?show_text=true&href={POST}",
            "post",
        ),
        (
            "https://www.facebook.com/nasa/videos/123456789/",
            "Facebook",
            f"https://www.facebook.com/plugins/video.php?show_text=false&href={CLIP}",
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
            f"https://w.soundcloud.com/player/?visual=false&url={SONG}",
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
            "https://www.google.com/maps?output=embed&q=Kyiv%2C%20Ukraine",
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


LIST = "PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf"
CHANNEL = "UCLA_DiR1FfKNvjuUpBHmylQ"
FACEBOOK = "https%3A%2F%2Fwww.facebook.com%2F"
REEL = (
    f"https://www.facebook.com/plugins/video.php?show_text=false&href={FACEBOOK}reel%2F1234567890"
)
WATCHED = (
    "https://www.facebook.com/plugins/video.php?show_text=false"
    f"&href={FACEBOOK}watch%2F%3Fv%3D1234567890"
)
LINKED = (
    "https://www.facebook.com/plugins/post.php?show_text=true"
    f"&href={FACEBOOK}permalink.php%3Fstory_fbid%3Dpfbid02Ab%26id%3D1234567890"
)
PHOTO = (
    "https://www.facebook.com/plugins/post.php?show_text=true"
    f"&href={FACEBOOK}photo.php%3Ffbid%3D1234567890"
)
TRACKS = (
    "https://w.soundcloud.com/player/?visual=false"
    "&url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F34019569"
)
TIKTOK = "https://www.tiktok.com/player/v1/7123456789012345678"
INSTAGRAM = "https://www.instagram.com/reel/CqX_9-aBcDe/embed/captioned/"
MAP = "https://www.google.com/maps?output=embed&"


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        (
            f"https://youtube.com/playlist?list={LIST}&si=x",
            f"https://www.youtube-nocookie.com/embed/videoseries?list={LIST}&autoplay=1",
        ),
        (
            f"https://www.youtube.com/embed/videoseries?si=x&list={LIST}",
            f"https://www.youtube-nocookie.com/embed/videoseries?list={LIST}&autoplay=1",
        ),
        (
            f"https://www.youtube.com/embed/live_stream?channel={CHANNEL}",
            f"https://www.youtube-nocookie.com/embed/live_stream?channel={CHANNEL}&autoplay=1",
        ),
        (f"https://youtube.com/live/{VIDEO}?feature=share", YOUTUBE),
        (f"https://youtube.com/shorts/{VIDEO}?feature=share", YOUTUBE),
        (f"http://www.youtube.com/v/{VIDEO}&hl=en_US&fs=1&", YOUTUBE),
        (
            "https://player.vimeo.com/video/123456789?h=abcdef1234&badge=0",
            "https://player.vimeo.com/video/123456789?h=abcdef1234&dnt=1&autoplay=1",
        ),
        (
            "https://vimeo.com/channels/staffpicks/123456789",
            "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1",
        ),
        ("https://platform.twitter.com/embed/Tweet.html?dnt=false&id=1234567890123", TWEET),
        ("https://www.instagram.com/reels/CqX_9-aBcDe/?igsh=1", INSTAGRAM),
        ("https://www.tiktok.com/embed/v2/7123456789012345678", TIKTOK),
        ("https://m.tiktok.com/v/7123456789012345678.html?u=1", TIKTOK),
        ("https://www.facebook.com/watch/?v=1234567890&ref=sharing", WATCHED),
        ("https://fb.me@www.facebook.com/watch/?v=1234567890", None),
        ("https://m.facebook.com/watch?v=1234567890", WATCHED),
        ("https://www.facebook.com/watch/live/?ref=x&v=1234567890", WATCHED),
        ("https://www.facebook.com/reel/1234567890?mibextid=x", REEL),
        ("https://www.facebook.com/permalink.php?story_fbid=pfbid02Ab&id=1234567890", LINKED),
        ("https://m.facebook.com/story.php?story_fbid=pfbid02Ab&id=1234567890&x=1", LINKED),
        ("https://www.facebook.com/photo/?fbid=1234567890&set=a.1", PHOTO),
        (
            "https://m.facebook.com/nasa/posts/123456789",
            f"https://www.facebook.com/plugins/post.php?show_text=true&href={POST}",
        ),
        (
            f"https://www.facebook.com/plugins/video.php?height=314&href={FACEBOOK}reel%2F1234567890",
            REEL,
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569&color=x",
            TRACKS,
        ),
        ("https://api.soundcloud.com/tracks/34019569", TRACKS),
        (
            f"https://open.spotify.com/embed-podcast/episode/{TRACK}",
            f"https://open.spotify.com/embed/episode/{TRACK}",
        ),
        ("https://www.datawrapper.de/_/aBc12/?v=2", "https://datawrapper.dwcdn.net/aBc12/"),
        ("https://www.google.de/maps/place/K%C3%B6ln/@50.9,6.8,11z", f"{MAP}q=K%C3%B6ln"),
        ("https://www.google.com.ua/maps?q=Kyiv+Zoo", f"{MAP}q=Kyiv%20Zoo"),
        ("https://maps.google.com/?q=50.45,30.52", f"{MAP}q=50.45%2C30.52"),
        ("https://www.google.com/maps/search/?api=1&query=Kyiv%20Zoo", f"{MAP}q=Kyiv%20Zoo"),
        (
            "https://www.google.com/maps/@50.45,-30.5234567,12.5z?entry=ttu",
            f"{MAP}ll=50.45%2C-30.5234567&z=12",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1sK%C3%B6ln%2C+Dom!5e0",
            "https://www.google.com/maps/embed?pb=!1m18!1sK%C3%B6ln%2C%20Dom!5e0",
        ),
    ],
)
def test_what_phones_and_embed_codes_say_becomes_the_same_frame(url, frame):
    embed = resolve(url)

    assert (embed and embed.frame) == frame


@pytest.mark.parametrize(
    ("url", "start"),
    [
        (f"https://www.youtube.com/watch?v={VIDEO}&t=42", "&start=42"),
        (f"https://youtu.be/{VIDEO}?si=abc&t=90s", "&start=90"),
        (f"https://www.youtube.com/watch?v={VIDEO}&t=1h2m3s", "&start=3723"),
        (f"https://www.youtube.com/watch?v={VIDEO}#t=2m", "&start=120"),
        (f"https://www.youtube.com/embed/{VIDEO}?start=7", "&start=7"),
        (f"https://youtu.be/{VIDEO}?t=0", ""),
        (f"https://youtu.be/{VIDEO}?t=soon", ""),
        (f"https://youtu.be/{VIDEO}?t=%26list%3Dx", ""),
        ("https://vimeo.com/123456789#t=90s", "#t=90s"),
        ("https://vimeo.com/123456789/abcdef1234#t=1m1s", "#t=61s"),
    ],
)
def test_a_film_begins_where_the_address_says(url, start):
    assert resolve(url).frame.partition("autoplay=1")[2] == start


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
        "https://www.google.com/?q=maps",
        "https://www.google.com/maps/@50.4,30.5,3a,75y,90t/data=x",  # Street View
        "https://www.google.evil.example/maps?q=a",
        "https://vm.tiktok.com/ZMabcdef1/",
        "https://maps.app.goo.gl/abcdef123",
        "https://on.soundcloud.com/abcde",
        "https://fb.watch/abcdef/",
        "https://www.facebook.com/share/p/abcdef123/",
        "https://www.facebook.com/watch/?v=1%26x",
        "https://www.facebook.com/permalink.php?story_fbid=1234567",
        "https://www.facebook.com/plugins/post.php?href=https://evil.example/",
        "https://www.facebook.com/plugins/post.php",
        "https://www.facebook.com/plugins/post.php?href=" * 40,
        "https://w.soundcloud.com/player/?url=javascript:alert(1)",
        "https://www.youtube.com/embed/videoseries",
        "https://www.youtube.com/embed/live_stream?channel=x",
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
