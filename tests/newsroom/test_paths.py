import pytest

from newsroom.paths import MAX_PATH, MAX_QUERY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "target",
    [
        "/%00/",
        "/story%00name/",
        "/%ff/",
        "/%c3%28/",
        "/%ed%a0%80/",
        "/section/%fe/",
        "/admin/%00/",
        "/?before=%00",
        "/news/?before=1%00",
    ],
)
def test_what_is_no_text_is_turned_away(client, django_assert_num_queries, target):
    with django_assert_num_queries(0):
        response = client.get(target)

    assert response.status_code == 400
    assert "<h1" in response.content.decode()


def test_what_is_beyond_all_reason_is_turned_away(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/" + "x" * MAX_PATH).status_code == 414
        assert client.get("/?q=" + "x" * MAX_QUERY).status_code == 414


@pytest.mark.parametrize(
    "target",
    [
        "/" + "x" * (MAX_PATH - 2) + "/",
        "/рада/",
        "/%D1%80%D0%B0%D0%B4%D0%B0/",
        "/%EF%BF%BD/",
        "/100%25/",
        "/..%2f..%2fetc%2fpasswd/",
        "/<script>/",
        "/%0d%0aSet-Cookie:x/",
        "/\u202e/",
        "/❤️/",
        "/'or'1'='1/",
        "/section/nothing/",
        "/section/x/y/z/",
        "/tag/nothing/",
        "/author/nothing/",
        "/news/?before=nonsense",
        "/media/renditions/aa/nothing/full-320.webp",
    ],
)
def test_what_is_nowhere_is_a_plain_404(client, target):
    assert client.get(target).status_code == 404


@pytest.mark.parametrize("query", ["q=%ff", "q=%F0%9F%98%80", "q=%2500", "&&&=", "x[]=1", "%"])
def test_an_odd_query_still_finds_its_page(client, query):
    assert client.get("/news/?" + query).status_code == 200


def test_the_refusal_carries_the_same_defences(client):
    assert "default-src 'self'" in client.get("/%00/")["Content-Security-Policy"]
