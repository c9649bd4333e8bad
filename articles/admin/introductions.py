"""The editor of what stands above a list of stories: a tag's, a section's, a series'."""

from django.utils.translation import gettext as _

from newsroom.editor import StoryEditor


def introduction_editor() -> StoryEditor:
    """The story's editor with what an introduction needs."""
    editor = StoryEditor()
    editor.config |= {
        "toolbar": [
            ["Newsroom-h2", "Newsroom-h3"],
            ["Bold", "Italic"],
            ["Link", "Unlink"],
            ["BulletedList", "NumberedList"],
        ],
        "height": "10rem",
        "title": _("Introduction"),
    }
    return editor
