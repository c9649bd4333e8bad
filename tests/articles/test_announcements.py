"""Who outside is told of stories and fronts: when, once, and never before readers may know."""

import json
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_tasks_db.models import DBTaskResult

from articles import actions
from articles.fronts import defaults
from newsroom.announcing import pings, webhooks
from newsroom.announcing.models import Delivery, Pings, Webhook
from newsroom.announcing.webhooks import signature
from newsroom.outbox import queue
from newsroom.outbox.models import Effect
from tests.factories import hours, make_article, make_section, make_user
from tests.newsroom.http import WebServer
from tests.who.house import House

pytestmark = pytest.mark.django_db
EVERY = ["story.published", "story.updated", "story.corrected", "story.withdrawn"]
EVERY += ["front.published"]


@pytest.fixture
def server(settings):
    settings.OUTGOING_TO_PRIVATE = True
    with WebServer() as server:
        yield server


@pytest.fixture
def editor(clock):
    return make_user("Editor")


@pytest.fixture
def hook(server):
    return Webhook.objects.create(name="Archive", url=f"{server.url}/hook", events=EVERY)


def work():
    """What a worker would do now, and what comes of it."""
    for _ in range(3):
        queue.sweep()
        for task in DBTaskResult.objects.order_by("-priority", "enqueued_at"):
            task.task.call(*task.args_kwargs["args"])
            task.delete()


def told(server):
    """The events that came, and forget them."""
    work()
    found = [json.loads(body) for _path, _headers, body in server.requests]
    server.requests.clear()
    return [(each["event"], each["data"]) for each in found]


def names(server):
    return [event for event, _data in told(server)]


def change(article, by, **said):
    article.refresh_from_db()
    actions.edit(article, House.words(article, headline=said.pop("headline", "Again")), by=by)
    actions.publish_changes(article, by=by, **said)
    article.refresh_from_db()


def test_a_storys_life_is_told_as_it_happens(server, hook, editor):
    article = make_article(status="ready", headline="Flood", section=make_section(name="City"))

    actions.publish(article, by=editor)
    [(event, data)] = told(server)
    assert event == "story.published"
    assert data["headline"] == "Flood"
    assert data["section"]["name"] == "City"
    assert data["url"].endswith(article.get_absolute_url())

    change(article, editor, declare="update", whats_new="More.")
    [(event, data)] = told(server)
    assert (event, data["declared"], data["whats_new"]) == ("story.updated", "update", "More.")

    actions.add_correction(article, actions.Told("It was Tuesday."), by=editor)
    [(event, data)] = told(server)
    assert event == "story.corrected"
    assert [each["text"] for each in data["corrections"]] == ["It was Tuesday."]

    actions.withdraw(article, by=editor, reason="It was wrong.")
    [(event, data)] = told(server)
    assert (event, data["reason"], data["retracted"]) == ("story.withdrawn", "It was wrong.", False)
    assert "headline" not in data

    actions.publish(article, by=editor)
    assert names(server) == ["story.published"]


def test_a_story_with_an_hour_to_come_is_told_then_and_once(server, hook, editor, clock):
    article = make_article(status="ready")
    actions.publish(article, by=editor, at=clock.now() + hours(2))
    assert names(server) == []

    change(article, editor, headline="Still to come")
    clock.advance(hours=2)

    [(event, data)] = told(server)
    assert (event, data["headline"]) == ("story.published", "Still to come")
    clock.advance(hours=-1)
    clock.advance(hours=5)
    assert names(server) == []


def test_who_is_asked_too_early_comes_again(server, hook, editor, clock):
    hour = clock.now() + hours(2)
    actions.publish(make_article(status="ready"), by=editor, at=hour)
    actions.publish_front(None, actions.FrontEdit(defaults.SITE), by=editor, at=hour)

    queue.try_again(Effect.objects.all(), by=None)
    assert names(server) == []
    Effect.objects.update(next_try_at=clock.now())  # as by a clock that is ahead of this one
    assert names(server) == []
    assert not Effect.objects.done().exists()
    clock.advance(hours=2)

    assert sorted(names(server)) == ["front.published", "story.published"]


def test_an_hour_that_was_put_off_or_called_off_is_told_nobody(server, hook, editor, clock):
    article = make_article(status="ready")
    article = actions.publish(article, by=editor, at=clock.now() + hours(1))
    later = (clock.now() + hours(3)).isoformat()
    actions.edit(article, House.words(article, published_at=later), by=editor)
    actions.publish_changes(article, by=editor)
    clock.advance(hours=1)
    assert names(server) == []

    clock.advance(hours=1)
    actions.unschedule(article, by=editor)
    clock.advance(hours=2)
    assert names(server) == []
    article.refresh_from_db()
    actions.publish(article, by=editor, at=clock.now())
    assert names(server) == ["story.published"]


