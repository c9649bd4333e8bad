"""Who may do what: every page of the admin and every action, for every role.

A page or an action that is not in these tables fails here. C Contributor, R Reporter, E Editor,
B Editor of another section, P Picture editor, S Staff manager, M Managing editor.
"""

import inspect
from copy import copy

import pytest
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import URLPattern, resolve, reverse
from django.views.generic import RedirectView

import articles.actions
import authors.actions
import media.actions
from articles.revisions.words import Words
from authors.actions import OwnWords
from tests.factories import picture_file
from tests.house import ROLES, House

pytestmark = pytest.mark.django_db

ALL = "CREBPSM"
SEE_OTHERS = "REBPSM"
WRITE = "CREBM"

PAGES = {  # with a draft that a colleague has begun
    "index": ALL, "app_list": ALL, "login": ALL, "logout": ALL, "jsi18n": ALL,
    "password_change": ALL, "password_change_done": ALL, "autocomplete": ALL,
    "view_on_site": SEE_OTHERS,
    # Stories
    "articles_article_changelist": ALL,
    "articles_article_add": WRITE,
    "articles_article_change": SEE_OTHERS,
    "articles_article_history": SEE_OTHERS,
    "articles_article_delete": "M",
    "articles_article_moves": SEE_OTHERS,
    "articles_article_compare": SEE_OTHERS,
    "articles_article_preview": SEE_OTHERS,
    "articles_article_preview_page": SEE_OTHERS,
    "articles_article_comments": SEE_OTHERS,
    "articles_article_settle": SEE_OTHERS,
    "articles_article_decide": "EM",
    "articles_article_restore": "EM",
    "articles_article_share": "EM",
    "articles_article_plan": "EM",
    "articles_article_changes": "EM",
    "articles_article_withdraw": "EM",
    "articles_article_pitch": WRITE,
    "articles_article_kept": ALL,
    "articles_article_aside": "",  # the words of somebody else
    "articles_article_keep": "",  # without a page of theirs
    "articles_article_presence": "",
    "articles_colleagues": ALL,
    "articles_writers": "EBM",
    "articles_comment_changelist": ALL,
    "references_describe": ALL,
    "references_find_pictures": ALL,
    "references_add_picture": "REBPSM",
    "references_find_stories": ALL,
    "references_embed": ALL,
    # Sections and tags
    "articles_section_changelist": "CREBPM", "articles_section_change": "CREBPM",
    "articles_section_history": "CREBPM", "articles_section_add": "M",
    "articles_section_delete": "M",
    "articles_tag_changelist": "CREBPM", "articles_tag_change": "CREBPM",
    "articles_tag_history": "CREBPM", "articles_tag_add": "REBM", "articles_tag_delete": "M",
    # People
    "authors_author_changelist": ALL, "authors_author_change": ALL, "authors_author_history": ALL,
    "authors_author_add": "REBSM", "authors_author_delete": "SM", "authors_author_mine": ALL,
    "authors_user_changelist": "SM", "authors_user_change": "SM", "authors_user_history": "SM",
    "authors_user_add": "SM", "authors_user_delete": "", "auth_user_password_change": "SM",
    "auth_group_changelist": "", "auth_group_change": "", "auth_group_history": "",
    "auth_group_add": "", "auth_group_delete": "",
    # Pictures
    "media_image_changelist": ALL, "media_image_change": ALL, "media_image_history": ALL,
    "media_image_add": "REBPSM", "media_image_delete": "PM", "media_image_bring_back": "REBPSM",
    "media_licence_changelist": "PM", "media_licence_change": "PM", "media_licence_history": "PM",
    "media_licence_add": "PM", "media_licence_delete": "PM",
    "redirects_redirect_changelist": "M", "redirects_redirect_change": "M",
    "redirects_redirect_history": "M", "redirects_redirect_delete": "M",
    "redirects_redirect_add": "",
}  # fmt: skip
OWN = {  # what a story of their own opens to writers besides
    "articles_article_change", "articles_article_history", "articles_article_moves",
    "articles_article_compare", "articles_article_preview", "articles_article_preview_page",
    "articles_article_comments", "articles_article_settle", "articles_article_restore",
    "articles_article_share", "view_on_site",
}  # fmt: skip
POSTED = {
    "logout", "articles_article_settle", "articles_article_restore", "articles_article_aside",
    "articles_article_keep", "articles_article_presence", "references_add_picture",
    "media_image_bring_back",
}  # fmt: skip


