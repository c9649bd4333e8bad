"""A walk over every public address, with stories that readers may not know of in every state.

The addresses come from the URL table itself: a route that is not walked here fails the first test.
"""

import re
from datetime import timedelta
from itertools import chain
from urllib.parse import quote_plus

import pytest
from django.urls import URLResolver, get_resolver

from articles import actions
from articles.models import Article, Reads
from newsroom import redirects
from tests.articles.drafts import edit
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_page,
    make_section,
    make_series,
    make_share_link,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

Then = Article.Then
STATES = [
    "pitched", "assigned", "draft", "review", "ready", "spiked", "scheduled", "embargo", "expired",
    "gone", "notice", "redirect", "retracted",
]  # fmt: skip
TEXTS = ["headline", "standfirst", "dateline", "lead_caption", "seo_title", "seo_description",
         "social_title", "social_description"]  # fmt: skip
SHARES_SERIES = {"draft", "embargo", "gone"}  # the others are all of their series
LANGUAGES = {  # of those that are translations of a story everybody sees
    "draft": "de", "review": "fr", "scheduled": "es", "embargo": "pl", "expired": "ar",
    "gone": "he", "notice": "ja", "redirect": "hi", "retracted": "zh-hans",
}  # fmt: skip
ADDRESSES = {  # of every route, those that are walked; {own}: for each story readers may not see
    "articles:home": ["/"],
    "articles:news": ["/news/", "/news/?view=headlines", "/news/?before=9000000000000000000-1"],
    "articles:edition": ["/in/uk/", "/in/uk/?before=9000000000000000000-1", "/in/pl/", "/in/en/"],
    "articles:section": ["/section/city/", "/section/city/?before=9000000000000000000-1"],
    "articles:tag": ["/tag/harbour/", "/tag/{own}tag/"],
    "articles:saved": ["/saved/"],
    "articles:search": [
        "/search/",
        "/search/?q=visible",
        "/search/?q={own}headline",
        "/search/?q={own}bod*",
        "/search/?q=zq&order=date",
        "/search/?q={own}headlin",
        "/search/?q={own}tag",
        "/search/?section=city",
        "/search/?author=ann&order=date",
        "/search/?kind=live&q=-{own}body",
    ],
    "articles:series_list": ["/series/"],
    "articles:series": ["/series/walk/", "/series/walk/?after=0-0-0-1", "/series/{own}series/"],
    "articles:corrections": ["/corrections/", "/corrections/?before=9000000000000000000-1"],
    "articles:sitemap": ["/sitemap.xml"],
    "articles:sitemap_part": [
        f"/sitemaps/{name}.xml"
        for name in ("pages", "sections", "topics-0", "authors-0", "stories-2030-01")
    ],
    "articles:news_sitemap": ["/news-sitemap.xml"],
    "articles:manifest": ["/site.webmanifest"],
    "articles:favicon": ["/favicon.ico"],
    "articles:card": ["/card/x.png"],
    "articles:story_card": ["/card/visible/x.png", "/card/{own}slug/x.png"],
    "articles:oembed": [
        f"/oembed?url=http%3A%2F%2Ftestserver%2F{name}%2F&format={format}"
        for name in ("visible", "{own}slug", "old-{own}")
        for format in ("json", "xml")
    ],
    "articles:embed": ["/embed/visible/", "/embed/{own}slug/"],
    "articles:robots": ["/robots.txt"],
    "articles:security": ["/.well-known/security.txt"],
    "articles:page": ["/p/about/", "/p/{own}page/"],
    "articles:colours": ["/colours.css"],
    "articles:preview": ["/preview/x/", "/preview/1.x/", "/preview/{pk}/"],
    "articles:versions": ["/visible/versions/", "/{own}slug/versions/"],
    "articles:version": ["/visible/versions/1/", "/visible/versions/2/", "/{own}slug/versions/2/"],
    "articles:detail": ["/visible/", "/other/", "/{own}slug/"],
    "authors:index": ["/authors/"],
    "authors:detail": ["/author/ann/"],
    "indexnow_key": ["/" + "0" * 32 + ".txt"],
    "media:rendition": ["/media/renditions/00/" + "0" * 32 + "/full-64.webp"],
}
FEEDS = {"rss": "rss/", "atom": "atom/", "json": "feed.json"}
for name, ending in FEEDS.items():
    ADDRESSES |= {
        f"articles:{name}": [f"/{ending}"],
        f"articles:edition_{name}": [f"/in/uk/{ending}", f"/in/pl/{ending}"],
        f"articles:section_{name}": [f"/section/city/{ending}"],
        f"articles:tag_{name}": [f"/tag/harbour/{ending}", f"/tag/{{own}}tag/{ending}"],
        f"articles:author_{name}": [f"/author/ann/{ending}"],
        f"articles:corrections_{name}": [f"/corrections/{ending}"],
        f"articles:series_{name}": [f"/series/walk/{ending}", f"/series/{{own}}series/{ending}"],
    }
