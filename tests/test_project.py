"""The repository's promises about itself."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.urls import get_resolver

from newsroom.slugs import RESERVED

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("newsroom", "media", "authors", "articles")  # each imports only what stands before it
TOP_MODULES = {"newsroom.settings", "newsroom.urls", "newsroom.wsgi"}  # may import anything
MARKED_SAFE = {
    "articles/revisions/compare.py",  # marks around words of clean or escaped text
    "authors/models.py",  # a biography was cleaned when it was stored
    "newsroom/drawn.py",  # marks nothing; it tells markup from words
    "newsroom/jsonld.py",  # JSON in which nothing can be markup
    "articles/body.py",  # a body was cleaned when it was stored and is drawn from templates
}
NOT_PROTECTED = {
    "articles.BodyPicture.article",  # a note about the story, made anew from its text
    "articles.CalendarLink.user",  # a part of its account
    "articles.CheckOverride.article",
    "articles.CheckRule.section",  # an exception for that section alone
    "articles.Comment.article",  # parts of their story
    "articles.Comment.link",  # a note outlives the link it came by
    "articles.Comment.parent",  # a part of its thread
    "articles.MailChoice.user",  # a part of its account
    "articles.Notice.article",  # told of its story ...
    "articles.Notice.comment",  # ... or note ...
    "articles.Notice.to",  # ... to somebody
    "articles.Correction.article",
    "articles.CorrectionVersion.correction",
    "articles.Front.section",  # what stands above its list
    "articles.FrontPicture.front",  # parts of their front
    "articles.FrontShown.front",
    "articles.FrontVersion.front",
    "articles.PolicyLink.identity",  # parts of who the site is
    "articles.SocialLink.identity",
    "articles.FooterLink.column",  # a part of its menu
    "articles.PagePicture.page",  # parts of their page
    "articles.PageVersion.page",
    "articles.Presence.article",
    "articles.Presence.by",  # ... or with who has it open
    "articles.Reads.article",  # a count
    "articles.Revision.article",
    "articles.ShareLink.article",
    "articles.ShareVisit.link",
    "articles.SignOff.article",
    "articles.Credit.article",  # a part of its story
    "articles.TagAlias.tag",  # a name of its tag
    "articles.Transition.article",  # a part of its story
    "authors.FormerAuthor.author",  # a name of its author
    "authors.ProfileLink.author",  # a part of its author
    "authors.Author.user",  # an author outlives the account
}
LONG_LISTS = ("articles/sample/pictures/",)  # brush strokes
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40


def relative(path):
    return path.relative_to(ROOT).as_posix()


def files(*patterns):
    """The project's own files, without migrations."""
    folders = [ROOT / name for name in (*PACKAGES, "templates", "static", "tests")]
    found = sorted(path for f in folders for pattern in patterns for path in f.rglob(pattern))
    return [path for path in found if "migrations" not in path.parts]


def product(*patterns):
    """The same without the tests."""
    return [path for path in files(*patterns) if not relative(path).startswith("tests/")]


def imports(path):
    """Every module a file imports, by its full name."""
    package = relative(path).removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rank(module):
    """How high a module stands; -1 for what is not ours."""
    if any(module == top or module.startswith(top + ".") for top in TOP_MODULES):
        return len(PACKAGES)
    package = module.split(".")[0]
    return PACKAGES.index(package) if package in PACKAGES else -1


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_downwards_only(package):
    wrong = []
    for path in (ROOT / package).rglob("*.py"):
        module = relative(path).removesuffix(".py").replace("/", ".")
        wrong += [(module, name) for name in imports(path) if rank(name) > rank(module)]

    assert wrong == []


def test_nobody_imports_the_tests():
    assert [
        relative(p) for p in product("*.py") if any(i.startswith("tests.") for i in imports(p))
    ] == []


