"""A newsroom whose readers see everything, and what can be done in it beside doings.py."""

from functools import cached_property

from django.contrib import admin
from django.core.management import call_command
from django.utils import timezone

import articles.actions
import media.actions
from articles import due, presence
from articles.models import Article, FooterColumn, Page, Series
from authors.actions import merge_authors, save_author
from media.actions import describe_images
from media.models import Image, Licence
from media.storage import rendition_path, renditions
from newsroom import redirects
from newsroom.announcing import pings
from newsroom.announcing.models import Pings
from newsroom.redirects.models import Redirect
from tests.factories import (
    hours,
    make_article,
    make_author,
    make_correction,
    make_image,
    make_page,
    make_section,
    make_series,
    make_share_link,
    make_tag,
)
from tests.who.house import House

DO = articles.actions


class Paper(House):
    """The newsroom, with stories that readers see with everything around them."""

    def __init__(self):
        super().__init__()
        self.sea, self.ann, self.walk = make_tag(slug="sea"), make_author(), make_series()
        self.photo, self.harbour = make_image(), make_section(slug="harbour", shows_versions=True)
        around = {
            "section": self.harbour,
            "series": self.walk,
            "tags": [self.sea],
            "credits": [self.ann],
            "lead_image": self.photo,
        }
        self.out = make_article(slug="out", **around)
        self.second = make_article(slug="second", language="uk", **around)
        self.draft = make_article(status="draft", **around)
        self.twin = make_article(status="draft", section=self.harbour, language="de")
        DO.link_translation(self.second, self.out, by=None)
        DO.link_translation(self.draft, self.twin, by=None)
        self.gone = self.story("withdrawn")
        self.correction, self.live = make_correction(self.out), make_page(path="about")
        self.draft_page = make_page(path="terms", status="draft")
        redirects.moved("/tag/ocean/", self.sea.get_absolute_url())
        self.furnish()
        self.correction_on(self.story("published"))
        DO.edit(self.out, self.words(self.out, headline="Not to be seen yet"), by=None)
        self.out.refresh_from_db()

    @cached_property
    def paths(self) -> list[str]:
        own = [self.out, self.second, self.gone, self.story("changed"), self.story("waiting")]
        own += [self.harbour, self.sea, self.ann, self.walk, self.live]
        return [*(each.get_absolute_url() for each in own), *ADDRESSES]


ADDRESSES = [
    "/", "/news/?view=headlines", "/out/versions/", "/authors/", "/series/", "/corrections/",
    "/feed.json", "/sitemap.xml", "/sitemaps/pages.xml", "/search/?q=words", "/tag/ocean/",
]  # fmt: skip


def fresh(model, row):
    return model.objects.get(pk=row.pk)


def at_its_hour(paper):
    """Changes whose hour has come go live."""
    Article.objects.filter(changes_at__isnull=False).update(changes_at=timezone.now())
    due.forget()
    assert DO.publish_due_changes() == 1


def old_picture(paper):
    """One that came in before its colour was kept is drawn in a new shape."""
    Image.objects.filter(pk=paper.photo.pk).update(color="")
    picture = fresh(Image, paper.photo)
    smallest = picture.shape.ladder("1x1")[0].name("webp")
    renditions().delete(rendition_path(picture.token, smallest))
    assert media.actions.draw_missing(picture, ["1x1"])


def new_name(save, row):
    row.name = "Another name"
    return save(row, by=None)


def new_page(page):
    page.title = "Another title"
    return DO.save_page(page, by=None)


