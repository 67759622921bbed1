"""What a person chose on the recommendation page, checked against the shortlists."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from adr.records.fields import choice, line
from adr.records.forms import lay_out
from adr.records.picks import BUILD_OUR_OWN, DEPLOYMENT, NO_COMPONENT, candidates_of
from aruntime.teams.models import Team
from selection.public import Recommendation, Verdict

CHOICE = "choice-"
OTHER_CHOICES = [(BUILD_OUR_OWN, "Build our own"), (NO_COMPONENT, "No component for this")]


class OnlyTeamField(forms.Field):
    """The only team there is to choose; whatever is sent, it is this one."""

    widget = forms.HiddenInput

    def __init__(self, slug: str) -> None:
        super().__init__(required=False, initial=slug)
        self.slug = slug

    def clean(self, value: Any) -> str:
        return self.slug


class DraftForm(forms.Form):
    """Title, team, deployment, and one choice for each needed category or addition."""

    use_required_attribute = False

    title = line("Title", limit=200, hint="Left empty, it says what was chosen.")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(
        self,
        *args: Any,
        recommendation: Recommendation,
        teams: Sequence[Team],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = _choose_team(teams)
        allowed = [d for d in recommendation.deployment if d.verdict is not Verdict.RULED_OUT]
        self.fields[DEPLOYMENT] = choice(
            "Deployment", [(d.subject, d.label) for d in allowed], empty="Not decided yet"
        )
        shortlists = {shortlist.category: shortlist for shortlist in recommendation.shortlists}
        for need in (*recommendation.needed_categories, *recommendation.needed_additions):
            found = shortlists.get(need.subject)
            names = (
                [(c.slug, f"{c.name} {c.version}") for c in candidates_of(found)] if found else []
            )
            self.fields[f"{CHOICE}{need.subject}"] = choice(
                need.label, [*names, *OTHER_CHOICES], empty="Not decided yet"
            )
        self.helper = lay_out(self)

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by category, of a valid form."""
        chosen = {
            name.removeprefix(CHOICE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(CHOICE) and value
        }
        return {**chosen, DEPLOYMENT: self.cleaned_data[DEPLOYMENT]}


def _choose_team(teams: Sequence[Team]) -> forms.Field:
    """A list of teams, or nothing to see where there is only one."""
    if len(teams) == 1:
        return OnlyTeamField(teams[0].slug)
    return choice(
        "Team whose library it belongs to",
        [(team.slug, team.name) for team in teams],
        missing="Choose the team",
    )
