"""What browser tests do at the desk: sign in, open a story, press the editor's buttons."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_image, picture_file
from tests.windows import PATIENCE

READY = """() => {
  const editor = window.CKEDITOR?.instances.id_body;
  if (editor?.status !== "ready") return false;
  const sheets = [...editor.document.$.querySelectorAll("link[rel=stylesheet]")];
  return sheets.length > 0 && sheets.every((link) => link.sheet?.cssRules.length > 0);
}"""


def make_draft(body="<p>Before.</p><p>After.</p>", **fields) -> Article:
    """A story nobody has published yet."""
    return make_article(status=Article.Status.DRAFT, body=body, **fields)


def make_pictures(*titles: str) -> list:
    """Pictures of these titles, each of its own colour; at most four."""
    return [
        make_image(file=picture_file((900, 600), colour), title=title, caption=f"{title}, Monday")
        for title, colour in zip(titles, ("teal", "navy", "olive", "maroon"), strict=False)
    ]


def sign_in(page, user) -> str:
    """A new session in the browser of `page`, as the form of the login begins one: its key."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": key,
        "domain": "localhost",
        "path": "/",
    }
    page.context.add_cookies([cookie])
    return key


class Desk:
    """A page of the admin with the form of one story, signed in as `user`."""

    def __init__(self, page, live_server, user):
        self.page, self.user, self.url = page, user, live_server.url
        self.sign_in()
        self.text = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
        self.dialog = page.locator("dialog[open]")

    def sign_in(self) -> None:
        """A new session, as somebody gets who signs in in whatever tab."""
        self.session = sign_in(self.page, self.user)

    def end_session(self) -> None:
        """Over on the server, while the browser knows nothing of it."""
        Session.objects.filter(pk=self.session).delete()

    def open(self, article: Article) -> None:
        self.page.goto(f"/admin/articles/article/{article.pk}/change/")
        self.wait()

    def crash(self) -> None:
        """Gone, without a last word to the server."""
        self.page.evaluate("navigator.sendBeacon = undefined")
        self.page.close()

    def wait(self) -> None:
        """Until the editor can be typed in and its text area has its looks."""
        self.page.wait_for_function(READY)

    def press(self, name: str) -> None:
        """A button of the toolbar, by the end of its class: "bold", "newsroom-picture"."""
        self.page.locator(f".cke_button__{name}").click()

    def write(self, words: str) -> None:
        """At the end of the text, in a paragraph of its own."""
        self.text.click()
        self.keys("Control+End", "Enter")
        self.type(words)

    def says(self, words: str, timeout: int = PATIENCE) -> None:
        """Wait until the line beside the buttons says so."""
        expect(self.page.locator("[data-state]")).to_contain_text(words, timeout=timeout)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def found(self, number: int) -> None:
        """Wait until the search of the open dialog shows `number` results."""
        options = self.dialog.get_by_role("option")
        options.nth(number - 1).wait_for()
        self.page.wait_for_function(
            "number => document.querySelectorAll('dialog [role=option]').length === number",
            arg=number,
        )

    def insert(self) -> None:
        self.dialog.locator("button[type=submit]").click()
        self.dialog.wait_for(state="detached")

    def html(self) -> str:
        return self.page.evaluate("CKEDITOR.instances.id_body.getData()")

    def load(self, html: str) -> str:
        """What is left of `html` after the editor took it in and gave it out again."""
        return self.page.evaluate(
            """html => new Promise(done => {
                const editor = CKEDITOR.instances.id_body;
                editor.setData(html, () => done(editor.getData()));
            })""",
            html,
        )

    def paste(self, html: str, text: str = "") -> str:
        """What the text is after `html` was pasted over all of it."""
        self.load("<p></p>")
        self.text.click()
        self.text.evaluate(
            """(body, [html, text]) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/html", html);
                clipboardData.setData("text/plain", text);
                const paste = new ClipboardEvent("paste", {
                    clipboardData, bubbles: true, cancelable: true,
                });
                body.dispatchEvent(paste);
            }""",
            [html, text],
        )
        self.page.wait_for_function("() => CKEDITOR.instances.id_body.getData() !== ''")
        return self.html()

    def save(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("button[name=_continue]").click()
        self.page.locator(".messagelist .success").wait_for()
        self.wait()
