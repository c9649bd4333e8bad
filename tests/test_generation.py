"""Which actions make every stored page old; and no page changes without one of them.

The actions are those of tests/who; whatever else the write doors have is in OTHERS. One that is in
no table fails here.
"""

import inspect
from functools import cached_property, partial

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

import articles.actions
import authors.actions
import media.actions
from articles import breaking, due, editions, identity, presence
from articles.models import Article, FooterColumn, Page, Series
from articles.workflow import TransitionError
from authors.actions import merge_authors, save_author
from media.actions import describe_images
from media.models import Image, Licence
from media.storage import rendition_path, renditions
from newsroom import redirects
from newsroom.announcing import pings
from newsroom.announcing.models import Pings
from newsroom.edge import generation
from newsroom.redirects.models import Redirect
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
)
from tests.who.doings import ACTIONS
from tests.who.house import House

pytestmark = pytest.mark.django_db
DO = articles.actions

ADVANCE = {
    "publish", "unschedule", "withdraw", "publish_changes", "add_correction", "retract",
    "readdress", "publish_front", "publish_front_version", "break_news", "end_breaking",
    "save_identity", "save_footer_column", "delete_footer_column", "delete_section", "delete_tag",
    "merge_tags", "save_author", "delete_author", "merge_authors", "save_own_profile",
    "replace_file", "bring_back", "delete_image", "save_pings",
}  # fmt: skip
ADVANCE_IF_OUT = {  # with a draft they change nothing for readers
    "save_article", "link_translation", "edit_correction", "take_back_correction", "show_versions",
}  # fmt: skip
CHANGE_NOTHING = {  # that readers see, whatever they are done with
    "add_comment", "resolve_comment", "reopen_comment", "begin", "pitch", "plan", "edit",
    "restore", "decide", "keep_words", "keep_choices", "kept_choices", "set_aside",
    "make_share_link", "revoke_share_link", "delete_article", "start_writing", "take_back",
    "submit", "send_back", "approve", "spike", "reopen", "tell", "unlink_translation",
    "make_original", "start_translation", "mark_read", "choose_mail", "renew_calendar_link",
    "mark_for_legal", "sign_off", "weigh_check", "remove_exception", "discard_changes",
    "call_off_changes", "need_no_correction", "save_front", "call_off_front", "save_page",
    "restore_page", "delete_page", "save_section", "set_editors", "set_desk", "save_tag",
    "save_series", "order_series", "delete_series", "choose_language", "add_image", "save_image",
    "describe_images", "save_webhook", "delete_webhook", "send_test", "send_again", "try_again",
}  # fmt: skip
ASK_ONLY = {
    "can_comment", "comment_text", "concerned", "free_aliases", "leading_to", "may_plan",
    "overlaps", "page_content", "writers", "may_replace", "may_give_roles", "is_within_reach",
    "known", "follow", "find",
}  # fmt: skip


class Paper(House):
    """The newsroom, with stories that readers see with everything around them."""

    def __init__(self):
        super().__init__()
        self.sea, self.ann, self.walk = make_tag(slug="sea"), make_author(), make_series()
        self.photo, self.harbour = make_image(), make_section(slug="harbour", shows_versions=True)
        around = {
            "section": self.harbour,
            "series": self.walk,
            "tags": [self.sea],
            "credits": [self.ann],
            "lead_image": self.photo,
        }
        self.out = make_article(slug="out", **around)
        self.second = make_article(slug="second", language="uk", **around)
        self.draft = make_article(status="draft", **around)
        self.twin = make_article(status="draft", section=self.harbour, language="de")
        DO.link_translation(self.second, self.out, by=None)
        DO.link_translation(self.draft, self.twin, by=None)
        self.gone = self.story("withdrawn")
        self.correction, self.live = make_correction(self.out), make_page(path="about")
        self.draft_page = make_page(path="terms", status="draft")
        redirects.moved("/tag/ocean/", self.sea.get_absolute_url())
        self.furnish()
        self.correction_on(self.story("published"))
        DO.edit(self.out, self.words(self.out, headline="Not to be seen yet"), by=None)
        self.out.refresh_from_db()

    @cached_property
    def paths(self) -> list[str]:
        own = [self.out, self.second, self.gone, self.story("changed"), self.story("waiting")]
        own += [self.harbour, self.sea, self.ann, self.walk, self.live]
        return [*(each.get_absolute_url() for each in own), *ADDRESSES]


ADDRESSES = [
    "/", "/news/?view=headlines", "/out/versions/", "/authors/", "/series/", "/corrections/",
    "/feed.json", "/sitemap.xml", "/sitemaps/pages.xml", "/search/?q=words", "/tag/ocean/",
]  # fmt: skip


def fresh(model, row):
    return model.objects.get(pk=row.pk)


def at_its_hour(paper):
    """Changes whose hour has come go live."""
    Article.objects.filter(changes_at__isnull=False).update(changes_at=timezone.now())
    due.forget()
    assert DO.publish_due_changes() == 1


