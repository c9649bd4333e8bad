"""A day in the newsroom, on its own pages and with its own buttons; readers look on."""

import pytest
from playwright.sync_api import expect

from tests.factories import hours, make_article, make_author, make_section, make_user
from tests.windows import leave, open_window

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "Ferry to stop at Old Quay again"
STORY = "/ferry-to-stop-at-old-quay-again/"
LISTS = ("/", "/news/", "/section/harbour/", "/rss/", "/section/harbour/rss/")
REASON = "Who decided it? Call the operator once more."
MISTAKE = "An earlier version of this story named the wrong pier."
WITHDRAWN = "The ferry line has not decided anything."


class Reader:
    """Somebody without an account, in a browser of their own."""

    def __init__(self, window):
        self.page = window.new_page()

    def finds(self, path: str) -> int:
        return self.page.request.get(path).status

    def sees_in(self, path: str, words: str) -> bool:
        return words in self.page.request.get(path).text()

    def lists(self) -> list[str]:
        """Which lists and feeds name the story."""
        return [path for path in LISTS if self.sees_in(path, STORY)]

    def reads(self, *words: str) -> None:
        """Each of them on the story's page."""
        self.page.goto(STORY)
        for some in words:
            expect(self.page.locator("article.story")).to_contain_text(some)


@pytest.fixture
def reader(browser, live_server):
    window = open_window(browser, live_server)
    yield Reader(window)
    leave(window)


@pytest.fixture
def staff(at_desk):
    """staff(role, name): somebody at the first page of the admin."""

    def arrive(role: str, name: str):
        first, _space, last = name.partition(" ")
        user = make_user(role, username=first.lower(), first_name=first, last_name=last)
        if role == "Reporter":
            make_author(name=name, user=user)
        return at_desk(user)

    return arrive


def choose_story(desk, place: str) -> None:
    """The story in one of the lists of the start page, opened."""
    desk.page.goto("/admin/")
    desk.page.get_by_role("region", name=place).get_by_role("link", name=HEADLINE).click()
    desk.wait()


def press(desk, name: str, *, note: str = "", lands_on_form: bool = True) -> None:
    """A button at the foot of the story's form, with a word on it if it asks for one."""
    foot = desk.page.locator(".submit-row")
    if note:
        foot.get_by_text(f"{name}…").click()
        foot.locator("details[open] textarea").fill(note)
    with desk.page.expect_navigation():
        foot.get_by_role("button", name=name, exact=True).click()
    if lands_on_form:
        desk.wait()


def says(desk, words: str) -> None:
    expect(desk.page.locator(".messagelist")).to_contain_text(words)


def test_a_story_from_its_pitch_to_its_withdrawal(clock, staff, reader):
    make_section(name="Harbour", slug="harbour")
    make_article(headline="Another story")  # a front has something without ours as well
    cora, rita = staff("Contributor", "Cora Benn"), staff("Reporter", "Rita Okoro")
    ed, mara = staff("Editor", "Ed Hale"), staff("Managing editor", "Mara Adler")

    pitches(cora)
    assigns(ed)
    writes(rita)
    assert (reader.finds(STORY), reader.lists()) == (404, [])
    sends_back(ed)
    mends(rita)
    approves(ed)
    assert (reader.finds(STORY), reader.lists()) == (404, [])
    schedules(mara)
    clock.advance(minutes=59)
    assert (reader.finds(STORY), reader.lists()) == (404, [])

    clock.advance(minutes=1)
    assert reader.lists() == [*LISTS]
    reader.reads(HEADLINE, "By Rita Okoro", "From Monday on")
    expect(reader.page.locator(".facts")).not_to_contain_text("Updated")

    clock.advance(hours=1)
    updates(ed)
    reader.reads("Twice a day.", "Updated", "What is new: The timetable.")
    hour = reader.page.locator(".facts time").nth(1)
    expect(hour).to_have_attribute("datetime", "2030-01-07T11:00:00+00:00")
    assert not reader.sees_in("/corrections/", MISTAKE)

    clock.advance(hours=1)
    corrects(ed)
    reader.reads("Twice a day, from pier 2.", MISTAKE)
    hour = reader.page.locator(".facts time").nth(1)
    expect(hour).to_have_attribute("datetime", "2030-01-07T12:00:00+00:00")
    assert reader.sees_in("/corrections/", MISTAKE)
    assert reader.sees_in("/corrections/rss/", MISTAKE)

    withdraws(mara)
    assert (reader.finds(STORY), reader.lists()) == (410, [])
    assert reader.sees_in(STORY, WITHDRAWN)
    assert not reader.sees_in(STORY, "From Monday on")
    assert not reader.sees_in("/corrections/", MISTAKE)
    told_in_the_end(rita)