ASKED = {  # what a page needs to be asked
    "autocomplete": "?app_label=authors&model_name=author&field_name=portrait",
    "articles_article_compare": "?from=1&to=1",
}


def patterns(urls):
    for pattern in urls:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern.url_patterns)


def named_pages():
    found = list(patterns(admin.site.get_urls()))
    nameless = {getattr(p.callback, "view_class", p.callback.__name__) for p in found if not p.name}
    assert nameless == {RedirectView, "catch_all_view"}
    return {pattern.name: pattern for pattern in found if pattern.name}


def address(name, pattern, house, story):
    """The address of a page, about `story` or what else the house has."""
    rows = {
        "articles_section": house.section, "articles_tag": house.tag,
        "authors_author": house.author, "authors_user": house.colleague,
        "auth_user": house.colleague, "auth_group": house.group, "media_image": house.image,
        "media_licence": house.licence, "redirects_redirect": house.redirect,
    }  # fmt: skip
    row = rows.get("_".join(name.split("_")[:2]), story)
    known = {"pk": row.pk, "object_id": row.pk, "id": row.pk, "key": row.pk, "number": 1}
    known |= {"app_label": "articles", "content_type_id": house.story_type}
    if name == "articles_article_settle":
        known["key"] = house.thread_on(story).pk
    if name == "articles_article_decide":
        known |= {"pk": house.conflict.article_id, "number": house.conflict.number}
    if name == "articles_article_aside":
        known["pk"] = house.conflict.pk
    wanted = pattern.pattern.converters or pattern.pattern.regex.groupindex
    return reverse(f"admin:{name}", kwargs={part: known[part] for part in wanted})


def undone(call):
    """What `call` gives; what it did to the database is undone."""
    with transaction.atomic():
        try:
            return call()
        finally:
            transaction.set_rollback(True)


def answer(by, name, path):
    """What the view of a page answers; the page itself is not drawn, which takes most of the time.

    Every page is drawn in tests of its own.
    """
    ask = RequestFactory().post if name in POSTED else RequestFactory().get
    request = ask(path + ASKED.get(name, ""))
    request.user, request.session = by, SessionStore()
    request._messages, request._dont_enforce_csrf_checks = CookieStorage(request), True
    request.resolver_match = found = resolve(path)
    return found.func(request, *found.args, **found.kwargs)


def opens(by, name, path):
    """Whether the page lets in who asks; a row that is hidden leads back to the start."""
    try:
        response = undone(lambda: answer(by, name, path))
    except (PermissionDenied, Http404):
        return False
    assert response.status_code in {200, 302, 403}, path
    is_back = response.status_code == 302 and response["Location"] == "/admin/"
    return response.status_code != 403 and not (is_back and name != "login")


def opened(house, letter, names, story):
    """Which of the pages `names` open to a role, about `story`."""
    pages, by = named_pages(), house.people[letter]
    paths = {name: address(name, pages[name], house, story) for name in names}
    return {name for name in names if opens(by, name, paths[name])}


def letters(found):
    """{what: letters} of {letter: whats}."""
    whats = set().union(*found.values())
    return {what: "".join(key for key in ROLES if what in found[key]) for what in whats}


def without_nobody(table):
    return {what: "".join(sorted(who, key=ALL.index)) for what, who in table.items() if who}