NOWHERE = ["/no-such-page/", "/no/such/page", "/old-{own}/", "/old-{own}", "/old-{own}/rss/",
           "/old-{own}/atom/", "/old-{own}/versions/", "/{own}slug/rss/", "/{own}slug",
           "/series/{own}old/"]  # fmt: skip
SHOWS_VISIBLE = {"/", "/news/", "/section/city/", "/tag/harbour/", "/author/ann/", "/rss/",
                 "/atom/", "/feed.json", "/section/city/feed.json",
                 "/news-sitemap.xml", "/sitemaps/stories-2030-01.xml",
                 "/visible/", "/in/uk/", "/in/uk/feed.json", "/corrections/", "/no-such-page/",
                 "/visible/versions/",
                 "/search/?section=city",
                 "/series/walk/", "/series/walk/feed.json", "/other/"}  # fmt: skip


def public_routes(patterns, names=(), prefix=""):
    """The full name of every route but the admin's."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            inner = [*names, *filter(None, [pattern.namespace])]
            yield from public_routes(pattern.url_patterns, inner, route)
        else:
            yield ":".join([*names, pattern.name or route])


def test_every_public_route_is_walked():
    assert set(public_routes(get_resolver().url_patterns)) == set(ADDRESSES)


def word(state):
    """What stands in every field of the story in this state, and nowhere else."""
    return f"zq{state}qz"


def make_secret(state, place, clock):
    """A story whose every word is unmistakable, brought into `state`."""
    own = word(state)
    tag = make_tag(name=f"{own} tag", slug=f"{own}tag")
    in_series = place["series"]
    if state not in SHARES_SERIES:
        in_series = make_series(name=f"{own} series", slug=f"{own}series")
        redirects.moved(f"/series/{own}old/", in_series.get_absolute_url())
    picture = make_image(alt_text=f"{own}alt", caption=f"{own}caption", photographer=f"{own}lens")
    body = f'<p>{own}body</p><figure data-image="{picture.pk}"></figure>'
    moment = {"scheduled": hours(1), "expired": -hours(3)}.get(state, -hours(1))
    article = Article(
        slug=f"{own}slug", body=body, lead_image=picture, social_image=picture,
        section=place["section"], published_at=clock.now() + moment,
        language=LANGUAGES.get(state, "en"), canonical_url=f"https://{own}.example/",
        series=in_series,
        **{name: f"{own}{name}" for name in TEXTS},
        status=Article.Status.PITCHED if state in {"pitched", "assigned"} else "draft",
    )  # fmt: skip
    if state == "embargo":
        article.embargo_until = clock.now() + hours(1)
    credits = [("writing", author) for author in place["credits"]]
    article = actions.save_article(article, by=None, credits=credits, tags=[tag, *place["tags"]])
    Article.objects.filter(pk=article.pk).update(brief=f"{own}brief", picture_request=f"{own}wish")
    make_correction(article, kind="note", text=f"{own}note")
    make_share_link(article, label=f"{own}reader")
    return bring(article, state, place, clock)


def bring(article, state, place, clock):
    own = word(state)
    if state in {"pitched", "draft"}:
        return article
    if state == "assigned":
        return actions.plan(article, actions.Plan(assignee=place["writer"]), by=None, note=own)
    moves = {"review": actions.submit, "ready": actions.approve, "spiked": actions.spike}
    if state in moves:
        return moves[state](article, by=None, note=own)
    article = actions.publish(article, by=None, note=own, at=article.published_at)
    if state == "expired":
        make_correction(article, text=f"{own}correction")
        Article.objects.filter(pk=article.pk).update(expires_at=clock.now() - timedelta(minutes=1))
    if state in {"gone", "notice", "redirect"}:
        make_correction(article, text=f"{own}correction")
        to = place["visible"] if state == "redirect" else None
        return actions.withdraw(article, by=None, reason="The reason.", then=state, to=to)
    if state == "retracted":
        return actions.retract(article, by=None, reason="The reason.", then=Then.GONE)
    return article


@pytest.fixture
def site(clock):
    """One story that everybody sees, and one in every state that nobody may know of."""
    section = make_section(slug="city", shows_versions=True)
    author = make_author(slug="ann")
    place = {"section": section, "tags": [make_tag(slug="harbour")], "credits": [author]}
    series = make_series(slug="walk", name="Walk")
    visible = make_article(slug="visible", headline="Visible", series=series, **place)
    other = make_article(slug="other", headline="Visible too", series=series, **place)
    place |= {"series": series}
    place |= {"visible": visible, "writer": make_user("Reporter")}
    secrets = {state: make_secret(state, place, clock) for state in STATES}
    for state in ("visible", *LANGUAGES):
        story = secrets.get(state) or make_article(slug="visible-uk", language="uk")
        actions.link_translation(story, visible, by=None)
    refer = "".join(f'<div data-article="{secret.pk}"></div>' for secret in secrets.values())
    visible.body = f"<p>See</p>{refer}"
    visible.related = [secret.pk for secret in secrets.values()][:6]
    actions.save_article(visible, by=None)
    make_page(path="about", body=f"<p>See</p>{refer}")
    own = word("draft")
    make_page(path=f"{own}page", title=f"{own}title", standfirst=f"{own}words", status="draft")
    other.related = [secret.pk for secret in secrets.values()][6:12]
    actions.save_article(other, by=None)
    place["tags"][0].key_stories = [secret.pk for secret in secrets.values()]
    actions.save_tag(place["tags"][0], by=None)
    for secret in secrets.values():
        Reads.objects.create(article=secret, hour=clock.now() - hours(2), number=99)
    make_correction(visible, text="Visible, corrected.")
    editor = make_user(is_superuser=True)
    changes = {name: f"{word('changes')}{name}" for name in TEXTS}
    edit(visible, editor, body=f"<p>{word('changes')}body</p>", **changes)
    actions.publish_changes(visible, by=editor, at=clock.now() + hours(1))
    edit(visible, editor, headline=f"{word('changes')} later")
    for state, secret in secrets.items():
        redirects.moved(f"/old-{word(state)}/", secret.get_absolute_url())
    return secrets


def told(response):
    """Everything a stranger gets to see of a response, but for where it leads."""
    headers = {name: value for name, value in response.items() if name != "Location"}
    content = b"".join(response) if response.streaming else response.content
    text = f"{content.decode()} {headers}".lower()
    asked = response.wsgi_request.GET.get("q")
    if asked:  # a search page says what it was asked
        assert not [it for it in response.context["found"].results if "zq" in it.article.slug]
        for echo in (asked, quote_plus(asked).lower()):
            text = re.sub(rf"{re.escape(echo)}(?![\w*])", "", text)
    return text


def addresses(secrets):
    for template in [*chain.from_iterable(ADDRESSES.values()), *NOWHERE]:
        for state, secret in secrets.items():
            yield template.format(own=word(state), pk=secret.pk)
            if "{" not in template:
                break


ALLOWED = {  # what the newsroom chose to leave where a story was: its headline
    ("notice", f"/{word('notice')}slug/"), ("notice", f"/old-{word('notice')}/"),
    ("retracted", "/corrections/"), *(("retracted", f"/corrections/{e}") for e in FEEDS.values()),
}  # fmt: skip


def test_no_public_address_tells_of_what_readers_may_not_see(client, site):
    tokens = {secret.lead_image.token: state for state, secret in site.items()}
    seen = set()
    for path in addresses(site):
        response = client.get(path)
        text = told(response)
        seen.add(response.status_code)
        for state in [*site, "changes"]:
            headline = f"{word(state)}headline"
            is_allowed = (state, path.partition("?")[0]) in ALLOWED
            left = text.replace(headline, "") if is_allowed else text
            assert word(state) not in left, (state, path)
        assert not [state for token, state in tokens.items() if token in text], path
        assert path not in SHOWS_VISIBLE or "visible" in text, path
        check_goal(response, path)
    assert seen == {200, 301, 302, 404, 410}


def check_goal(response, path):
    """An address leads only to what readers may know of."""
    goal = response.get("Location", "")
    if goal.rstrip("/") != path.rstrip("/"):  # more than the last slash was missing
        may_be_known = {word(state) for state in ("gone", "notice", "redirect", "retracted")}
        assert {word(state) for state in STATES if word(state) in goal} <= may_be_known, path


def test_each_of_them_is_there_once_it_may_be(client, site, clock):
    """The walk above would prove nothing if these words could not be seen at all."""
    clock.advance(hours=2)

    assert f"{word('changes')}headline" in told(client.get("/visible/"))
    for state in ("scheduled", "embargo"):
        own = word(state)
        page = told(client.get(f"/{own}slug/"))
        for end in [*TEXTS, "body", "alt", "caption", "lens", "tag", "note"]:
            assert f"{own}{end}" in page, end
        assert f"{own}headline" in told(client.get("/rss/"))
        assert client.get(f"/tag/{own}tag/").status_code == 200
        assert f"{own}note" in told(client.get("/corrections/"))
        assert client.get(f"/{own}slug/versions/").status_code == 200


def test_a_language_is_not_named_before_a_story_in_it_may_be_read(client, site):
    page = client.get("/visible/").content.decode()

    assert 'hreflang="uk"' in page
    for code in LANGUAGES.values():
        assert f'hreflang="{code}"' not in page
