from .breaking import BreakingBar
from .comments import Comment
from .fronts import Front, FrontPicture, FrontShown, FrontVersion
from .planning import Transition
from .presence import Presence
from .reads import Reads
from .revisions import Revision
from .shares import ShareLink, ShareVisit
from .stories import Article, BodyPicture, Credit, languages
from .topics import Section, Tag

__all__ = [
    "Article",
    "BodyPicture",
    "BreakingBar",
    "Comment",
    "Credit",
    "Front",
    "FrontPicture",
    "FrontShown",
    "FrontVersion",
    "Presence",
    "Reads",
    "Revision",
    "Section",
    "ShareLink",
    "ShareVisit",
    "Tag",
    "Transition",
    "languages",
]
