"""What readers may see, in which order, and what each page fetches with it."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, functions
from django.utils import timezone

from articles import workflow
from newsroom import admin_counting, finding, former_keys

from .belonging import BelongingQuerySet
from .planned import PlannedQuerySet


class ArticleQuerySet(BelongingQuerySet, PlannedQuerySet):
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

    def seen_by(self, user):
        """What `user` may see in the newsroom: workflow.can_see() of many."""
        if workflow.sees_all(user):
            return self
        if not workflow.sees_any(user):
            return self.none()
        from .models import Credit

        signed = Credit.objects.filter(author__user=user).values("article")
        return self.filter(Q(created_by=user) | Q(assignee=user) | Q(pk__in=signed))

    def quotable_by(self, user):
        """What `user` may refer to in a text: what the newsroom shows them, and readers see."""
        return self if workflow.sees_all(user) else self.published() | self.seen_by(user)

    def for_notice(self):
        """Exactly what articles/withdrawn.html reads of a withdrawn story: one query."""
        from .models import Correction

        retractions = Correction.objects.standing().filter(
            article=OuterRef("pk"), kind=Correction.Kind.RETRACTION
        )
        texts = [f"withdrawn_to__{name}" for name in self.model.LONG_FIELDS]
        stories = self.select_related("withdrawn_to").defer("body", *texts)
        return stories.annotate(is_retracted=Exists(retractions))

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def in_section(self, section):
        return self.filter(section=section)

    def in_reading_order(self):
        """The parts of a series; those that nobody has put in order stand last, oldest first."""
        return self.order_by("series_position", "published_at", "pk")

    def in_language(self, code: str):
        return self.filter(language=code)

    def translations_of(self, article):
        """The same story in other languages, whoever may see it."""
        others = self.filter(work=article.work).exclude(pk=article.pk)
        return others if article.work else self.none()

    def tagged(self, tag):
        return self.filter(pk__in=self.model.tags.through.objects.filter(tag=tag).values("article"))

    def newest_tagged(self, tag, size: int):
        """Of the `size` stories that were begun last and have the tag, those in hand; in no order.

        Read from an index of the tag (migration article_tags_newest), however many have it.
        """
        uses = self.model.tags.through.objects.filter(tag=tag).order_by("-article_id")
        return self.filter(pk__in=uses.values("article")[:size]).order_by()

    def credited_to(self, author):
        """Stories `author` has any credit on, each once."""
        return self.filter(pk__in=author.credits.values("article"))

    def with_credits(self):
        from .models import Credit

        credits = Credit.objects.select_related("author")
        return self.prefetch_related(Prefetch("credits", queryset=credits))

    def with_corrections(self):
        from .models import Correction

        standing = Correction.objects.standing()
        told = Prefetch("corrections", queryset=standing, to_attr="standing_corrections")
        return self.prefetch_related(told)

    def for_list(self):
        """Exactly what articles/_headlines.html reads: one query."""
        return self.select_related("section").defer(*self.model.LONG_FIELDS)

    def for_related(self):
        """Exactly what articles/_related_card.html reads: one query."""
        return self.for_list().select_related("lead_image")

    def for_cards(self):
        """Exactly what articles/_card.html reads: two queries."""
        return self.for_related().with_credits()

    def for_newsroom_list(self):
        """As for_cards(), with the sections by a query of their own: joined to them SQLite may
        begin with the sections, and sort the whole archive."""
        return (
            self.for_cards()
            .select_related(None)
            .select_related("lead_image")
            .prefetch_related("section")
        )

    def for_results(self):
        """What articles/_result.html reads, and the text of its passage, but for the credits."""
        texts = [name for name in self.model.LONG_FIELDS if name != "body"]
        return self.select_related("section", "lead_image").defer(*texts)

    def for_page(self):
        """Exactly what articles/detail.html reads of the story itself: four queries."""
        from .models import Credit

        credits = Credit.objects.select_related("author__portrait__licence")
        beside = (Prefetch("credits", queryset=credits), "credits__author__links", "tags")
        return self.for_page_itself().prefetch_related(*beside)

    def for_page_itself(self):
        """for_page() without what stands in rows of its own: one query."""
        return self.select_related("section", "series", "lead_image__licence", "social_image")

    def for_feed(self):
        """Exactly what articles/feeds reads: four queries."""
        cards = self.select_related("section", "lead_image").with_credits().with_corrections()
        return cards.prefetch_related("tags")

    def for_form(self):
        """The row, and what the story's form says beside it: one query."""
        from .models import CheckOverride, Comment

        mine = {"article": OuterRef("pk")}
        threads = Comment.objects.threads().open().filter(**mine).order_by().values("article")
        count = threads.annotate(n=models.Count("pk")).values("n")
        return self.select_related("section", "series", "lead_image", "social_image").annotate(
            open_comments=functions.Coalesce(models.Subquery(count), 0),
            was_overridden=Exists(CheckOverride.objects.filter(**mine)),
        )

    def in_order(self, keys: list[int]) -> list:
        """Cards of those of the stories that have these keys, in their order: two queries, or none
        where there are no keys."""
        found = {row.pk: row for row in self.filter(pk__in=keys).for_cards()} if keys else {}
        return [found[key] for key in keys if key in found]


