"""More stories to test with: unpublished in every way there is, and by the thousand."""

from datetime import datetime
from itertools import count

from django.utils import timezone

from articles.models import Article, Credit
from tests.factories import hours, make_author, make_image, make_section, make_tag

UNPUBLISHED = {  # fields for make_article, at an hour
    "pitched": lambda now: {"status": Article.Status.PITCHED},
    "assigned": lambda now: {"status": Article.Status.ASSIGNED},
    "draft": lambda now: {"status": Article.Status.DRAFT},
    "in review": lambda now: {"status": Article.Status.REVIEW},
    "ready": lambda now: {"status": Article.Status.READY},
    "spiked": lambda now: {"status": Article.Status.SPIKED},
    "withdrawn": lambda now: {"status": Article.Status.WITHDRAWN},
    "scheduled": lambda now: {"published_at": now + hours(1)},
    "under embargo": lambda now: {"published_at": now, "embargo_until": now + hours(1)},
    "expired": lambda now: {"published_at": now - hours(2), "expires_at": now - hours(1)},
}
_numbers = count(1)


class Crowd:
    """Sections, tags, authors and pictures in common for any number of published stories."""

    def __init__(self):
        self.sections = [make_section() for _ in range(6)]
        self.tags = [make_tag() for _ in range(3)]
        self.authors = [make_author() for _ in range(4)]
        self.images = [make_image() for _ in range(2)]

    def add(self, number: int, newest: datetime | None = None) -> list[Article]:
        """Publish `number` stories at once, three in every minute back from `newest` (now)."""
        newest = newest or timezone.now()
        articles = Article.objects.bulk_create(
            self._story(n, newest - hours(n // 3 / 60)) for n in range(number)
        )
        pairs = [(a, self.authors[(i + k) % 4]) for i, a in enumerate(articles) for k in (0, 1)]
        Credit.objects.bulk_create(Credit(article=a, author=author) for a, author in pairs)
        through = Article.tags.through
        through.objects.bulk_create(
            through(article=article, tag=tag) for article in articles for tag in self.tags
        )
        return articles

    def _story(self, n, moment):
        name = f"crowd-{next(_numbers)}"
        return Article(
            headline=name, slug=name, standfirst="Short.", body="<p>Words.</p>", word_count=1,
            section=self.sections[n % len(self.sections)], lead_image=self.images[n % 2],
            status=Article.Status.PUBLISHED, published_at=moment, first_published_at=moment,
        )  # fmt: skip
