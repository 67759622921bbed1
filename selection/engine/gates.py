"""One requirement held against one component at one exact version. Unknown never passes."""

from collections.abc import Mapping
from dataclasses import dataclass

from selection.engine.knowledge import Claim, ClaimStatus, Component, Release
from selection.engine.recommendation import Gate, GateStatus, Requirement

NO_CLAIM = Claim(capability="", status=ClaimStatus.UNKNOWN)

# Where one of several capabilities suffices, the most favourable claim decides; only if each of
# them is refused is the requirement not met, so that one unknown keeps the question open.
BEST_FIRST = (
    ClaimStatus.SUPPORTED,
    ClaimStatus.PARTIAL,
    ClaimStatus.UNKNOWN,
    ClaimStatus.PLANNED,
    ClaimStatus.UNSUPPORTED,
)


@dataclass(frozen=True)
class Subject:
    """A component at the version under consideration, its claims indexed by capability."""

    component: Component
    release: Release
    claims: Mapping[str, Claim]

    @classmethod
    def of(cls, component: Component, chosen_version: str = "") -> "Subject":
        release = choose_release(component, chosen_version)
        return cls(component, release, {claim.capability: claim for claim in release.claims})

    @property
    def name(self) -> str:
        """The component with its exact version, as sentences call it."""
        return f"{self.component.name} {self.release.version}".strip()


def choose_release(component: Component, chosen_version: str = "") -> Release:
    """Return the chosen version, else the newest release with claims.

    A chosen version that the directory does not know has no claims: nothing is verified for it.
    """
    if chosen_version:
        known = (r for r in component.releases if r.version == chosen_version)
        return next(known, Release(chosen_version))
    with_claims = (r for r in component.releases if r.claims)
    return next(with_claims, component.releases[0] if component.releases else Release(""))


def hold(requirement: Requirement, subject: Subject) -> Gate:
    """Hold a requirement against a component: met, not met or not verified, with the source."""
    if requirement.bound or requirement.demand:
        return _gate(requirement, subject, GateStatus.NOT_VERIFIED, NO_CLAIM)
    capabilities = requirement.any_of or (requirement.key,)
    claims = [subject.claims.get(capability, NO_CLAIM) for capability in capabilities]
    claim = min(claims, key=lambda claim: BEST_FIRST.index(claim.status))
    return _gate(requirement, subject, _status(claim, requirement), claim)


def _status(claim: Claim, requirement: Requirement) -> GateStatus:
    match claim.status:
        case ClaimStatus.SUPPORTED:
            return GateStatus.MET
        case ClaimStatus.UNSUPPORTED | ClaimStatus.PLANNED:
            return GateStatus.NOT_MET
        case ClaimStatus.PARTIAL if requirement.accepts_partial:
            return GateStatus.MET
        case _:
            return GateStatus.NOT_VERIFIED


def _gate(requirement: Requirement, subject: Subject, status: GateStatus, claim: Claim) -> Gate:
    return Gate(
        requirement=requirement.key,
        need=requirement.need,
        status=status,
        claim_status=claim.status.value,
        sentence=_sentence(requirement, subject.name, claim),
        version=subject.release.version,
        source_url=claim.source_url,
        source_title=claim.source_title,
        checked=claim.checked,
        note=claim.note,
    )


def _sentence(requirement: Requirement, name: str, claim: Claim) -> str:
    if requirement.bound:
        return f"Not verified: no measurement of {name} yet; needs {requirement.bound}."
    if requirement.demand:
        return f"Not verified: no test of {name} yet; {requirement.label} is the team's own demand."
    word = f"{requirement.label} ({claim.capability})" if requirement.any_of else requirement.label
    match claim.status:
        case ClaimStatus.SUPPORTED:
            return f"Met: {word}; {name} states that it supports it."
        case ClaimStatus.PARTIAL if requirement.accepts_partial:
            return (
                f"Met: {word}; {name} supports it in part, "
                "and the team confirmed that what is missing is not needed."
            )
        case ClaimStatus.PARTIAL:
            return f"Not verified: needs {word}; {name} supports it in part."
        case ClaimStatus.UNSUPPORTED:
            return f"Not met: needs {requirement.label}; {name} states that it does not support it."
        case ClaimStatus.PLANNED:
            return f"Not met: needs {requirement.label}; {name} only plans it."
        case _ if claim is NO_CLAIM:
            return f"Not verified: no source found for {name}."
        case _:
            return f"Not verified: the sources for {name} do not say."
