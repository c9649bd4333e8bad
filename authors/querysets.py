from django.db import models


class AuthorQuerySet(models.QuerySet):
    def current(self):
        """Everyone who still works with the newsroom."""
        return self.filter(is_former=False)

    def for_cards(self):
        """Exactly what authors/_card.html reads: one query."""
        return self.select_related("portrait")

    def now(self, keys) -> dict:
        """{key: author} of whom the keys mean today: who was merged is who they went into.

        One query, and another where a key is unknown.
        """
        keys = set(keys)
        found = self.in_bulk(keys)
        gone = keys - set(found)
        if gone:
            merged = self.filter(former__key__in=gone)
            rows = merged.annotate(former_key=models.F("former__key"))
            found |= {author.former_key: author for author in rows}
        return found
