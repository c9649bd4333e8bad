import pytest

from tests.factories import PASSWORD, make_user


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
