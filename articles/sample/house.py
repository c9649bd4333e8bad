"""Who the sample paper is: its pages, its identity, the menus in its foot."""

from collections.abc import Callable
from dataclasses import dataclass

from articles import actions
from articles.models import FooterColumn, Page, SiteIdentity

from . import files


@dataclass
class House:
    """Makes what is missing. `fill` puts keys for the names in a text."""

    fill: Callable[[str], str]

    def furnish(self, newsroom: dict) -> None:
        for position, page in enumerate(files.pages()):
            self.page(page, position)
        if not SiteIdentity.objects.exclude(name="").exists():
            self.identity(dict(newsroom["site"]))
        for position, menu in enumerate(newsroom["footer"]):
            if not FooterColumn.objects.filter(title=menu["title"]).exists():
                column = FooterColumn(title=menu["title"], position=position)
                actions.save_footer_column(column, menu["links"], by=None)

    def page(self, page: files.SampleStory, position: int) -> None:
        ref = f"sample:page:{page.name}"
        taken = Page.objects.filter(path=page.front["path"]).exists()
        if taken or Page.objects.exclude(import_ref="").filter(import_ref=ref).exists():
            return
        row = Page(
            import_ref=ref, position=position, status=Page.Status.LIVE,
            body=self.fill(page.body), **page.front,
        )  # fmt: skip
        actions.save_page(row, by=None)

    def identity(self, facts: dict) -> None:
        socials, policies = facts.pop("socials"), facts.pop("policies")
        row = SiteIdentity.objects.first() or SiteIdentity()
        for name, value in facts.items():
            setattr(row, name, value)
        actions.save_identity(row, by=None, socials=socials, policies=policies)
