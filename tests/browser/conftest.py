import pytest

from tests.factories import make_user
from tests.windows import leave, open_window

from .desk import Desk, sign_in


@pytest.fixture
def desk(page):
    """The first page of the admin, as somebody in the role Editor sees it."""
    sign_in(page, make_user("Editor"))
    page.goto("/admin/")
    return page


@pytest.fixture
def at_desk(browser, live_server):
    """Somebody in a browser of their own: at_desk(user) gives their Desk."""
    contexts = []

    def sit_down(user):
        contexts.append(open_window(browser, live_server))
        return Desk(contexts[-1].new_page(), live_server, user)

    yield sit_down
    for context in contexts:
        leave(context)
