from .calendars import CalendarLink
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
    "Tag",
    "TagAlias",
    "Transition",
    "languages",
]
