import pytest

from newsroom.staticfiles import joined


def test_the_parts_of_a_stylesheet_are_served_as_one():
    files = {
        "css/site.css": '/* All */\n@import url("a.css");\n@import url("b.css");\n',
        "css/a.css": "/* A\n of two lines */\n.a {\n  color: red;\n}\n",
        "css/b.css": '.b {\n\n  content: "é";\n}\n',
    }

    assert joined("css/site.css", files.get) == ('.a {\ncolor: red;\n}\n.b {\ncontent: "é";\n}\n')


def test_modules_keep_their_names_to_themselves():
    files = {
        "js/site.js": 'import "./a.js";\nimport "./b.js";\n',
        "js/a.js": "/* A */\nconst x = 1;\n  // why\n",
        "js/b.js": 'const x = "https://example.org/";\n',
    }

    assert joined("js/site.js", files.get) == (
        '{\nconst x = 1;\n}\n{\nconst x = "https://example.org/";\n}\n'
    )


def test_a_part_that_is_missing_is_told_at_once():
    files = {"css/site.css": '@import url("gone.css");\n'}

    with pytest.raises(KeyError, match=r"css/gone\.css"):
        joined("css/site.css", files.__getitem__)
