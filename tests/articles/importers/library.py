"""A picture library for converting stories without files."""

from articles.importers.wordpress_html import GalleryPicture


class Library:
    """Has every picture of the site, or none; notes what it was asked for."""

    def __init__(self, *, is_full: bool = True):
        self.is_full = is_full
        self.asked = []

    def inline(self, url, attachment_id):
        self.asked.append((url, attachment_id))
        return 7 if self.is_full else None

    def gallery(self, attachment_ids):
        return [
            GalleryPicture(n if self.is_full else None, f"/{n}.jpg", f"Title {n}", f"Caption {n}")
            for n in attachment_ids or [1, 2]
        ]
