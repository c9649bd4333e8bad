"""Who may do what: every page of the admin and every action, for every role.

The tables are in tests/who; a page or an action that is not in them fails here.
"""

import inspect

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
from authors.models import User
from newsroom.announcing import pings, webhooks
from newsroom.announcing.models import Pings
from newsroom.outbox import queue
from tests.who import doings, pages
from tests.who.doings import ACTIONS, PREDICATES
from tests.who.house import ROLES, House
from tests.who.pages import ALL, ASKED, OWN, PAGES, POSTED

pytestmark = pytest.mark.django_db


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
        "articles_series": house.series,
        "authors_author": house.author, "authors_user": house.colleague,
        "auth_user": house.colleague, "auth_group": house.group, "media_image": house.image,
        "media_licence": house.licence, "redirects_redirect": house.redirect,
        "articles_page": house.page, "articles_footercolumn": house.column,
        "articles_siteidentity": house.identity, "articles_notice": house.notice,
        "outbox_effect": house.effect,
        "announcing_webhook": house.webhook, "announcing_pings": Pings(pk=1),
    }  # fmt: skip
    row = rows.get("_".join(name.split("_")[:2]), story)
    known = {"pk": row.pk, "object_id": row.pk, "id": row.pk, "key": row.pk, "number": 1}
    known |= {"app_label": "articles", "content_type_id": house.story_type}
    known |= {"place": house.place.pk if house.place else "site", "mine": 2, "theirs": 1}
    if name.startswith("announcing_webhook"):
        known["key"] = house.webhook.deliveries.get().pk
    if name == "articles_article_settle":
        known["key"] = house.thread_on(story).pk
    if name.startswith("articles_front"):
        known["number"] = house.versions[0].number
    if name == "articles_article_correction":
        known["key"] = house.correction_on(story).pk
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

    assert set(named_pages()) == set(PAGES) | pages.BY_ADDRESS
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


def actions_with_an_account():
    """Every function of the write doors that is told who acts."""
    return {
        name
        for module in (articles.actions, authors.actions, media.actions, pings, queue, webhooks)
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and not name.startswith("_") and "require" not in name
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


def test_an_editor_of_a_section_may_there_what_others_may_everywhere():
    house = House()
    house.place = house.section
    by = house.people["B"]
    by.desk_sections.set([house.section])
    house.furnish()

    closed = {name for name, (who, _) in ACTIONS.items() if "E" in who and "B" not in who}
    shut = {name for name, who in PAGES.items() if "E" in who and "B" not in who}

    found = {name for name in closed if may(house, ACTIONS[name][1], by)}

    assert found == closed - doings.SITE
    assert opened(house, "B", shut, house.story()) == shut - pages.SITE


def test_the_system_is_refused_nothing():
    house = House().furnish()
    doors = (articles.actions, authors.actions, media.actions)
    known = {name: vars(module)[name] for module in doors for name in vars(module).keys() & ACTIONS}
    asked = {
        name
        for name, action in known.items()
        if inspect.signature(action).parameters["by"].annotation == User | None
    }

    found = {name for name in asked if may(house, ACTIONS[name][1], None)}

    assert found == asked
    assert len(asked) > len(known) / 2
