"""A story, its pictures, and who made it."""

from articles import identity
from articles.models import Article, Correction, Credit
from articles.seo import licence
from authors.jsonld import signer
from media.jsonld import image_objects
from newsroom import drawn, jsonld
from newsroom.site import absolute
from newsroom.text import shorten

from .site import publisher

HEADLINE_LENGTH = 110  # what search engines show at most
Kind = Article.Kind
TYPES = {
    # What our own people went to find out, as https://schema.org/ReportageNewsArticle has it.
    Kind.NEWS: "ReportageNewsArticle",
    Kind.FEATURE: "ReportageNewsArticle",
    Kind.INTERVIEW: "ReportageNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.EXPLAINER: "BackgroundNewsArticle",
    # LiveBlogPosting is for updates that each have an hour; a live story's text is one piece.
    Kind.LIVE: "NewsArticle",
    Kind.SPONSORED: "AdvertiserContentArticle",
}
ROLES = {  # of credits beside the byline; of all others, the person is a contributor
    Credit.Role.EDITING: "editor",
    Credit.Role.TRANSLATION: "translator",
}


def story_graph(article: Article, corrections: list[Correction]) -> str:
    """The story, its place and its publisher, ready for the page; reads what for_page() fetches.

    Written once for as long as all that it says is the same.
    """
    said = [article, article.translations, corrections, identity.current()]
    key = ("graph of a story", drawn.surroundings(), drawn.value(said))
    return drawn.once(key, lambda: jsonld.written(_nodes(article, corrections)))


def _nodes(article: Article, corrections: list[Correction]) -> list[dict]:
    url = absolute(article.get_absolute_url())
    section = article.section
    steps = [
        (identity.current().name, "/"),
        (section.name, section.get_absolute_url()),
        (article.headline, url),
    ]
    return [news_article(article, corrections), publisher(), jsonld.breadcrumbs(url, steps)]


def news_article(article: Article, corrections: list[Correction]) -> dict:
    """https://schema.org/NewsArticle; `dateModified` is the update readers are told of."""
    url = absolute(article.get_absolute_url())
    published = article.first_published_at or article.published_at
    modified = max(filter(None, [published, article.updated_at]))
    tags = list(article.tags.all())
    node = {
        "@type": _type(article),
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": article.canonical_url or url,
        "headline": shorten(article.headline, HEADLINE_LENGTH),
        "alternativeHeadline": _other_headline(article),
        "description": article.summary,
        "inLanguage": article.language,
        "datePublished": published.isoformat(),
        "dateModified": modified.isoformat(),
        "articleSection": article.section.name,
        "keywords": [tag.name for tag in tags],
        "about": [_thing(tag) for tag in tags],
        "wordCount": article.word_count,
        "timeRequired": f"PT{article.reading_minutes}M",
        "isAccessibleForFree": True,
        "image": image_objects(article.lead_image, caption=article.lead_caption),
        "author": [_signer(credit) for credit in article.writers] or [_newsroom()],
        "publisher": {"@id": jsonld.publisher_id()},
        "isPartOf": {"@id": jsonld.website_id()},
        "correction": [_correction(c) for c in corrections if c.kind in Correction.CORRECTING],
    }
    parts = (_place(article), _others(article), _translations(article))
    for part in (*parts, _rights(article, published.year)):
        node |= part
    return node


def _newsroom() -> dict:
    """Who stands for a story that nobody signed."""
    site = identity.current()
    return {
        "@type": "NewsMediaOrganization",
        "@id": jsonld.publisher_id(),
        "name": site.name,
        "url": absolute("/"),
    }


def _type(article: Article) -> str:
    """A story first published elsewhere is not our own reporting."""
    if article.canonical_url and article.kind != Kind.SPONSORED:
        return "NewsArticle"
    return TYPES.get(article.kind, "NewsArticle")


def _other_headline(article: Article) -> str:
    """What it is called elsewhere, or the whole of a headline that had to be cut."""
    others = (article.seo_title, article.social_title)
    found = next((title for title in others if title and title != article.headline), "")
    is_cut = len(article.headline) > HEADLINE_LENGTH
    return article.headline if is_cut else found


def _place(article: Article) -> dict:
    if not article.dateline:
        return {}
    found = {"locationCreated": {"@type": "Place", "name": article.dateline}}
    if article.kind != Kind.SPONSORED:  # schema.org has it for news alone
        found["dateline"] = article.dateline
    return found


def _others(article: Article) -> dict:
    """Who else worked on it, each by what they did."""
    found = {}
    for credit in article.other_credits:
        found.setdefault(ROLES.get(credit.role, "contributor"), []).append(_signer(credit))
    return found


def _translations(article: Article) -> dict:
    """Of which work it is a translation, or which there are of it; what readers may see of them."""
    others = [
        {
            "@type": _type(other),
            "@id": f"{absolute(other.get_absolute_url())}#article",
            "url": absolute(other.get_absolute_url()),
            "headline": other.headline,
            "inLanguage": other.language,
        }
        for other in article.translations
    ]
    if article.is_original:
        return {"workTranslation": others} if others else {}
    has_original = bool(others) and article.translations[0].is_original  # it stands first
    return {"translationOfWork": others[0]} if has_original else {}


def _rights(article: Article, year: int) -> dict:
    """Whose it is. Of a story first published elsewhere we claim nothing."""
    if article.canonical_url:
        return {"publishingPrinciples": identity.current().publishing_principles}
    site, terms = identity.current(), licence(article)
    return {
        "license": terms["url"] if terms else "",
        "publishingPrinciples": site.publishing_principles,
        "copyrightHolder": {"@id": jsonld.publisher_id()},
        "copyrightYear": year,
        "creditText": site.name,
    }


def _signer(credit: Credit) -> dict:
    return signer(credit.author, name=credit.signed_name, title=credit.signed_title)


def _thing(tag) -> dict:
    return {"@type": "Thing", "name": tag.name, "url": absolute(tag.get_absolute_url())}


def _correction(correction: Correction) -> dict:
    """https://schema.org/CorrectionComment"""
    url = absolute(correction.get_absolute_url())
    return {
        "@type": "CorrectionComment",
        "@id": url,
        "url": url,
        "name": str(correction.get_kind_display()),
        "text": correction.text,
        "datePublished": correction.told_at.isoformat(),
        "dateModified": correction.changed_at.isoformat() if correction.changed_at else "",
    }
