"""The panel beside a story's form, the page of the checks, and the list of overrides."""

import pytest

from articles import actions
from articles.models import Article, CheckOverride, CheckRule, Revision
from tests.articles.drafts import edit, page_of
from tests.articles.markup import messages_of, open_form, parse, read_admin, send_form
from tests.factories import make_article, make_author, make_image, make_section, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
ASK = "/admin/articles/article/checks/"
RULES = "/admin/articles/checkrule/"
OVERRIDES = "/admin/articles/checkoverride/"


@pytest.fixture
def ann(client):
    user = make_user("Editor", username="ann")
    client.force_login(user)
    return user


@pytest.fixture
def boss(client):
    user = make_user("Managing editor", username="boss")
    client.force_login(user)
    return user


def make_stopped(**fields):
    image = make_image(photographer="", title="Boats")
    return make_article(status="ready", lead_image=image, **fields)


def asked(client, fields, **changed):
    """What the panel says of the form with these fields: {sentence: where it leads}."""
    response = client.post(ASK, fields | changed)
    assert response.status_code == 200
    links = parse(response.text, is_strict=False).all("a")
    return {a.text: a["href"] for a in links}


# The panel


def test_the_form_says_what_is_missing_and_where(client, ann):
    article = make_stopped(body="<p>Text.</p>", headline="Short")

    page = read_admin(client, page_of(article, "change/"))

    links = {a.text: a["href"] for a in page.all(".checks__items a")}
    assert links["The lead picture “Boats” has no credit."] == "#id_lead_image"
    assert links["Nobody is named as having made it."] == "#credits-group"
    for href in links.values():
        assert len(page.all(f"[id={href[1:]}]")) == 1, href
    assert page.one("[data-checks-sum]").text == "1 thing stops publication, 4 things to look at"
    assert page.texts(".checks__weight")[:2] == ["Stops it", "Look"]


def test_a_new_story_knows_what_it_needs(client, ann):
    make_author(user=ann)

    page = read_admin(client, ADD)

    said = page.texts(".checks__items a")
    assert "The headline is missing." in said
    assert "Nobody is named as having made it." not in said


def test_what_is_typed_is_judged_and_not_kept(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, page_of(article, "change/"))
    assert "There are no tags." in asked(client, fields)

    said = asked(client, fields, headline="Short", body='<p><a href="/never/">Here</a></p>')

    assert said["The headline has 5 characters; at least 10 are wanted."] == "#id_headline"
    assert said["The link “Here” leads nowhere: /never/"] == "#id_body"
    author = {"credits-0-author": make_author().pk, "credits-0-role": "writing"}
    assert "Nobody is named as having made it." not in asked(client, fields, **author)
    assert Revision.objects.count() == 1
    assert Article.objects.get().headline == article.headline


