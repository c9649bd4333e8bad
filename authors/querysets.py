from django.db import models

from newsroom import former_keys


class AuthorQuerySet(models.QuerySet):
    def current(self):
        """Everyone who still works with the newsroom."""
        return self.filter(is_former=False)

    def for_cards(self):
        """Exactly what authors/_card.html reads: one query."""
        return self.select_related("portrait")

    def for_page(self):
        """Exactly what a profile's own page reads of it: two queries."""
        return self.select_related("portrait__licence").prefetch_related("links")

    def now(self, keys) -> dict:
        """{key: author} of whom the keys mean today: who was merged is who they went into."""
        return former_keys.now(self, keys, former="former__key")
