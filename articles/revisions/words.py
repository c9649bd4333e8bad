"""What somebody types in a form of a story, and which version the form was opened at."""

import secrets
from dataclasses import asdict, dataclass, field

from django.core import signing

from articles.models import Article, Revision
from articles.revisions.content import Found
from authors.models import User

SALT = "articles.opening"
MAX_AGE = 60 * 60 * 24 * 30  # seconds; a tab may stay open for weeks
MAX_SITTINGS = 4  # remembered in a chain, so that the field of the revision holds it


@dataclass(frozen=True)
class Words:
    """A content (articles.revisions.content) on its way into a story.

    `base` is the number of the revision it was made from, None for the newest; `sitting` the
    opening of the form it was typed in; `typed` what could not be read, by field; `found` what its
    references lead to, if that is known already. `conflict` and `choices` ({key of an overlap:
    Choice}) belong to a decision.
    """

    content: dict
    base: int | None = None
    sitting: str = ""
    typed: dict = field(default_factory=dict)
    found: Found | None = None
    conflict: Revision | None = None
    choices: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """One opening of the form: whose, of which story (None: a new one), at which revision.

    The form carries it signed. So words that arrive when nobody is signed in, or with an old CSRF
    token, are known to come from a page that was made for this account. `sitting` names the opening
    and, joined by dots, those whose unsaved words it went on from.
    """

    user: int
    article: int | None
    base: int | None
    sitting: str

    @classmethod
    def now(cls, user: User, article: Article | None, *, base: int | None, after: str = ""):
        """A new opening; `after` is the sitting whose unsaved words it goes on from."""
        chain = [secrets.token_urlsafe(6), *after.split(".")][:MAX_SITTINGS]
        sitting = ".".join(filter(None, chain))
        return cls(user.pk, article.pk if article else None, base, sitting)

    def sign(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)

    @classmethod
    def read(cls, token: str) -> "Opening | None":
        """What sign() made; None for anything else, and for what is older than a month."""
        try:
            return cls(**signing.loads(token, salt=SALT, max_age=MAX_AGE))
        except (signing.BadSignature, TypeError, ValueError):
            return None
