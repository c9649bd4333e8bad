"""A front as its form sends it: read into a board, whatever was typed; faults are said, not raised.

The order of the fields is the order of the front: `zone` names the zones, `<zone>-slot` its places.
"""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.fronts.document import MAX_ZONES
from articles.fronts.kinds import KINDS, Layout, Source
from articles.models import Article, Tag
from newsroom import html
from newsroom.admin_forms import OneHourField

ID = re.compile(r"[A-Za-z0-9]{1,16}", re.ASCII)
SLOT = re.compile(r"s[0-9]{1,4}", re.ASCII)
NOTHING = {"source": "nothing"}
MOST_SLOTS = 60  # in one zone, before they are settled
_hour = OneHourField(required=False)


class SentFront:
    """`board` is what was sent; `faults` says in words what could not be read of it."""

    def __init__(self, post: QueryDict):
        self.post = post
        self.faults: list[str] = []
        self.verb, *self.given = post.get("do", "draw").split(":")
        keys = dict.fromkeys(key for key in post.getlist("zone") if ID.fullmatch(key))
        zones = [self._zone(key) for key in list(keys)[:MAX_ZONES]]
        self.board = {"zones": [zone for zone in zones if zone]}
        self._once()

    def number(self, name: str) -> int | None:
        """A key that was sent, or None."""
        value = self.post.get(name, "")
        return int(value) if re.fullmatch(html.KEY, value) else None

    def _zone(self, key: str) -> dict | None:
        kind = self.post.get(f"{key}-kind")
        if kind not in KINDS:
            return None
        facts = KINDS[kind]
        title = " ".join(self.post.get(f"{key}-title", "").replace("\x00", "").split())[:100]
        places = self.number(f"{key}-places") or facts.places
        if places > facts.most:
            self.faults.append(
                _("%(zone)s has at most %(most)d places.")
                % {"zone": title or facts.label, "most": facts.most}
            )
        layout = self.post.get(f"{key}-layout", "")
        names = [name for name in self.post.getlist(f"{key}-slot") if SLOT.fullmatch(name)]
        return {
            "id": key,
            "kind": kind,
            "title": title,
            "places": max(1, min(places, facts.most)),
            "layout": layout if layout in Layout.values else str(facts.layout),
            "rule": {"source": "section"} if facts.repeats else self._rule(key) or NOTHING,
            "slots": [self._slot(name) for name in dict.fromkeys(names[:MOST_SLOTS])],
        }

    def _slot(self, name: str) -> dict:
        slot = {"size": self.post.get(f"{name}-size", ""), "rule": self._rule(name)}
        if slot["size"] not in {"", "large", "small"}:
            slot["size"] = ""
        if (article := self.number(f"{name}-article")) is None:
            return {key: value for key, value in slot.items() if value}
        headline = " ".join(self.post.get(f"{name}-headline", "").replace("\x00", "").split())
        if len(headline) > 250:
            self.faults.append(_("A headline has at most 250 characters; one was cut off."))
        slot |= {"article": article, "headline": headline[:250]}
        slot |= {"picture": self.number(f"{name}-picture"), "until": self._until(name)}
        return {key: value for key, value in slot.items() if value}

    def _until(self, name: str) -> str | None:
        hour = self.hour(f"{name}-until", _("“Until”"))
        return hour.isoformat() if hour else None

    def hour(self, name: str, what: str) -> datetime | None:
        """The hour typed into a field, in the newsroom's time zone."""
        try:
            return _hour.clean(self.post.get(name, "").replace("\x00", ""))
        except ValidationError as error:
            self.faults.append(f"{what}: {' '.join(error.messages)}")
            return None

    def _rule(self, name: str) -> dict | None:
        """“newest”, “section:3”, “kind:opinion”, “tag” with the name in a field of its own."""
        source, _colon, key = self.post.get(f"{name}-rule", "").partition(":")
        if source == Source.TAG:
            return self._tag(name)
        if source == Source.SECTION and re.fullmatch(html.KEY, key):
            return {"source": source, "key": int(key)}
        if source == Source.KIND and key in Article.Kind.values:
            return {"source": source, "key": key}
        is_plain = source in {Source.NEWEST, Source.READ, Source.NOTHING}
        return {"source": source} if is_plain else None

    def _tag(self, name: str) -> dict:
        typed = " ".join(self.post.get(f"{name}-tag", "").replace("\x00", "").split())
        tag = Tag.objects.named(typed).first() if typed else None
        if tag is None:
            words = _("There is no tag “%(name)s”.") % {"name": typed[:100]}
            self.faults.append(words if typed else _("Give the tag that fills this zone."))
            return {"source": "tag"}
        return {"source": "tag", "key": tag.pk}

    def _once(self) -> None:
        """A story that was sent in two places stays in the first."""
        seen: set[int] = set()
        for zone in self.board["zones"]:
            for number, slot in enumerate(zone["slots"]):
                if slot.get("article") in seen:
                    zone["slots"][number] = {}
                elif slot.get("article"):
                    seen.add(slot["article"])