def test_every_page_of_the_admin_lets_in_who_should_come_in():
    house = House()

    found = {letter: opened(house, letter, set(PAGES), house.story()) for letter in ROLES}

    assert set(named_pages()) == set(PAGES)
    assert letters(found) == without_nobody(PAGES)


@pytest.mark.parametrize("letter", "CR")
def test_a_story_of_ones_own_opens_its_pages(letter):
    house = House()
    own = house.story(by=house.people[letter])
    names = {name for name in PAGES if name.startswith("articles_article_") or name in OWN}
    names -= {name for name in names if not named_pages()[name].pattern.converters}

    found = opened(house, letter, names, own)

    colleagues = {name for name in names if letter in PAGES[name]}
    assert found == colleagues | OWN


# Actions: who may, with a story of a colleague; "+" means its writer too, if one that writes.

DO = articles.actions


def plan_of(by=None):
    return DO.Plan(brief="Look into it.", assignee=by)


ACTIONS = {  # h: the house. s(state): a story. by: who does it.
    "add_comment": (SEE_OTHERS + "+", lambda h, s, by: DO.add_comment(s(), by=by, text="Why?")),
    "resolve_comment": (
        SEE_OTHERS + "+",
        lambda h, s, by: DO.resolve_comment(h.thread_on(s()), by=by),
    ),
    "reopen_comment": (
        SEE_OTHERS + "+",
        lambda h, s, by: DO.reopen_comment(h.thread_on(s()), by=by),
    ),
    "begin": (
        WRITE,
        lambda h, s, by: DO.begin(h.new_story(), Words({}), by=by, credits=[], tags=[]),
    ),
    "pitch": (WRITE, lambda h, s, by: DO.pitch(h.new_story(), DO.Plan(), by=by)),
    "plan": ("EM", lambda h, s, by: DO.plan(s(), plan_of(h.writer), by=by)),
    "save_article": ("EM+", lambda h, s, by: DO.save_article(s(), by=by)),
    "edit": ("EM+", lambda h, s, by: DO.edit(s(), h.words(s()), by=by)),
    "restore": ("EM+", lambda h, s, by: DO.restore(h.first(s()), by=by)),
    "decide": ("EM", lambda h, s, by: DO.decide(h.conflict, h.choices, by=by)),
    "keep_words": (ALL, lambda h, s, by: DO.keep_words(s(), h.words(s()), kind="refused", by=by)),
    "keep_choices": (ALL, lambda h, s, by: DO.keep_choices(h.conflict, h.choices, by=by)),
    "kept_choices": (ALL, lambda h, s, by: DO.kept_choices(h.conflict, by=by)),
    "set_aside": (ALL, lambda h, s, by: DO.set_aside(h.conflict, by=by)),
    "make_share_link": ("EM+", lambda h, s, by: DO.make_share_link(h.new_link(s()), by=by)),
    "revoke_share_link": ("EM+", lambda h, s, by: DO.revoke_share_link(h.link(s()), by=by)),
    "delete_article": ("M", lambda h, s, by: DO.delete_article(s(), by=by)),
    # Moves
    "start_writing": ("EM+", lambda h, s, by: DO.start_writing(s("assigned"), by=by)),
    "take_back": ("EM", lambda h, s, by: DO.take_back(s("assigned"), by=by)),
    "submit": ("EM+", lambda h, s, by: DO.submit(s(), by=by)),
    "send_back": ("EM", lambda h, s, by: DO.send_back(s("review"), by=by, note="Why.")),
    "approve": ("EM", lambda h, s, by: DO.approve(s("review"), by=by)),
    "publish": ("EM", lambda h, s, by: DO.publish(s("ready"), by=by)),
    "unschedule": ("EM", lambda h, s, by: DO.unschedule(s("scheduled"), by=by)),
    "withdraw": ("EM", lambda h, s, by: DO.withdraw(s("published"), by=by, reason="Wrong.")),
    "spike": ("EM", lambda h, s, by: DO.spike(s(), by=by)),
    "reopen": ("EM", lambda h, s, by: DO.reopen(s("spiked"), by=by)),
    # Of what is live
    "publish_changes": ("EM", lambda h, s, by: DO.publish_changes(s("changed"), by=by)),
    "discard_changes": ("EM", lambda h, s, by: DO.discard_changes(s("changed"), by=by)),
    "call_off_changes": ("EM", lambda h, s, by: DO.call_off_changes(s("waiting"), by=by)),
    # Sections and tags
    "save_section": ("M", lambda h, s, by: DO.save_section(h.new_section(), by=by)),
    "delete_section": ("M", lambda h, s, by: DO.delete_section(copy(h.empty_section), by=by)),
    "set_editors": ("M", lambda h, s, by: DO.set_editors(h.section, [h.colleague], by=by)),
    "set_desk": ("SM", lambda h, s, by: DO.set_desk(h.colleague, [h.section], by=by)),
    "save_tag": ("REBM", lambda h, s, by: DO.save_tag(h.new_tag(), by=by)),
    "delete_tag": ("M", lambda h, s, by: DO.delete_tag(copy(h.tag), by=by)),
    # People
    "save_author": ("REBSM", lambda h, s, by: authors.actions.save_author(h.new_author(), by=by)),
    "delete_author": ("SM", lambda h, s, by: authors.actions.delete_author(copy(h.author), by=by)),
    "save_own_profile": (
        ALL,
        lambda h, s, by: authors.actions.save_own_profile(by.author, OwnWords(bio="I."), by=by),
    ),
    # Pictures
    "add_image": (
        "REBPSM",
        lambda h, s, by: media.actions.add_image(picture_file(), name="a.jpg", by=by),
    ),
    "save_image": ("REBPSM", lambda h, s, by: media.actions.save_image(copy(h.image), by=by)),
    "describe_images": (
        "REBPSM",
        lambda h, s, by: media.actions.describe_images([copy(h.image)], {"title": "New"}, by=by),
    ),
    "replace_file": (
        "REBPSM",
        lambda h, s, by: media.actions.replace_file(
            copy(h.image), picture_file(), name="b.jpg", by=by
        ),
    ),
    "bring_back": (
        "REBPSM",
        lambda h, s, by: media.actions.bring_back(copy(h.replaced), by=by),
    ),
    "delete_image": ("PM", lambda h, s, by: media.actions.delete_image(copy(h.image), by=by)),
}
PREDICATES = {"can_comment", "may_plan", "may_replace", "may_give_roles", "is_within_reach"}


