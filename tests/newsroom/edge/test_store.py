from newsroom.edge.page import Page
from newsroom.edge.store import Store


def page(size=10_000, takes=()):
    return Page(
        number=1, ends=0, stale_at=0, status="200 OK", headers=[], body=b"x" * size, takes=takes
    )


def test_what_was_used_longest_ago_goes_first():
    store = Store(50_000)
    for number in range(4):
        store.put((f"/{number}/", ""), page())
        store.at((f"/{number}/", "")).used_at = number
    store.at(("/0/", "")).used_at = 9  # somebody has just read it

    store.put(("/new/", ""), page())

    assert store.at(("/0/", ""))
    assert store.at(("/new/", ""))
    assert store.at(("/1/", "")) is None
    assert store.size <= 50_000


def test_compressed_shapes_count_as_well():
    store = Store(100_000)
    kept = page()
    store.put(("/", ""), kept)
    before = store.size
    kept.answer("gzip")

    assert store.size > before


def test_pages_with_parameters_share_a_part_of_the_room():
    store = Store(100_000)
    for number in range(3):
        store.put((f"/{number}/", ""), page(takes=("q",)))
    for number in range(50):
        store.put(("/0/", f"q={number}"), page(takes=("q",)))

    assert all(store.at((f"/{number}/", "")) for number in range(3))
    assert 0 < len(store) - 3 <= 2


def test_an_address_is_known_by_what_its_view_reads():
    store = Store(100_000)
    store.put(("/search/", "q=a&page=2"), page(takes=("q", "page")))

    for query in ("q=a&page=2", "page=2&q=a", "utm=1&page=2&q=a", "q=b&q=a&page=2"):
        assert store.find("/search/", query), query
    for query in ("", "q=a", "q=A&page=2", "q=a&page=2&page=3", "q=a" + "&x=1" * 1_000):
        assert store.find("/search/", query) is None, query


def test_a_question_mark_in_a_path_is_no_query():
    store = Store(100_000)
    store.put(("/a", "b=1"), page(takes=("b",)))

    assert store.find("/a?b=1", "") is None


def test_addresses_without_end_are_not_remembered_without_end():
    store = Store(100_000)
    store.put(("/", ""), page())
    for number in range(12_000):
        store.find("/", f"utm={number}")

    assert len(store._keys) <= 5_000
