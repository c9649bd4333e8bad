from .comments import Comment
from .corrections import Correction, CorrectionVersion
from .planning import Transition
from .presence import Presence
from .revisions import Revision
from .shares import ShareLink, ShareVisit
from .stories import Article, BodyPicture, Credit, languages
from .topics import Section, Tag

__all__ = [
    "Article",
    "BodyPicture",
    "Comment",
    "Correction",
    "CorrectionVersion",
    "Credit",
    "Presence",
    "Revision",
    "Section",
    "ShareLink",
    "ShareVisit",
    "Tag",
    "Transition",
    "languages",
]
