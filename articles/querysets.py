"""What readers may see, in which order, and what each page fetches with it."""

from datetime import datetime
from operator import itemgetter

from django.db import connections, models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from django.utils import timezone


class ArticleQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None):
        """Everything a reader may see at the moment `at` (now): the only definition of visible."""
        at = at or timezone.now()
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
            status=self.model.Status.PUBLISHED,
            published_at__lte=at,
        )

    def scheduled(self):
        """Published with an hour that has not come."""
        now = timezone.now()
        waits = Q(published_at__gt=now) | Q(embargo_until__gt=now)
        return self.filter(waits, status=self.model.Status.PUBLISHED)

    def expired(self):
        """Published, and over."""
        return self.filter(status=self.model.Status.PUBLISHED, expires_at__lte=timezone.now())

    def withdrawn(self):
        """What readers have seen and may see no more; its address says why."""
        seen = Q(first_published_at__lte=timezone.now())
        return self.filter(seen, status=self.model.Status.WITHDRAWN)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def in_section(self, section):
        return self.filter(section=section)

    def tagged(self, tag):
        return self.filter(pk__in=self.model.tags.through.objects.filter(tag=tag).values("article"))

    def credited_to(self, author):
        """Stories `author` has any credit on, each once."""
        return self.filter(pk__in=author.credits.values("article"))

    def with_credits(self):
        from .models import Credit

        credits = Credit.objects.select_related("author")
        return self.prefetch_related(Prefetch("credits", queryset=credits))

    def for_list(self):
        """Exactly what articles/_headlines.html reads: one query."""
        return self.select_related("section").defer(*self.model.LONG_FIELDS)

    def for_related(self):
        """Exactly what articles/_related_card.html reads: one query."""
        return self.for_list().select_related("lead_image")

    def for_cards(self):
        """Exactly what articles/_card.html reads: two queries."""
        return self.for_related().with_credits()

    def for_page(self):
        """Exactly what articles/detail.html reads of the story itself: four queries."""
        from .models import Credit

        credits = Credit.objects.select_related("author__portrait")
        return self.select_related("section", "lead_image", "social_image").prefetch_related(
            Prefetch("credits", queryset=credits), Prefetch("credits__author__links"), "tags"
        )

    def for_feed(self):
        """Exactly what articles/feeds.py reads: three queries."""
        return self.select_related("section", "lead_image").with_credits().prefetch_related("tags")

    def keys_of(self, parts: list) -> list[list[int]]:
        """Keys of each of `parts` (slices of newest_first()), newest first: one query for all.

        Each part reads a few rows of its own index. Django cannot write a LIMIT inside a UNION on
        SQLite, hence the sub-selects.
        """
        found = [[] for _ in parts]
        if not parts:
            return found
        numbered = [
            part.values_list(Value(number, models.IntegerField()), "published_at", "pk")
            for number, part in enumerate(parts)
        ]
        compiled = [part.query.get_compiler(self.db).as_sql() for part in numbered]
        selects = [
            f"SELECT * FROM ({sql}) AS part{n}"  # noqa: S608 - Django wrote the SQL
            for n, (sql, _) in enumerate(compiled)
        ]
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join(selects), [p for _, params in compiled for p in params]
            )
            for number, _hour, key in sorted(cursor.fetchall(), key=itemgetter(1, 2), reverse=True):
                found[number].append(key)
        return found


class SectionQuerySet(models.QuerySet):
    def with_stories(self):
        """Sections a reader would find something in."""
        from .models import Article

        return self.filter(Exists(Article.objects.published().filter(section=OuterRef("pk"))))


class FrontVersionQuerySet(models.QuerySet):
    def of(self, front):
        """All versions of one front, newest first."""
        return self.filter(front=front).order_by("-number")

    def of_place(self, section):
        """Those of the site's front (None) or of a section's."""
        return self.filter(front__section=section)

    def live(self, at: datetime | None = None):
        """Published ones whose hour had come at `at` (now); the first is the one readers see."""
        state = self.model.State.PUBLISHED
        due = self.filter(state=state, goes_live_at__lte=at or timezone.now())
        return due.order_by("-goes_live_at", "-number")

    def scheduled(self):
        state = self.model.State.PUBLISHED
        return self.filter(state=state, goes_live_at__gt=timezone.now()).order_by("goes_live_at")


class FrontShownQuerySet(models.QuerySet):
    def at(self, front, moment: datetime):
        """What readers of `front` were shown at `moment`, or None where it was not written down."""
        return self.filter(front=front, at__lte=moment).order_by("-at", "-pk").first()


class BreakingBarQuerySet(models.QuerySet):
    def not_over(self):
        """On now, or with an hour to come."""
        return self.filter(ends_at__gt=timezone.now())


class RevisionQuerySet(models.QuerySet):
    def of(self, article):
        """All that was kept of one story, newest first."""
        return self.filter(article=article).order_by("-number")

    def numbered(self, article, number: int):
        """The revision of `article` with this number, or None."""
        return self.filter(article=article, number=number).first() if number else None

    def waiting_for(self, user):
        """Words of `user` that did not become a story's text, newest first."""
        return self.filter(by=user, waits=True).order_by("-at", "-pk")

    def readable_by(self, user, *, may_edit: bool):
        """What `user`, who may edit the story or only see it, may read: the only definition of it.

        Words that were only typed are their writer's; those that wait for a decision, the editors'.
        """
        return self.filter(self._readable(user, may_edit))

    def with_readable_by(self, user, *, may_edit: bool):
        """All, and `is_readable` says of each whether readable_by() would have it."""
        readable = models.ExpressionWrapper(self._readable(user, may_edit), models.BooleanField())
        return self.annotate(is_readable=readable)

    def for_list(self):
        """Exactly what a history reads of each: one query, without the texts."""
        return self.select_related("by").defer("content", "names", "typed")

    def _readable(self, user, may_edit: bool) -> Q:
        closed = self.model.PRIVATE if may_edit else self.model.LOOSE
        return ~Q(kind__in=closed) | Q(by__isnull=False, by=user)


class CommentQuerySet(models.QuerySet):
    def threads(self):
        """Notes that are no answer."""
        return self.filter(parent=None)

    def open(self):
        """Notes of threads that wait for somebody."""
        return self.filter(resolved_at=None, parent__resolved_at=None)

    def resolved(self):
        return self.filter(Q(resolved_at__isnull=False) | Q(parent__resolved_at__isnull=False))

    def mentioning(self, user):
        return self.filter(mentions=user)

    def open_first(self, start=None):
        """Threads as a story's page has them: open ones, then resolved ones, newest first.

        From the thread `start` on, whatever stands before it.
        """
        is_resolved = Q(resolved_at__isnull=False)
        found = self.threads()
        if start:
            older = Q(pk__lte=start.pk)
            found = found.filter(is_resolved & older if start.resolved_at else is_resolved | older)
        return found.order_by(models.ExpressionWrapper(is_resolved, models.BooleanField()), "-pk")

    def for_page(self):
        """Exactly what a story's page of threads reads: four queries."""
        answers = self.model.objects.select_related("by", "link").prefetch_related("mentions")
        return self.select_related("by", "link", "resolved_by").prefetch_related(
            "mentions", Prefetch("answers", queryset=answers)
        )

    def for_list(self):
        """Exactly what the list of notes reads: one query, without the stories' texts."""
        from .models import Article

        texts = [f"article__{name}" for name in Article.LONG_FIELDS]
        return self.select_related("article", "by", "link", "parent").defer(*texts)
