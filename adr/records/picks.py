"""What a team chose for each thing that the recommendation asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from selection.public import Candidate, Conclusion, Recommendation, Shortlist

# Choices beside the components of a shortlist. A component's slug never begins with a dot.
BUILD_OUR_OWN = ".own"
NO_COMPONENT = ".none"
DEPLOYMENT = "deployment"

PRODUCT_LAYER = 6


@dataclass(frozen=True)
class Pick:
    """One needed category or addition, and what was chosen for it; no choice means open."""

    need: Conclusion
    layer: int
    layer_name: str
    shortlist: Shortlist | None
    choice: str = ""

    @property
    def candidate(self) -> Candidate | None:
        """The chosen component, where one of the directory was chosen."""
        found = (c for c in self.candidates if c.slug == self.choice)
        return next(found, None)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        if self.shortlist is None:
            return ()
        return candidates_of(self.shortlist)


def candidates_of(shortlist: Shortlist) -> tuple[Candidate, ...]:
    """All components of a shortlist, the ruled-out ones last."""
    return (*shortlist.every_gate_met, *shortlist.some_not_verified, *shortlist.ruled_out)


def gather_picks(recommendation: Recommendation, choices: Mapping[str, str]) -> tuple[Pick, ...]:
    """Return one pick for each need, the six categories first.

    Raises ValueError for a choice that is not in the shortlist of its category.
    """
    shortlists = {shortlist.category: shortlist for shortlist in recommendation.shortlists}
    picks = []
    for need in (*recommendation.needed_categories, *recommendation.needed_additions):
        layer, name = _layer_of(recommendation, need.subject)
        pick = Pick(need, layer, name, shortlists.get(need.subject), choices.get(need.subject, ""))
        if pick.choice not in ("", BUILD_OUR_OWN, NO_COMPONENT) and pick.candidate is None:
            raise ValueError(f"{pick.choice} is not on the shortlist of {need.label}.")
        picks.append(pick)
    return tuple(picks)


def _layer_of(recommendation: Recommendation, subject: str) -> tuple[int, str]:
    for layer in recommendation.layers:
        if any(part.subject == subject for part in layer.parts):
            return layer.number, layer.name
    return PRODUCT_LAYER, ""
