"""The story's form and its versions: what it shows when it is opened, what becomes of its words."""

from dataclasses import replace

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import actions
from articles.models import Article, Credit, Revision
from articles.revisions import content as contents
from articles.revisions.words import MAX_AGE, Opening, Words
from articles.workflow import Status
from authors.models import Author, User

FIELD = "_opening"


def opened(request, article: Article) -> tuple[Opening, Revision | None]:
    """Let `article` in hand show what this form is to hold; the opening, and the kept words in it.

    Those are the words this account typed last and never saved; else the newest text of the desk.
    What waits for a decision, or fits no version, is not in the form.
    """
    kept = waiting(request.user, article)
    words = kept if kept and is_for_the_form(kept) else None
    if words is not None:
        base = Revision.objects.numbered(article, words.base) or _desk(article)
        _show(article, (base.content if base else {}) | words.content, words.names)
        return Opening.now(request.user, article, base=words.base, after=words), kept
    if article.has_unpublished_changes:
        desk = _desk(article)
        _show(article, desk.content, desk.names)
    return Opening.now(request.user, article, base=article.revision), kept


def is_for_the_form(kept: Revision) -> bool:
    """Whether the form can go on from these words: an overlap is decided on its own page, and words
    that say no version would overwrite what others did."""
    return kept.kind != Revision.Kind.CONFLICT and (kept.base is not None or not kept.article_id)


def _show(article: Article, content: dict, names: dict) -> None:
    content, found = contents.find(content, names)
    contents.shown(article, content, found)


def _desk(article: Article) -> Revision | None:
    return Revision.objects.numbered(article, article.revision)


def opened_new(request) -> tuple[Opening, Revision | None]:
    """The opening of an empty form, and the words of a story that was begun and never saved.

    With `?kept=KEY` the form holds them: new_story() gives its fields.
    """
    kept = waiting(request.user, None)
    going_on = loaded(request)
    opening = Opening.now(request.user, None, base=None, after=going_on)
    return opening, None if going_on else kept


def new_story(request) -> dict:
    """The fields of a new story's form, by name: of the words it goes on from, or who writes it."""
    kept = loaded(request)
    if kept is None:
        writer = Author.objects.filter(user=request.user).values_list("pk", flat=True).first()
        return {"credits": [[Credit.Role.WRITING, writer]]} if writer else {}
    content, _found = contents.find(kept.content, kept.names)
    fields = {name: value for name, value in content.items() if name not in contents.HOURS}
    hours = {name: contents.hour(content.get(name)) for name in contents.HOURS}
    return fields | {name: value for name, value in hours.items() if value}


def loaded(request) -> Revision | None:
    """The words of a story that was never saved with which its form is opened, by `?kept=KEY`."""
    key = request.GET.get("kept", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return Revision.objects.filter(pk=key, by=request.user, article=None, waits=True).first()


def sender(request) -> tuple[Opening | None, User | None]:
    """Whose page sent this, and which opening of the form it is; (None, None) for no page of ours.

    The signature stands for the session, which may be over; a right that is gone is gone.
    """
    opening = Opening.read(request.POST.get(FIELD, ""), max_age=MAX_AGE)
    if opening is None:
        return None, None
    user = request.user  # one query less than asking for the same account again
    if user.pk != opening.user:
        user = User.objects.filter(pk=opening.user).first()
    if user is None or not (user.is_active and user.is_staff):
        return None, None
    return opening, user


def waiting(user, article: Article | None) -> Revision | None:
    """The newest words of `user` for this story (None: for none yet) that are not in it."""
    return Revision.objects.waiting_for(user).filter(article=article).first()


def opening_of(request, article: Article | None) -> Opening | None:
    """Which version the posted form was opened at; None if it does not say so truthfully."""
    opening = Opening.read(request.POST.get(FIELD, ""))
    key = article.pk if article else None
    return opening if opening and opening.article == key else None


def words_of(form: forms.ModelForm, opening: Opening | None) -> Words:
    """What was typed, valid or not: what cannot be read stands in `typed`, by field."""
    form.is_valid()
    read = form.cleaned_data
    content, typed = {}, {}
    for name in contents.FIELDS:
        if name in read:
            content[name] = _stored(name, read[name])
        elif name in form.fields:
            raw = _raw(form, name)
            if name in contents.TEXTS:
                content[name] = raw
            elif raw:
                typed[name] = contents.printable(raw)
    if "tags" not in read:
        typed["tags"] = contents.printable(", ".join(form.data.getlist("tags")))
    else:
        content["tags"] = sorted(tag.pk for tag in read["tags"])
    if form.credits.is_bound and form.credits.is_valid():
        content["credits"] = [[role, author.pk] for role, author in form.credits.in_order()]
    elif form.credits.is_bound:
        typed["credits"] = form.credits.in_words()
    content, too_long = contents.cleaned(content)
    words = Words(content, typed=typed | too_long, found=_found(form))
    if opening is None:
        return words
    return replace(words, base=opening.base, sitting=opening.sitting, after=opening.kept)


def _found(form: forms.ModelForm) -> contents.Found | None:
    """What the form's references lead to; None where something could not be read."""
    if form.errors or not form.credits.is_bound:
        return None
    read = form.cleaned_data
    pictures = filter(None, [read.get("lead_image"), read.get("social_image")])
    return contents.Found(
        section=read["section"],
        series=read["series"],
        stories=form.fields["related"].known,
        images={image.pk: image for image in pictures},
        authors={author.pk: author for _role, author in form.credits.in_order()},
        tags={tag.pk: tag for tag in read["tags"]},
    )


def _stored(name: str, value):
    if name in contents.REFERENCES:
        return value.pk if value else None
    if name in contents.HOURS:
        return contents.written(value)
    if name in contents.FLAGS or name == contents.STORIES:
        return value
    return value or ""


def _raw(form: forms.ModelForm, name: str) -> str:
    """What came for a field, in one text: hours come in two parts."""
    value = form.fields[name].widget.value_from_datadict(form.data, form.files, name)
    parts = value if isinstance(value, list) else [value]
    return " ".join(str(part) for part in parts if part)


def saved(edit: actions.Edit) -> str:
    """That it is saved, and what that means for readers."""
    number = edit.revision.number
    if edit.is_unchanged:
        return _("Nothing was new: version %(number)s stands.") % {"number": number}
    if edit.article.status == Status.PUBLISHED:
        return _("Saved as version %(number)s. Readers see it when you publish the changes.") % {
            "number": number
        }
    return _("Saved as version %(number)s.") % {"number": number}


def beside(edit: actions.Edit) -> list[str]:
    """With whose words it went together, and what it lost, in sentences."""
    sentences = list(edit.gone)
    if edit.merged and edit.revision.beside:
        other = Revision.objects.for_list().filter(article=edit.article)
        by = other.get(number=edit.revision.beside).by
        what = ", ".join(map(label, edit.merged.from_theirs)) or _("nothing of yours")
        sentences.append(
            _("%(name)s had saved meanwhile: %(what)s. Both are in the story.")
            % {"name": by or _("The system"), "what": what}
        )
        if edit.merged.side_by_side:
            sentences.append(_("In one place both of you added something; theirs stands first."))
    return sentences


def label(name: str) -> str:
    """What people call a field of the content."""
    if name == "credits":
        return _("credits")
    if name == "body":
        return _("text")
    return str(Article._meta.get_field(name).verbose_name)


def clock(moment) -> str:
    """An hour as the desk reads it: the time alone today, else the day too."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")
