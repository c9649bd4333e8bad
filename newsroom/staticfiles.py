"""Which of the packages' static files are worth collecting."""

from django.contrib.staticfiles.apps import StaticFilesConfig

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
