from newsroom import site


def test_a_path_becomes_an_address_of_the_site(settings):
    settings.SITE_ORIGIN = "https://news.example"

    assert site.absolute("/a-story/") == "https://news.example/a-story/"
    assert site.absolute("https://cdn.example/1.jpg") == "https://cdn.example/1.jpg"


def test_templates_know_the_name_without_a_query(rf, settings):
    settings.SITE_NAME, settings.SITE_DESCRIPTION = "The Tide", "News of the coast."

    context = site.context(rf.get("/"))

    assert context["site_name"] == "The Tide"
    assert context["site_description"] == "News of the coast."
