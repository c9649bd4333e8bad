from newsroom import site


def test_a_path_becomes_an_address_of_the_site(settings):
    settings.SITE_ORIGIN = "https://news.example"

    assert site.absolute("/a-story/") == "https://news.example/a-story/"
    assert site.absolute("https://cdn.example/1.jpg") == "https://cdn.example/1.jpg"
