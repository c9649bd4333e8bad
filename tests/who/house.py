"""A newsroom with one of everything, for tests that ask who may do what."""

from dataclasses import replace
from functools import cached_property

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from articles import actions
from articles.fronts import defaults
from articles.models import (
    Article,
    CheckRule,
    Comment,
    Correction,
    FooterColumn,
    FrontVersion,
    Notice,
    Revision,
    Section,
    Series,
    ShareLink,
    SiteIdentity,
    Tag,
)
from articles.revisions.conflicts import Choice
from articles.revisions.words import Words
from articles.workflow import Status
from authors.models import Author
from media.models import Image, Licence
from newsroom import redirects
from newsroom.announcing.models import Webhook
from newsroom.announcing.webhooks import send_test
from newsroom.outbox.models import Effect
from newsroom.redirects.models import Redirect
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_image,
    make_page,
    make_section,
    make_series,
    make_share_link,
    make_tag,
    make_user,
    picture_file,
)

ROLES = {
    "C": "Contributor",
    "R": "Reporter",
    "E": "Editor",
    "B": "Editor",  # bound to another section than the stories'
    "P": "Picture editor",
    "S": "Staff manager",
    "M": "Managing editor",
}
LIVE = ("changed", "waiting", "scheduled")  # with changes, changes that wait, an hour to come
STATES = (*Status.values, *LIVE)


