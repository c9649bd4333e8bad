"""Put the sample newsroom into the database, each thing once."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles import actions
from articles.models import Article, Section, Tag
from articles.models.connected import LAST_PART
from authors.actions import save_author
from authors.models import Author, User
from media.models import Image

from . import connections, files, images
from .desk import Desk
from .house import House

REFERENCE = re.compile(r'data-(image|article)="([a-z0-9-]+)"')


def is_empty() -> bool:
    """Whether nobody has begun to work here: no account, no story but the sample's own.

    The accounts come last, so a first load that was cut short counts as empty and goes on.
    """
    own = Article.objects.exclude(import_ref__startswith="sample:")
    return not (User.objects.exists() or own.exists())


class Loader:
    """Loads what is not there yet, so that a run that was cut short can simply be repeated.

    `tell` receives a line of progress now and then; `keep_login` each new account's user name,
    password and role, before the account is committed.
    """

    def __init__(self, tell: Callable[[str], None], keep_login: Callable[[str, str, str], None]):
        self.tell = tell
        self.keep_login = keep_login
        self.now = timezone.now()
        self.made = 0

    def run(self) -> None:
        newsroom = files.newsroom()
        names = {key: facts["name"] for key, facts in newsroom["authors"].items()}
        self.images = {
            name: self._image(name, {"title": names.get(name, images.sentence(name)), **facts})
            for name, facts in files.pictures().items()
        }
        self.sections = {
            name: self._section(name, position, facts)
            for position, (name, facts) in enumerate(newsroom["sections"].items())
        }
        self.authors = {
            name: self._author(name, facts) for name, facts in newsroom["authors"].items()
        }
        self.series = {
            part: connections.make_series(name, facts, self.images)
            for name, facts in newsroom["series"].items()
            for part in facts["parts"]
        }
        stories = list(files.stories())
        self.articles = {story.name: self._draft(story) for story in stories}
        for story in stories:
            self._finish(story)
        for story in stories:
            self._link(story)
        self._house(newsroom)
        for facts in newsroom["series"].values():
            self._order(facts["parts"])
        for name, facts in newsroom["topics"].items():
            connections.introduce(self._tag(name), facts, self.images, self.articles)
        self._newsroom(newsroom)
        self.tell(f"{len(stories)} stories")

    def _existing(self, model, kind: str, name: str):
        return (
            model.objects.exclude(import_ref="").filter(import_ref=f"sample:{kind}:{name}").first()
        )

    def _image(self, name: str, facts: dict) -> Image:
        existing = images.existing(name)
        if existing:
            return existing
        self.tell(f"drawing {name}")
        self.made += 1
        return images.sample(name, facts)

    def _section(self, name: str, position: int, facts: dict) -> Section:
        existing = self._existing(Section, "section", name)
        if existing:
            return existing
        section = Section(
            slug=name, position=position, import_ref=f"sample:section:{name}", **facts
        )
        return actions.save_section(section, by=None)

    @transaction.atomic
    def _author(self, name: str, facts: dict) -> Author:
        existing = self._existing(Author, "author", name)
        if existing:
            return existing
        links = facts.pop("links", [])
        facts["bio"] = facts["bio"].strip()
        ref = f"sample:author:{name}"
        author = Author(slug=name, portrait=self.images.get(name), import_ref=ref, **facts)
        save_author(author, by=None)
        for position, (label, url) in enumerate(links):
            author.links.create(label=label, url=url, position=position)
        return author

    @transaction.atomic
    def _house(self, newsroom: dict) -> None:
        House(fill=lambda body: REFERENCE.sub(self._key, body)).furnish(newsroom)

    @transaction.atomic
    def _newsroom(self, newsroom: dict) -> None:
        """The accounts and what lies on their desk; together, so that neither is without."""
        for username, facts in newsroom["accounts"].items():
            self._account(username, facts)
        people = User.objects.in_bulk(newsroom["accounts"], field_name="username")
        desk = Desk(people=people, sections=self.sections)
        for name, facts in newsroom["desk"].items():
            desk.lay(name, facts, self.now)
        desk.break_news(newsroom["breaking"]["text"], self.now)

    def _account(self, username: str, facts: dict) -> None:
        if User.objects.filter(username=username).exists():
            return
        password = secrets.token_urlsafe(12)
        first_name, _space, last_name = facts["name"].partition(" ")
        user = User.objects.create_user(
            username, f"{username}@example.org", password,
            first_name=first_name, last_name=last_name,
            is_staff=True, is_superuser=not facts["role"],
        )  # fmt: skip
        if facts["role"]:
            user.groups.add(Group.objects.get(name=facts["role"]))
        if "author" in facts:
            Author.objects.filter(pk=self.authors[facts["author"]].pk).update(user=user)
        actions.choose_mail(by=user, by_mail=False)  # nobody reads what goes to example.org
        self.keep_login(username, password, facts["role"] or "everything")

    def _draft(self, story: files.SampleStory) -> Article:
        """The story without its text: others may refer to it now."""
        existing = self._existing(Article, "story", story.name)
        if existing:
            return existing
        front = story.front
        article = Article(
            import_ref=f"sample:story:{story.name}",
            headline=front["headline"],
            standfirst=front["standfirst"],
            kind=front["kind"],
            section=self.sections[front["section"]],
            series=self.series.get(story.name),
            language=front["language"],
            dateline=front.get("dateline", ""),
            lead_image=self.images.get(front.get("lead_image")),
            lead_caption=front.get("lead_caption", ""),
        )
        actions.save_article(article, by=None)
        self.made += 1
        return article

    @transaction.atomic
    def _finish(self, story: files.SampleStory) -> None:
        """Its text, names, tags and hour; a story that has a text was finished before."""
        article = self.articles[story.name]
        if article.body:
            return
        front = story.front
        article.body = REFERENCE.sub(self._key, story.body)
        article.related = [self.articles[name].pk for name in front.get("related", ())]
        tags = [self._tag(name) for name in front["tags"]]
        people = [(role, self.authors[name]) for role, name in front["credits"]]
        actions.save_article(article, by=None, credits=people, tags=tags)
        if front["status"] == "published":
            article = actions.publish(article, by=None, at=self._ago(front["hours_ago"]))
            if "updated_hours_ago" in front:
                article.updated_at = self._ago(front["updated_hours_ago"])
                actions.save_article(article, by=None)
            for told in front.get("corrections", ()):
                at = self._ago(told.pop("hours_ago"))
                actions.add_correction(article, actions.Told(**told), by=None, at=at)
        elif front["status"] == "review":
            actions.submit(article, by=None)

    def _order(self, parts: list[str]) -> None:
        """Put a series in order once; an editor's order stays."""
        series = self.series[parts[0]]
        if not series.parts.filter(series_position__lt=LAST_PART).exists():
            keys = [self.articles[part].pk for part in parts]
            actions.order_series(series, keys, by=None)

    def _link(self, story: files.SampleStory) -> None:
        """Say of what it is a translation."""
        original = story.front.get("translation_of")
        if original:
            article = Article.objects.get(pk=self.articles[story.name].pk)
            actions.link_translation(article, self.articles[original], by=None)

    def _ago(self, hours: float) -> datetime:
        moment = self.now - timedelta(hours=hours)
        return moment.replace(second=0, microsecond=0)

    def _key(self, match: re.Match) -> str:
        rows = self.images if match[1] == "image" else self.articles
        return f'data-{match[1]}="{rows[match[2]].pk}"'

    def _tag(self, name: str) -> Tag:
        existing = Tag.objects.filter(name=name).first()
        return existing or actions.save_tag(Tag(name=name), by=None)


def _sentence(name: str) -> str:
    return name.replace("-", " ").capitalize()
