"""Which actions make every stored page old; and no page changes without one of them.

The actions are those of tests/who; whatever else the write doors have is in OTHERS. One that is in
no table fails here.
"""

import inspect
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

import articles.actions
import authors.actions
import media.actions
from articles import breaking, due, editions, identity, reading
from articles.workflow import TransitionError
from newsroom import redirects
from newsroom.announcing import pings
from newsroom.edge import generation
from tests.who.doings import ACTIONS
from tests.who.paper import OTHERS, Paper

pytestmark = pytest.mark.django_db

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
    for each in (breaking, due, editions, identity, pings, reading):
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
