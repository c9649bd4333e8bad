"""One story in several languages: who belongs together, and how a translation begins."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, Credit
from articles.models import languages as languages_of_stories
from authors.models import Author, User
from newsroom import slugs

from . import rows
from .writing import save_article

COPIED = (
    "headline", "standfirst", "body", "kind", "section", "dateline", "lead_image", "lead_caption",
    "social_image", "needs_legal",
    "embargo_until",  # what is told early in one language is told
)  # fmt: skip


@transaction.atomic
def link_translation(article: Article, other: Article, *, by: User | None) -> Article:
    """Say that the two are one story in two languages: the one that had no translations yet joins
    the other's. Between two that had none, the older is the original.

    Whoever says it edits the one that joins, and sees the other. ValidationError where both have
    translations already, or one in the same language.
    """
    article, other, group = _locked(article, other)
    rows.may_edit(article, by=by)
    if not workflow.can_see(other, by=by):
        raise PermissionDenied("This story may not be seen by this account.")
    if article.pk == other.pk:
        raise ValidationError(_("A story is not a translation of itself."))
    if article.work and article.work == other.work:
        return article
    if article.work and other.work:
        words = _("Both stories have translations. Take one of them from its own first.")
        raise ValidationError(words)
    if article.work:
        rows.may_edit(other, by=by)
    if len({story.language for story in group}) < len(group):
        raise ValidationError(_("Another translation of this story is in this language."))
    original = min(article, other, key=rows.age)
    work = article.work or other.work or original.uid
    Article.objects.filter(pk__in=[story.pk for story in group]).update(work=work)
    rows.linked(*group)
    article.work = work
    return article


@transaction.atomic
def unlink_translation(article: Article, *, by: User | None) -> Article:
    """Take a story from its translations, which stay together; the oldest is then the original."""
    article = rows.locked(article)
    rows.may_edit(article, by=by)
    rows.leave_translations(article)
    return article


@transaction.atomic
def make_original(article: Article, *, by: User | None) -> Article:
    """Say that the others were translated from this one."""
    article = rows.locked(article)
    rows.may_edit(article, by=by)
    if article.work:
        group = Article.objects.filter(work=article.work)
        rows.linked(*group.only("status"))
        group.update(work=article.uid)
        article.work = article.uid
    return article


@transaction.atomic
def start_translation(article: Article, language: str, *, by: User | None) -> Article:
    """A draft in `language` with the text, pictures, section, tags and credits of `article`, signed
    by its translator where `by` has a profile.

    For whoever may see the story and begin one. ValidationError if it is in that language already.
    """
    article = rows.locked(article)
    if not workflow.can_see(article, by=by):
        raise PermissionDenied("This story may not be seen by this account.")
    if language not in dict(languages_of_stories()):
        raise ValidationError(_("No story is written in this language."))
    others = Article.objects.translations_of(article).filter(language=language)
    if language == article.language or others.exists():
        raise ValidationError(_("This story is in that language already."))
    draft = Article(
        language=language,
        slug=_address(article.slug, language),
        **{name: getattr(article, name) for name in COPIED},
    )
    credits = [(credit.role, credit.author) for credit in article.credits.select_related("author")]
    translator = Author.objects.filter(user=by).first() if by else None
    if translator:
        credits.append((Credit.Role.TRANSLATION, translator))
    draft = save_article(draft, by=by, credits=credits, tags=article.tags.all())
    return link_translation(draft, article, by=by)


def _address(slug: str, language: str) -> str:
    """That of the original with the language; "" where it is taken: it is made of the headline."""
    room = slugs.MAX_LENGTH - len(language) - 1
    address = f"{slug[:room].rstrip('-')}-{language}"
    return "" if Article.objects.filter(slug=address).exists() else address


def _locked(article: Article, other: Article) -> tuple[Article, Article, list[Article]]:
    """Both as they stand, and everything that is or would be together, held in one order."""
    keys = {article.pk, other.pk}
    works = Article.objects.filter(pk__in=keys, work__isnull=False).values_list("work", flat=True)
    either = Article.objects.filter(pk__in=keys) | Article.objects.filter(work__in=list(works))
    group = list(either.select_for_update(of=("self",)).order_by("pk"))
    found = {story.pk: story for story in group}
    return found[article.pk], found[other.pk], group
