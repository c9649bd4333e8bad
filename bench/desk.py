"""How long the desk waits: .venv/bin/python bench/desk.py

A story of 5,000 words with pictures, three credits and 50 revisions, on SQLite in a throw-away
folder. Prints the median server time of opening its form, saving it, an autosave, a save that is
merged with a colleague's, and comparing two revisions of which every paragraph differs; beside it
the processor's share, which a busy machine does not change. Limits: saving 150 ms, comparing
300 ms. Fails above them.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
LIMITS = {"save": 0.150, "compare": 0.300}
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.TemporaryDirectory()
os.environ |= {
    "NEWSROOM_VAR": folder.name, "SECRET_KEY": "only-for-a-benchmark-" + "x" * 40, "DEBUG": "0",
    "DJANGO_SETTINGS_MODULE": "tests.settings",
}  # fmt: skip
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from articles import actions  # noqa: E402
from articles.models import Revision  # noqa: E402
from articles.revisions.words import Words  # noqa: E402
from tests.articles.markup import form_fields, parse  # noqa: E402
from tests.factories import make_article, make_author, make_image, make_tag, make_user  # noqa: E402


def make_long_story():
    paragraphs = [f"<p>{' '.join(f'word{p}n{n}' for n in range(50))}</p>" for p in range(100)]
    image = make_image()
    paragraphs[10:10] = [f'<figure data-image="{image.pk}"></figure>'] * 3
    article = make_article(
        status="draft", body="".join(paragraphs), lead_image=image,
        credits=[make_author() for _ in range(3)], tags=[make_tag() for _ in range(4)],
    )  # fmt: skip
    content = article.revisions.get().content
    for number in range(49):
        words = Words(content | {"body": content["body"].replace("n7 ", f"n7 turn{number} ")})
        actions.edit(article, words, by=None)
    return article


class Desk:
    """One editor at one story; each method is one request, and its seconds, the processor's too."""

    def __init__(self, article):
        self.article = article
        self.client = Client()
        self.client.force_login(make_user("Editor"))
        self.page = f"/admin/articles/article/{article.pk}/change/"
        self.turn = 0

    def timed(self, ask):
        start, work = time.perf_counter(), time.process_time()
        response = ask()
        seconds = time.perf_counter() - start, time.process_time() - work
        if response.status_code not in {200, 302}:
            sys.exit(f"The server answered {response.status_code}.")
        return seconds, response

    def open(self):
        seconds, response = self.timed(lambda: self.client.get(self.page))
        form = parse(response.text, is_strict=False).one("[id=content-main] form")
        self.fields = form_fields(form)
        return seconds

    def changed(self):
        self.turn += 1
        body = self.fields["body"].replace("word50n1 ", f"word50n1 mine{self.turn} ")
        return self.fields | {"body": body, "_continue": "1"}

    def save(self):
        self.open()
        fields = self.changed()
        return self.timed(lambda: self.client.post(self.page, fields))[0]

    def keep(self):
        fields = self.changed()
        return self.timed(lambda: self.client.post("/admin/articles/article/keep/", fields))[0]

    def merge(self):
        self.open()
        self.article.refresh_from_db()
        newest = Revision.objects.numbered(self.article, self.article.revision).content
        theirs = newest["body"].replace("word90n1 ", f"word90n1 theirs{self.turn} ")
        actions.edit(self.article, Words(newest | {"body": theirs}), by=None)
        fields = self.changed()
        return self.timed(lambda: self.client.post(self.page, fields))[0]

    def compare(self):
        page = f"/admin/articles/article/{self.article.pk}/history/compare/?from=1&to=20"
        return self.timed(lambda: self.client.get(page))[0]


def main():
    call_command("migrate", verbosity=0)
    desk = Desk(make_long_story())
    desk.open()
    failed = False
    for name in ("open", "save", "keep", "merge", "compare"):
        times = [getattr(desk, name)() for _ in range(ROUNDS)]
        median, work = map(statistics.median, zip(*times, strict=True))
        limit = LIMITS.get(name)
        failed |= limit is not None and median > limit
        words = f"  (limit {limit * 1000:.0f})" if limit else ""
        sys.stdout.write(f"{name:8} {median * 1000:6.0f} ms, {work * 1000:4.0f} of work{words}\n")
    sys.exit(failed)


if __name__ == "__main__":
    main()
