"""A front as readers get it."""

from datetime import timedelta

import pytest

from articles import actions, reads
from articles.fronts import pools
from articles.fronts.compose import compose, front
from articles.models import Reads
from tests.articles.markup import read
from tests.articles.stock import UNPUBLISHED, Crowd
from tests.factories import hours, make_article, make_image, make_section, make_tag

from .boards import Rule, Slot, Source, front_of, new_zone, pin, published

pytestmark = pytest.mark.django_db


def headlines(document, **when):
    """Of each zone that shows something, by its id."""
    shown = compose(document, **when).zones
    return {zone.zone.id: [story.headline for story in zone.rows] for zone in shown}


def test_what_is_pinned_lower_down_is_not_used_further_up(clock):
    first, second = (make_article(headline=h) for h in ("First", "Second"))
    make_article(headline="Third", published_at=clock.now() - hours(1))
    document = front_of(
        new_zone("lead", "lead"),
        new_zone("secondary", "below", slots=(Slot(), pin(second)), places=2),
    )

    assert headlines(document) == {"lead": [first.headline], "below": ["Third", "Second"]}


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_a_pinned_story_that_is_not_out_leaves_its_place_to_the_rule(clock, state):
    hidden = make_article(headline="Hidden", **UNPUBLISHED[state](clock.now()))
    make_article(headline="Newest")
    document = front_of(new_zone("lead", "lead", slots=(pin(hidden, headline="Ours"),)))

    assert headlines(document) == {"lead": ["Newest"]}


def test_a_withdrawn_story_falls_out_and_the_rule_fills_the_gap(client):
    make_article(headline="Other")
    article = make_article(headline="Wrong")
    published(front_of(new_zone("lead", "lead", slots=(pin(article),))))
    assert read(client, "/").texts(".zone--lead h3") == ["Wrong"]

    actions.withdraw(article, by=None, reason="It was wrong.")

    assert read(client, "/").texts(".zone--lead h3") == ["Other"]


def test_a_pin_ends_at_its_hour(clock):
    old = make_article(headline="Old", published_at=clock.now() - hours(9))
    make_article(headline="New")
    slot = pin(old, until=clock.now() + hours(1), headline="Old, told anew")
    document = front_of(new_zone("lead", "lead", slots=(slot,)))
    assert headlines(document) == {"lead": ["Old, told anew"]}

    clock.advance(hours=1)

    assert headlines(document) == {"lead": ["New"]}


def test_the_headline_and_picture_of_a_place_are_of_that_place_alone(client):
    own, other = make_image(alt_text="Own"), make_image(alt_text="Other")
    article = make_article(headline="As written", lead_image=own)
    slot = pin(article, headline="As told here", picture=other.pk)
    published(front_of(new_zone("lead", "lead", slots=(slot,)), new_zone("feed", "feed")))

    page = read(client, "/")

    assert page.texts(".zone--lead h3") == ["As told here"]
    assert other.token in page.one(".zone--lead img")["src"]
    assert page.texts(".feed .headline__link") == ["As written"]
    assert read(client, article.get_absolute_url()).texts("h1") == ["As written"]


def test_a_picture_without_rights_is_not_shown_nor_one_that_is_gone(clock):
    own, other = make_image(), make_image(rights_expire_on=clock.now().date() - timedelta(days=1))
    gone = make_image()
    key = gone.pk
    gone.delete()
    stories = [make_article(lead_image=own) for _ in range(2)]
    slots = (pin(stories[0], picture=other.pk), pin(stories[1], picture=key))

    [zone] = compose(front_of(new_zone("stories", "a", slots=slots, places=2))).zones

    assert [story.lead_image for story in zone.rows] == [own, own]