class SectionQuerySet(models.QuerySet):
    def with_stories(self, at: datetime | None = None):
        """Sections a reader would find something in."""
        from .models import Article

        return self.filter(Exists(Article.objects.published(at).filter(section=OuterRef("pk"))))


class TagQuerySet(models.QuerySet):
    def named(self, name: str):
        """Tags that go by `name`, in any case, or have it as an alias."""
        return self.filter(finding.called(name, "name", "aliases__name")).distinct()

    def unused(self):
        """Tags no story has."""
        return self.filter(~Exists(self._uses()))

    def used(self):
        return self.filter(Exists(self._uses()))

    def told(self):
        """Tags that readers may know of: one that only hidden stories have is theirs."""
        from .models import Article

        visible = Article.objects.published().filter(pk=OuterRef("article"))
        return self.filter(Exists(self._uses().filter(Exists(visible))) | ~Exists(self._uses()))

    def with_story_counts(self):
        """`story_count` of each: of a page of tags, not of all."""
        per_tag = self._uses().order_by().values("tag").annotate(n=models.Count("pk")).values("n")
        return self.annotate(story_count=functions.Coalesce(models.Subquery(per_tag), 0))

    def with_bounded_counts(self):
        """with_story_counts() that ends at admin_counting.MOST_EACH: of very common tags."""
        return self.annotate(story_count=admin_counting.bounded_count(self._uses()))

    def now(self, keys) -> dict:
        """{key: tag} of what the keys mean today: a tag that was merged is the one it went into."""
        return former_keys.now(self, keys, former="aliases__former_key")

    def _uses(self):
        from .models import Article

        return Article.tags.through.objects.filter(tag=OuterRef("pk"))


class SeriesQuerySet(models.QuerySet):
    def with_stories(self):
        """Series a reader would find a part of."""
        from .models import Article

        return self.filter(Exists(Article.objects.published().filter(series=OuterRef("pk"))))


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

    def seen_by(self, user):
        """Notes on stories that `user` may see."""
        if workflow.sees_all(user):
            return self
        from .models import Article

        return self.filter(article__in=Article.objects.seen_by(user).values("pk"))

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


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def of(self, user):
        """What `user` was told of stories they may still see, or that they do so no longer."""
        own = self.filter(to=user)
        if workflow.sees_all(user):
            return own
        from .models import Article

        is_seen = Q(article__in=Article.objects.seen_by(user).values("pk"))
        return own.filter(is_seen | ~Q(headline=""))

    def for_list(self):
        """Exactly what the page of notices reads: one query, without the stories' texts."""
        from .models import Article

        texts = [f"article__{name}" for name in Article.LONG_FIELDS]
        return self.select_related("article", "by", "comment").defer(*texts)


class CorrectionQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def public(self):
        """What the list of corrections tells: of visible stories all, of withdrawn ones only that
        they were retracted, which stays on the record."""
        from .models import Article

        of_story = {"pk": OuterRef("article")}
        visible = Q(Exists(Article.objects.published().filter(**of_story)))
        is_retraction = Q(kind=self.model.Kind.RETRACTION)
        retracted = is_retraction & Q(Exists(Article.objects.withdrawn().filter(**of_story)))
        return self.standing().filter(visible | retracted, published_at__lte=timezone.now())

    def with_story(self):
        """With the story of each and where it leads, without their long texts: one query."""
        from .models import Article

        stories = ("article", "article__withdrawn_to")
        texts = [f"{story}__{name}" for story in stories for name in Article.LONG_FIELDS]
        return self.select_related(*stories).defer(*texts)
