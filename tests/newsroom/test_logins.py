"""Guessing passwords at the door of the admin."""

import pytest
from django.core.cache import cache

from newsroom import logins
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture(autouse=True)
def nothing_is_counted():
    yield
    cache.clear()


@pytest.fixture
def ann():
    return make_user("Managing editor", username="ann", password="right-password")


def log_in(client, password, *, username="ann", address="192.0.2.1"):
    """Whether that let somebody in, and what the page said."""
    sent = {"username": username, "password": password}
    response = client.post(LOGIN, sent, headers={"x-forwarded-for": f"10.9.9.9, {address}"})
    assert response.status_code in {200, 302}
    return response.status_code == 302, response.text


def test_after_ten_wrong_passwords_the_right_one_is_not_looked_at(client, ann, caplog):
    for _try in range(logins.FROM_ONE_ADDRESS):
        is_in, said = log_in(client, "wrong")
        assert not is_in
        assert "Too many" not in said

    is_in, said = log_in(client, "right-password")

    assert not is_in
    assert "Too many wrong passwords" in said
    assert "from 192.0.2.1" in caplog.text
    assert "ann" not in caplog.text
    assert log_in(client, "right-password", address="192.0.2.2")[0]  # she herself, elsewhere


def test_many_addresses_do_not_help(client, ann, monkeypatch):
    monkeypatch.setattr(logins, "FROM_ALL", 12)
    for number in range(12):
        log_in(client, "wrong", address=f"198.51.100.{number}")

    assert "Too many" in log_in(client, "right-password", address="203.0.113.1")[1]


def test_who_gets_in_begins_anew(client, ann):
    for _turn in range(2):
        for _try in range(logins.FROM_ONE_ADDRESS - 1):
            log_in(client, "wrong", username="ANN")
        assert log_in(client, "right-password")[0]
        client.logout()


@pytest.mark.parametrize("name", ["", "x" * 5_000, "\x00", "🙂", "ann' --"])
def test_any_name_gets_a_page(client, name):
    assert log_in(client, "wrong", username=name)[0] is False


def test_who_logs_out_is_shown_the_way_back_in_and_to_the_site(client, ann):
    client.force_login(ann)

    said = client.post("/admin/logout/").text

    assert "quality time" not in said
    assert 'href="/admin/"' in said
    assert 'href="/"' in said
