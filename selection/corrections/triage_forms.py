"""The forms of maintainers: which corrections to list, and what to decide on one."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from selection.corrections.deciding import TextChange
from selection.corrections.forms import (
    make_line,
    make_radios,
    make_text,
    make_web_address,
)
from selection.corrections.models import Correction, CorrectionState, TargetKind
from selection.directory.models import ClaimStatus
from selection.directory.revisions import ClaimState

NEEDS_REASON = {
    CorrectionState.DECLINED: "Enter why it is declined: the sender reads it",
    CorrectionState.PARTLY_ACCEPTED: "Enter what was not accepted, and why: the sender reads it",
}


class QueueForm(forms.Form):
    """The filters and the order of the queue, which live in the address."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label="State",
        choices=[("", "Open"), *CorrectionState.choices, ("all", "All")],
        required=False,
    )
    about = forms.ChoiceField(
        label="About", choices=[("", "Everything"), *TargetKind.choices], required=False
    )
    older_than = forms.TypedChoiceField(
        label="Age",
        choices=[("", "Any age"), (7, "Over 7 days"), (30, "Over 30 days"), (90, "Over 90 days")],
        coerce=int,
        required=False,
    )
    order = forms.ChoiceField(
        label="Order",
        choices=[
            ("", "Most records first"),
            ("oldest", "Oldest first"),
            ("newest", "Newest first"),
        ],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.mark_optional = False


class DecisionForm(forms.Form):
    """What all decisions have: the reason. `verdict` is the state that was asked for."""

    use_required_attribute = False

    reason = make_text(
        "Reason",
        hint="The sender and the maintenance record show it. Needed to decline, and to accept in "
        "part.",
    )

    def __init__(self, *args: Any, verdict: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.mark_optional = False
        self.helper.layout = Layout(*(name for name in self.fields if name != "reason"), "reason")

    @property
    def is_accepting(self) -> bool:
        return self.verdict in (CorrectionState.ACCEPTED, CorrectionState.PARTLY_ACCEPTED)

    @property
    def is_partly(self) -> bool:
        return self.verdict == CorrectionState.PARTLY_ACCEPTED

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        missing = NEEDS_REASON.get(CorrectionState(self.verdict))
        if missing and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", missing)
        return cleaned


class ClaimDecisionForm(DecisionForm):
    """The claim as it would stand, filled in as the sender proposes it."""

    status = make_radios("Status", ClaimStatus.choices, missing="Select a status")
    note = make_text("Note", hint="For a partial status: what is missing.")
    since = make_line("Since which version", limit=80)
    source_url = make_web_address("Source")
    source_title = make_line("Part of the source", limit=300)

    def __init__(
        self, *args: Any, correction: Correction, present: ClaimState, **kwargs: Any
    ) -> None:
        proposed = {
            "status": correction.proposed_status,
            "note": correction.should_say,
            "since": correction.proposed_since,
            "source_url": correction.source_url,
            "source_title": correction.source_title,
        }
        super().__init__(*args, initial=proposed, **kwargs)
        self.correction = correction
        self.present = present

    @property
    def claim_state(self) -> ClaimState:
        cleaned = self.cleaned_data
        return ClaimState(
            cleaned["status"],
            cleaned["note"],
            cleaned["since"],
            cleaned["source_url"],
            cleaned["source_title"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_accepting or self.errors:
            return cleaned
        status = cleaned["status"]
        if status == ClaimStatus.PARTIAL and not cleaned["note"]:
            self.add_error("note", "Enter what is missing: the status is partial")
        if status != ClaimStatus.UNKNOWN and not cleaned["source_url"]:
            self.add_error("source_url", "Enter the source: only an unknown status has none")
        if not self.errors:
            self._compare(self.claim_state)
        return cleaned

    def _compare(self, state: ClaimState) -> None:
        if state == self.present:
            self.add_error(
                "status", "The claim says this already. Change a value, or decline the correction"
            )
        elif state.status != self.correction.proposed_status and not self.is_partly:
            self.add_error(
                "status", "This is not the status that was proposed. Accept it in part, and say why"
            )


class TextDecisionForm(DecisionForm):
    """What was changed by hand in a text that is kept in a file."""

    before = make_text("What stood there", missing="Enter what stood there")
    after = make_text("What stands there now", missing="Enter what stands there now")

    def __init__(self, *args: Any, correction: Correction, **kwargs: Any) -> None:
        super().__init__(*args, initial={"after": correction.should_say}, **kwargs)
        if self.verdict == CorrectionState.DECLINED:
            self.fields["before"].required = self.fields["after"].required = False

    @property
    def change(self) -> TextChange:
        return TextChange(self.cleaned_data["before"], self.cleaned_data["after"])
