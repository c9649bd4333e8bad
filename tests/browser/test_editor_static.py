import mimetypes
from urllib.parse import unquote, urlsplit

from django.core.management import call_command

from articles.models import Article
from newsroom.editor import REMOVED_PLUGINS
from newsroom.staticfiles import UNUSED_EDITOR_PLUGINS
from tests.factories import make_article, make_image, make_user

from .desk import Desk


def test_the_editor_lives_on_what_collectstatic_leaves(page, live_server, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    missing = []

    def serve(route):
        name = unquote(urlsplit(route.request.url).path).removeprefix("/static/")
        if (tmp_path / name).is_file():
            content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            route.fulfill(path=tmp_path / name, content_type=content_type)
        else:
            missing.append(name)
            route.fulfill(status=404)

    page.route("**/static/**", serve)
    desk = Desk(page, live_server, make_user(is_superuser=True))
    image = make_image()
    body = f'<p>Words</p><figure data-image="{image.pk}"></figure><table><tr><td>cell</td></table>'
    desk.open(make_article(status=Article.Status.DRAFT, body=body))

    for name in ("table", "find"):
        desk.press(name)
        page.locator(".cke_dialog_ui_button_cancel >> visible=true").click()
    desk.text.get_by_text("cell").click(button="right")
    page.locator("iframe.cke_panel_frame >> visible=true").wait_for()
    desk.paste('<p class="MsoNormal">Words<o:p></o:p></p>')

    assert missing == []


def test_what_the_editor_never_loads_is_not_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)

    plugins = {path.name for path in (tmp_path / "ckeditor/ckeditor/plugins").iterdir()}

    assert not plugins & set(UNUSED_EDITOR_PLUGINS)
    assert not plugins & set(REMOVED_PLUGINS)
    assert {"table", "widget", "link", "pastefromword"} <= plugins
    for folder in ("galleriffic", "ckeditor/skins/moono", "ckeditor/adapters"):
        assert not (tmp_path / "ckeditor" / folder).exists()
