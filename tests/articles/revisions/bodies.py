"""Bodies to test with: drawn at random, and real ones that others wrote."""

import json
import re

from hypothesis import strategies as st

from newsroom.html import TAGS, clean

WORDS = st.text("abc é道ไป❤&<>", min_size=1, max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
INLINE = st.one_of(
    WORDS,
    WORDS.map("<em>{}</em>".format),
    WORDS.map('<a href="/a/">{}</a>'.format),
    st.just("a<br>b"),
)
LINE = st.lists(INLINE, min_size=1, max_size=3).map(" ".join)
SPACE = st.sampled_from(["", "", "\n", "\n\n\t"])
ATOMS = st.one_of(
    LINE.map("<p>{}</p>".format),
    LINE.map("<h2>{}</h2>".format),
    LINE.map('<figure data-image="12"><figcaption>{}</figcaption></figure>'.format),
    LINE.map("<table><tbody><tr><td>{}</td><td>b</td></tr></tbody></table>".format),
    LINE.map('<aside class="pullquote"><p>{}</p><cite>Who</cite></aside>'.format),
    st.sampled_from(
        [
            "<hr>",
            "<p></p>",
            "<ul></ul>",
            '<figure data-gallery="1,2"></figure>',
            '<div data-article="3"></div>',
            '<div data-embed="https://a.example/b"></div>',
            "<pre><code>a\n  b</code></pre>",
        ]
    ),
)
ITEMS = st.one_of(LINE.map("<li>{}</li>".format), LINE.map("<li>a<ul><li>{}</li></ul></li>".format))


def _inside(tag, contents):
    end = f"</{re.match('<([a-z]+)', tag)[1]}>"
    several = st.lists(st.tuples(SPACE, contents).map("".join), max_size=4).map("".join)
    return st.tuples(several, SPACE).map(lambda parts: tag + "".join(parts) + end)


def _boxes(contents):
    return st.one_of(
        *(_inside(tag, ITEMS) for tag in ("<ul>", "<ol>", '<ol start="3">')),
        *(_inside(tag, contents) for tag in ("<blockquote>", '<aside class="factbox">', "<div>")),
    )


BLOCKS = st.recursive(st.one_of(ATOMS, ATOMS, LINE, _boxes(ATOMS)), _boxes, max_leaves=4)
BODIES = st.lists(st.tuples(BLOCKS, SPACE).map("".join), max_size=8).map("".join).map(clean)
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{end}{tag}>" for tag in sorted(TAGS) for end in ("", "/")]),
        st.sampled_from(['<div data-article="1">', '<aside class="factbox">', " ", "\n", "word"]),
    ),
    max_size=25,
).map(lambda parts: clean("".join(parts)))


def real_bodies(folder):
    """Stories from WordPress and Ghost as they would be stored, and news in many scripts."""
    exported = (folder / "wxr/themeunittestdata.wordpress.xml").read_text()
    found = re.findall(r"<content:encoded><!\[CDATA\[(.*?)\]\]>", exported, re.DOTALL)
    ghost = json.loads((folder / "ghost/ghost-2.9-export.json").read_text())
    found += [post["html"] for post in ghost["db"][0]["data"]["posts"]]
    return [clean(html) for html in [*found, *news(folder).values()] if html]


def news(folder):
    """NTREX stories by id and language: a paragraph is a sentence of the story."""
    lines = (folder / "news/ntrex-sample.jsonl").read_text().splitlines()
    stories = [json.loads(line) for line in lines]
    return {
        f"{story['id']} {story['lang']}": clean(
            "\n".join(f"<p>{words}</p>" for words in story["paragraphs"])
        )
        for story in stories
    }
