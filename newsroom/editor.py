"""CKEditor 4, and nothing of it anywhere else: the widget staff write stories with.

It filters by the server's own allow-list (newsroom/html.py), loads no preview, iframe, flash or
upload plugin, and asks no other machine for anything. Whatever it sends is rebuilt by
newsroom.html.clean when it is stored, so nothing depends on its honesty.
"""

from ckeditor.widgets import CKEditorWidget
from django.forms.widgets import Media
from django.templatetags.static import static

from .html import ATTRIBUTES, CLASSES, TAGS

REMOVED_PLUGINS = (
    "a11yhelp about bidi colorbutton colordialog copyformatting dialogadvtab div exportpdf flash "
    "font forms iframe image language newpage pagebreak preview print save scayt smiley "
    "specialchar stylescombo templates uploadimage uploadwidget wsc"
).split()
TOOLBAR = [
    ["Format", "Bold", "Italic", "RemoveFormat"],
    ["Link", "Unlink"],
    ["BulletedList", "NumberedList", "Blockquote"],
    ["NewsroomPicture", "NewsroomStory", "NewsroomPullquote", "NewsroomFactbox"],
    ["Table", "HorizontalRule"],
    ["Undo", "Redo", "Find", "Maximize"],
]
PASTE_FILTER = "p h2 h3 ul ol li strong em blockquote table thead tbody tr th td; a[!href]"
BUTTONS = ("picture", "story", "pullquote", "factbox")


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
    """A text area with CKEditor on it; without JavaScript, the HTML itself."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config = {
            "allowedContent": allowed_content(),
            "disallowedContent": "script style iframe object embed; *[on*]; *{*}",
            "pasteFilter": PASTE_FILTER,
            "removePlugins": ",".join(REMOVED_PLUGINS),
            "extraPlugins": "newsroom",
            "format_tags": "p;h2;h3;h4;pre",
            "toolbar": TOOLBAR,
            "clipboard_handleImages": False,
            "disableNativeSpellChecker": False,
            "entities": False,
            "fillEmptyBlocks": False,  # a reference stays empty, whenever it is saved
            "height": "32rem",
            "width": "100%",
            "resize_dir": "vertical",
            "title": False,
        }

    def get_context(self, name, value, attrs):
        self.config |= {
            "contentsCss": [static("css/editor.css")],
            "newsroomIcons": {name: static(f"img/editor/{name}.svg") for name in BUTTONS},
        }
        return super().get_context(name, value, attrs)

    @property
    def media(self):
        # After CKEditor itself, before it starts when the page is there.
        return super().media + Media(
            js=["ckeditor/ckeditor/ckeditor.js", "js/editor/csp.js", "js/editor/plugin.js"]
        )