def test_rules_take_from_a_section_a_tag_a_kind_and_what_is_read(clock):
    section, tag = make_section(name="City"), make_tag(name="Harbour")
    make_article(headline="Of the city", section=section)
    make_article(headline="Of the harbour", tags=[tag])
    make_article(headline="Opinion", kind="opinion")
    most = make_article(headline="Most read", published_at=clock.now() - hours(40))
    less = make_article(headline="Less read", published_at=clock.now() - hours(30))
    for article, number in ((most, 9), (less, 3)):
        Reads.objects.create(article=article, hour=clock.now() - hours(2), number=number)
    rules = {
        "city": Rule(Source.SECTION, section.pk), "harbour": Rule(Source.TAG, tag.pk),
        "said": Rule(Source.KIND, "opinion"), "read": Rule(Source.READ),
        "nothing": Rule(Source.NOTHING),
    }  # fmt: skip

    found = headlines(
        front_of(*(new_zone("stories", k, rule=r, places=2) for k, r in rules.items()))
    )

    assert found == {
        "city": ["Of the city"], "harbour": ["Of the harbour"], "said": ["Opinion"],
        "read": ["Most read", "Less read"],
    }  # fmt: skip


def test_a_place_may_have_a_rule_of_its_own():
    section = make_section()
    make_article(headline="Elsewhere")
    make_article(headline="Here", section=section)
    slots = (Slot(rule=Rule(Source.SECTION, section.pk)),)

    found = headlines(front_of(new_zone("stories", "a", slots=slots, places=2)))

    assert found == {"a": ["Here", "Elsewhere"]}


def test_a_picture_strip_takes_only_stories_with_a_picture(clock):
    make_article(headline="Words")
    make_article(headline="Picture", lead_image=make_image())
    over = make_image(rights_expire_on=clock.now().date() - timedelta(days=1))
    make_article(headline="Over", lead_image=over)

    assert headlines(front_of(new_zone("strip", "a"))) == {"a": ["Picture"]}


def test_an_archive_is_not_searched_for_pictures(clock, monkeypatch):
    make_article(lead_image=make_image(), published_at=clock.now() - hours(9))
    make_article(headline="Newest")
    monkeypatch.setattr(pools, "WINDOW", 1)

    assert headlines(front_of(new_zone("strip", "a"), new_zone("lead", "b"))) == {"b": ["Newest"]}


def test_a_section_or_tag_that_is_gone_takes_no_page_down(client):
    section, tag = make_section(), make_tag()
    rules = [Rule(Source.SECTION, section.pk), Rule(Source.TAG, tag.pk)]
    article = make_article(headline="Pinned", status="draft")
    blocks = [
        new_zone("section", "a", rule=rules[0]),
        new_zone("tag", "b", rule=rules[1]),
        new_zone("stories", "c", rule=Rule(), slots=(pin(article),)),
    ]
    published(front_of(*blocks))
    actions.delete_article(article, by=None)
    actions.delete_section(section, by=None)
    actions.delete_tag(tag, by=None)
    make_article(headline="There")

    assert read(client, "/").texts(".card__headline") == ["There"]


@pytest.mark.parametrize(
    "stored", [None, [], "x", {}, {"zones": None}, {"zones": [1, {"kind": "lead"}, {"kind": {}}]}]
)
def test_a_document_nobody_can_read_shows_an_empty_front(client, stored):
    version = published(front_of(new_zone("lead", "lead")))
    type(version).objects.update(document=stored if stored is not None else "null")
    make_article()

    assert read(client, "/").all(".card") == []


def test_tomorrow_can_be_seen_today(clock):
    make_article(headline="Today")
    make_article(headline="Tomorrow", published_at=clock.now() + hours(20))
    make_article(headline="Over by then", expires_at=clock.now() + hours(3))
    document = front_of(new_zone("stories", "a"))

    assert headlines(document) == {"a": ["Over by then", "Today"]}
    assert headlines(document, at=clock.now() + hours(21)) == {"a": ["Tomorrow", "Today"]}


def test_a_scheduled_front_takes_over_at_its_hour_without_any_job(client, clock):
    first, second = make_article(headline="First"), make_article(headline="Second")
    published(front_of(new_zone("lead", "lead", slots=(pin(first),))))
    later = front_of(new_zone("lead", "lead", slots=(pin(second),)))
    published(later, at=clock.now() + hours(2))
    assert read(client, "/").texts(".zone--lead h3") == ["First"]

    clock.advance(hours=2)

    assert read(client, "/").texts(".zone--lead h3") == ["Second"]


