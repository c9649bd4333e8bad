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


def entries(language):
    """{(context, text, plural): (forms, comments)} of a catalogue as translators edit it."""
    found, head, fields, last = {}, [], {}, None
    text = (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/django.po").read_text()
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
def test_a_catalogue_is_complete(language):
    for (_context, text, plural), (forms, comments) in entries(language).items():
        assert all(forms), text
        assert not any("fuzzy" in comment for comment in comments), text
        assert len(forms) == (FORMS[language] if plural else 1), text


@pytest.mark.parametrize("language", CATALOGUES)
def test_translations_have_the_placeholders_of_the_text(language):
    for (_context, text, plural), (forms, _comments) in entries(language).items():
        wanted = set(PLACEHOLDER.findall(plural or text))
        assert set(PLACEHOLDER.findall(forms[-1])) == wanted, (text, forms[-1])
        for form in forms:  # one thing may be named without its number
            assert set(PLACEHOLDER.findall(form)) <= wanted, (text, form)


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_is_compiled(language):
    """If this fails: make messages."""
    with (ROOT / f"newsroom/locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    for (context, text, plural), (forms, _comments) in entries(language).items():
        key = f"{context}\x04{text}" if context else text
        for number, form in enumerate(forms):
            assert compiled.get((key, number) if plural else key) == form, text
