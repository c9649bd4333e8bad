"""The sample's unfinished business: pitches, assignments, a story sent back, news that is over."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from articles import actions
from articles.models import Article, BreakingBar, Section
from authors.models import User


class Desk:
    """Lays on the desk what is not there yet. `people` are the accounts by user name."""

    def __init__(self, *, people: Mapping[str, User], sections: Mapping[str, Section]):
        self.people, self.sections = people, sections
        self.editor = people["editor"]

    def lay(self, name: str, facts: dict, now: datetime) -> None:
        """A pitch; with a writer it is assigned, with a text it is written and sent back."""
        ref = f"sample:desk:{name}"
        if Article.objects.filter(import_ref=ref).exists():
            return
        story = Article(
            import_ref=ref, headline=facts["headline"], section=self.sections[facts["section"]]
        )
        planned = {key: facts[key] for key in ("brief", "picture_request") if key in facts}
        if "due_in_hours" in facts:
            due = now + timedelta(hours=facts["due_in_hours"])
            planned["due_at"] = due.replace(minute=0, second=0, microsecond=0)
        story = actions.pitch(story, actions.Plan(**planned), by=self.people[facts["by"]])
        if "writer" not in facts:
            return
        writer = self.people[facts["writer"]]
        story = actions.plan(story, actions.Plan(writer, **planned), by=self.editor)
        if "text" in facts:
            self._send_back(story, facts, writer)

    def _send_back(self, story: Article, facts: dict, writer: User) -> None:
        story = actions.start_writing(story, by=writer)
        story.standfirst, story.body = facts["standfirst"], facts["text"].strip()
        story = actions.submit(actions.save_article(story, by=writer), by=writer)
        actions.send_back(story, by=self.editor, note=facts["sent_back"])

    def break_news(self, words: str, now: datetime) -> None:
        """Put them above every page, and take them away again: they stay on the list."""
        if BreakingBar.objects.exists():
            return
        actions.break_news(text=words, ends_at=now + timedelta(hours=1), by=self.editor)
        actions.end_breaking(by=self.editor)
