from .calendars import CalendarLink
from .checks import CheckOverride, CheckRule, SignOff
from .comments import Comment
from .corrections import Correction, CorrectionVersion
from .notices import MailChoice, Notice
from .planning import Transition
from .presence import Presence
from .revisions import Revision
from .shares import ShareLink, ShareVisit
from .stories import Article, BodyPicture, Credit, languages
from .topics import Section, Tag, TagAlias

__all__ = [
    "Article",
    "BodyPicture",
    "CalendarLink",
    "CheckOverride",
    "CheckRule",
    "Comment",
    "Correction",
    "CorrectionVersion",
    "Credit",
    "MailChoice",
    "Notice",
    "Presence",
    "Revision",
    "Section",
    "ShareLink",
    "ShareVisit",
    "SignOff",
    "Tag",
    "TagAlias",
    "Transition",
    "languages",
]
