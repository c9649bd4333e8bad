from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AdminTextareaWidget
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, workflow
from articles.models import Article, Tag
from articles.revisions import content as contents
from articles.workflow import Status
from newsroom import html
from newsroom.admin_forms import name_halves
from newsroom.editor import StoryEditor

from .credits import PREFIX, CreditFormSet
from .picks import PicksField
from .pictures import PictureSelect

EDITOR_ASKS = {
    "describe": reverse_lazy("admin:references_describe"),
    "images": reverse_lazy("admin:references_find_pictures"),
    "stories": reverse_lazy("admin:references_find_stories"),
    "embed": reverse_lazy("admin:references_embed"),
}


class StoryForm(forms.ModelForm):
    """The story as a reporter writes it; where it stands is changed by the form's buttons."""

    may_add_authors = False
    user = None  # whose form it is

    class Meta:
        field_classes = {"related": PicksField}
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "headline-input"}),
            "standfirst": AdminTextareaWidget(attrs={"rows": 3}),
            "body": StoryEditor(asks=EDITOR_ASKS),
            "lead_image": PictureSelect(Article._meta.get_field("lead_image"), site),
            "social_image": PictureSelect(Article._meta.get_field("social_image"), site),
            "lead_caption": AdminTextareaWidget(attrs={"rows": 2}),
            "seo_description": AdminTextareaWidget(attrs={"rows": 2}),
            "social_description": AdminTextareaWidget(attrs={"rows": 2}),
        }

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        for name in set(contents.TEXTS) & set(self.fields):
            self.fields[name].widget.attrs["dir"] = "auto"  # stories are written both ways
        name_halves(self)
        for name, rows in self._at_hand().items():
            if name in self.fields:
                field = self.fields[name]
                drawn = getattr(field.widget, "widget", field.widget)  # in the admin's frame or not
                field.known = drawn.known = {row.pk: row for row in rows}
        credits = data if data is not None and f"{PREFIX}-TOTAL_FORMS" in data else None
        kept = self.initial.get(PREFIX)  # from the address it would be a text
        self.credits = CreditFormSet(
            credits,
            article=self.instance,
            kept=kept if isinstance(kept, list) else (),
            may_add_authors=self.may_add_authors,
        )

    def _at_hand(self) -> dict[str, list]:
        """By field, the rows that came with the story: the form asks for none of them again."""
        story, fields = self.instance, Article._meta.get_field
        came = [name for name in contents.REFERENCES if fields(name).is_cached(story)]
        found = {name: [row] for name in came if (row := getattr(story, name))}
        tags = [tag for tag in self.initial.get("tags", ()) if isinstance(tag, Tag)]
        return found | {"tags": sorted(tags, key=str)}

    def is_multipart(self):
        """Yes, without any file: in percent signs a text in another script is thrice as long."""
        return True

    @property
    def media(self):
        return super().media + self.credits.media

    def clean(self):
        if self.credits.is_bound and not self.credits.is_valid():
            self.add_error(None, _("One of the credits is not right; see there."))
        return super().clean()

    def credits_in_order(self) -> list | None:
        """(role, author) pairs as typed; None where the page sent no credits."""
        return self.credits.in_order() if self.credits.is_bound else None

    def _get_validation_exclusions(self):
        """What a field of the form has found in the database need not be looked for again."""
        return super()._get_validation_exclusions() | set(contents.REFERENCES)

    def clean_section(self):
        """Said here, beside the field; the action asks again of the story as it is then."""
        section = self.cleaned_data["section"]
        if self.user and not workflow.can_refile(self.instance, section.pk, by=self.user):
            words = _(
                "You may not move this story to “{}”: its section is the desk's to change now."
            )
            raise forms.ValidationError(words.format(section))
        return section

    def clean_published_at(self):
        """A story that was published while this form was open keeps its hour."""
        hour = self.cleaned_data["published_at"]
        if hour is None and self.instance.status == Status.PUBLISHED:
            return self.instance.published_at
        return hour

    def clean_body(self):
        markup = self.cleaned_data["body"]
        if html.is_too_deep(markup):
            raise forms.ValidationError(_("This text is nested too deeply to be read."))
        return markup

    def clean_related(self):
        keys = self.cleaned_data["related"]
        if self.instance.pk in keys:
            raise forms.ValidationError(_("A story does not lead on to itself."))
        return keys

    def clean_headline(self):
        """One line, however it was pasted."""
        return " ".join(self.cleaned_data["headline"].split())


class TagForm(forms.ModelForm):
    other_names = forms.CharField(
        label=gettext_lazy("Also called"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=gettext_lazy("One name a line. The tag is found by each of them."),
    )

    class Meta:
        model = Tag
        fields = [
            "name", "other_names", "description", "picture", "introduction", "key_stories", "slug",
        ]  # fmt: skip
        field_classes = {"key_stories": PicksField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.aliases.values_list("name", flat=True)
            self.initial.setdefault("other_names", "\n".join(names))

    def clean_name(self):
        """No second tag that differs in capitals alone, or has the name of another's alias."""
        name = " ".join(self.cleaned_data["name"].split())
        if Tag.objects.named(name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a tag of this name."))
        return name

    def clean_other_names(self):
        names = [" ".join(name.split()) for name in self.cleaned_data["other_names"].splitlines()]
        name = self.cleaned_data.get("name", self.instance.name)  # as it will be called
        tag = Tag(pk=self.instance.pk, name=name)
        return actions.free_aliases(tag, filter(None, names))
