import pytest
from playwright.sync_api import expect

from tests.conftest import leave
from tests.factories import PASSWORD, make_user

from .desk import Desk

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no fault of ours


@pytest.fixture
def desk(page):
    """A page somebody in the role Editor has logged in on, as people do."""
    user = make_user("Editor")
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def at_desk(browser, live_server):
    """Somebody in a browser of their own: at_desk(user) gives their Desk."""
    contexts = []

    def sit_down(user):
        contexts.append(browser.new_context(base_url=live_server.url))
        return Desk(contexts[-1].new_page(), live_server, user)

    yield sit_down
    for context in contexts:
        leave(context)
