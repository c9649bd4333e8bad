"""Read a page as a tree, and refuse one that is not well-formed HTML."""

import re
from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
BLOCKS = set(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul".split()
)
WORDS_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a"}  # no block inside these
IN_HEAD = {"meta", "title", "link", "script", "base"}
PARENTS = {
    "li": {"ul", "ol", "template"},
    "tr": {"tbody", "thead", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "source": {"picture"},
    "figcaption": {"figure"},
}
STEP = re.compile(r"(?P<tag>[\w-]*)(?P<classes>(?:\.[\w-]+)*)(?P<conditions>(?:\[[^\]]+\])*)")


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []

    def __getitem__(self, name):
        return self.attributes[name]

    def __contains__(self, name):
        return name in self.attributes

    @property
    def text(self):
        """What it says, on one line."""
        return " ".join(self._words().split())

    def _words(self):
        return "".join(c if isinstance(c, str) else c._words() for c in self.children)

    def walk(self):
        """Everything inside, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, selector):
        """Elements inside that fit `selector`: "ol.headlines a[rel=next]"."""
        *outer, last = selector.split(" ")
        found = [e for e in self.walk() if e._fits(last)]
        return [e for e in found if e._is_within(outer)]

    def one(self, selector):
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} of {selector}"
        return found[0]

    def texts(self, selector):
        return [element.text for element in self.all(selector)]

    def ancestors(self):
        element = self.parent
        while element:
            yield element
            element = element.parent

    def _fits(self, step):
        parts = STEP.fullmatch(step)
        classes = (self.attributes.get("class") or "").split()
        conditions = re.findall(r"\[([^\]=]+)(?:=([^\]]*))?\]", parts["conditions"])
        return (
            parts["tag"] in {"", self.tag}
            and all(name in classes for name in parts["classes"].split(".")[1:])
            and all(n in self and v in {"", self[n]} for n, v in conditions)
        )

    def _is_within(self, steps):
        ancestors = self.ancestors()
        return all(any(a._fits(step) for a in ancestors) for step in reversed(steps))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.open = Element("", {}, None)
        self.faults = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        element = Element(tag, dict(attrs), self.open)
        self.open.children.append(element)
        self._check(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag == self.open.tag:
            self.open = self.open.parent
            return
        self.faults.append(f"</{tag}> closes <{self.open.tag}>")
        fitting = [a for a in self.open.ancestors() if a.tag == tag]
        if fitting:
            self.open = fitting[0].parent

    def handle_data(self, data):
        self.open.children.append(data)

    def _check(self, element):
        tag, parent = element.tag, element.parent
        outer = {a.tag for a in element.ancestors()}
        if tag in BLOCKS and parent.tag in WORDS_ONLY:
            self.faults.append(f"<{tag}> in <{parent.tag}>")
        if tag in {"a", "button"} and outer & {"a", "button"}:
            self.faults.append(f"<{tag}> in a link or button")
        if parent.tag not in PARENTS.get(tag, {parent.tag}):
            self.faults.append(f"<{tag}> in <{parent.tag}>")
        if "head" in outer and tag not in IN_HEAD:
            self.faults.append(f"<{tag}> in the head")
        if tag == "img" and "alt" not in element:
            self.faults.append("a picture without alt")


def parse(text, *, is_strict=True):
    """The tree of `text`; strict: AssertionError names everything that is not well-formed."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if is_strict:
        faults = reader.faults + _faults_of_whole(reader.root)
        faults += [f"<{reader.open.tag}> is not closed"] * (reader.open is not reader.root)
        assert not faults, faults
        assert text.lstrip().lower().startswith("<!doctype html>")
    return reader.root


def _faults_of_whole(root):
    ids = Counter(element["id"] for element in root.all("[id]"))
    named = [name for e in root.all("[aria-labelledby]") for name in e["aria-labelledby"].split()]
    counts = {tag: len(root.all(tag)) for tag in ("html", "head", "title", "body", "main", "h1")}
    return [
        *(f"id {name} is there {n} times" for name, n in ids.items() if n > 1),
        *(f"nothing has the id {name}" for name in named if name not in ids),
        *(f"{n} <{tag}>" for tag, n in counts.items() if n != 1),
    ]


def read(client, path, status=200):
    """Ask for a public page, and read it strictly."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return parse(response.text)


def read_admin(client, path):
    """Ask for a page of the admin, whose own markup is Django's business."""
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return parse(response.text, is_strict=False)


def form_fields(form):
    """What a browser would send of `form` as it stands, without any button or file."""
    fields = {}
    for field in form.all("[name]"):
        kind = field.attributes.get("type", field.tag)
        if kind == "textarea":
            fields[field["name"]] = field._words().removeprefix("\n")
        elif kind == "select":
            chosen = [option["value"] for option in field.all("option[selected]")]
            first = [option["value"] for option in field.all("option")][:1]
            value = chosen if "multiple" in field else (chosen or first or [""])[0]
            fields[field["name"]] = value
        elif kind in {"checkbox", "radio"}:
            if "checked" in field:
                fields[field["name"]] = field.attributes.get("value", "on")
        elif kind not in {"submit", "file", "button", "meta"}:
            fields[field["name"]] = field.attributes.get("value", "")
    return fields


def open_form(client, path):
    """The main form of an admin page, and the values a browser would send of it."""
    form = read_admin(client, path).one("[id=content-main] form")
    return form, form_fields(form)


SMALL_FIX = {"_say-declare": "minor"}  # what a story's form says of changes to a live story


def send_form(client, path, button="_continue", **changes):
    """Open an admin form, change some fields, press a button ("name" or "name=value")."""
    _form, fields = open_form(client, path)
    name, _equals, value = button.partition("=")
    return client.post(path, {**fields, **changes, name: value or "1"})


def errors_of(response):
    """What a form says is wrong, as the page of `response` shows it."""
    assert response.status_code == 200
    return parse(response.text, is_strict=False).texts("ul.errorlist li")


def messages_of(response):
    """What the admin says on top of the page `response` is, or leads to."""
    page = response if response.status_code == 200 else response.client.get(response["Location"])
    return parse(page.text, is_strict=False).texts("ul.messagelist li")
