"""Every string of the OWASP cheat sheet in every field readers see: nothing happens."""

import json
from copy import copy

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape

from articles import actions
from articles.models import Article, Credit, Section, Tag
from authors.models import Author, ProfileLink
from media.models import Image
from tests.factories import SHARED, hours, make_image
from tests.windows import leave, open_window

OWASP = json.loads((SHARED / "xss/owasp-cheat-sheet.json").read_text())
MINE = [
    '"><img src=x onerror=window.pwned=1>',
    "'><svg onload=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "{{7*7}}{% debug %}<script>window.pwned=1</script>",
    'javascript:window.pwned=1//"onclick=window.pwned=1',
    "]]><script>window.pwned=1</script>",
    "--><script>window.pwned=1</script><!--",
]
STRINGS = OWASP + MINE
BATCH = 14  # strings on one page
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => { window.pwned = name; };
"""


def quoted(text):
    return text.replace("&", "&amp;").replace('"', "&quot;")


def make_picture(image, token, hostile, **credit):
    """One more picture of the file of `image`, saying `hostile` in all its words."""
    fields = {"credit_line": "", "photographer": "", "agency": "", **credit}
    picture = copy(image)
    picture.pk, picture.token = None, token
    picture.title, picture.caption, picture.alt_text = hostile[:200], hostile, hostile[:500]
    for name, value in fields.items():
        setattr(picture, name, value)
    picture.save()
    return picture


def make_hostile(number, hostile, image):
    """A story that says `hostile` wherever a story can; with its own section, tag and author."""
    section = Section.objects.create(slug=f"section-{number}", name=hostile[:100], position=number)
    tag = Tag.objects.create(slug=f"tag-{number}", name=hostile[:100], description=hostile)
    author = Author.objects.create(
        slug=f"author-{number}", name=hostile[:150], role_title=hostile[:120], bio=hostile
    )
    ProfileLink.objects.create(author=author, label=hostile[:60], url="https://a.example/")
    named = make_picture(
        image, f"{number:031x}n", hostile, photographer=hostile[:150], agency=hostile[:150]
    )
    image = make_picture(image, f"{number:031x}l", hostile, credit_line=hostile[:300])
    other = Article.objects.create(
        slug=f"card-{number}", headline=hostile, standfirst=hostile, section=section,
        status=Article.Status.PUBLISHED, published_at=timezone.now() - hours(1),
        first_published_at=timezone.now(), lead_image=image,
    )  # fmt: skip
    body = (
        f"<p>{hostile}</p>{hostile}"
        f'<figure data-image="{image.pk}" data-alt="{quoted(hostile)}">'
        f"<figcaption>{hostile}</figcaption></figure>"
        f'<figure data-image="{named.pk}"></figure>'
        f'<figure data-gallery="{image.pk},{named.pk}"><figcaption>{hostile}</figcaption></figure>'
        f'<p><a href="{quoted(hostile)}" title="{quoted(hostile)}">link</a></p>'
        f'<div data-embed="{quoted(hostile)}"></div>'
        f'<div data-embed="https://a.example/{quoted(hostile)}"></div>'
        f'<div data-article="{other.pk}"></div>'
        f"<table><caption>{hostile}</caption><tr><td>{hostile}</table>"
        f'<aside class="factbox"><h3>{hostile}</h3>{hostile}</aside>'
    )
    article = Article(
        slug=f"story-{number}", headline=hostile, standfirst=hostile, body=body, section=section,
        dateline=hostile[:100], lead_image=image, lead_caption=hostile, seo_title=hostile[:120],
        seo_description=hostile, social_title=hostile[:120], social_description=hostile,
    )  # fmt: skip
    credits = [(Credit.Role.WRITING, author), (Credit.Role.PHOTOS, author)]
    actions.save_article(article, by=None, credits=credits, tags=[tag])
    actions.publish(article, by=None)
    return section


@pytest.fixture
def watched(browser, live_server):
    """A page that writes down whatever hostile text could do: (page, what happened)."""
    context = open_window(browser, live_server)
    happened = []
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on(
        "dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss())
    )
    page.on("popup", lambda popup: happened.append(f"popup {popup.url}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((live_server.url, "data:image/"))
            else happened.append(f"request {request.url}")
        ),
    )
    yield page, happened
    leave(context)


def visit(page, path):
    """Open `path`, point at what can be pointed at, and give what ran or was stopped from it."""
    page.goto(path, wait_until="load")
    return page.evaluate(
        """() => {
            for (const element of document.querySelectorAll("main *")) {
                for (const type of ["mouseover", "mouseenter", "focus"]) {
                    element.dispatchEvent(new Event(type, { bubbles: true }));
                }
            }
            for (const link of document.querySelectorAll("a[href]")) {
                if (!/^(https?|mailto|tel):$/.test(link.protocol)) window.pwned = link.href;
            }
            const isRun = (script) => script.type !== "application/ld+json";  // that is data
            const scripts = [...document.scripts].filter((script) => !script.src && isRun(script));
            return [window.pwned, window.violations, scripts.length];
        }"""
    )


def test_no_hostile_text_runs_or_asks_for_anything_on_any_page(watched):
    page, happened = watched
    image = make_image()
    paths = ["/", "/news/", "/news/?view=headlines", "/authors/", "/no-such-page/"]
    for number, hostile in enumerate(STRINGS):
        section = make_hostile(number, hostile, image)
        if number % BATCH == 0:
            batch = "\n".join(STRINGS[number : number + BATCH])
            section.description = batch
            section.save()
            paths += [
                section.get_absolute_url(),
                f"/tag/tag-{number}/",
                f"/author/author-{number}/",
            ]
            withdrawn = Article.objects.create(
                slug=f"gone-{number}", headline=batch[:250], section=section,
                status=Article.Status.WITHDRAWN, withdrawal_reason=batch,
            )  # fmt: skip
            paths.append(withdrawn.get_absolute_url())
        paths.append(f"/story-{number}/")

    for path in paths:
        assert visit(page, path) == [None, [], 0], path

    assert happened == []


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", STRINGS)
def test_an_address_that_is_none_is_refused_where_addresses_are_asked_for(hostile):
    link = ProfileLink(label="a", url=hostile[:300], position=0)
    article = Article(canonical_url=hostile)

    with pytest.raises(ValidationError) as refused:
        link.full_clean(exclude=["author"])
    assert "url" in refused.value.error_dict
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert "canonical_url" in refused.value.error_dict


@pytest.mark.django_db
def test_whoever_is_credited_reaches_the_page_as_words(client):
    hostile = "<b onclick=alert(1)>Ann"
    make_hostile(0, hostile, make_image())

    page = client.get("/story-0/").text

    assert f"{escape(hostile)} / {escape(hostile)}" in page  # photographer and agency
    assert f"Picture: </span>{escape(hostile)}</span>" in page  # the credit line
    assert hostile not in page


@pytest.mark.django_db
def test_feeds_carry_hostile_text_as_text(client):
    image = make_image()
    for number, hostile in enumerate(STRINGS[::BATCH]):
        make_hostile(number, hostile, image)

    feed = client.get("/rss/").text

    assert "<script" not in feed.lower()
    assert Image.objects.count() > 5
