"""The front page: the newest story leads, others follow, then a block for each section."""

from dataclasses import dataclass

from newsroom.keyset import Page, cursor

from .models import Article, Section

SECONDARY = 4
FEED = 12
BLOCK = 4


@dataclass(frozen=True)
class Block:
    """A section and the newest of its stories that stand nowhere above."""

    section: Section
    articles: list[Article]


@dataclass(frozen=True)
class Front:
    lead: Article | None
    secondary: list[Article]
    blocks: list[Block]
    feed: Page[Article]


def compose() -> Front:
    """Choose the stories of the front page, none of them twice outside the feed: four queries.

    The lead is the newest story with a picture to show among the first few, so that the page never
    opens with a hole.
    """
    sections = list(Section.objects.all())
    shown_above = 1 + SECONDARY
    visible = Article.objects.published()
    keys = visible.newest_ids(FEED + 1, sections=sections, per_section=BLOCK + shown_above)
    stories = list(Article.objects.filter(pk__in=keys).for_cards().newest_first())

    top = stories[:shown_above]
    pictured = (s for s in top if s.lead_image and s.lead_image.has_rights)
    lead = next(pictured, top[0] if top else None)
    above = {story.pk for story in top}
    below = [story for story in stories if story.pk not in above]
    blocks = [Block(s, [a for a in below if a.section_id == s.pk][:BLOCK]) for s in sections]
    feed = stories[:FEED]
    next_cursor = cursor(feed[-1]) if len(stories) > FEED else ""
    return Front(
        lead=lead,
        secondary=[story for story in top if story != lead],
        blocks=[block for block in blocks if block.articles],
        feed=Page(feed, next_cursor),
    )
