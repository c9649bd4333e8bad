import pytest

from tests.factories import PASSWORD, make_user


@pytest.fixture
def desk(client):
    """A client on which a picture editor is logged in."""
    user = make_user("Picture editor")
    client.login(username=user.username, password=PASSWORD)
    return client
