import pytest
from django.http import HttpResponse

from newsroom.headers import (
    ADMIN_POLICY,
    PERMISSIONS_POLICY,
    PUBLIC_POLICY,
    HeadersMiddleware,
)

NAMES = ("Content-Security-Policy", "Permissions-Policy", "X-Frame-Options")


def headers(response):
    return tuple(response[name] for name in NAMES)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/no-such-page/", "/administration/", "/a/b/c"])
def test_readers_get_the_strict_policy(client, path):
    assert headers(client.get(path)) == (PUBLIC_POLICY, PERMISSIONS_POLICY, "DENY")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/no-such-page/"])
def test_staff_get_the_policy_the_editor_can_live_with(client, path):
    assert headers(client.get(path)) == (ADMIN_POLICY, PERMISSIONS_POLICY, "DENY")


@pytest.mark.django_db
def test_the_rest_of_the_defences_stand_on_every_page(client):
    response = client.get("/")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("policy", [PUBLIC_POLICY, ADMIN_POLICY])
def test_no_policy_lets_strangers_code_run(policy):
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    assert rules["default-src"] == "'self'"
    assert rules.get("script-src", "'self'") == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == "'self'"


def test_readers_pages_allow_no_inline_style_either():
    assert "unsafe" not in PUBLIC_POLICY
    assert "style-src" not in PUBLIC_POLICY


def answer(rf, path, **response):
    return HeadersMiddleware(lambda request: HttpResponse(**response))(rf.get(path))


def test_a_view_may_set_its_own_policy(rf):
    response = answer(rf, "/", headers={"Content-Security-Policy": "default-src 'none'"})

    assert response[NAMES[0]] == "default-src 'none'"
    assert response[NAMES[1]] == PERMISSIONS_POLICY


def test_djangos_own_error_pages_keep_their_styles_while_developing(rf, settings):
    settings.DEBUG = True

    assert not answer(rf, "/", status=404).has_header(NAMES[0])
    assert answer(rf, "/", status=200).has_header(NAMES[0])
    settings.DEBUG = False
    assert answer(rf, "/", status=404).has_header(NAMES[0])


def test_a_browser_runs_no_code_that_was_smuggled_into_a_page(page, page_problems):
    page.goto("/")

    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.smuggled = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x: onerror='smuggled = true'>");
        }"""
    )

    assert page.evaluate("window.smuggled") is None
    assert any("Content Security Policy" in problem for problem in page_problems)
    page_problems.clear()
