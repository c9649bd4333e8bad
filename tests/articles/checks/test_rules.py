"""Which rule holds, who may change one, and who gets past what stops a story."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from articles import actions, checks
from articles.models import Article, CheckOverride, CheckRule
from articles.revisions.words import Words
from tests.factories import hours, make_article, make_image, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return make_user("Managing editor")


def weigh(code, level, *, by=None, **fields):
    rule = CheckRule.objects.filter(check_code=code, kind="", section=None).first()
    if fields.get("kind") or fields.get("section"):
        rule = CheckRule(check_code=code)
    for name, value in ({"level": level} | fields).items():
        setattr(rule, name, value)
    return actions.weigh_check(rule, by=by)


def level_of(code, article):
    return checks.in_force(article.kind, article.section_id)[code].level


def test_the_most_specific_rule_wins():
    section, other = make_section(), make_section()
    story = {
        (kind, place): make_article(kind=kind, section=place, status="draft")
        for kind in ("news", "opinion") for place in (section, other)
    }  # fmt: skip
    weigh("tags", "off")
    weigh("tags", "block", kind="opinion")
    weigh("tags", "warn", section=section)
    weigh("tags", "off", kind="opinion", section=section)

    assert level_of("tags", story["news", other]) == "off"
    assert level_of("tags", story["opinion", other]) == "block"
    assert level_of("tags", story["news", section]) == "warn"
    assert level_of("tags", story["opinion", section]) == "off"


def test_a_blank_number_is_that_of_the_rule_above():
    weigh("headline", "block", kind="news", minimum=None, maximum=50)
    article = make_article(status="draft")

    assert checks.in_force("news", article.section_id)["headline"].limits == (10, 50)
    assert checks.in_force("opinion", article.section_id)["headline"].limits == (10, 110)


def test_without_rows_every_check_weighs_what_it_does_from_the_start():
    CheckRule.objects.all().delete()

    rules = checks.in_force("news", None)
    assert (rules["picture_credit"].level, rules["tags"].level) == ("block", "warn")


def test_the_rules_of_a_new_newsroom_can_be_taken_back():
    migration = import_module("articles.migrations.0018_default_check_rules")
    schema = SimpleNamespace(connection=connection)

    migration.remove(apps, schema)
    assert not CheckRule.objects.exists()
    migration.add(apps, schema)

    assert CheckRule.objects.count() == len(migration.RULES)
    assert {rule.check_code for rule in CheckRule.objects.all()} == set(checks.CHECKS)


def test_no_row_weakens_the_rights_to_pictures():
    CheckRule.objects.filter(check_code="picture_rights").update(level="off")

    assert checks.in_force("news", None)["picture_rights"].level == "block"


@pytest.mark.parametrize(
    "fields",
    [
        {"check_code": "nothing"},
        {"kind": "nothing"},
        {"level": "nothing"},
        {"check_code": "picture_rights", "level": "warn"},
        {"minimum": 5, "maximum": 4},
        {"check_code": "dateline", "kind": "news"},  # there already
    ],
)
def test_a_rule_that_cannot_be_is_refused(fields):
    rule = CheckRule(**({"check_code": "headline", "kind": "live", "level": "warn"} | fields))

    with pytest.raises(ValidationError):
        actions.weigh_check(rule, by=None)


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Picture editor", "Staff manager"])
def test_only_a_managing_editor_switches_checks(role, boss):
    with pytest.raises(PermissionDenied):
        weigh("tags", "off", by=make_user(role))
    with pytest.raises(PermissionDenied):
        actions.remove_exception(CheckRule.objects.exclude(kind="").first(), by=make_user(role))

    weigh("tags", "off", by=boss)


def test_only_an_exception_is_removed(boss):
    actions.remove_exception(CheckRule.objects.get(check_code="dateline", kind="news"), by=boss)
    with pytest.raises(ValidationError):
        actions.remove_exception(CheckRule.objects.get(check_code="tags"), by=boss)

    assert checks.in_force("news", None)["dateline"].level == "off"


def test_an_exception_goes_with_its_section(boss):
    section = make_section()
    weigh("tags", "off", section=section)

    actions.delete_section(section, by=boss)

    assert CheckRule.objects.filter(check_code="tags").count() == 1


# Publishing past one


def make_stopped(**fields):
    return make_article(status="ready", lead_image=make_image(photographer=""), **fields)


def test_who_may_gets_past_a_check_with_a_reason_that_is_written_down(boss):
    article = actions.publish(make_stopped(), by=boss, override="  The agency confirmed by phone. ")

    override = CheckOverride.objects.get()
    assert article.is_visible
    assert (override.article, override.by, override.revision) == (article, boss, article.revision)
    assert override.reason == "The agency confirmed by phone."
    assert [one["check"] for one in override.findings] == ["picture_credit"]
    assert "has no credit" in override.sentences[0]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_without_a_reason_that_can_be_kept_nobody_gets_past(boss, reason):
    with pytest.raises(ValidationError):
        actions.publish(make_stopped(), by=boss, override=reason)

    assert not CheckOverride.objects.exists()


def test_a_reason_without_the_right_is_no_way_past():
    with pytest.raises(PermissionDenied):
        actions.publish(make_stopped(), by=make_user("Editor"), override="I say so.")

    assert Article.objects.get().status == "ready"


def test_a_reason_that_was_not_needed_is_not_logged(boss):
    actions.publish(make_article(status="ready"), by=boss, override="To be sure.")

    assert not CheckOverride.objects.exists()


def test_nothing_gets_past_what_a_page_cannot_be_without(boss):
    article = make_article(status="ready")
    Article.objects.update(headline=" ")

    with pytest.raises(ValidationError, match="without a headline"):
        actions.publish(article, by=boss, override="Later.")


def test_changes_are_checked_by_their_own_hour_and_text(clock, boss):
    image = make_image(rights_expire_on=clock.now().date())
    article = make_article(published_at=clock.now() - hours(1))
    desk = article.revisions.first()
    actions.edit(article, Words(desk.content | {"lead_image": image.pk}, base=desk.number), by=boss)
    tomorrow = clock.now() + hours(24)

    with pytest.raises(ValidationError, match="Its rights end on 7 January"):
        actions.publish_changes(article, by=boss, at=tomorrow)
    actions.publish_changes(article, by=boss, at=tomorrow, override="Extended by letter.")

    assert CheckOverride.objects.get().revision == Article.objects.get().changes_revision
    actions.publish_changes(actions.call_off_changes(article, by=boss), by=boss)


def test_changes_without_names_are_judged_by_what_they_bring(boss):
    weigh("credit", "block")
    article = make_article()
    desk = article.revisions.first()
    actions.edit(article, Words(desk.content | {"headline": "Another one"}), by=boss)

    with pytest.raises(ValidationError, match="Nobody is named"):
        actions.publish_changes(article, by=boss)