def old_picture(paper):
    """One that came in before its colour was kept is drawn in a new shape."""
    Image.objects.filter(pk=paper.photo.pk).update(color="")
    picture = fresh(Image, paper.photo)
    smallest = picture.shape.ladder("1x1")[0].name("webp")
    renditions().delete(rendition_path(picture.token, smallest))
    assert media.actions.draw_missing(picture, ["1x1"])


def new_name(save, row):
    row.name = "Another name"
    return save(row, by=None)


def new_page(page):
    page.title = "Another title"
    return DO.save_page(page, by=None)


def of_story(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    return DO.save_article(story, by=None)


OTHERS = [  # (name of the action, with what, the call, whether stored pages are old then)
    ("publish_due_changes", "an hour that has come", at_its_hour, True),
    ("publish_due_changes", "nothing due", lambda p: DO.publish_due_changes(), False),
    ("prune_revisions", "", lambda p: DO.prune_revisions(before=timezone.now()), False),
    ("count_try", "", lambda p: DO.count_try(p.link(p.story())), False),
    ("forgive_try", "", lambda p: DO.forgive_try(p.link(p.story())), False),
    (
        "note_visit",
        "",
        lambda p: DO.note_visit(p.link(p.out), name="A", browser="B", revision=1),
        False,
    ),
    (
        "add_outside_comment",
        "",
        lambda p: DO.add_outside_comment(make_share_link(p.out), name="A", text="Hm", revision=1),
        False,
    ),
    (
        "draw_missing",
        "a picture that has all",
        lambda p: media.actions.draw_missing(p.photo),
        False,
    ),
    ("draw_missing", "an old picture", old_picture, True),
    ("moved", "", lambda p: redirects.moved("/tag/brine/", "/tag/sea/"), True),
    ("claimed", "an old address", lambda p: redirects.claimed("/tag/ocean/"), True),
    ("claimed", "no old address", lambda p: redirects.claimed("/tag/brine/"), False),
    ("forget", "", lambda p: redirects.forget("/tag/sea/"), True),
    ("remove", "", lambda p: redirects.remove(Redirect.objects.all()), True),
    ("save_section", "there", lambda p: new_name(DO.save_section, p.harbour), True),
    ("save_tag", "there", lambda p: new_name(DO.save_tag, p.sea), True),
    ("save_series", "there", lambda p: new_name(DO.save_series, fresh(Series, p.walk)), True),
    ("save_author", "there", lambda p: new_name(save_author, p.ann), True),
    ("merge_authors", "who signs", lambda p: merge_authors(p.ann, into=p.namesake, by=None), True),
    ("merge_tags", "in use", lambda p: DO.merge_tags([p.sea], into=p.tag, by=None), True),
    (
        "order_series",
        "what is out",
        lambda p: DO.order_series(p.walk, [p.second.pk, p.out.pk], by=None),
        True,
    ),
    ("order_series", "drafts", lambda p: DO.order_series(p.walk, [p.draft.pk], by=None), False),
    ("edit", "a working copy", lambda p: DO.edit(p.out, p.words(p.out), by=None), False),
    ("edit", "a withdrawn story", lambda p: DO.edit(p.gone, p.words(p.gone), by=None), True),
    ("save_article", "a withdrawn story", lambda p: of_story(p.gone, headline="Other"), True),
    ("save_article", "a new draft", lambda p: make_article(status="draft", tags=[p.sea]), False),
    ("publish", "of what was withdrawn", lambda p: DO.publish(p.gone, by=None), True),
    (
        "publish_changes",
        "at an hour",
        lambda p: DO.publish_changes(p.out, by=None, at=timezone.now() + hours(1)),
        True,
    ),
    (
        "keep_words",
        "as they are typed",
        lambda p: DO.keep_words(p.out, p.words(p.out), kind="autosaved", by=p.people["M"]),
        False,
    ),
    ("unlink_translation", "both out", lambda p: DO.unlink_translation(p.second, by=None), True),
    ("unlink_translation", "drafts", lambda p: DO.unlink_translation(p.draft, by=None), False),
    ("make_original", "drafts", lambda p: DO.make_original(p.draft, by=None), False),
    ("make_original", "both out", lambda p: DO.make_original(p.second, by=None), True),
    ("delete_article", "a draft", lambda p: DO.delete_article(p.draft, by=None), False),
    (
        "publish_front",
        "at an hour",
        lambda p: DO.publish_front(None, p.front_edit, by=None, at=p.soon),
        True,
    ),
    (
        "publish_front",
        "after somebody else",
        lambda p: DO.publish_front(None, DO.FrontEdit(p.front_edit.document, seen=0), by=None),
        False,
    ),
    ("save_page", "live", lambda p: new_page(fresh(Page, p.live)), True),
    ("save_page", "a draft", lambda p: new_page(fresh(Page, p.draft_page)), False),
    ("restore_page", "live", lambda p: DO.restore_page(p.live.versions.get(), by=None), True),
    (
        "save_footer_column",
        "new",
        lambda p: DO.save_footer_column(
            FooterColumn(title="More"), [("About", "/p/about/")], by=None
        ),
        True,
    ),
    (
        "describe_images",
        "what readers see",
        lambda p: describe_images([fresh(Image, p.photo)], {"caption": "New"}, by=None),
        True,
    ),
    (
        "describe_images",
        "what they do not",
        lambda p: describe_images([fresh(Image, p.photo)], {"keywords": "sea"}, by=None),
        False,
    ),
    (
        "save_pings",
        "a hub",
        lambda p: pings.save_pings(Pings(hub_url="https://hub.example/"), by=None),
        True,
    ),
    (
        "admin",
        "a licence",
        lambda p: admin.site.get_model_admin(Licence).save_model(None, p.licence, None, True),
        True,
    ),
    (
        "admin",
        "an old address",
        lambda p: admin.site.get_model_admin(Redirect).delete_model(None, p.redirect),
        True,
    ),
    ("rebuild_search", "", lambda p: call_command("rebuild_search", verbosity=0), True),
    ("see", "", lambda p: presence.note(p.out, by=p.writer, sitting="a"), False),
]


def doors():
    """The functions of the write doors."""
    for name in articles.actions.__all__:
        if inspect.isfunction(getattr(articles.actions, name)):
            yield name
    for door in (authors.actions, media.actions, redirects):
        for name, call in inspect.getmembers(door, inspect.isfunction):
            if call.__module__ == door.__name__ and not name.startswith("_"):
                yield name


def test_every_action_stands_in_one_table():
    tables = [ADVANCE, ADVANCE_IF_OUT, CHANGE_NOTHING, ASK_ONLY]
    others = {name for name, *_rest in OTHERS}

    assert set(doors()) <= set().union(*tables) | others
    assert set(ACTIONS) == ADVANCE | ADVANCE_IF_OUT | CHANGE_NOTHING
    assert sum(map(len, tables)) == len(set().union(*tables))


def forget():
    """As a page of another generation: nothing is remembered of another."""
    for each in (breaking, due, editions, identity, pings):
        each.forget()


def number():
    """The generation, with what this transaction has changed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS edge_advance IMMEDIATE")
            cursor.execute("SET CONSTRAINTS edge_advance DEFERRED")
    return generation.read()


class Readers:
    """What readers see of a newsroom."""

    def __init__(self, client, paths):
        self._client = client
        self._before = {path: self._page(path) for path in paths}

    def _page(self, path):
        forget()
        response = self._client.get(path)
        return response.status_code, response.get("Location"), response.content

    def differences(self) -> list[str]:
        """Pages that are not what they were."""
        return [path for path, said in self._before.items() if self._page(path) != said]


def undone(call):
    with transaction.atomic():
        try:
            return call()
        finally:
            transaction.set_rollback(True)


def is_old_after(call):
    """Whether stored pages are old after `call`, None where it cannot be done; it is undone."""
    was = number()
    try:
        return undone(lambda: (call(), number() > was)[1])
    except (TransitionError, ValidationError):
        return None


def with_both(paper, name) -> list:
    """The calls of an action with a draft and with a story that is out."""

    def call(state):
        by = paper.people["M"]
        return lambda: ACTIONS[name][1](paper, lambda own=None: paper.story(own or state), by)

    return [call("draft"), call("published")]


def expected(name, found):
    if name in ADVANCE_IF_OUT:
        return [False, True]
    return [None if is_old is None else name in ADVANCE for is_old in found]


def changed_by(calls, readers) -> list[str]:
    """The names of those `calls` after which a page is not what it was.

    Many are done one after the other before the pages are looked at, which takes long; those that
    cannot follow on the others (what they are about is gone by then) in another round.
    """

    def follow(remaining):
        late = [(name, call) for name, call in remaining if not follows(call)]
        return late, readers.differences()

    def look(call):
        call()
        return readers.differences()

    while calls:
        late, differences = undone(partial(follow, calls))
        if differences:
            return [name for name, call in calls if undone(partial(look, call))] or differences
        assert len(late) < len(calls), late
        calls = late
    return []


def follows(call) -> bool:
    try:
        with transaction.atomic():
            call()
    except Exception:
        return False
    return True


def test_what_readers_see_changes_with_a_new_generation_alone(client, clock):
    paper = Paper()
    calls = {name: with_both(paper, name) for name in ACTIONS}
    calls |= {f"{name} ({what})": [partial(call, paper)] for name, what, call, _is_old in OTHERS}
    wanted = {f"{name} ({what})": [is_old] for name, what, _call, is_old in OTHERS}

    found = {name: [is_old_after(call) for call in each] for name, each in calls.items()}

    assert found == {name: expected(name, each) for name, each in found.items()} | wanted
    assert [name for name, each in found.items() if set(each) == {None}] == []
    silent = [
        (name, call)
        for name, each in calls.items()
        for call, is_old in zip(each, found[name], strict=True)
        if is_old is False
    ]
    assert changed_by(silent, Readers(client, paper.paths)) == []
