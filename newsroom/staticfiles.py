"""Which of the packages' static files are worth collecting, and which are served as one file."""

import posixpath
import re

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# CKEditor plugins that newsroom/editor.py never loads: fewer files, no known-faulty code online.
UNUSED_EDITOR_PLUGINS = (
    "a11yhelp about adobeair ajax autoembed autogrow autolink bbcode codesnippet codesnippetgeshi "
    "colordialog copyformatting devtools dialogadvtab div divarea docprops embed embedbase "
    "embedsemantic exportpdf flash forms iframe iframedialog image image2 language liststyle "
    "mathjax notificationaggregator pagebreak pastefromgdocs pastefromlibreoffice placeholder "
    "preview scayt sharedspace smiley sourcedialog specialchar stylesheetparser tableresize "
    "templates uicolor uploadfile uploadimage uploadwidget wsc xml"
).split()


class NewsroomStaticFilesConfig(StaticFilesConfig):
    """collectstatic without the parts of CKEditor that are never loaded."""

    # Folders are matched by their bare name alone, files by their whole path: hence the stars.
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{name}/*" for name in UNUSED_EDITOR_PLUGINS),
        "ckeditor/ckeditor/skins/moono/*",
        "ckeditor/ckeditor/adapters/*",
        "ckeditor/galleriffic/*",
        "*.md",
    ]


# Files that consist of imports: development serves the parts, production one file, one request.
JOINED = ("css/site.css", "css/embed.css", "js/site.js", "js/story.js")
_IMPORT = re.compile(r"""^(?:@import url|import )\(?"([^"]+)"\)?;$""", re.MULTILINE)
_NOT_SERVED = {  # comments and indentation; our strings hold neither
    ".css": re.compile(r"/\*.*?\*/|(?<=\n)[ \t]+|\n(?=\s*\n)", re.DOTALL),
    ".js": re.compile(r"/\*.*?\*/|(?<=\n)[ \t]+(?://[^\n]*)?|\n(?=\s*\n)", re.DOTALL),
}


def joined(name: str, read) -> str:
    """The imports of the file `name` in one text, without comments; `read` gives a file's text.

    Each script keeps a scope of its own, as the module it was.
    """
    folder, kind = posixpath.dirname(name), posixpath.splitext(name)[1]
    parts = []
    for part in _IMPORT.findall(read(name)):
        path = posixpath.normpath(posixpath.join(folder, part))
        text = _NOT_SERVED[kind].sub("", read(path)).strip()
        parts.append(f"{{\n{text}\n}}" if kind == ".js" else text)
    return "\n".join(parts) + "\n"


class NewsroomStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed files; what is JOINED as one."""

    def post_process(self, paths, dry_run=False, **options):
        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        if not dry_run:
            texts = {name: joined(name, read) for name in JOINED}
            for name, text in texts.items():
                self.delete(name)
                self.save(name, ContentFile(text.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)
