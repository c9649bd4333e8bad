from .checks import CheckOverride, CheckRule, SignOff
from .comments import Comment
from .planning import Transition
from .presence import Presence
from .revisions import Revision
from .shares import ShareLink, ShareVisit
from .stories import Article, BodyPicture, Credit, languages
from .topics import Section, Tag

__all__ = [
    "Article",
    "BodyPicture",
    "CheckOverride",
    "CheckRule",
    "Comment",
    "Credit",
    "Presence",
    "Revision",
    "Section",
    "ShareLink",
    "ShareVisit",
    "SignOff",
    "Tag",
    "Transition",
    "languages",
]
