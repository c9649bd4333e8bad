from .breaking import BreakingBar
from .calendars import CalendarLink
from .checks import CheckOverride, CheckRule, SignOff
from .comments import Comment
from .corrections import Correction, CorrectionVersion
from .credits import BodyPicture, Credit
from .fronts import Front, FrontPicture, FrontShown, FrontVersion
from .identity import FooterColumn, FooterLink, PolicyLink, SiteIdentity, SocialLink
from .notices import MailChoice, Notice
from .pages import Page, PagePicture, PageVersion
from .planning import Transition
from .presence import Presence
from .reads import Reads
from .revisions import Revision
from .series import Series
from .shares import ShareLink, ShareVisit
from .stories import Article, languages
from .topics import Section, Tag, TagAlias

__all__ = [
    "Article",
    "BodyPicture",
    "BreakingBar",
    "CalendarLink",
    "CheckOverride",
    "CheckRule",
    "Comment",
    "Correction",
    "CorrectionVersion",
    "Credit",
    "FooterColumn",
    "FooterLink",
    "Front",
    "FrontPicture",
    "FrontShown",
    "FrontVersion",
    "MailChoice",
    "Notice",
    "Page",
    "PagePicture",
    "PageVersion",
    "PolicyLink",
    "Presence",
    "Reads",
    "Revision",
    "Section",
    "Series",
    "ShareLink",
    "ShareVisit",
    "SignOff",
    "SiteIdentity",
    "SocialLink",
    "Tag",
    "TagAlias",
    "Transition",
    "languages",
]