def pitches(cora):
    cora.page.goto("/admin/")
    cora.page.get_by_role("link", name="Pitch a story").click()
    cora.page.get_by_label("Working title").fill(HEADLINE)
    cora.page.get_by_label("What it is about").fill("The harbour master told me.")
    cora.page.get_by_label("Section").select_option("Harbour")
    cora.page.get_by_role("button", name="Pitch", exact=True).click()
    says(cora, "is pitched")


def assigns(ed):
    ed.page.goto("/admin/")
    ed.page.get_by_role("link", name="Board", exact=True).click()
    pitched = ed.page.get_by_role("region", name="Pitched")
    expect(pitched).to_contain_text("Cora Benn")
    pitched.get_by_role("link", name=HEADLINE).click()
    expect(ed.page.locator(".plan")).to_contain_text("The harbour master told me.")
    ed.page.get_by_role("link", name="Change the plan").click()
    ed.page.locator(".select2-selection").click()
    ed.page.keyboard.type("rita")
    ed.page.locator(".select2-results__option", has_text="Rita Okoro").click()
    ed.page.locator("#id_due_at_0").fill("2030-01-07")
    ed.page.locator("#id_due_at_1").fill("12:00")
    ed.page.get_by_role("button", name="Save the plan").click()
    says(ed, "Planned: Rita Okoro writes it, due 12:00.")


def writes(rita):
    rita.page.goto("/admin/")
    rita.page.get_by_role("link", name="Notices, 1 unread").click()
    expect(rita.page.locator("#result_list")).to_contain_text("Assigned to you")
    rita.page.locator("#result_list").get_by_role("link", name=HEADLINE).click()
    rita.wait()
    press(rita, "Start writing")
    expect(rita.page.locator(".credits")).to_contain_text("Rita Okoro")
    rita.page.get_by_label("Standfirst").fill("From Monday on.")
    rita.write("The ferry stops at pier 1.")
    press(rita, "Submit for review")
    says(rita, "The story is now: In review.")


def sends_back(ed):
    choose_story(ed, "In review")
    press(ed, "Send back", note=REASON)
    says(ed, "The story is now: Draft.")


def mends(rita):
    rita.page.goto("/admin/")
    expect(rita.page.get_by_role("region", name="Mine")).to_contain_text(REASON)
    choose_story(rita, "Mine")
    last = rita.page.get_by_role("complementary", name="The last move")
    expect(last).to_contain_text("Sent back by Ed Hale")
    expect(last).to_contain_text(REASON)
    rita.write("The council decided it, the operator said.")
    press(rita, "Submit for review")


def approves(ed):
    choose_story(ed, "In review")
    press(ed, "Approve", note="Good.")
    says(ed, "The story is now: Ready.")


def schedules(mara):
    mara.page.goto("/admin/")
    mara.page.get_by_role("link", name="Board", exact=True).click()
    ready = mara.page.get_by_role("region", name="Ready")
    ready.get_by_role("link", name=HEADLINE).click()
    mara.wait()
    mara.page.locator("#id_published_at_0").fill("2030-01-07")
    mara.page.locator("#id_published_at_1").fill("10:00")
    press(mara, "Publish")
    says(mara, "Scheduled: goes live on 7 Jan 2030, 10:00 (UTC).")


