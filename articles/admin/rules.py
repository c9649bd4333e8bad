"""One page for all checks before publication: how much each weighs, and the exceptions to that."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions, checks
from articles.models import Article, CheckRule, Section

EVERY = [("", gettext_lazy("Every kind"))]


class RuleForm(forms.ModelForm):
    """One rule; `check` is what it is about."""

    remove = forms.BooleanField(label=gettext_lazy("Remove"), required=False)

    class Meta:
        model = CheckRule
        fields = ["level", "minimum", "maximum"]

    def __init__(self, *args, check: checks.Check, **kwargs):
        super().__init__(*args, **kwargs)
        self.check = check
        self.fields["level"].label = f"{check.label}: weight"
        if check.is_fixed:
            del self.fields["level"]
        if check.limits is None:
            del self.fields["minimum"], self.fields["maximum"]
        if not self.instance.is_exception:
            del self.fields["remove"]

    def _get_validation_exclusions(self):
        """The action says it, for forms and everybody else."""
        return {each.name for each in CheckRule._meta.fields}

    def validate_constraints(self):
        """So do the limits."""


class ExceptionForm(RuleForm):
    """A rule for a kind, a section or both that does not exist yet; blank is none."""

    kind = forms.ChoiceField(required=False, choices=[*EVERY, *Article.Kind.choices])
    section = forms.ChoiceField(required=False)
    level = forms.ChoiceField(
        required=False, choices=[("", gettext_lazy("No exception")), *CheckRule.Level.choices]
    )

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        if "level" in self.fields:
            self.fields["level"].label = _("%(label)s: weight of a new exception") % {
                "label": self.check.label
            }
        self.fields["section"].choices = [("", _("Every section")), *sections]
        self.fields["kind"].label = _("%(label)s: exception for the kind") % {
            "label": self.check.label
        }
        self.fields["section"].label = _("%(label)s: exception for the section") % {
            "label": self.check.label
        }

    def clean(self):
        read = super().clean()
        if read.get("level") and not (read.get("kind") or read.get("section")):
            raise forms.ValidationError(_("Say for which kind or section."))
        if not read.get("level") and self.has_changed():
            raise forms.ValidationError(_("Say how much it weighs there."))
        return read

    def save(self, commit=False):
        rule = CheckRule(check_code=self.check.code, kind=self.cleaned_data["kind"])
        rule.section_id = self.cleaned_data["section"] or None
        for name in ("level", "minimum", "maximum"):
            setattr(rule, name, self.cleaned_data.get(name))
        return rule


@dataclass
class Row:
    """A check as the page shows it: its general rule, its exceptions, and room for a new one."""

    check: checks.Check
    rule: RuleForm
    exceptions: list[RuleForm] = field(default_factory=list)
    new: ExceptionForm | None = None

    @property
    def forms(self) -> list[RuleForm]:
        return list(filter(None, [self.rule, *self.exceptions, self.new]))


@admin.register(CheckRule)
class CheckRuleAdmin(admin.ModelAdmin):
    """The list is the page; there is no other."""

    class Media:
        css = {"all": ["css/checks.css"]}

    def get_urls(self):
        return [url for url in super().get_urls() if url.name == "articles_checkrule_changelist"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return obj is not None  # with its section it goes

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        may_change = self.has_change_permission(request)
        is_posted = request.method == "POST" and may_change
        rows = _rows(request.POST if is_posted else None)
        if is_posted and _save(self, request, rows):
            self.message_user(request, _("The checks are saved."), messages.SUCCESS)
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Checks before publication"),
            "opts": self.opts,
            "media": self.media,
            "rows": rows,
            "may_change": may_change,
            "has_errors": any(form.errors for row in rows for form in row.forms),
        }
        return render(request, "admin/articles/checkrule/change_list.html", context)


def _rows(data) -> list[Row]:
    """Every check in the order of the table: two queries."""
    stored: dict[str, list[CheckRule]] = {code: [] for code in checks.CHECKS}
    for rule in sorted(CheckRule.objects.select_related("section"), key=checks.specificity):
        stored.get(rule.check_code, []).append(rule)
    sections = list(Section.objects.values_list("pk", "name"))
    rows = []
    for code, check in checks.CHECKS.items():
        general = [rule for rule in stored[code] if not rule.is_exception] or [_default(check)]
        row = Row(check, RuleForm(data, prefix=code, instance=general[0], check=check))
        row.exceptions = [
            RuleForm(data, prefix=f"rule-{rule.pk}", instance=rule, check=check)
            for rule in stored[code]
            if rule.is_exception
        ]
        if not check.is_fixed:
            fields = {"check": check, "sections": sections, "empty_permitted": True}
            row.new = ExceptionForm(
                data, prefix=f"new-{code}", use_required_attribute=False, **fields
            )
        rows.append(row)
    return rows


def _default(check: checks.Check) -> CheckRule:
    """The rule of a check that has none yet."""
    minimum, maximum = check.limits or (None, None)
    return CheckRule(check_code=check.code, level=check.level, minimum=minimum, maximum=maximum)


def _save(model_admin, request, rows: list[Row]) -> bool:
    """Write down what was changed, all of it or nothing; whether it could be."""
    changed = [form for row in rows for form in row.forms if form.has_changed()]
    if [form for form in changed if not form.is_valid()]:  # each says what is wrong with it
        return False
    try:
        with transaction.atomic():
            for form in changed:
                _write(model_admin, request, form)
    except _RefusedError:
        return False
    return True


class _RefusedError(Exception):
    """A rule cannot stand; its form says why."""


def _write(model_admin, request, form: RuleForm) -> None:
    try:
        if form.cleaned_data.get("remove"):
            model_admin.log_deletions(request, CheckRule.objects.filter(pk=form.instance.pk))
            actions.remove_exception(form.instance, by=request.user)
            return
        rule = actions.weigh_check(form.save(commit=False), by=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        raise _RefusedError from error
    model_admin.log_change(request, rule, f"{form.check.label}: {rule.get_level_display()}.")