@pytest.mark.parametrize(
    "broken",
    [
        {"published_at_0": "x"}, {"section": "x"}, {"section": ""}, {"lead_image": "9" * 30},
        {"kind": "x"}, {"body": "<p>" * 5000}, {"tags": ["x", "-1"]}, {"headline": "\x00"},
        {"credits-TOTAL_FORMS": "x"},
    ],
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer(client, ann, broken):
    _form, fields = open_form(client, page_of(make_article(status="draft"), "change/"))

    asked(client, fields, **broken)


def test_the_answer_is_for_who_has_the_form_open(client, ann):
    article = make_article(status="draft")
    _form, fields = open_form(client, page_of(article, "change/"))

    assert client.post(ASK, fields | {"_opening": "x"}).status_code == 403
    assert client.post(ASK, {}).status_code == 403
    assert client.get(ASK).status_code == 405
    client.logout()
    assert client.post(ASK, fields).status_code == 200  # as what is typed is kept
    ann.groups.clear()
    assert client.post(ASK, fields).status_code == 403


def test_asking_costs_few_queries(client, ann, django_assert_max_num_queries):
    article = make_article(status="draft", lead_image=make_image(), credits=[make_author()])
    _form, fields = open_form(client, page_of(article, "change/"))

    with django_assert_max_num_queries(16):
        client.post(ASK, fields)


# Past a check


def test_a_refused_publication_says_why_and_asks_who_may_for_a_reason(client, boss):
    article = make_stopped()

    response = send_form(client, page_of(article, "change/"), "_move=published")
    assert messages_of(response) == [
        "Saved, but not moved: The lead picture “Boats” has no credit."
    ]
    reason = {"_say-override": "Confirmed by phone."}
    send_form(client, page_of(article, "change/"), "_move=published", **reason)

    assert Article.objects.get().status == "published"
    page = read_admin(client, page_of(article, "change/"))
    assert "was published past a check by boss" in page.one(".checks__past").text
    assert "Confirmed by phone." in page.one(".checks__past").text


def test_a_reason_too_long_to_be_written_down_is_said_to_be_and_stays_in_the_form(client, boss):
    article = make_stopped()
    reason = {"_say-override": "Confirmed by phone. " * 60}

    send_form(client, page_of(article, "change/"), "_move=published", **reason)

    form = read_admin(client, page_of(article, "change/"))
    assert "at most 1000 characters" in form.one(".messagelist").text
    assert form.one("[name=_say-override]").text.startswith("Confirmed by phone.")
    assert Article.objects.get().status == "ready"


def test_who_may_not_is_not_asked_and_not_heard(client, ann):
    article = make_stopped()
    assert read_admin(client, page_of(article, "change/")).all("[name=_say-override]") == []

    reason = {"_say-override": "I say so."}
    send_form(client, page_of(article, "change/"), "_move=published", **reason)

    assert Article.objects.get().status == "ready"
    assert not CheckOverride.objects.exists()


def test_the_page_of_changes_shows_what_stops_them_and_takes_a_reason(client, boss):
    article = make_article()
    edit(article, boss, lead_image=make_image(photographer="", title="Boats").pk)
    changes = page_of(article, "changes/")
    link = read_admin(client, changes).all(".checks__items a")[0]
    assert link["href"] == f"{page_of(article, 'change/')}#id_lead_image"

    said = {"declare": "minor", "override": "Confirmed by phone."}
    send_form(client, changes, "_do=publish", **said)

    assert CheckOverride.objects.get().reason == "Confirmed by phone."


def test_the_list_of_overrides_is_for_who_answers_for_them(client, boss, django_assert_num_queries):
    for number in range(3):
        actions.publish(make_stopped(), by=boss, override=f"Reason {number}.")

    page = read_admin(client, OVERRIDES)

    assert page.texts("td.field-why") == ["Reason 2.", "Reason 1.", "Reason 0."]
    assert "has no credit" in page.texts("td.field-wrong")[0]
    client.force_login(make_user("Editor"))
    assert client.get(OVERRIDES).status_code == 403


# The page of the checks


def rule(code, **fields):
    return CheckRule.objects.filter(check_code=code, **fields).first()


def test_a_managing_editor_switches_checks_on_one_page(client, boss):
    section = make_section()
    new = {"new-tags-kind": "opinion", "new-tags-section": section.pk, "new-tags-level": "off"}
    news = rule("dateline", kind="news")
    changes = {"credit-level": "block", "headline-maximum": "80", f"rule-{news.pk}-remove": "on"}

    response = send_form(client, RULES, **changes, **new)

    assert messages_of(response) == ["The checks are saved."]
    assert rule("credit").level == "block"
    assert rule("headline").maximum == 80
    assert rule("tags", section=section).where == f"Opinion, {section}"
    assert rule("dateline", kind="news") is None
    assert "but for Opinion" in read_admin(client, RULES).one(".rules__list").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"tags-level": "x"}, "x is not one of the available choices"),
        ({"headline-minimum": "-1"}, "greater than or equal to 0"),
        ({"headline-minimum": "200"}, "The most is less than the least."),
        ({"new-tags-level": "off"}, "Say for which kind or section."),
        ({"new-tags-kind": "news"}, "Say how much it weighs there."),
        ({"new-dateline-kind": "news", "new-dateline-level": "off"}, "such an exception already"),
        ({"new-tags-section": "999", "new-tags-level": "off"}, "999 is not one of"),
    ],
)
def test_a_mistake_saves_nothing_and_says_where_it_is(client, boss, fields, said):
    response = send_form(client, RULES, **{"credit-level": "block"} | fields)

    assert response.status_code == 200
    assert said in parse(response.text, is_strict=False).one(".rules").text
    assert rule("credit").level == "warn"


def test_what_always_blocks_cannot_be_switched(client, boss):
    send_form(client, RULES, **{"picture_rights-level": "off"})

    assert rule("picture_rights").level == "block"


def test_who_may_only_look_at_the_checks_changes_none(client, boss):
    boss.groups.clear()
    boss.user_permissions.add(*_permissions("view_checkrule"))

    assert read_admin(client, RULES).all("select") == []
    client.post(RULES, {"credit-level": "block"})

    assert rule("credit").level == "warn"


def _permissions(*names):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=names)


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_costs_the_same_however_many_exceptions(
    client, boss, number, django_assert_max_num_queries
):
    for _ in range(number):
        exception = CheckRule(check_code="tags", section=make_section(), level="off")
        actions.weigh_check(exception, by=None)

    with django_assert_max_num_queries(8):
        read_admin(client, RULES)
