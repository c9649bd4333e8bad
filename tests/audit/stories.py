"""What the sample newsroom lacks: stories with every part there is, in three scripts."""

import json
from pathlib import Path

from articles import actions
from articles.models import Article
from media.models import Image
from tests.articles.drafts import edit
from tests.factories import (
    make_article,
    make_author,
    make_correction,
    make_section,
    make_user,
)

BODY = """
<h2>{heading}</h2><p>{words} <a href="/">{words}</a><span class="footnote">{words}</span></p>
<figure data-gallery="{gallery}"><figcaption>{words}</figcaption></figure>
<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>
<div data-article="{other}"></div>
<table><caption>{words}</caption>
<thead><tr><th scope="col">{heading}</th><th scope="col">1</th></tr></thead>
<tbody><tr><th scope="row">{words}</th><td>24.5</td></tr></tbody></table>
<blockquote><p>{words}</p></blockquote><pre>{words}</pre>
<aside class="pullquote"><p>{words}</p><cite>{heading}</cite></aside>
<aside class="factbox"><h3>{heading}</h3><div><p>{words}</p></div></aside>
<h3>{heading}</h3><ul><li>{words}</li></ul><ol><li>{words}</li></ol>
"""
WORDS = {
    "en": ("What is known of the barrier", "The river rose by a metre in one night."),
    "ar": ("ما نعرفه عن الحاجز", "ارتفع منسوب النهر مترا واحدا في ليلة واحدة."),
    "uk": ("Що відомо про бар’єр", "За одну ніч вода піднялася на метр."),
}


def add(kept: Path) -> dict[str, str]:
    """Put them in once; the addresses of what was made, by what it shows, noted in file `kept`."""
    if kept.is_file():
        return json.loads(kept.read_text())
    made = {f"everything, {language}": _everything(language) for language in WORDS}
    for kind in (Article.Kind.OPINION, Article.Kind.ANALYSIS):
        made[f"plain {kind}"] = make_article(headline=f"Plainly {kind}", kind=kind)
    made["withdrawn"] = make_article(headline="Withdrawn", status=Article.Status.WITHDRAWN)
    made["empty section"] = make_section(name="Nothing yet")
    made["empty author"] = make_author(name="Nobody Yet")
    made = {name: row.get_absolute_url() for name, row in made.items()}
    kept.write_text(json.dumps(made))
    return made


def _everything(language: str) -> Article:
    """A story that was changed and corrected after it went out, all of which readers may see."""
    heading, words = WORDS[language]
    pictures = list(Image.objects.order_by("pk")[:4])
    other = Article.objects.published().first()
    gallery = ",".join(str(picture.pk) for picture in pictures[1:])
    body = BODY.format(heading=heading, words=words, gallery=gallery, other=other.pk)
    article = make_article(
        headline=heading, standfirst=words, body=body, language=language,
        section=make_section(name=heading, description=words, shows_versions=True),
        lead_image=pictures[0], tags=list(other.tags.all()),
        credits=[(credit.role, credit.author) for credit in other.credits.all()],
    )  # fmt: skip
    edit(article, make_user("Editor"), body=body + f"<p>{words}</p>", standfirst=words * 2)
    article = actions.publish_changes(article, by=make_user("Editor"))
    make_correction(article, text=words)
    return article
