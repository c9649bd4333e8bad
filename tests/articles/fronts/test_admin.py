"""A front is edited in the admin, without JavaScript: every button is a form's."""

import pytest
from django.contrib.admin.models import LogEntry

from articles import actions
from articles.fronts.document import read as read_document
from articles.models import FrontVersion
from tests.articles.markup import form_fields, parse, read, read_admin
from tests.articles.stock import Crowd
from tests.factories import hours, make_article, make_image, make_section, make_tag, make_user

from .boards import Rule, Slot, Source, front_of, new_zone, pin, published

pytestmark = pytest.mark.django_db

EDIT = "/admin/articles/front/site/"
VERSIONS = f"{EDIT}versions/"


class Editor:
    """The page of the editor as somebody without JavaScript uses it."""

    def __init__(self, client, address=EDIT):
        self.client, self.page = client, read_admin(client, address)

    def press(self, value, **typed):
        """Press the button with this value; `typed` is what was filled in before, by field."""
        form = self.page.one("[data-front-form]")
        sent = form_fields(form) | self._order(form) | typed | {"do": value}
        response = self.client.post(form["action"], sent)
        if response.status_code == 302:
            return response["Location"]
        assert response.status_code == 200
        self.page = parse(response.text, is_strict=False)
        return None

    def _order(self, form):
        """The fields that say by their order what stands where."""
        names = {
            e["name"] for e in form.all("input[name]") if e["name"].endswith(("zone", "-slot"))
        }
        return {name: [e["value"] for e in form.all(f"input[name={name}]")] for name in names}

    def button(self, words, zone):
        [found] = [b for b in self.zone(zone).all("button") if b.text.startswith(words)]
        return found["value"]

    def zone(self, key):
        return self.page.one(f"[data-zone={key}]")

    def places(self, key):
        return [e.text for e in self.zone(key).all(".front-place__title")]

    @property
    def faults(self):
        return self.page.texts(".errornote li")


def newest():
    return FrontVersion.objects.order_by("-number").first()


def test_a_story_is_found_pinned_told_anew_and_published(editor, clock):
    old = make_article(headline="The old bridge", published_at=clock.now() - hours(9))
    make_article(headline="Newest")
    desk = Editor(editor)
    assert desk.places("lead") == ["Newest"]

    desk.press("search:lead", **{"lead-q": "BRIDGE old"})
    desk.press(desk.button("The old bridge", "lead"))
    assert desk.places("lead") == ["The old bridge"]
    where = desk.press("publish", **{"s0-headline": " Back to\nthe bridge ", "note": "Anniversary"})

    assert where == VERSIONS
    version = newest()
    assert (version.by, version.note, version.state) == (editor.user, "Anniversary", "published")
    [(_zone, _place, slot)] = read_document(version.document).pins()
    assert (slot.article, slot.headline) == (old.pk, "Back to the bridge")
    assert read(editor, "/").texts(".zone--lead h3") == ["Back to the bridge"]
    page = read_admin(editor, VERSIONS)
    assert page.texts(".front-changes li") == [
        "Pinned “The old bridge” in Lead",
    ]
    assert LogEntry.objects.get().change_message == "Version 1 is what readers see now."


def test_places_are_ordered_and_moved_by_buttons(editor, clock):
    stories = [
        make_article(headline=f"Story {n}", published_at=clock.now() - hours(n)) for n in range(6)
    ]
    desk = Editor(editor)

    desk.press(desk.button("Pin", "lead"))
    desk.press(f"pin:secondary:{stories[5].pk}")
    desk.press("down:secondary:0")
    desk.press("up:secondary:1")
    desk.press("down:secondary:0")
    assert desk.places("secondary") == ["Story 1", "Story 5", "Story 2", "Story 3"]
    desk.press("move:secondary:1", **{"secondary-1-to": "lead"})

    assert desk.places("lead") == ["Story 5"]
    assert desk.places("secondary")[0] == "Story 0"  # pushed down by the new lead
    desk.press("unpin:secondary:0")
    assert desk.page.texts(".front-place__mark") == ["Pinned"]
    assert not FrontVersion.objects.exists()


def test_zones_are_added_ordered_set_and_removed(editor):
    section, tag = make_section(name="City"), make_tag(name="Гавань")
    make_article(headline="Of the city", section=section, tags=[tag])
    desk = Editor(editor)

    desk.press("zone-remove:sections")
    desk.press("zone-add", **{"new-kind": "tag"})
    key = desk.page.all("[data-zone]")[-1]["data-zone"]
    desk.press("draw", **{f"{key}-rule": "tag", f"{key}-tag": "гавань", f"{key}-title": "The port"})
    desk.press(f"zone-up:{key}")
    desk.press("save")

    zones = read_document(newest().document).zones
    assert [zone.kind for zone in zones] == ["lead", "secondary", "tag", "feed"]
    assert (zones[2].title, zones[2].rule) == ("The port", Rule(Source.TAG, tag.pk))


