"""Which of the packages' static files are worth collecting."""

from django.contrib.staticfiles.apps import StaticFilesConfig

# CKEditor plugins that newsroom/editor.py never loads: fewer files, no known-faulty code online.
UNUSED_EDITOR_PLUGINS = (
    "a11yhelp adobeair ajax autoembed autogrow autolink bbcode codesnippet codesnippetgeshi "
    "colordialog copyformatting devtools dialogadvtab div divarea docprops embed embedbase "
    "embedsemantic exportpdf flash forms iframe iframedialog image2 language liststyle mathjax "
    "notificationaggregator pagebreak placeholder preview scayt sharedspace smiley sourcedialog "
    "specialchar stylesheetparser tableresize templates uicolor uploadfile uploadwidget wsc xml"
).split()


class NewsroomStaticFilesConfig(StaticFilesConfig):
    """collectstatic without the parts of CKEditor that are never loaded."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{name}" for name in UNUSED_EDITOR_PLUGINS),
        "ckeditor/ckeditor/skins/kama",
        "ckeditor/ckeditor/skins/moono",
        "ckeditor/galleriffic",
        "*.md",
    ]