def test_an_embargo_and_a_withdrawal_before_the_hour_say_nothing(server, hook, editor, clock):
    silent = make_article(status="ready", embargo_until=clock.now() + hours(2))
    gone = make_article(status="ready")
    actions.publish(silent, by=editor)
    actions.publish(gone, by=editor, at=clock.now() + hours(1))
    actions.withdraw(gone, by=editor, reason="Never mind.")
    clock.advance(hours=1.5)
    assert names(server) == []

    clock.advance(hours=1)

    assert names(server) == ["story.published"]


def test_what_is_withdrawn_before_it_could_be_sent_is_not_sent(server, hook, editor):
    article = make_article(status="ready", headline="Slander")
    server.answers = [(503, {}, b"Busy")]
    actions.publish(article, by=editor)
    assert names(server) == ["story.published"]

    actions.withdraw(article, by=editor, reason="It was wrong.")
    server.answers = [(200, {}, b"")]
    queue.try_again(Effect.objects.filter(kind="webhook"), by=None)

    assert names(server) == ["story.withdrawn"]


def test_scheduled_changes_are_told_at_their_hour_though_no_reader_came(
    server, hook, editor, clock
):
    article = make_article(headline="Old")
    change(article, editor, headline="New", at=clock.now() + hours(1), declare="update")
    assert names(server) == []

    clock.advance(hours=1)

    [(event, data)] = told(server)
    assert (event, data["headline"]) == ("story.updated", "New")


def test_a_story_brought_forward_by_scheduled_changes_is_told_as_published(
    server, hook, editor, clock
):
    article = make_article(status="ready")
    article = actions.publish(article, by=editor, at=clock.now() + hours(2))
    sooner = clock.now() + hours(1)
    actions.edit(article, House.words(article, published_at=sooner.isoformat()), by=editor)
    actions.publish_changes(article, by=editor, at=sooner)

    clock.advance(hours=1)

    assert names(server) == ["story.published"]


def test_a_front_is_told_when_it_is_live(server, hook, editor, clock):
    edit = actions.FrontEdit(defaults.SITE)
    actions.publish_front(None, edit, by=editor)
    planned = actions.publish_front(None, edit, by=editor, at=clock.now() + hours(1)).version
    off = actions.publish_front(None, edit, by=editor, at=clock.now() + hours(2)).version
    actions.call_off_front(off, by=editor)
    assert [data["version"] for _event, data in told(server)] == [1]

    clock.advance(hours=3)

    assert [data["version"] for _event, data in told(server)] == [planned.number]


def test_what_the_system_brings_in_is_no_news(server, hook, clock):
    article = make_article(status="ready")
    actions.publish(article, by=None)

    assert names(server) == []


def test_a_message_is_signed_and_known_by_its_key_when_it_comes_again(server, hook, editor):
    server.answers = [(500, {}, b"No\x00no"), (204, {}, b"")]
    actions.publish(make_article(status="ready"), by=editor)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.words, delivery.delivered_at) == (500, "No no", None)
    queue.try_again(Effect.objects.filter(kind="webhook"), by=None)
    work()

    [(_path, first, body), (_other, second, _again)] = server.requests
    stamp, _comma, sign = second["Newsroom-Signature"].partition(",")
    assert sign == f"v1={signature(hook.secret, int(stamp[2:]), body)}"
    assert first["Idempotency-Key"] == second["Idempotency-Key"] == json.loads(body)["id"]
    delivery.refresh_from_db()
    assert (delivery.tries, delivery.status, bool(delivery.delivered_at)) == (2, 204, True)


def test_only_what_a_webhook_wants_and_only_while_it_is_on(server, hook, editor):
    Webhook.objects.create(name="Off", url=f"{server.url}/off", events=EVERY, is_on=False)
    Webhook.objects.filter(pk=hook.pk).update(events=["story.withdrawn"])

    actions.publish(make_article(status="ready"), by=editor)

    assert names(server) == []


@pytest.mark.parametrize(("status", "given_up"), [(410, True), (302, False), (404, False)])
def test_a_receiver_that_wants_no_more_is_left_alone(server, hook, editor, status, given_up):
    server.answers = [(status, {"Location": "/"}, b"")]
    actions.publish(make_article(status="ready"), by=editor)
    work()

    effect = Effect.objects.get(kind="webhook")
    assert (effect.done_at, bool(effect.given_up_at)) == (None, given_up)


