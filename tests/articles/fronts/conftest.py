import pytest

from tests.factories import make_user


@pytest.fixture
def editor(clock, client):
    user = make_user("Editor")
    client.force_login(user)
    client.user = user
    return client