def updates(ed):
    choose_story(ed, "Just published")
    ed.page.get_by_label("Standfirst").fill("From Monday on. Twice a day.")
    ed.page.get_by_label("Update: the “Updated” time moves").check()
    ed.page.get_by_label("What is new, in a line").fill("The timetable.")
    press(ed, "Publish changes")
    says(ed, "Published. See it on the site")


def corrects(ed):
    choose_story(ed, "Just published")
    ed.page.get_by_label("Standfirst").fill("From Monday on. Twice a day, from pier 2.")
    ed.page.get_by_label("Correction: something was wrong").check()
    press(ed, "Publish changes", lands_on_form=False)
    expect(ed.page.get_by_role("heading", name="Corrections")).to_be_visible()
    ed.page.get_by_label("What readers are told").fill(MISTAKE)
    ed.page.get_by_role("button", name="Tell readers now").click()
    says(ed, "Correction added.")


def withdraws(mara):
    choose_story(mara, "Just published")
    mara.page.get_by_role("link", name="Withdraw…").click()
    mara.page.get_by_label("What readers are told").fill(WITHDRAWN)
    mara.page.get_by_label("The reason alone").check()
    mara.page.get_by_role("button", name="Withdraw", exact=True).click()
    says(mara, "is withdrawn")


def told_in_the_end(rita):
    """Her notices have heard of all of it, the newest first."""
    rita.page.goto("/admin/articles/notice/")
    told = rita.page.locator("#result_list .field-what")
    expect(told).to_have_text(
        [
            "Withdrawn",
            "Changes published",  # the correction
            "Changes published",  # the update
            "Scheduled",
            "Approved",
            "Sent back",
            "Assigned to you",
        ]
    )


def test_a_front_is_edited_looked_at_as_of_tomorrow_and_rolled_back(clock, staff, reader):
    make_article(headline="News of today", published_at=clock.now())
    make_article(headline="News of tomorrow", published_at=clock.now() + hours(20))
    page = staff("Editor", "Ed Hale").page
    lead = ".zone--lead"
    reader.page.goto("/")
    expect(reader.page.locator(lead)).to_contain_text("News of today")

    page.goto("/admin/")
    page.get_by_role("link", name="Fronts").first.click()
    page.get_by_role("link", name="Front page", exact=True).click()
    page.get_by_role("button", name="Publish now").click()
    says_of_front(page, 1)
    page.get_by_role("link", name="Edit", exact=True).click()
    find = page.locator("[data-zone=lead]").get_by_label("Pin a story")
    find.fill("tomorrow")
    page.locator("[data-zone=lead] [data-found] button").click()
    page.locator("[data-zone=lead] summary", has_text="Headline, picture").click()
    page.get_by_label("Headline here").fill("Read this first")
    page.get_by_role("button", name="Keep and preview").click()

    shown = page.frame_locator("iframe").locator(lead)
    expect(shown).to_contain_text("News of today")
    page.get_by_role("link", name="Tomorrow, 06:00").click()
    expect(page.locator(".story-preview__version")).to_contain_text("as of Tuesday, 8 Jan 2030")
    expect(shown).to_contain_text("Read this first")
    page.get_by_role("button", name="Publish now").click()
    says_of_front(page, 3)
    clock.advance(hours=21)
    reader.page.goto("/")
    expect(reader.page.locator(lead)).to_contain_text("Read this first")

    page.goto("/admin/articles/front/site/versions/")
    first = page.locator(".front-version", has=page.get_by_role("heading", name="Version 1"))
    first.get_by_role("button", name="Go back to it").click()
    says_of_front(page, 4)
    reader.page.goto("/")
    expect(reader.page.locator(lead)).to_contain_text("News of tomorrow")
    expect(reader.page.locator(lead)).not_to_contain_text("Read this first")


def says_of_front(page, number: int) -> None:
    """The message after a version went out."""
    said = f"Version {number} is what readers see now."
    expect(page.locator(".messagelist .success")).to_have_text(said)