def actions_with_an_account():
    """Every function of the write doors that is told who acts."""
    return {
        name
        for module in (articles.actions, authors.actions, media.actions)
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and not name.startswith("_") and name != "require"
        if "by" in inspect.signature(thing).parameters
    }


def may(house, call, by, writer=None):
    """Whether account `by` is let do it; whatever else goes wrong is a fault of the table."""
    try:
        undone(lambda: call(house, lambda state="draft": house.story(state, by=writer), by))
    except PermissionDenied:
        return False
    return True


def test_every_action_is_allowed_to_whom_it_should_be():
    house = House().furnish()

    found = {
        letter: {name for name, (_who, call) in ACTIONS.items() if may(house, call, by)}
        for letter, by in house.people.items()
    }

    assert actions_with_an_account() - PREDICATES == set(ACTIONS)
    assert letters(found) == {name: who.strip("+") for name, (who, _call) in ACTIONS.items()}


@pytest.mark.parametrize("letter", "CR")
def test_a_writer_may_more_with_a_story_of_ones_own(letter):
    house = House()
    by = house.people[letter]
    house.furnish(by=by)

    found = {name for name, (_who, call) in ACTIONS.items() if may(house, call, by, writer=by)}

    assert found == {name for name, (who, _call) in ACTIONS.items() if letter in who or "+" in who}
