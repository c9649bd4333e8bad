"""How the sample's stories lead on to each other: series, topics with an introduction."""

from articles import actions
from articles.models import Article, Series, Tag
from media.models import Image


def make_series(name: str, facts: dict, images: dict[str, Image]) -> Series:
    """The series `name` of newsroom.toml, without its parts; the one that is there, if it is."""
    ref = f"sample:series:{name}"
    existing = Series.objects.exclude(import_ref="").filter(import_ref=ref).first()
    if existing:
        return existing
    words = {key: facts[key] for key in ("name", "standfirst", "introduction")}
    picture = images.get(facts["picture"])
    return actions.save_series(Series(slug=name, picture=picture, import_ref=ref, **words), by=None)


def introduce(tag: Tag, facts: dict, images: dict[str, Image], stories: dict[str, Article]) -> None:
    """Give a tag what its page says above the list, unless somebody has written something."""
    if tag.introduction:
        return
    tag.introduction = facts["introduction"]
    tag.description = tag.description or facts.get("description", "")
    tag.picture = tag.picture or images.get(facts.get("picture"))
    tag.key_stories = [stories[name].pk for name in facts.get("key_stories", ())]
    actions.save_tag(tag, by=None)
