"""The forms of the questionnaire: one for every page of questions, and that of a new assessment."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, LayoutObject
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from aruntime.teams.models import Team
from aruntime.widgets import HintedRadios
from selection.engine.answers import Answer, Answers
from selection.engine.path import find_path
from selection.engine.questions import Page, Question, Questionnaire
from selection.questionnaire.inputs.base import AnswerInput, MistakeError, line
from selection.questionnaire.inputs.blocks import TemplateBlock
from selection.questionnaire.models import Assessment


class QuestionPageForm(forms.Form):
    """The questions of one page. After `is_valid`, `changes` holds what was answered.

    A question that is asked only after certain answers on the same page stands in the form all the
    time; what is typed there counts, and can be a mistake, only if those answers are given.
    """

    use_required_attribute = False
    edit_session = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        assessment: Assessment,
        questionnaire: Questionnaire,
        page: Page,
        inputs: Sequence[AnswerInput],
        answers: Answers,
        revisions: Mapping[str, int],
        typed: Mapping[str, Any] | None = None,
        may_be_empty: bool = False,
    ) -> None:
        initial: dict[str, Any] = {"edit_session": uuid4().hex}
        for question in inputs:
            initial |= question.initial(answers.get(question.key))
            initial[question.name("revision")] = revisions.get(question.key, 0)
        super().__init__(data, initial=initial | dict(typed or {}))
        self.assessment = assessment
        self.questionnaire = questionnaire
        self.page = page
        self.inputs = inputs
        self.answers = answers
        self.may_be_empty = may_be_empty
        # Whether the label of the one question is the heading of the page.
        self.has_heading = len(inputs) == 1 and inputs[0].can_head_a_page
        self.changes: dict[str, Answer | None] = {}
        for question in inputs:
            self.fields |= question.fields()
            self.fields[question.name("revision")] = forms.IntegerField(
                widget=forms.HiddenInput, required=False
            )
        self._autosave_long_text()

    @property
    def seen(self) -> dict[str, int]:
        """The revisions that the form was shown with."""
        return {q.key: self.cleaned_data.get(q.name("revision")) or 0 for q in self.inputs}

    @property
    def typed(self) -> dict[str, Any]:
        """What was sent, as it was typed, to be shown again in another form of the same page."""
        return {
            name: field.widget.value_from_datadict(self.data, {}, name)
            for name, field in self.fields.items()
        }

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"novalidate": ""}
        helper.mark_optional = False
        hidden = ["edit_session", *(question.name("revision") for question in self.inputs)]
        helper.layout = Layout(
            *hidden,
            *(self._block(question) for question in self.inputs),
            TemplateBlock("selection/questionnaire/_actions.html", more=self._more_actions()),
        )
        return helper

    def _more_actions(self) -> list[tuple[str, str]]:
        return [question.more_action for question in self.inputs if question.more_action]

    def _block(self, question: AnswerInput) -> LayoutObject:
        block = question.layout(is_heading=self.has_heading)
        if not follows_on_same_page(question.question, self.page):
            return block
        condition = TemplateBlock(
            "selection/questionnaire/_condition.html",
            condition=condition_in_words(question.question, self.questionnaire),
        )
        return Div(condition, block, **reveal_attributes(question.question, self.page))

    def follow_up(self, key: str) -> FormHelper:
        """Return the helper that shows one question of the page alone, shown or hidden."""
        question = next(question for question in self.inputs if question.key == key)
        hidden = {} if self.asks(key) else {"hidden": ""}
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.mark_optional = False
        helper.layout = Layout(Div(question.layout(), **hidden))
        return helper

    def asks(self, key: str) -> bool:
        """Tell whether a question is asked after the answers that this form holds."""
        path = find_path(self.questionnaire, present(self.answers, self.changes))
        return any(question.key == key for page in path.pages for question in page.questions)

    def _autosave_long_text(self) -> None:
        for question in self.inputs:
            if question.question.kind == "long_text":
                url = reverse("selection:text_draft", args=[self.assessment.pk, question.key])
                self.fields[question.key].widget.attrs |= {
                    "hx-post": url,
                    "hx-trigger": "input changed delay:1500ms, change",
                    "hx-sync": "closest form:abort",
                    "hx-target": f"#{question.key}-draft",
                    "hx-params": question.key,
                    "data-autosave": f"{self.assessment.pk}/{question.key}",
                }

    def clean(self) -> dict[str, Any]:
        mistakes = self._read_answers()
        for question in self.inputs:
            if not self.asks(question.key):
                self._forgive(question)
            elif question.key in mistakes:
                self.add_error(mistakes[question.key].field, mistakes[question.key].message)
            elif self._is_left_empty(question):
                self.add_error(question.first_field, question.empty_message())
        return self.cleaned_data

    def _read_answers(self) -> dict[str, MistakeError]:
        mistakes = {}
        for question in self.inputs:
            if any(name in self.errors for name in question.fields()):
                continue
            try:
                self.changes[question.key] = question.read(self.cleaned_data)
            except MistakeError as mistake:
                mistakes[question.key] = mistake
        return mistakes

    def _is_left_empty(self, question: AnswerInput) -> bool:
        return (
            not self.may_be_empty
            and not question.question.optional
            and question.key in self.changes
            and self.changes[question.key] is None
        )

    def _forgive(self, question: AnswerInput) -> None:
        """Forget the mistakes in a question that is not asked, and keep what stood there."""
        for name in question.fields():
            self.errors.pop(name, None)
        if self.changes.get(question.key) is None:
            self.changes.pop(question.key, None)


def present(answers: Answers, changes: Mapping[str, Answer | None]) -> dict[str, Answer]:
    """Return the answers as they stand after the changes."""
    merged = {**answers, **changes}
    return {key: answer for key, answer in merged.items() if answer is not None}


def follows_on_same_page(question: Question, page: Page) -> bool:
    """Tell whether the question is asked only after certain answers on its own page."""
    keys = {other.key for other in page.questions}
    return any(key in keys for key in question.shown_when.questions())


def condition_in_words(question: Question, questionnaire: Questionnaire) -> str:
    """Return the answers after which the question is asked, as "If you chose …" goes on."""
    words = [
        f"“{questionnaire.by_key[comparison.question].option_label(key)}”"
        for comparison in question.shown_when.comparisons()
        for key in comparison.operand
    ]
    return " or ".join(words)


def reveal_attributes(question: Question, page: Page) -> dict[str, str]:
    """Return the attributes by which a question appears as soon as its condition holds."""
    keys = {other.key for other in page.questions}
    sources = sorted({key for key in question.shown_when.questions() if key in keys})
    triggers = [f"change from:#div_id_{key}" for key in sources]
    return {
        "css_id": f"reveal-{question.key}",
        "css_class": "reveal follow-up",
        "hx_post": f"?reveal={question.key}",
        "hx_trigger": ", ".join(["load", *triggers]),
        "hx_include": "closest form",
        "hx_swap": "innerHTML",
    }


class NewAssessmentForm(forms.Form):
    """Name of an assessment, and the team that it belongs to where a person has several."""

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, teams: Sequence[Team] = ()
    ) -> None:
        super().__init__(data)
        self.fields["name"] = line("What do you have to decide?")
        self.fields["name"].required = True
        self.fields["name"].help_text = "A short name. For example: Runtime for the support chat"
        self.fields["name"].error_messages["required"] = "Enter a name for what you have to decide"
        if len(teams) > 1:
            self.fields["team"] = make_team_field(teams)
        self.teams = teams
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if len(name) > 120:
            raise ValidationError(
                f"Enter a name of at most 120 characters; this one has {len(name)}"
            )
        return name

    @property
    def team(self) -> Team | None:
        """The team that was chosen, or the only one."""
        if len(self.teams) == 1:
            return self.teams[0]
        return next((t for t in self.teams if t.slug == self.cleaned_data.get("team")), None)


class TeamForm(forms.Form):
    """The team that an assessment is handed to."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, teams: Sequence[Team]) -> None:
        super().__init__(data)
        self.fields["team"] = make_team_field(teams)
        self.teams = teams
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_is_heading = True

    @property
    def team(self) -> Team | None:
        return next((t for t in self.teams if t.slug == self.cleaned_data["team"]), None)


ONLY_ME = ":only-me"


def make_team_field(teams: Sequence[Team]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Whose assessment is it?",
        help_text="All members of a team see its assessments and can answer together.",
        choices=[*((team.slug, team.name) for team in teams), (ONLY_ME, "Only mine, for now")],
        widget=HintedRadios(exclusive=[ONLY_ME]),
        error_messages={"required": "Select whose assessment it is"},
    )