def test_a_section_has_its_front_above_its_list_on_the_first_page_alone(client, clock):
    section = make_section(slug="city")
    stories = [
        make_article(section=section, published_at=clock.now() - hours(n)) for n in range(25)
    ]
    assert read(client, "/section/city/").all(".zone") == []
    rule = Rule(Source.SECTION, section.pk)
    slots = (pin(stories[24]),)
    published(front_of(new_zone("lead", "lead", rule=rule, slots=slots)), section=section)

    page = read(client, "/section/city/")

    assert len(page.all("h1")) == 1
    assert page.texts(".zone--lead h3") == [stories[24].headline]
    listed = page.texts(".story-list .card__headline")
    assert listed == [story.headline for story in stories[:20]]
    rest = read(client, "/section/city/" + page.one("[data-show-more] a")["href"])
    assert rest.all(".zone") == []
    assert read(client, "/").texts(".zone--lead h3") != [stories[24].headline]


def test_every_zone_is_a_section_with_a_heading(client):
    crowd = Crowd()
    crowd.add(40)
    kinds = ["lead", "secondary", "stories", "strip", "opinion", "sections", "feed"]
    zones = [new_zone(kind, kind) for kind in kinds]
    zones[3] = new_zone("strip", "strip", title="Seen today")
    published(front_of(*zones))

    page = read(client, "/")

    for section in page.all("main section"):
        [heading] = page.all(f"h2[id={section['aria-labelledby']}]")
        assert heading.text
    assert "Seen today" in page.texts("h2")
    assert len(page.all("img[fetchpriority=high]")) == 1


def test_a_rich_front_costs_ten_queries_whatever_is_in_it(client, django_assert_max_num_queries):
    crowd = Crowd()
    stories = crowd.add(120)
    for article in stories[:9]:
        Reads.objects.create(article=article, hour=article.published_at, number=3)
    zones = [new_zone("lead", "lead", slots=(pin(stories[50], picture=crowd.images[0].pk),))]
    zones += [new_zone("tag", f"t{t.pk}", rule=Rule(Source.TAG, t.pk)) for t in crowd.tags]
    zones += [new_zone("read", "read"), new_zone("feed", "feed"), new_zone("sections", "rest")]
    zones += [new_zone("stories", f"s{n}", rule=Rule(Source.READ)) for n in range(5)]
    published(front_of(*zones))
    client.get("/")

    reads.forget()
    with django_assert_max_num_queries(10):
        client.get("/")


def test_the_front_of_any_hour_is_known(clock):
    article = make_article()
    published(front_of(new_zone("lead", "lead", slots=(pin(article),))))
    clock.advance(hours=1)
    published(front_of(new_zone("strip", "strip")))

    assert front(at=clock.now() - hours(0.5)).version.number == 1
    assert front(at=clock.now() - hours(2)).version is None


def test_a_block_of_a_merged_tag_is_one_of_the_tag_it_became():
    old, new = make_tag(), make_tag(name="Harbour")
    make_article(headline="On the quay", tags=[new])
    document = front_of(new_zone("tag", "topic", rule=Rule(Source.TAG, old.pk)))
    actions.merge_tags([old], into=new, by=None)

    [zone] = compose(document).zones

    assert zone.heading == "Harbour"
    assert [story.headline for story in zone.rows] == ["On the quay"]


def test_a_place_with_a_merged_tag_takes_from_the_tag_it_became():
    old, new = make_tag(), make_tag(name="Harbour")
    make_article(headline="On the quay", tags=[new])
    make_article(headline="Newest")
    slot = Slot(rule=Rule(Source.TAG, old.pk))
    document = front_of(new_zone("stories", "a", slots=(slot,), places=1))
    actions.merge_tags([old], into=new, by=None)

    assert headlines(document) == {"a": ["On the quay"]}