def of_story(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    return DO.save_article(story, by=None)


OTHERS = [  # (name of the action, with what, the call, whether stored pages are old then)
    ("publish_due_changes", "an hour that has come", at_its_hour, True),
    ("publish_due_changes", "nothing due", lambda p: DO.publish_due_changes(), False),
    ("prune_revisions", "", lambda p: DO.prune_revisions(before=timezone.now()), False),
    ("count_try", "", lambda p: DO.count_try(p.link(p.story())), False),
    ("forgive_try", "", lambda p: DO.forgive_try(p.link(p.story())), False),
    (
        "note_visit",
        "",
        lambda p: DO.note_visit(p.link(p.out), name="A", browser="B", revision=1),
        False,
    ),
    (
        "add_outside_comment",
        "",
        lambda p: DO.add_outside_comment(make_share_link(p.out), name="A", text="Hm", revision=1),
        False,
    ),
    (
        "draw_missing",
        "a picture that has all",
        lambda p: media.actions.draw_missing(p.photo),
        False,
    ),
    ("draw_missing", "an old picture", old_picture, True),
    ("moved", "", lambda p: redirects.moved("/tag/brine/", "/tag/sea/"), True),
    ("claimed", "an old address", lambda p: redirects.claimed("/tag/ocean/"), True),
    ("claimed", "no old address", lambda p: redirects.claimed("/tag/brine/"), False),
    ("forget", "", lambda p: redirects.forget("/tag/sea/"), True),
    ("remove", "", lambda p: redirects.remove(Redirect.objects.all()), True),
    ("save_section", "there", lambda p: new_name(DO.save_section, p.harbour), True),
    ("save_tag", "there", lambda p: new_name(DO.save_tag, p.sea), True),
    ("save_series", "there", lambda p: new_name(DO.save_series, fresh(Series, p.walk)), True),
    ("save_author", "there", lambda p: new_name(save_author, p.ann), True),
    ("merge_authors", "who signs", lambda p: merge_authors(p.ann, into=p.namesake, by=None), True),
    ("merge_tags", "in use", lambda p: DO.merge_tags([p.sea], into=p.tag, by=None), True),
    (
        "order_series",
        "what is out",
        lambda p: DO.order_series(p.walk, [p.second.pk, p.out.pk], by=None),
        True,
    ),
    ("order_series", "drafts", lambda p: DO.order_series(p.walk, [p.draft.pk], by=None), False),
    ("edit", "a working copy", lambda p: DO.edit(p.out, p.words(p.out), by=None), False),
    ("edit", "a withdrawn story", lambda p: DO.edit(p.gone, p.words(p.gone), by=None), True),
    ("save_article", "a withdrawn story", lambda p: of_story(p.gone, headline="Other"), True),
    ("save_article", "a new draft", lambda p: make_article(status="draft", tags=[p.sea]), False),
    ("publish", "of what was withdrawn", lambda p: DO.publish(p.gone, by=None), True),
    (
        "publish_changes",
        "at an hour",
        lambda p: DO.publish_changes(p.out, by=None, at=timezone.now() + hours(1)),
        True,
    ),
    (
        "keep_words",
        "as they are typed",
        lambda p: DO.keep_words(p.out, p.words(p.out), kind="autosaved", by=p.people["M"]),
        False,
    ),
    ("unlink_translation", "both out", lambda p: DO.unlink_translation(p.second, by=None), True),
    ("unlink_translation", "drafts", lambda p: DO.unlink_translation(p.draft, by=None), False),
    ("make_original", "drafts", lambda p: DO.make_original(p.draft, by=None), False),
    ("make_original", "both out", lambda p: DO.make_original(p.second, by=None), True),
    ("delete_article", "a draft", lambda p: DO.delete_article(p.draft, by=None), False),
    (
        "publish_front",
        "at an hour",
        lambda p: DO.publish_front(None, p.front_edit, by=None, at=p.soon),
        True,
    ),
    (
        "publish_front",
        "after somebody else",
        lambda p: DO.publish_front(None, DO.FrontEdit(p.front_edit.document, seen=0), by=None),
        False,
    ),
    ("save_page", "live", lambda p: new_page(fresh(Page, p.live)), True),
    ("save_page", "a draft", lambda p: new_page(fresh(Page, p.draft_page)), False),
    ("restore_page", "live", lambda p: DO.restore_page(p.live.versions.get(), by=None), True),
    (
        "save_footer_column",
        "new",
        lambda p: DO.save_footer_column(
            FooterColumn(title="More"), [("About", "/p/about/")], by=None
        ),
        True,
    ),
    (
        "describe_images",
        "what readers see",
        lambda p: describe_images([fresh(Image, p.photo)], {"caption": "New"}, by=None),
        True,
    ),
    (
        "describe_images",
        "what they do not",
        lambda p: describe_images([fresh(Image, p.photo)], {"keywords": "sea"}, by=None),
        False,
    ),
    (
        "save_pings",
        "a hub",
        lambda p: pings.save_pings(Pings(hub_url="https://hub.example/"), by=None),
        True,
    ),
    (
        "admin",
        "a licence",
        lambda p: admin.site.get_model_admin(Licence).save_model(None, p.licence, None, True),
        True,
    ),
    (
        "admin",
        "an old address",
        lambda p: admin.site.get_model_admin(Redirect).delete_model(None, p.redirect),
        True,
    ),
    ("rebuild_search", "", lambda p: call_command("rebuild_search", verbosity=0), True),
    ("see", "", lambda p: presence.note(p.out, by=p.writer, sitting="a"), False),
]