def test_the_editor_names_the_tag_that_one_was_merged_into(editor):
    old, new = make_tag(), make_tag(name="Harbour")
    rule = Rule(Source.TAG, old.pk)
    published(front_of(new_zone("tag", "a", rule=rule, slots=(Slot(rule=rule),))))
    actions.merge_tags([old], into=new, by=None)

    desk = Editor(editor)

    for name in ("a-tag", "s0-tag"):
        assert desk.page.one(f"input[name={name}]")["value"] == "Harbour"
    assert desk.press("publish") == VERSIONS


def test_a_new_section_block_begins_with_a_section_that_has_none(editor):
    city, sport = make_section(name="City"), make_section(name="Sport")
    block = new_zone("section", "own", rule=Rule(Source.SECTION, city.pk))
    published(front_of(block))
    desk = Editor(editor)

    desk.press("zone-add", **{"new-kind": "section"})
    desk.press("save")

    assert read_document(newest().document).zones[1].rule == Rule(Source.SECTION, sport.pk)


def test_a_place_gets_a_picture_of_its_own_from_the_library(editor):
    article, image = make_article(), make_image(title="Harbour at dawn")
    published(front_of(new_zone("lead", "lead", slots=(pin(article),))))
    desk = Editor(editor)

    desk.press("pictures:lead:0", **{"lead-0-q": "dawn"})
    desk.press(desk.button("Harbour at dawn", "lead"))
    desk.press("publish")

    assert image.token in read(editor, "/").one(".zone--lead img")["src"]
    desk = Editor(editor)
    desk.press("picture-off:lead:0")
    desk.press("save")
    assert read_document(newest().document).pins()[0][2].picture is None


def test_why_a_pin_shows_nothing_is_said_beside_it(editor, clock):
    scheduled = make_article(headline="Later", published_at=clock.now() + hours(21))
    withdrawn = make_article(headline="Gone", status="withdrawn")
    make_article(headline="Meanwhile")
    slots = (pin(scheduled), pin(withdrawn))
    published(front_of(new_zone("stories", "a", slots=slots)))

    rows = Editor(editor).zone("a").texts(".front-place__why")

    assert rows == [
        "Goes live on 8 Jan 2030, 06:00. Meanwhile: Meanwhile",
        "It is not out: withdrawn.",
    ]


def test_a_front_is_previewed_for_tomorrow_and_on_a_phone(editor, clock):
    make_article(headline="Today")
    morning = make_article(headline="Tomorrow", published_at=clock.now() + hours(20))
    desk = Editor(editor)
    desk.press(f"pin:lead:{morning.pk}")

    where = desk.press("preview")

    page = read_admin(editor, where)
    [tomorrow] = [a for a in page.all(".switch a") if a.text == "Tomorrow, 06:00"]
    page = read_admin(editor, where + tomorrow["href"])
    assert "as of Tuesday, 8 Jan 2030, 06:00" in page.text
    assert parse(editor.get(page.one("iframe")["src"]).text).texts(".zone--lead h3") == ["Tomorrow"]
    phone = read_admin(editor, f"{where}?width=phone")
    assert "story-preview__frame--phone" in phone.one("iframe")["class"]
    alone = editor.get(phone.one("iframe")["src"])
    assert parse(alone.text).texts(".zone--lead h3") == ["Today"]
    assert "no-store" in alone["Cache-Control"]
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    assert read(editor, "/").texts(".zone--lead h3") == ["Today"]


def test_a_section_front_is_previewed_above_its_list(editor):
    section = make_section()
    stories = [make_article(section=section) for _ in range(3)]
    desk = Editor(editor, f"/admin/articles/front/{section.pk}/")
    desk.press(f"pin:lead:{stories[0].pk}")

    page = parse(editor.get(f"{desk.press('preview')}page/").text)

    assert page.texts(".zone--lead h3") == [stories[0].headline]
    assert page.texts("h1") == [section.name]


def test_a_front_is_scheduled_called_off_and_gone_back_to(editor, clock):
    first, second = make_article(headline="First"), make_article(headline="Second")
    published(front_of(new_zone("lead", "lead", slots=(pin(first),))))
    desk = Editor(editor)
    desk.press("unpin:lead:0")
    desk.press(f"pin:lead:{second.pk}")
    assert desk.press("schedule") is None
    assert desk.faults == ["Give the hour at which it goes live."]
    assert desk.places("lead") == ["Second"]
    desk.press("schedule", at="2030-01-07T12:00")
    assert ["goes live on" in e.text for e in read_admin(editor, EDIT).all(".front-hint")] == [
        False, True,
    ]  # fmt: skip

    editor.post(f"{VERSIONS}2/call-off/")
    assert newest().state == "called_off"
    editor.post(f"{VERSIONS}2/publish/", {"seen": "2"})
    assert read(editor, "/").texts(".zone--lead h3") == ["Second"]
    editor.post(f"{VERSIONS}1/publish/", {"seen": "3"})

    assert read(editor, "/").texts(".zone--lead h3") == ["First"]
    page = read_admin(editor, VERSIONS)
    assert page.texts(".front-version__note") == ["Back to version 1", "Back to version 2"]
    assert page.all(".front-version")[0].texts(".front-changes li") == ["Changed nothing."]


