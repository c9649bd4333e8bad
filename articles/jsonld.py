"""A story as schema.org knows it: one graph of nodes that refer to each other by `@id`.

Each function makes one node as a dict; newsroom.jsonld leaves out what is empty and escapes it.
"""

from django.conf import settings
from django.urls import reverse

from newsroom import jsonld
from newsroom.site import absolute
from newsroom.text import shorten

from .models import Article, Correction, Credit

HEADLINE_LENGTH = 110  # what search engines show at most


def story_graph(article: Article, corrections: list[Correction]) -> str:
    """NewsArticle and its publisher, ready for the page; reads what for_page() fetches."""
    return jsonld.written([news_article(article, corrections), publisher()])


def news_article(article: Article, corrections: list[Correction]) -> dict:
    """https://schema.org/NewsArticle; `dateModified` is the update readers are told of."""
    url = absolute(article.get_absolute_url())
    published = article.first_published_at or article.published_at
    modified = max(filter(None, [published, article.updated_at]))
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": article.canonical_url or url,
        "headline": shorten(article.headline, HEADLINE_LENGTH),
        "description": article.summary,
        "inLanguage": article.language,
        "datePublished": published.isoformat(),
        "dateModified": modified.isoformat(),
        "author": [author(credit) for credit in article.writers],
        "publisher": {"@id": publisher()["@id"]},
        "correction": [
            correction_comment(correction)
            for correction in corrections
            if correction.kind in Correction.CORRECTING
        ],
    }


def author(credit: Credit) -> dict:
    """https://schema.org/author, as signed."""
    kind = "Organization" if credit.author.is_organization else "Person"
    url = absolute(credit.author.get_absolute_url())
    return {
        "@type": kind,
        "@id": url,
        "url": url,
        "name": credit.signed_name,
        "jobTitle": "" if credit.author.is_organization else credit.signed_title,
    }


def correction_comment(correction: Correction) -> dict:
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


def publisher() -> dict:
    """https://schema.org/NewsMediaOrganization"""
    home = absolute(reverse("articles:home"))
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#publisher",
        "name": settings.SITE_NAME,
        "url": home,
    }
