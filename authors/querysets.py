from django.db import models


class AuthorQuerySet(models.QuerySet):
    def current(self):
        """Everyone who still works with the newsroom."""
        return self.filter(is_former=False)

    def for_cards(self):
        """Exactly what authors/_card.html reads: one query."""
        return self.select_related("portrait")
