"""The site behind nginx as deploy/nginx.conf has it, over TLS."""

import gzip
import time

import brotli
import pytest
from django.db import transaction

from articles.models import Article
from newsroom import edge
from newsroom.edge import generation, signals
from tests.deploy.nginx import Nginx, program
from tests.factories import make_article, make_image
from tests.servers import Server, free_port

KEPT = 2.1  # seconds; nginx counts whole ones, so "one" is up to two
STATIC = "css/site.0123456789ab.css"  # as collectstatic names files
TOKEN = "ab" + "0" * 30


@pytest.fixture
def front(transactional_db, tmp_path, settings):
    """nginx, with the application behind it as `front.site`."""
    program()
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.EDGE_DIR = tmp_path / "edge"
    signals.current.cache_clear()
    upstream = f"127.0.0.1:{free_port()}"
    nginx = Nginx(tmp_path, var=tmp_path, upstream=upstream)
    nginx.site = Server(
        tmp_path,
        SITE_ORIGIN=f"https://127.0.0.1:{nginx.port}",
        WEB_BIND=upstream,
    )
    nginx.site.port = int(upstream.rpartition(":")[2])
    nginx.site.wait()
    yield nginx.start()
    nginx.stop()
    nginx.site.stop()
    signals.current.cache_clear()


def change(headline):
    with transaction.atomic():
        Article.objects.update(headline=headline)
        edge.publish()
    generation.tell()


def test_a_page_is_kept_for_a_second_and_never_beyond_a_change(front):
    make_article(slug="a-story", headline="The barrier closes")

    assert front.get("/a-story/")[1]["X-Cache"] == "MISS"
    again = [front.get("/a-story/") for _time in range(3)]
    assert "HIT" in {headers["X-Cache"] for _status, headers, _body in again}
    assert again[0][1]["Cache-Control"] == "public, no-cache"
    assert "X-Accel-Expires" not in again[0][1]

    change("The barrier opens")
    until = time.monotonic() + 5
    while b"The barrier opens" not in front.get("/a-story/")[2]:
        assert time.monotonic() < until
        time.sleep(0.1)

    time.sleep(KEPT)  # nobody reads it for a while; then the first reader gets what is so now
    change("The barrier stays open")
    _status, headers, body = front.get("/a-story/")
    assert b"The barrier stays open" in body
    assert headers["X-Cache"] == "EXPIRED"

    front.site.stop()
    time.sleep(KEPT)
    status, headers, body = front.get("/a-story/")
    assert (status, headers["X-Cache"]) == (200, "STALE")
    assert b"The barrier stays open" in body


def test_each_client_gets_the_shape_it_reads(front):
    make_article(slug="a-story", headline="The barrier closes")
    shapes = {"br, gzip": "br", "gzip": "gzip", "": None, "br;q=0, gzip": "gzip", "identity": None}

    for _round in range(2):
        for accepts, encoding in shapes.items():
            _status, headers, body = front.get("/a-story/", Accept_Encoding=accepts)
            assert headers["Content-Encoding"] == encoding
            assert "Accept-Encoding" in headers["Vary"]
            if encoding == "br":
                assert b"The barrier closes" in brotli.decompress(body)

    etag = front.get("/a-story/", Accept_Encoding="br")[1]["ETag"]
    assert front.get("/a-story/", Accept_Encoding="br", If_None_Match=etag)[0] == 304


def test_what_is_the_newsrooms_own_is_never_kept(front):
    for path in ("/admin/login/", "/preview/nobody-knows/", "/nothing-here/", "/"):
        seen = {front.get(path, Cookie="sessionid=x")[1]["X-Cache"] for _time in range(2)}
        assert "HIT" not in seen or path == "/"
    login = front.get("/admin/login/")
    assert login[0] == 200  # by https, as it was told: no redirect
    assert "Set-Cookie" in login[1]
    assert "preview" not in (front.folder / "access.log").read_text()
    assert front.get("/readyz")[0] in {200, 503}  # from this machine
    assert front.get(f"/search/?q={'x' * 10_000}")[0] == 200


def test_static_files_and_pictures_come_from_the_disk(front):
    static = front.site.folder / "static" / STATIC
    static.parent.mkdir(parents=True)
    static.write_text("p { color: red }")
    static.with_suffix(".css.gz").write_bytes(gzip.compress(b"p { color: red }"))
    folder = front.site.folder / "uploads/renditions/ab" / TOKEN
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "16x9-320.webp").write_bytes(b"a picture")
    image = make_image()
    token = image.token
    drawn = next((front.site.folder / f"uploads/renditions/{token[:2]}/{token}").iterdir())
    drawn.unlink()
    away = f"/media/renditions/{token[:2]}/{token}/{drawn.name}"

    _status, headers, body = front.get(f"/static/{STATIC}", Accept_Encoding="gzip")
    assert headers["Cache-Control"] == "public, max-age=315360000, immutable"
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"] == "text/css"
    assert gzip.decompress(body) == b"p { color: red }"
    assert front.get(away)[0] == 200  # the application draws it
    assert drawn.exists()

    front.site.stop()
    status, headers, body = front.get(f"/media/renditions/ab/{TOKEN}/16x9-320.webp")
    assert (status, headers["Content-Type"], body) == (200, "image/webp", b"a picture")
    assert "immutable" in headers["Cache-Control"]
    assert front.get(f"/static/{STATIC}")[0] == 200
    assert front.get("/media/originals/ab/cd")[0] == 502  # the application's to refuse


def test_the_configuration_is_one_nginx_reads(tmp_path):
    assert "test is successful" in Nginx(tmp_path, var=tmp_path, upstream="127.0.0.1:9").check()