class House:
    """Rows to act on. Stories are read anew each time: what is tried with them is undone."""

    def __init__(self):
        self.section, self.other = make_section(name="City"), make_section(name="Sport")
        self.people = {letter: make_user(role) for letter, role in ROLES.items()}
        self.people["B"].desk_sections.add(self.other)
        self.profiles = {key: make_author(user=user) for key, user in self.people.items()}
        self.writer = make_user("Reporter")
        self.author, self.image, self.tag = make_author(), make_image(), make_tag()
        self.series = make_series()
        self.colleague = make_user("Reporter")
        self.licence, self.group = Licence.objects.first(), Group.objects.first()
        redirects.moved("/old/", "/new/")
        self.redirect = Redirect.objects.get()
        self.page = make_page(status="draft")
        self.column = actions.save_footer_column(FooterColumn(title="Paper"), by=None)
        self.identity = SiteIdentity.objects.get()
        self.place: Section | None = None  # whose front; None is the site's
        self.translator = None  # who wrote what a story is a translation of
        self._stories = {}
        self.threads = {}
        self.corrections = {}

    def furnish(self, *, by=None) -> "House":
        """Make what is made on demand now: in what is undone later it would not stay."""
        self.translator = by
        for state in STATES:
            self.thread_on(self.story(state, by=by))
        self.correction_on(self.story(by=by))
        for made in (
            "choices",
            "original",
            "empty_section",
            "replaced",
            "rule",
            "namesake",
            "versions",
            "webhook",
        ):
            assert getattr(self, made)
        return self

    def story(self, state: str = "draft", *, by=None) -> Article:
        """A story of the section at `state`: one of STATES. `by`: who began it."""
        key = (state, by)
        if key not in self._stories:
            self._stories[key] = self._make(state, by or self.writer).pk
        return Article.objects.get(pk=self._stories[key])

    def _make(self, state: str, by) -> Article:
        status = Status.PUBLISHED if state in LIVE else state
        hour = timezone.now() + hours(1) if state == "scheduled" else None
        story = make_article(status=status, section=self.section, by=by, published_at=hour)
        if state in {"changed", "waiting"}:
            actions.edit(story, self.words(story), by=None)
        if state == "waiting":
            actions.publish_changes(story, by=None, at=timezone.now() + hours(1))
        return story

    @staticmethod
    def words(story: Article, **changed) -> Words:
        """Another headline on the story's newest text."""
        newest = Revision.objects.get(article=story, number=story.revision)
        return Words(newest.content | {"headline": "Another"} | changed, base=newest.number)

    @cached_property
    def original(self) -> Article:
        """What everybody reads, in another language than the stories."""
        return make_article(section=self.section, language="uk", by=self.translator)

    @cached_property
    def conflict(self) -> Revision:
        """Two people wrote another headline over the same one."""
        story = make_article(status="draft", section=self.section, by=self.writer)
        first = self.words(story)
        actions.edit(story, first, by=None)
        theirs = replace(first, content=first.content | {"headline": "A third"}, sitting="x")
        return actions.edit(story, theirs, by=self.writer).revision

    def link(self, story: Article) -> ShareLink:
        return make_share_link(story, by=self.people["M"])

    @cached_property
    def replaced(self) -> Image:
        """A picture whose former file can be brought back."""
        from media.actions import replace_file

        file = picture_file(colour="red")
        return replace_file(make_image(), file, name="new.jpg", by=None)

    @property
    def story_type(self) -> int:
        return ContentType.objects.get_for_model(Article).pk

    def thread_on(self, story: Article) -> Comment:
        """A note of somebody on this story."""
        if story.pk not in self.threads:
            note = actions.add_comment(story, by=self.people["M"], text="Why?")
            self.threads[story.pk] = note.pk
        return Comment.objects.get(pk=self.threads[story.pk])

    told = actions.Told("It was Tuesday.", kind="note")
    retold = actions.Told("It was Wednesday.", kind="note")

    def correction_on(self, story: Article) -> Correction:
        """What readers of this story were told."""
        if story.pk not in self.corrections:
            self.corrections[story.pk] = actions.add_correction(story, self.told, by=None).pk
        return Correction.objects.get(pk=self.corrections[story.pk])

    @cached_property
    def notice(self) -> Notice:
        """What a colleague was told of a story."""
        return actions.tell(self.story(), [self.colleague], "mentioned", by=None)[0]

    notices = property(lambda self: Notice.objects.all())

    @cached_property
    def choices(self) -> dict:
        overlaps = actions.overlaps(self.conflict).conflicts
        return {overlap.key: Choice("mine") for overlap in overlaps}

    @cached_property
    def empty_section(self) -> Section:
        return make_section()

    @cached_property
    def rule(self) -> CheckRule:
        """An exception to a check."""
        return actions.weigh_check(self.new_rule(kind="opinion"), by=None)

    @cached_property
    def namesake(self) -> Author:
        return make_author()

    @property
    def front_edit(self) -> actions.FrontEdit:
        return actions.FrontEdit(defaults.SITE)

    @cached_property
    def versions(self) -> list[FrontVersion]:
        """Of the front of `place`: two that were published, and one that waits for its hour."""
        hours_ = (None, None, self.soon)
        saved = [actions.publish_front(self.place, self.front_edit, by=None, at=h) for h in hours_]
        return [each.version for each in saved]

    @cached_property
    def effect(self) -> Effect:
        """Something that was not sent, and is tried no more."""
        now = timezone.now()
        hours_ = {"due_at": now, "next_try_at": now, "given_up_at": now}
        return Effect.objects.create(kind="mail", key="one", payload={}, **hours_)

    @cached_property
    def webhook(self) -> Webhook:
        """Something that is told, and was told something."""
        hook = Webhook.objects.create(name="Archive", url="https://hook.example/", events=[])
        send_test(hook, by=None)
        return hook

    effects = property(lambda self: Effect.objects.all())

    soon = property(lambda self: timezone.now() + hours(1))

    @staticmethod
    def first(story: Article) -> Revision:
        return Revision.objects.get(article=story, number=1)

    @staticmethod
    def new_link(story: Article) -> ShareLink:
        return ShareLink(article=story, label="Legal", expires_at=timezone.now() + hours(1))

    def new_story(self, **fields) -> Article:
        return Article(headline="New", section=self.section, **fields)

    new_section = staticmethod(lambda: Section(name="New"))
    new_series = staticmethod(lambda: Series(name="New"))
    new_tag = staticmethod(lambda: Tag(name="New"))
    new_twin = staticmethod(make_tag)
    new_rule = staticmethod(lambda kind="feature": CheckRule(check_code="tags", kind=kind))
    new_author = staticmethod(lambda: Author(name="New"))