def test_a_private_address_is_not_asked(server, hook, editor, settings):
    settings.OUTGOING_TO_PRIVATE, settings.DEBUG = False, True
    actions.publish(make_article(status="ready"), by=editor)

    assert names(server) == []
    assert "private network" in Delivery.objects.get().words
    assert Effect.objects.get(kind="webhook").given_up_at


def test_a_test_and_a_second_sending_are_for_who_may_change_webhooks(server, hook, editor):
    boss = make_user("Managing editor")
    delivery = webhooks.send_test(hook, by=boss)
    work()
    webhooks.send_again(delivery, by=boss)
    assert names(server) == ["test", "test"]

    with pytest.raises(PermissionDenied):
        webhooks.send_test(hook, by=editor)
    with pytest.raises(PermissionDenied):
        webhooks.send_again(delivery, by=editor)


def test_pings_tell_of_pages_and_feeds_where_they_are_on(server, editor, client):
    article = make_article(status="ready")
    actions.publish(article, by=editor)
    work()
    assert server.requests == []
    row = Pings(tells_search_engines=True, indexnow_url=f"{server.url}/in", hub_url=server.url)
    pings.save_pings(row, by=None)

    change(article, editor)
    work()

    sent = {path: body.decode() for path, _headers, body in server.requests}
    search = json.loads(sent["/in"])
    assert search["urlList"] == [f"http://{search['host']}{article.get_absolute_url()}"]
    assert client.get(search["keyLocation"]).text == search["key"]
    assert client.get(f"/{'0' * 32}.txt").status_code == 404
    hub = parse_qs(sent["/"])
    assert hub["hub.mode"] == ["publish"]
    assert any(url.endswith("/rss/") for url in hub["hub.url"])
    feed = client.get("/atom/")
    assert f'<{server.url}>; rel="hub"' in feed["Link"]
    for path in ("/atom/", "/rss/", "/feed.json"):
        assert server.url in client.get(path).text


def test_the_page_of_a_webhook_shows_what_came_of_it(server, hook, client, editor):
    server.answers = [(500, {}, b"<b>No</b>")]
    boss = make_user("Managing editor")
    client.force_login(boss)
    actions.publish(make_article(status="ready"), by=editor)
    work()
    page = f"/admin/announcing/webhook/{hook.pk}/"

    shown = client.get(f"{page}change/").text
    assert "answer 500" in shown
    assert "&lt;b&gt;No&lt;/b&gt;" in shown
    assert "Will be tried again" in shown
    client.post(f"{page}again/{Delivery.objects.get().pk}/")
    client.post(f"{page}test/")
    assert sorted(names(server)) == ["story.published", "story.published", "test"]

    fields = {"name": "N", "url": "http://10.0.0.1/", "secret": "short", "events": ["nonsense"]}
    answer = client.post("/admin/announcing/webhook/add/", fields)
    assert answer.status_code == 200
    assert Webhook.objects.count() == 1
    fields |= {"url": "https://new.example/", "secret": "s" * 16, "events": EVERY[:1]}
    client.post("/admin/announcing/webhook/add/", fields)
    assert Webhook.objects.get(name="N").events == EVERY[:1]
    chosen = {"_selected_action": list(Webhook.objects.values_list("pk", flat=True))}
    chosen |= {"action": "delete_selected", "post": "yes"}
    client.post("/admin/announcing/webhook/", chosen)
    assert not Webhook.objects.exists()


def test_a_webhook_is_looked_at_whoever_stores_it(clock):
    boss = make_user("Managing editor")
    hook = Webhook(name="Inside", url="https://10.0.0.1/", events=EVERY)

    with pytest.raises(ValidationError, match="private network"):
        webhooks.save_webhook(hook, by=boss)

    hook.url = "https://hook.example/"
    webhooks.save_webhook(hook, by=boss)
    with pytest.raises(PermissionDenied):
        webhooks.delete_webhook(hook, by=make_user("Editor"))
    webhooks.delete_webhook(hook, by=boss)
    assert not Webhook.objects.exists()


def test_pings_are_set_on_a_page_of_their_own(client, server):
    client.force_login(make_user("Managing editor"))
    page = client.get("/admin/announcing/pings/", follow=True)
    assert page.status_code == 200
    fields = {
        "indexnow_url": "https://api.indexnow.org/indexnow",
        "hub_url": "https://hub.example/",
    }

    client.post("/admin/announcing/pings/1/change/", fields)

    assert Pings.of_the_site().hub_url == "https://hub.example/"
    assert client.get("/admin/announcing/pings/2/change/").status_code in {302, 404}
