"""What a correction is about, from the words that an address carries: `claim:vllm@0.9.1/…`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from selection.corrections.models import TargetKind
from selection.directory.models import Capability, Claim, Component, Release
from selection.directory.revisions import ClaimState, state_of
from selection.directory.vocabulary import load_vocabulary
from selection.guide.links import address_of
from selection.guide.models import GuideEntry, Kind

# Terms and categories are targets of their own kind.
PAGE_KINDS = (Kind.GUIDE, Kind.LAYER, Kind.USE_CASE)


@dataclass(frozen=True)
class ClaimTarget:
    """The claim that is meant: a release and a capability, with what is claimed now."""

    release: Release
    capability: Capability
    state: ClaimState


@dataclass(frozen=True)
class Target:
    """Something that can be corrected; `url` is where it stands."""

    kind: TargetKind
    key: str
    title: str
    url: str
    version: str = ""
    claim: ClaimTarget | None = None

    @property
    def name(self) -> str:
        """The target as addresses carry it."""
        return f"{self.kind}:{self.key}"

    @property
    def has_versions(self) -> bool:
        """Tell whether a correction of it must name an exact version."""
        return self.kind in (TargetKind.COMPONENT, TargetKind.CLAIM)


def find_target(name: str) -> Target | None:
    """Return the target of a name such as `component:vllm`, or none if there is no such thing."""
    kind, _, key = name.partition(":")
    find = FINDERS.get(kind)
    # PostgreSQL refuses to look for text with a null character.
    return find(key) if find and key and "\0" not in key else None


def claim_key(component: str, version: str, capability: str) -> str:
    """Return the key of a claim; `capability` is `dimension/value`."""
    return f"{component}@{version}/{capability}"


def split_claim_key(key: str) -> tuple[str, str, str] | None:
    """Return component, version and capability of a claim's key; a version may hold slashes."""
    component, _, rest = key.partition("@")
    parts = rest.rsplit("/", 2)
    if not component or len(parts) != 3 or not all(parts):
        return None
    version, dimension, value = parts
    return component, version, f"{dimension}/{value}"


def _find_page(key: str) -> Target | None:
    """Return a page of the guide, `objectives`, or another by its path, `layers/3`."""
    kind, _, slug = key.rpartition("/")
    entry = GuideEntry.objects.filter(
        kind=kind or Kind.GUIDE, kind__in=PAGE_KINDS, slug=slug
    ).first()
    if entry is None:
        return None
    return Target(TargetKind.PAGE, entry.path, entry.title, address_of(entry.path))


def _find_term(key: str) -> Target | None:
    entry = GuideEntry.objects.filter(kind=Kind.TERM, slug=key).first()
    if entry is None:
        return None
    return Target(TargetKind.TERM, key, entry.title, address_of(entry.path))


def _find_component(key: str) -> Target | None:
    component = Component.objects.filter(slug=key).first()
    if component is None:
        return None
    newest = component.releases.first()
    return Target(
        TargetKind.COMPONENT,
        key,
        component.name,
        reverse("selection:component", args=[key]),
        version=newest.version if newest else "",
    )


def _find_claim(key: str) -> Target | None:
    claim = find_claim(key)
    if claim is None:
        return None
    capability = load_vocabulary().capability_label(claim.capability.key)
    return Target(
        TargetKind.CLAIM,
        key,
        f"{claim.release}: {capability}",
        reverse("selection:component", args=[claim.release.component.slug]),
        version=claim.release.version,
        claim=claim,
    )


def find_claim(key: str) -> ClaimTarget | None:
    """Return the claim of a key; without a claim, what is claimed is that the status is unknown."""
    parts = split_claim_key(key)
    if parts is None:
        return None
    slug, version, capability_key = parts
    dimension, value = capability_key.split("/")
    release = (
        Release.objects.select_related("component")
        .filter(component__slug=slug, version=version)
        .first()
    )
    capability = Capability.objects.filter(dimension=dimension, value=value).first()
    if release is None or capability is None:
        return None
    claim = Claim.objects.select_related("source").filter(release=release, capability=capability)
    return ClaimTarget(release, capability, state_of(claim.first()))


def _find_boundary(key: str) -> Target | None:
    word = load_vocabulary().categories.get(key)
    if word is None:
        return None
    return Target(TargetKind.BOUNDARY, key, word.label, address_of(f"{Kind.CATEGORY}/{key}"))


FINDERS: dict[str, Callable[[str], Target | None]] = {
    TargetKind.PAGE: _find_page,
    TargetKind.TERM: _find_term,
    TargetKind.COMPONENT: _find_component,
    TargetKind.CLAIM: _find_claim,
    TargetKind.BOUNDARY: _find_boundary,
}
