"""Things to test with, made through the same doors as the newsroom's own. Defaults are unique."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow

from articles import actions
from articles.models import Article, Correction, Credit, Page, Section, Series, ShareLink, Tag
from authors.actions import save_author
from authors.models import Author, User
from media.actions import add_image
from media.models import Image

# Files that others published lie beside the project, not in it; see conftest.py.
SHARED = Path(__file__).resolve().parents[2] / "shared/data"
PASSWORD = "paper-ink-and-coffee"
_numbers = count(1)
_MOVES = {
    Article.Status.REVIEW: actions.submit,
    Article.Status.READY: actions.approve,
    Article.Status.SPIKED: actions.spike,
}


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def make_user(role: str | None = None, **fields) -> User:
    """A member of staff in the group `role` of articles.roles; signs in with PASSWORD."""
    fields = {"username": f"user{next(_numbers)}", "is_staff": True, "password": PASSWORD} | fields
    user = User.objects.create_user(**fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_author(**fields) -> Author:
    fields = {"name": f"Author Number {next(_numbers)}"} | fields
    return save_author(Author(**fields), by=None)


def make_section(**fields) -> Section:
    fields = {"name": f"Section {next(_numbers)}"} | fields
    return actions.save_section(Section(**fields), by=None)


def make_tag(**fields) -> Tag:
    fields = {"name": f"Tag {next(_numbers)}"} | fields
    return actions.save_tag(Tag(**fields), by=None)


def make_page(*, by: User | None = None, **fields) -> Page:
    """A live page below /p/, unless told."""
    number = next(_numbers)
    fields = {"title": f"Page {number}", "path": f"page-{number}", "status": "live"} | fields
    return actions.save_page(Page(**fields), by=by).page


def make_series(**fields) -> Series:
    fields = {"name": f"Series {next(_numbers)}"} | fields
    return actions.save_series(Series(**fields), by=None)


def picture_file(
    size: tuple[int, int] = (64, 48), colour="teal", mode: str = "RGB", format="JPEG", **options
) -> ContentFile:
    """A picture of one colour, as a file; `options` are those of Pillow's save."""
    out = BytesIO()
    Pillow.new(mode, size, colour).save(out, format, **options)
    return ContentFile(out.getvalue())


def make_image(*, file=None, name: str = "picture.jpg", **fields) -> Image:
    """A picture in the library, with a real file and its renditions."""
    number = next(_numbers)
    fields = {"alt_text": f"What picture {number} shows", "photographer": "Pat Lens"} | fields
    return add_image(file or picture_file(), name=name, by=None, **fields)


def make_article(
    *,
    status: str = Article.Status.PUBLISHED,
    published_at: datetime | None = None,
    section: Section | None = None,
    credits=(),
    tags=(),
    by: User | None = None,
    withdrawal_reason: str = "It was wrong.",
    **fields,
) -> Article:
    """A story brought to `status` as the newsroom brings it there; published now unless told.

    `credits` are authors (of the words) or (role, author) pairs, in byline order.
    """
    number = next(_numbers)
    fields = {
        "headline": f"Headline number {number}",
        "standfirst": f"Standfirst number {number}.",
        "body": f"<p>The text of story number {number}.</p>",
    } | fields
    if status in {Article.Status.PITCHED, Article.Status.ASSIGNED}:
        fields["status"] = Article.Status.PITCHED
    article = Article(section=section or make_section(), published_at=published_at, **fields)
    pairs = [c if isinstance(c, tuple) else (Credit.Role.WRITING, c) for c in credits]
    article = actions.save_article(article, by=by, credits=pairs, tags=tags)
    if article.status == status:
        return article
    return _bring(article, Article.Status(status), withdrawal_reason)


def _bring(article: Article, status: str, reason: str) -> Article:
    if status in _MOVES:
        return _MOVES[status](article, by=None)
    if status == Article.Status.ASSIGNED:
        writer = article.created_by or make_user("Reporter")
        return actions.plan(article, actions.Plan(assignee=writer), by=None)
    article = actions.publish(article, by=None, at=article.published_at)
    if status == Article.Status.WITHDRAWN:
        return actions.withdraw(article, by=None, reason=reason)
    return article


def make_correction(
    article: Article | None = None, *, by: User | None = None, **told
) -> Correction:
    """What readers of a story (a visible one, unless told) were told of it."""
    told = {"text": f"What was wrong, number {next(_numbers)}."} | told
    return actions.add_correction(article or make_article(), actions.Told(**told), by=by)


def make_share_link(
    article: Article | None = None, *, by: User | None = None, pass_phrase: str = "", **fields
) -> ShareLink:
    """A link that works for a week and, unless told, asks for nothing."""
    fields = {"label": f"Reader {next(_numbers)}", "asks_name": False} | fields
    fields.setdefault("expires_at", timezone.now() + hours(24 * 7))
    link = ShareLink(article=article or make_article(status=Article.Status.DRAFT), **fields)
    return actions.make_share_link(
        link, by=by or make_user(is_superuser=True), pass_phrase=pass_phrase
    )
