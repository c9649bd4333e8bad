"""The interface's catalogues: in step with the code, complete, and compiled."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from newsroom.languages import CATALOGUES

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("articles", "authors", "media", "newsroom")
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(r"\b(?:n?p?gettext|_)\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
FORMS = {"uk": 4, "en": 2}
DOMAINS = ("django", "djangojs")
BOTH = pytest.mark.parametrize(
    ("language", "domain"), [(code, domain) for code in CATALOGUES for domain in DOMAINS]
)
SCRIPTS = ("js/desk", "js/editor", "js/library")
WORDS = r'"((?:[^"\\\n]|\\.)*)"'
ONE_IN_SCRIPT = re.compile(rf"\bgettext\(\s*{WORDS},?\s*\)")
MANY_IN_SCRIPT = re.compile(rf"\bngettext\(\s*{WORDS},\s*{WORDS},")
COMMENT = re.compile(r"/\*.*?\*/|(?<=\s)//[^\n]*", re.DOTALL)
# What begins like a sentence or stands between tags of one, and is neither asked for nor a name.
SHOWN = re.compile(r"""["`]((?:[A-Z][a-z]+|[a-z]+ )[^"`<>{}()\[\];=]*)["`]""")
NAMES = {  # of keys, of elements and headers, of other sites: the same in every language
    "Ctrl+Enter", "Enter", "Escape", "Tab", "Files", "Content-Type", "em strong s sub sup",
    "YouTube, Vimeo, X, Instagram, TikTok, Facebook, Telegram, SoundCloud, Spotify, ",
    "Datawrapper, Google Maps.",
}  # fmt: skip
IS_CLASS = re.compile(r"[a-z-]+ [a-z]+(?:__|--)[a-z]+")


def asked_for(tree):
    """(context, text, plural) of every call of gettext in a syntax tree."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if name in ONE and len(words) == 1:
            yield None, words[0], None
        elif name in MANY and len(words) >= 2:
            yield None, words[0], words[1]
        elif name in WITH_CONTEXT and len(words) == 2:
            yield words[0], words[1], None


def calls(source):
    """The calls of gettext that Django makes of a template, as syntax trees."""
    for match in CALL.finditer(source):
        end = source.find(")", match.end())
        while end > 0:
            try:
                yield ast.parse(source[match.start() : end + 1])
                break
            except SyntaxError:
                end = source.find(")", end + 1)


def in_the_code():
    found = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            found.update(asked_for(ast.parse(path.read_text())))
    for path in (ROOT / "templates").rglob("*.*"):
        if path.suffix in {".html", ".txt"}:
            for tree in calls(templatize(path.read_text(), origin=str(path))):
                found.update(asked_for(tree))
    return found


def in_the_scripts():
    found = set()
    for text in scripts().values():
        found.update((None, words, None) for words in ONE_IN_SCRIPT.findall(text))
        found.update((None, one, many) for one, many in MANY_IN_SCRIPT.findall(text))
    return found


def scripts():
    paths = [path for part in SCRIPTS for path in (ROOT / "static" / part).glob("*.js")]
    return {str(path): COMMENT.sub("", path.read_text()) for path in paths}


def entries(language, domain="django"):
    """{(context, text, plural): (forms, comments)} of a catalogue as translators edit it."""
    found, head, fields, last = {}, [], {}, None
    text = (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/{domain}.po").read_text()
    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            head.append(line)
        elif line.startswith('"'):
            fields[last] += ast.literal_eval(line)
        elif line:
            last, _space, value = line.partition(" ")
            fields[last] = ast.literal_eval(value)
        elif "msgid" in fields:
            forms = [value for name, value in fields.items() if name.startswith("msgstr")]
            key = (fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"))
            found[key], head, fields = (forms, head), [], {}
    found.pop((None, "", None))
    return found


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_has_what_the_code_asks_for_and_nothing_else(language):
    """If this fails: make messages, and translate what is new."""
    asked, known = in_the_code(), set(entries(language))

    assert asked - known == set()
    assert known - asked == set()
    assert len(asked) > 1000


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_has_what_the_scripts_ask_for_and_nothing_else(language):
    assert in_the_scripts() == set(entries(language, "djangojs"))


def test_scripts_say_nothing_that_cannot_be_translated():
    for name, text in scripts().items():
        asked = MANY_IN_SCRIPT.sub("", ONE_IN_SCRIPT.sub("", text))
        shown = [words for words in SHOWN.findall(asked) if not IS_CLASS.fullmatch(words)]
        assert set(shown) - NAMES == set(), name


@BOTH
def test_a_catalogue_is_complete(language, domain):
    for (_context, text, plural), (forms, comments) in entries(language, domain).items():
        assert all(forms), text
        assert not any("fuzzy" in comment for comment in comments), text
        assert len(forms) == (FORMS[language] if plural else 1), text


@BOTH
def test_translations_have_the_placeholders_of_the_text(language, domain):
    for (_context, text, plural), (forms, _comments) in entries(language, domain).items():
        wanted = set(PLACEHOLDER.findall(plural or text))
        assert set(PLACEHOLDER.findall(forms[-1])) == wanted, (text, forms[-1])
        for form in forms:  # one thing may be named without its number
            assert set(PLACEHOLDER.findall(form)) <= wanted, (text, form)


@BOTH
def test_a_catalogue_is_compiled(language, domain):
    """If this fails: make messages."""
    with (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    for (context, text, plural), (forms, _comments) in entries(language, domain).items():
        key = f"{context}\x04{text}" if context else text
        for number, form in enumerate(forms):
            assert compiled.get((key, number) if plural else key) == form, text
