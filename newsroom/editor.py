"""CKEditor 4, and nothing of it anywhere else: the widget staff write stories with.

It filters by the server's own allow-list (newsroom/html.py), loads no preview, iframe, flash or
upload plugin, and asks no other machine for anything. Whatever it sends is rebuilt by
newsroom.html.clean when it is stored, so nothing depends on its honesty.
"""

from ckeditor.widgets import CKEditorWidget
from django.forms.widgets import Media
from django.templatetags.static import static
from django.utils.translation import gettext

from .html import ATTRIBUTES, CLASSES, MAX_IN_GALLERY, TAGS

REMOVED_PLUGINS = (
    "a11yhelp about bidi colorbutton colordialog copyformatting dialogadvtab div elementspath "
    "exportpdf flash font format forms iframe image justify language liststyle newpage pagebreak "
    "pastefromgdocs pastefromlibreoffice preview print save scayt smiley sourcearea specialchar "
    "stylescombo templates uploadimage uploadwidget wsc"
).split()
OWN_INSERTS = ("picture", "gallery", "story", "embed", "pullquote", "factbox")
TOOLBAR = [
    ["Newsroom-h2", "Newsroom-h3"],
    ["Bold", "Italic", "RemoveFormat"],
    ["Link", "Newsroom-footnote"],
    ["BulletedList", "NumberedList", "Blockquote"],
    [f"Newsroom-{name}" for name in OWN_INSERTS],
    ["Table", "HorizontalRule"],
    ["Undo", "Redo", "Find", "Maximize"],
]
ICONS = ("h2", "h3", "footnote", *OWN_INSERTS)
SCRIPTS = (
    "csp dialog search upload library widgets pictures gallery stories embeds boxes links paste "
    "count room plugin"  # in the order they build on
).split()
STYLES = ("frame", "dialog", "library")


def allowed_content() -> str:
    """The server's allow-list in CKEditor's language (Allowed Content Rules)."""
    everywhere = sorted(ATTRIBUTES["*"])
    rules = []
    for tag in sorted(TAGS):
        attributes = ",".join([*sorted(ATTRIBUTES.get(tag, ())), *everywhere])
        classes = ",".join(sorted(CLASSES.get(tag, ())))
        rules.append(f"{tag}[{attributes}]" + (f"({classes})" if classes else ""))
    return "; ".join(rules)


class StoryEditor(CKEditorWidget):
    """A text area with CKEditor on it; without JavaScript, the HTML itself.

    `asks` are the addresses the editor asks for what it shows: "describe", "images", "stories",
    "embed", as articles/admin/references.py answers them.
    """

    def __init__(self, asks: dict | None = None, attrs=None):
        super().__init__(attrs=attrs)
        self.asks = asks or {}
        self.config = {
            "allowedContent": allowed_content(),
            "disallowedContent": "script style iframe object embed; *[on*]; *{*}",
            "pasteFilter": None,  # static/js/editor/paste.js knows better
            "removePlugins": ",".join(REMOVED_PLUGINS),
            "extraPlugins": "newsroom",
            "toolbar": TOOLBAR,
            "clipboard_handleImages": False,
            "disableNativeSpellChecker": False,
            "entities": False,
            "entities_processNumerical": False,
            "height": "24rem",  # until static/js/editor/room.js makes it as tall as the text
            "width": "100%",
            "resize_enabled": False,
            "magicline_color": "#8f1d14",
        }

    def get_context(self, name, value, attrs):
        self.config |= {
            "title": gettext("Text of the story"),
            "contentsCss": [static(f"css/{name}.css") for name in ("tokens", "fonts", "editor")],
            "contextmenu_contentsCss": [
                static("ckeditor/ckeditor/skins/moono-lisa/editor.css"),
                static("css/editor-menu.css"),
            ],
            "newsroom": {
                **self.asks,
                "mostInGallery": MAX_IN_GALLERY,
                "icons": {icon: static(f"img/editor/{icon}.svg") for icon in ICONS},
            },
        }
        return super().get_context(name, value, attrs)

    @property
    def media(self):
        # After CKEditor itself, before it starts when the page is there.
        return super().media + Media(
            css={"all": [f"css/editor-{name}.css" for name in STYLES]},
            js=["ckeditor/ckeditor/ckeditor.js", *(f"js/editor/{name}.js" for name in SCRIPTS)],
        )
