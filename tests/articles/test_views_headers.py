import pytest

from articles import reading
from newsroom.headers import ADMIN_POLICY, PERMISSIONS_POLICY, PUBLIC_POLICY
from tests.factories import make_article, make_author, make_correction, make_section, make_tag

pytestmark = pytest.mark.django_db

PUBLIC = {  # path: status
    "/": 200, "/news/": 200, "/news/?view=headlines": 200, "/section/city/": 200,
    "/tag/harbour/": 200, "/author/ann/": 200, "/authors/": 200, "/story/": 200,
    "/rss/": 200, "/section/city/rss/": 200, "/tag/harbour/rss/": 200, "/author/ann/rss/": 200,
    "/corrections/": 200, "/corrections/rss/": 200,
    "/withdrawn/": 410, "/news/?before=x": 404, "/no-such-page/": 404, "/no/such/page": 404,
    "/news": 301, "/%00": 400,
}  # fmt: skip


@pytest.fixture(autouse=True)
def site():
    place = {
        "section": make_section(slug="city"),
        "tags": [make_tag(slug="harbour")],
        "credits": [make_author(slug="ann")],
    }
    make_correction(make_article(slug="story", **place))
    make_article(slug="withdrawn", status="withdrawn", **place)


def defences(response):
    names = ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy",
             "X-Content-Type-Options", "X-Frame-Options", "Cross-Origin-Opener-Policy")  # fmt: skip
    return [response.get(name) for name in names]


COMMON = [
    PERMISSIONS_POLICY, "strict-origin-when-cross-origin", "nosniff", "DENY", "same-origin",
]  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_every_answer_to_a_reader_carries_its_defences(client, path):
    response = client.get(path)

    assert response.status_code == PUBLIC[path]
    assert defences(response) == [PUBLIC_POLICY, *COMMON]


@pytest.mark.parametrize(
    "path",
    ["", "login/", "articles/article/", "articles/article/add/", "media/image/", "no/such/page/",
     "authors/user/", "articles/article/1/withdraw/", "jsi18n/"],
)  # fmt: skip
def test_every_page_of_the_admin_carries_its_own(admin_client, path):
    assert defences(admin_client.get(f"/admin/{path}")) == [ADMIN_POLICY, *COMMON]


@pytest.mark.parametrize("cookie", [None, "x", "x" * 40, "0" * 32, "\\x00"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_knows_no_cookie(client, path, cookie):
    if cookie:
        client.cookies["sessionid"] = cookie
        client.cookies["csrftoken"] = client.cookies["messages"] = cookie

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", PUBLIC)
def test_staff_see_what_everybody_sees(client, admin_client, path):
    same = {"X-Request-ID": "the-same-request"}
    to_reader, to_staff = client.get(path, headers=same), admin_client.get(path, headers=same)

    assert to_staff.content == to_reader.content
    assert dict(to_staff.items()) == dict(to_reader.items())
    assert not to_staff.cookies


@pytest.mark.parametrize("path", [path for path, status in PUBLIC.items() if status == 200])
def test_a_page_may_be_kept_by_anyone_and_is_asked_for_again(client, path):
    response = client.get(path)

    assert response["Cache-Control"] == "public, no-cache"
    again = client.get(path, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == response["ETag"]
    make_article(section=make_section(name="New"), tags=[make_tag()])
    reading.forget()  # a generation later
    changed = client.get(path, headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == (304 if path.endswith("rss/") and path != "/rss/" else 200)


def test_the_admin_is_kept_by_nobody(admin_client):
    response = admin_client.get("/admin/articles/article/")

    assert "no-store" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
