"""The site itself, and who publishes it."""

from articles import identity
from media.jsonld import image_object
from newsroom import jsonld
from newsroom.site import absolute


def publisher() -> dict:
    """https://schema.org/NewsMediaOrganization, with the policies the newsroom has written down."""
    site = identity.current()
    logo = site.logo if site.logo and site.logo.has_rights else None
    return {
        "@type": "NewsMediaOrganization",
        "@id": jsonld.publisher_id(),
        "name": site.name,
        "legalName": site.legal_name,
        "description": site.description,
        "url": absolute("/"),
        "logo": image_object(logo) if logo else None,
        "email": site.contact_email,
        "contactPoint": _contact(site),
        "sameAs": site.social_links,
        "foundingDate": site.founding_date.isoformat() if site.founding_date else "",
        "publishingPrinciples": site.publishing_principles,
        "ethicsPolicy": site.ethics_policy,
        "correctionsPolicy": site.corrections_policy,
        "masthead": site.masthead,
        "ownershipFundingInfo": site.ownership,
        "verificationFactCheckingPolicy": site.verification_policy,
        "unnamedSourcesPolicy": site.unnamed_sources_policy,
        "actionableFeedbackPolicy": site.feedback_policy,
        "diversityPolicy": site.diversity_policy,
        "missionCoveragePrioritiesPolicy": site.coverage_policy,
    }


def website() -> dict:
    """https://schema.org/WebSite, and how to search it."""
    site = identity.current()
    return {
        "@type": "WebSite",
        "@id": jsonld.website_id(),
        "url": absolute("/"),
        "name": site.name,
        "description": site.description,
        "inLanguage": site.language,
        "publisher": {"@id": jsonld.publisher_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute("/search/?q={search_term_string}"),
            },
            "query-input": "required name=search_term_string",
        },
    }


def _contact(site: identity.Identity) -> dict | None:
    if not site.contact_url:
        return None
    kind = "newsroom contact"
    return {"@type": "ContactPoint", "contactType": kind, "url": site.contact_url}
