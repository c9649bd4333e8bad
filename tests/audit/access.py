"""Every kind of page as axe finds it: both schemes, a telephone and a desktop, all doors open."""

from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from .house import BROWSERS, installed, program

SIZES = ((390, 844), (1280, 900))
# What WCAG 2.2 AA asks, and what axe counts as good practice (landmarks, headings, skip links).
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OPEN_DOORS = """() => {
  for (const door of document.querySelectorAll("details:not([open])")) door.open = true;
  for (const menu of document.querySelectorAll("[popover]")) menu.showPopover?.();
}"""
RUN_AXE = """async (rules) => (await axe.run(document, rules)).violations.flatMap(
  (fault) => fault.nodes.slice(0, 3).map((node) => [
    fault.id, `${fault.help}: ${node.html.slice(0, 200)} ${(node.any[0] || node.all[0] ||
    node.none[0] || {}).message || ""}`,
  ]))"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# WCAG 1.4.12: what a reader may set for all text without losing any of it.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
MOST_STOPS = 60
# Where the keyboard stands: "" at the end of the page, else what is wrong with it, if anything.
STANDS = """() => {
  const PARTS = ["::scroll-button(inline-start)", "::scroll-button(inline-end)"]; // are stops, too
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  if (at.tagName === "IFRAME") return "seen";
  const box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1);
  const hit = document.elementFromPoint(x, y);
  const words = at.outerHTML.slice(0, 120);
  if (!hit || !(at.contains(hit) || hit.contains(at) || at.labels?.[0]?.contains(hit)))
    return `is hidden where the keyboard stands (WCAG 2.4.11): ${words}`;
  const outlined = (each, part) => {
    const style = getComputedStyle(each, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const around = [at, ...at.children];
  for (let each = at.parentElement; each !== document.body; each = each.parentElement)
    around.push(each); // a card is marked for the link in it
  const isMarked = around.some((each) => outlined(each)) || PARTS.some((part) => outlined(at, part))
    || [at, at.parentElement].some((each) => getComputedStyle(each).boxShadow !== "none");
  return isMarked ? "seen" : `shows no focus (WCAG 2.4.7): ${words}`;
}"""


class Window:
    """A browser window that notes what its console complains of and what it asks strangers."""

    def __init__(self, context, origin: str):
        self.origin, self.problems = origin, []
        self.page = context.new_page()
        self.axe = (installed("axe-core") / "axe.min.js").read_text()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._request)

    def _console(self, message):
        # A page that is there to say 404 or 410 is reported as a failure to load it.
        is_status = message.location["url"] == self.page.url and "status of 4" in message.text
        if message.type == "error" and not is_status:
            self.problems.append(f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.problems.append(f"asks {request.url}")

    def open(self, path: str, size) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.goto(self.origin + path)

    def faults(self, where: str, *, is_open: bool = False):
        """(where, what) of axe's findings on the page as it stands; `is_open`: all doors are."""
        self.page.evaluate("() => document.getAnimations().forEach(each => each.finish())")
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(self.axe)
        for rule, words in self.page.evaluate(RUN_AXE, RULES):
            if not (is_open and rule == "target-size" and "obscured" in words):
                yield where, f"{rule}: {words}"  # an open menu covers what is below it

    def told(self, where: str):
        found, self.problems = self.problems, []
        return ((where, problem) for problem in dict.fromkeys(found))


@contextmanager
def window(origin: str):
    """A Window of a browser of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(*BROWSERS), args=["--no-sandbox"]
        )
        try:
            yield Window(browser.new_context(bypass_csp=False), origin)
        finally:
            browser.close()


def look(seen: Window, path: str):
    """All that is wrong with one page, closed and open, light and dark, narrow and wide."""
    for size in SIZES:
        seen.open(path, size)
        place = f"{path} at {size[0]}"
        yield from seen.faults(f"{place}, light")
        seen.page.evaluate(OPEN_DOORS)
        yield from seen.faults(f"{place}, light, open", is_open=True)
        seen.page.emulate_media(color_scheme="dark")
        yield from seen.faults(f"{place}, dark, open", is_open=True)
    seen.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    yield from seen.faults(f"{place}, dark, open, from the right", is_open=True)
    if seen.page.evaluate(TOO_WIDE):
        yield f"{path} from the right", "is wider than its window (WCAG 1.4.10)"
    yield from walk(seen, path)
    seen.open(path, (320, 640))
    if seen.page.evaluate(TOO_WIDE):
        yield f"{path} at 320", "is wider than its window (WCAG 1.4.10)"
    seen.page.evaluate(SPACE_OUT)
    if seen.page.evaluate(TOO_WIDE):
        yield f"{path} at 320", "is wider than its window once text is spaced out (WCAG 1.4.12)"
    yield from seen.told(path)


def walk(seen: Window, path: str):
    """Tab through a page: what has the focus is seen, and is seen to have it."""
    for size in SIZES:
        seen.open(path, size)
        for _stop in range(MOST_STOPS):
            seen.page.keyboard.press("Tab")
            stands = seen.page.evaluate(STANDS)
            if not stands:
                break
            if stands != "seen":
                yield f"{path} at {size[0]}", stands
