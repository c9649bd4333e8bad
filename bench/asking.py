"""Pages asked of the WSGI application, without a socket: shared by bench/scale.py and render.py."""

import io
import os
import sys
import time
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ORIGIN = "http://127.0.0.1:8000"
PATHS = {  # of the made-up archive, by articles.volume; {name} is filled in
    "front": "/",
    "news": "/news/",
    "news, headlines": "/news/?view=headlines",
    "news, in the middle": "/news/?before={middle_cursor}",
    "news, the end": "/news/?before={end_cursor}",
    "story, new": "{new}",
    "story, old": "{old}",
    "section": "/section/{section}/",
    "section, in the middle": "/section/{section}/?before={middle_cursor}",
    "tag": "/tag/{tag}/",
    "tag, in the middle": "/tag/{tag}/?before={middle_cursor}",
    "author": "/author/{author}/",
    "author, in the middle": "/author/{author}/?before={middle_cursor}",
    "authors": "/authors/",
    "corrections": "/corrections/",
    "corrections, the end": "/corrections/?before={end_cursor}",
    "series": "/series/",
    "search, none": "/search/",
    "search, common": "/search/?q=council",
    "search, two words": "/search/?q=harbour+board",
    "search, rare": "/search/?q={rare}",
    "search, phrase": "/search/?q=%22rowing+club%22",
    "search, in a section": "/search/?q=ferry&section={section}&kind=opinion",
    "search, newest first": "/search/?q=council&order=date",
    "search, nothing": "/search/?q=qzxvw",
    "rss": "/rss/",
    "atom": "/atom/",
    "json feed": "/feed.json",
    "section's rss": "/section/{section}/rss/",
    "tag's rss": "/tag/{tag}/rss/",
    "sitemap": "/sitemap.xml",
    "sitemap of a month": "/sitemaps/{month}.xml",
    "news sitemap": "/news-sitemap.xml",
    "not found": "/no-such-page/",
}
ADMIN = {
    "desk": "/admin/",
    "stories": "/admin/articles/article/",
    "stories, page 2": "/admin/articles/article/?p=2",
    "stories, live": "/admin/articles/article/?standing=live",
    "stories, drafts": "/admin/articles/article/?standing=draft",
    "stories, a section": "/admin/articles/article/?section__id__exact={section_key}",
    "stories, a kind": "/admin/articles/article/?kind__exact=feature",
    "stories, common word": "/admin/articles/article/?q=council",
    "stories, rare word": "/admin/articles/article/?q={rare}",
    "stories, by hour": "/admin/articles/article/?o=-6",
    "board": "/admin/articles/article/board/",
    "calendar": "/admin/articles/article/calendar/",
    "mine": "/admin/articles/article/mine/",
    "late": "/admin/articles/article/late/",
    "story's form": "/admin/articles/article/{key}/change/",
    "story's history": "/admin/articles/article/{key}/history/",
    "new story": "/admin/articles/article/add/",
    "tags": "/admin/articles/tag/",
    "tag's form": "/admin/articles/tag/{tag_key}/change/",
    "authors in the admin": "/admin/authors/author/",
    "author's form": "/admin/authors/author/{author_key}/change/",
    "sections in the admin": "/admin/articles/section/",
    "pictures": "/admin/media/image/",
    "corrections in the admin": "/admin/articles/correction/",
}

# Pages that name every story of a month or of two days, or that 1,000 stories do not fill: of these
# the time is that of so many rows.
FEWEST = 10
ENTRIES = {
    "sitemap of a month": b"<url>", "news sitemap": b"<url>", "tag's rss": b"<item>",
    "corrections": b"<article", "search, rare": b"<article", "search, in a section": b"<article",
    "tag, in the middle": b"<article", "stories, rare word": b"<tr",
    "corrections in the admin": b"<tr",
}  # fmt: skip


def begin() -> None:
    """Set Django up as in production, on the database the environment names."""
    os.environ |= {"DEBUG": "0", "SITE_ORIGIN": ORIGIN, "PAGE_STORE": "0"}
    os.environ.setdefault("SECRET_KEY", "only-for-a-benchmark-" + "x" * 40)
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    # How queries are run is said there, and holds for connections that begin later
    import newsroom.wsgi  # noqa: F401


class Asker:
    """Asks the application, in the name of a member of staff where there is a `user`."""

    def __init__(self, user=None):
        from newsroom.wsgi import application

        self.application, self.cookie = application, ""
        if user:
            from django.conf import settings
            from django.test import Client

            client = Client()
            client.force_login(user)
            morsel = client.cookies[settings.SESSION_COOKIE_NAME]
            self.cookie = f"{morsel.key}={morsel.value}"

    def ask(self, path: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        environ = {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "QUERY_STRING": parts.query,
            "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
            "wsgi.multiprocess": True, "wsgi.run_once": False, "REMOTE_ADDR": "127.0.0.1",
        }  # fmt: skip
        if self.cookie:
            environ["HTTP_COOKIE"] = self.cookie
        status = []
        answer = self.application(environ, lambda line, *_rest: status.append(int(line[:3])))
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return status[0], body

    def timed(self, path: str, entries: bytes = b"") -> tuple[float, float, int]:
        """(processor, clock) in milliseconds, and the queries; of each of `entries` in the answer,
        where a page is a list that names all there is."""
        from django.db import connection

        number = 0

        def count(execute, *rest):
            nonlocal number
            number += 1
            return execute(*rest)

        with connection.execute_wrapper(count):
            busy, start = time.process_time(), time.perf_counter()
            status, body = self.ask(path)
            busy, start = time.process_time() - busy, time.perf_counter() - start
        if status not in {200, 404} or (status == 404) != ("no-such" in path):
            sys.exit(f"{path} answered {status}.")
        each = max(body.count(entries), FEWEST) / FEWEST if entries else 1
        return busy * 1000 / each, start * 1000 / each, number

    def measure(self, paths: dict[str, str], rounds: int) -> dict[str, list]:
        """{name: [processor, clock, queries]}: the least, which a busy machine moves
        least of all; the rounds go over all pages in turn."""
        found = {name: [] for name in paths}
        for turn in range(rounds + 2):  # the first two warm up
            for name, path in paths.items():
                timing = self.timed(path, ENTRIES.get(name, b""))
                if turn > 1:
                    found[name].append(timing)
        return {
            name: [
                *(round(least(part), 2) for part in list(zip(*each, strict=True))[:2]),
                each[-1][2],
            ]
            for name, each in found.items()
        }


def least(values) -> float:
    return min(values)


def filled(paths: dict[str, str]) -> dict[str, str]:
    """`paths` with the addresses of a database that make_stories filled."""
    from articles.models import Article
    from newsroom import keyset

    newest = Article.objects.published().newest_first()
    new, old = newest[1], newest.reverse()[39]
    middle = newest.filter(published_at__lte=new.published_at - (_span(new, old) / 2))[0]
    author = new.credits.first().author
    tag = new.tags.first()
    known = {
        "new": new.get_absolute_url(), "old": middle.get_absolute_url(), "key": middle.pk,
        "middle_cursor": keyset.cursor(middle), "end_cursor": keyset.cursor(old),
        "section": new.section.slug, "section_key": new.section_id,
        "tag": quote(tag.slug), "tag_key": tag.pk,
        "author": quote(author.slug), "author_key": author.pk,
        "month": f"stories-{middle.published_at:%Y-%m}", "rare": middle.dateline,
    }  # fmt: skip
    return {name: path.format(**known) for name, path in paths.items()}


def _span(new, old):
    return new.published_at - old.published_at