class Markup(HTMLParser):
    """Notes what a strict Content-Security-Policy would forbid in a template."""

    def __init__(self, text):
        super().__init__()
        self.faults = []
        self.feed(re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL))
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        is_data = attributes.get("type") in {"application/ld+json", "application/json"}
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
            self.faults.append(f"<{tag}>")
        self.faults += [name for name in attributes if name == "style" or name.startswith("on")]
        if str(attributes.get("href", "")).lower().startswith("javascript:"):
            self.faults.append("javascript:")


TEMPLATES = product("*.html", "*.xml", "*.txt")


def test_templates_hold_no_inline_script_or_style():
    faults = {relative(p): Markup(p.read_text()).faults for p in TEMPLATES if p.suffix == ".html"}

    assert {name: found for name, found in faults.items() if found} == {}


def test_templates_trust_nothing():
    pattern = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")

    assert [relative(path) for path in TEMPLATES if pattern.search(path.read_text())] == []


def test_html_is_marked_safe_in_few_places():
    pattern = re.compile(r"\b(mark_safe|SafeString|SafeText|SafeData|__html__)\b")
    marking = {relative(path) for path in product("*.py") if pattern.search(path.read_text())}

    assert marking == MARKED_SAFE


def own_fields():
    for label in (*PACKAGES[1:], "redirects", "outbox", "announcing"):
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if field.concrete and field.model is model:
                    yield f"{label}.{model.__name__}.{field.name}", field


def test_nothing_takes_content_or_people_with_it():
    relations = {
        name: field.remote_field.on_delete
        for name, field in own_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.app_label in {*PACKAGES, "auth"}
    }

    assert len(relations) > 5
    unprotected = {name for name, rule in relations.items() if rule is not models.PROTECT}
    assert unprotected <= NOT_PROTECTED


def test_text_is_blank_never_null():
    texts = [(n, f) for n, f in own_fields() if isinstance(f, models.CharField | models.TextField)]

    assert len(texts) > 20
    assert [name for name, field in texts if field.null] == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_system_checks_are_clean():
    call_command("check", fail_level="DEBUG", databases=["default"])


def first_segments(patterns, prefix=""):
    """The first part of every route, where it is fixed."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if "/" not in route and hasattr(pattern, "url_patterns"):
            yield from first_segments(pattern.url_patterns, route)
        elif route and "<" not in route.split("/")[0]:
            yield route.split("/")[0]


def test_no_story_can_take_the_address_of_another_page():
    taken = set(first_segments(get_resolver().url_patterns))

    assert {"admin", "news", "rss", "authors"} <= taken
    assert taken <= RESERVED
    assert {settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/")} <= RESERVED


def is_long_list(path):
    return relative(path).startswith(LONG_LISTS)


def test_no_file_is_longer_than_a_reader_can_hold():
    own = [path for path in product("*.py", "*.html", "*.css", "*.js") if not is_long_list(path)]
    lengths = {relative(path): len(path.read_text().splitlines()) for path in own}

    assert {name: n for name, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{relative(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in product("*.py")
        if not is_long_list(path)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    }

    assert long == {}


def test_every_knob_is_in_the_readme():
    knobs = set(
        re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', (ROOT / "newsroom/settings.py").read_text())
    )
    readme = ROOT / "README.md"
    rows = [line for line in readme.read_text().splitlines() if line.startswith("|")]

    assert {"SECRET_KEY", "DATABASE_URL", "SITE_ORIGIN"} <= knobs
    assert {knob for knob in knobs if not any(f"`{knob}`" in row for row in rows)} == set()


def test_no_test_puts_a_dummy_in_the_place_of_our_code():
    wrong = []
    for path in (ROOT / "tests").rglob("*.py"):
        modules = {name.split(".")[0] for name in imports(path)}
        names = {n.id for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Name)}
        arguments = {n.arg for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.arg)}
        if {"unittest", "mock"} & modules or {"MagicMock", "Mock"} & names or "mocker" in arguments:
            wrong.append(relative(path))

    assert wrong == []
