"""What somebody types in a form of a story, and which version the form was opened at."""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.core import signing

from articles.models import Article, Revision
from articles.revisions import content as contents
from articles.revisions.content import Found
from authors.models import User

SALT = "articles.opening"
MAX_AGE = 60 * 60 * 24 * 30  # seconds for which a page vouches for its account; a tab may stay open


@dataclass(frozen=True)
class Words:
    """A content (articles.revisions.content) on its way into a story.

    `base` is the number of the revision it was made from, None for the newest; `sitting` the
    opening of the form it was typed in; `after` the kept words it went on from (key, and when they
    were read); `typed` what could not be read, by field; `found` what its references lead to, if
    that is known already. `conflict` and `choices` ({key of an overlap: Choice}) belong to a
    decision.
    """

    content: dict
    base: int | None = None
    sitting: str = ""
    after: tuple[int, datetime] | None = None
    typed: dict = field(default_factory=dict)
    found: Found | None = None
    conflict: Revision | None = None
    choices: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """One opening of the form: whose, of which story (None: a new one), at which revision.

    The form carries it signed. So words that arrive when nobody is signed in, or with an old CSRF
    token, are known to come from a page that was made for this account. `sitting` names the
    opening; `after` and `after_at` (ISO 8601) the kept words it goes on from, as they were then.
    """

    user: int
    article: int | None
    base: int | None
    sitting: str
    after: int | None = None
    after_at: str = ""

    @classmethod
    def now(cls, user: User, article: Article | None, *, base: int | None, after=None):
        """A new opening; `after` is the Revision whose unsaved words it goes on from."""
        return cls(
            user=user.pk,
            article=article.pk if article else None,
            base=base,
            sitting=secrets.token_urlsafe(8),
            after=after.pk if after else None,
            after_at=after.at.isoformat() if after else "",
        )

    def sign(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)

    @classmethod
    def read(cls, token: str, *, max_age: int | None = None) -> "Opening | None":
        """What sign() made, at most `max_age` seconds ago; None for anything else."""
        try:
            return cls(**signing.loads(token, salt=SALT, max_age=max_age))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    @property
    def kept(self) -> tuple[int, datetime] | None:
        """`after` as Words have it."""
        moment = contents.hour(self.after_at)
        return (self.after, moment) if self.after and moment else None