def test_who_publishes_late_sees_both_and_may_decide(editor):
    first, second = make_article(headline="First"), make_article(headline="Second")
    mine = Editor(editor)
    mine.press(f"pin:lead:{first.pk}")
    ann = make_user("Editor", username="ann")
    theirs = published(front_of(new_zone("lead", "lead", slots=(pin(second),))), by=ann)

    where = mine.press("publish", note="Mine")

    page = read_admin(editor, where)
    assert "While you worked, ann published version 1." in page.text
    assert [e.texts(".front-changes li")[-1] for e in page.all(".front-beside section")] == [
        "Pinned “First” in Lead",
        "Pinned “Second” in Lead",
    ]
    assert read(editor, "/").texts(".zone--lead h3") == ["Second"]
    form = page.one(".front-beside form")
    editor.post(form["action"], form_fields(form))
    assert read(editor, "/").texts(".zone--lead h3") == ["First"]
    assert FrontVersion.objects.filter(pk=theirs.pk).exists()


def test_a_draft_says_what_was_published_meanwhile(editor):
    desk = Editor(editor)
    published(front_of(new_zone("strip", "strip")), by=make_user("Editor", username="ann"))

    where = desk.press("save")

    assert "Meanwhile ann published version 1." in read_admin(editor, where).text


def test_the_editors_pages_cost_the_same_whatever_is_on_the_front(
    editor, django_assert_max_num_queries
):
    crowd = Crowd()
    stories = crowd.add(60)
    zones = [new_zone("tag", f"t{tag.pk}", rule=Rule(Source.TAG, tag.pk)) for tag in crowd.tags]
    slots = tuple(pin(story, picture=crowd.images[0].pk) for story in stories[30:40])
    zones += [new_zone("stories", "s", slots=slots, places=12), new_zone("sections", "rest")]
    for _ in range(5):
        published(front_of(*zones))

    for address, most in ((EDIT, 22), (VERSIONS, 12), ("/admin/articles/front/", 9)):
        editor.get(address)
        with django_assert_max_num_queries(most):
            editor.get(address)


# What nobody sends by accident


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "publish"},
        {"do": "zone-add", "new-kind": "x"},
        {"do": "pin:lead:99999999999999999999999", "zone": "lead", "lead-kind": "lead"},
        {"do": "up:::::", "zone": ["lead", "lead", "a b", "\x00"], "lead-kind": "lead"},
        {"do": "save", "zone": "lead", "lead-kind": "x"},
        {"do": "save", "zone": "a", "a-kind": "stories", "a-places": "99999999"},
        {"do": "save", "zone": "a", "a-kind": "stories", "a-rule": "tag", "a-tag": "no such"},
        {"do": "save", "zone": "a", "a-kind": "stories", "a-rule": "section:x", "a-layout": "x"},
        {"do": "save", "zone": "a", "a-kind": "stories", "a-slot": ["s1", "s2", "s1", "x"],
         "s1-article": "7", "s2-article": "7", "s1-until": "never", "s1-size": "x"},
        {"do": "schedule", "at": "2030-01-01T00:00"},
        {"do": "schedule", "at": "soon"},
        {"do": "search:lead", "lead-q": "\x00" * 9, "zone": "lead", "lead-kind": "lead"},
        {"do": "pictures:x:y"},
        {"base": "x", "seen": "-1", "note": "\x00" * 300, "do": "draw"},
    ],
)  # fmt: skip
def test_what_a_form_never_sends_breaks_nothing(editor, sent):
    assert editor.post(EDIT, sent).status_code in {200, 302}


@pytest.mark.parametrize(
    "end",
    [
        "x/", "999999/", "0/", "site/?version=99", "site/versions/9/preview/", "-1/past/",
        "site/versions/1/beside/2/", "99999999999999999999/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(editor, end):
    assert editor.get(f"/admin/articles/front/{end}").status_code == 404


def test_a_form_that_was_refused_keeps_what_was_typed(editor):
    article = make_article(headline="Ours")
    desk = Editor(editor)
    desk.press(f"pin:lead:{article.pk}")

    desk.press("publish", **{"s0-until": "never", "s0-headline": "Kept", "note": "Why"})

    assert desk.faults[0].startswith("“Until”")
    assert desk.page.one("input[name=s0-headline]")["value"] == "Kept"
    assert desk.page.one("input[name=note]")["value"] == "Why"
    assert not FrontVersion.objects.exists()


def test_too_many_places_in_all_are_said_and_nothing_in_hand_is_lost(editor):
    article = make_article(headline="Ours")
    published(front_of(*[new_zone("stories", f"z{n}", places=20) for n in range(10)]))
    desk = Editor(editor)
    desk.press(f"pin:z9:{article.pk}")

    desk.press("publish", **{"z0-places": "24", "s180-headline": "Kept"})

    assert desk.faults == ["A front has at most 200 places; some were taken away."]
    assert len(desk.page.all("[data-zone]")) == 10
    assert desk.places("z9")[0] == "Kept Ours"
    assert desk.press("publish") == VERSIONS
