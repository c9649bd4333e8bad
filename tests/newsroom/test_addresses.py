import pytest

from newsroom.addresses import link_address, web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("//a.example/b", "https://a.example/b"),
        (r"\\a.example", "https://a.example"),
        (" \n https://a.example/b \u00a0", "https://a.example/b"),
        ("https://a.ex\x01ample/\x1fb\uffff", "https://a.example/b"),
        ("ht\ntps:a.example", "https://a.example"),
        ("/news/", None),
        ("mailto:a@b.example", None),
        ("java\x01script:alert(1)", None),
        ("https://", None),
        ("http://[", None),
        ("", None),
        ("https://a.example/" + "x" * 2000, None),
    ],
)
def test_a_web_address_has_one_form_and_a_host(written, address):
    assert web_address(written) == address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/news/", "/news/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("\x1fjava\x01script:alert(1)", None),
        ("data:text/html,x", None),
    ],
)
def test_a_link_may_lead_anywhere_but_into_a_script(written, address):
    assert link_address(written) == address
