"""The directory for scripts: components, and their claims at an exact release. Public."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from aruntime.api.answers import Pages, Refusal
from selection.directory.filters import Entry, Filters, find_components, read_entries
from selection.directory.models import Claim, Component, Release
from selection.directory.releases import components_with_releases, find_release, load_claims
from selection.directory.vocabulary import load_vocabulary

router = Router(tags=["Directory"], auth=None)


class WordOut(Schema):
    key: str
    label: str
    meaning: str


class ComponentOut(Schema):
    """`release` is the newest one with claims; filters look at it."""

    slug: str
    name: str
    category: str
    also: list[str]
    layers: list[int]
    maintainer: str
    license: str
    project_status: str
    deployment: list[str]
    summary: str
    release: str


class SourceOut(Schema):
    url: str
    title: str


class ClaimOut(Schema):
    """A capability without a claim is unknown."""

    capability: str
    status: str
    note: str
    since: str
    source: SourceOut | None


class ReleaseOut(Schema):
    version: str
    released: date | None
    checked: date
    source: SourceOut


class CaveatOut(Schema):
    text: str
    source: SourceOut


class ProfileOut(ComponentOut):
    """`claims` are those of `release`; `releases` are newest first."""

    homepage: str
    repository: str
    execution_unit: str
    not_provided: list[str]
    caveats: list[CaveatOut]
    releases: list[ReleaseOut]
    claims: list[ClaimOut]


class ComponentQuery(Schema):
    q: str = ""
    category: str = ""
    layer: str = ""
    capability: str = ""
    claimed: str = ""
    hardware: str = ""
    deployment: str = ""
    licence: str = ""
    project: str = ""
    maintainer: str = ""


@router.get("/components", response=list[ComponentOut], summary="Components")
@paginate(Pages)
def list_components(request: HttpRequest, asked: Query[ComponentQuery]) -> list[ComponentOut]:
    """By name. The filters are those of the directory's page, and combine."""
    found = find_components(read_entries(), Filters(**asked.dict()))
    return [_component(entry) for entry in found.entries]


@router.get("/components/{slug}", response={200: ProfileOut, 404: Refusal}, summary="One component")
def show_component(request: HttpRequest, slug: str, release: str = "") -> ProfileOut:
    """With its claims at an exact release; without `release`, the newest one with claims."""
    row = components_with_releases().filter(slug=slug).first()
    if row is None:
        raise Http404(f"There is no component {slug!r}.")
    releases = tuple(row.releases.all())
    shown = find_release(releases, release)
    if shown is None:
        raise Http404(f"There is no release {release!r} of {row.name}.")
    load_claims([shown])
    return _profile(row, shown, releases)


@router.get("/capabilities", response=list[WordOut], summary="Capabilities")
def list_capabilities(request: HttpRequest) -> list[WordOut]:
    """The words that claims and requirements are written in."""
    words = load_vocabulary().capabilities.values()
    return [WordOut(key=word.key, label=word.label, meaning=word.meaning) for word in words]


def _component(entry: Entry) -> ComponentOut:
    return ComponentOut(**_facts(entry.component, entry.release))


def _facts(row: Component, release: Release) -> dict[str, Any]:
    names = [name for name in ComponentOut.model_fields if name != "release"]
    return {**{name: getattr(row, name) for name in names}, "release": release.version}


def _profile(row: Component, shown: Release, releases: tuple[Release, ...]) -> ProfileOut:
    return ProfileOut(
        **_facts(row, shown),
        homepage=row.homepage,
        repository=row.repository,
        execution_unit=row.execution_unit,
        not_provided=row.not_provided,
        caveats=[CaveatOut(text=c.text, source=_source(c.source)) for c in row.caveats.all()],
        releases=[
            ReleaseOut(
                version=one.version,
                released=one.released,
                checked=one.checked,
                source=_source(one.source),
            )
            for one in releases
        ],
        claims=[_claim(claim) for claim in shown.claims.all()],
    )


def _claim(claim: Claim) -> ClaimOut:
    return ClaimOut(
        capability=claim.capability.key,
        status=claim.status,
        note=claim.note,
        since=claim.since,
        source=_source(claim.source) if claim.source else None,
    )


def _source(source: object) -> SourceOut:
    return SourceOut.model_validate(source)
