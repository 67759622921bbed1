"""Plain functions that store components, releases and claims, with good defaults."""

from datetime import date
from typing import Any

from selection.directory.models import Capability, Caveat, Claim, Component, Release, Source

CHECKED = date(2026, 11, 20)


def make_source(url: str = "https://example.org/docs", title: str = "Docs") -> Source:
    return Source.objects.get_or_create(url=url, title=title)[0]


def make_component(
    slug: str = "lathe", *, claims: dict[str, Any] | None = None, **changes: Any
) -> Component:
    """Store a component with release 1.0.0 and `claims` on it, each a status or fields."""
    fields = {
        "name": slug.capitalize(),
        "category": "generative-engine",
        "layers": [3],
        "maintainer": "Lathe project",
        "license": "Apache-2.0",
        "homepage": "https://example.org",
        "summary": f"{slug.capitalize()} generates text on one host.",
        "execution_unit": "A generated sequence.",
        "not_provided": ["autoscaling"],
        "deployment": ["local-service"],
        "project_status": "active",
        "status_source": make_source(),
        **changes,
    }
    component = Component.objects.create(slug=slug, **fields)
    make_release(
        component, claims={"generation/streaming": "supported"} if claims is None else claims
    )
    return component


def make_release(
    component: Component,
    version: str = "1.0.0",
    *,
    claims: dict[str, Any] | None = None,
    **changes: Any,
) -> Release:
    fields = {"source": make_source(), "checked": CHECKED, "order": 0, **changes}
    release = Release.objects.create(component=component, version=version, **fields)
    for key, said in (claims or {}).items():
        make_claim(release, key, **(said if isinstance(said, dict) else {"status": said}))
    return release


def make_claim(release: Release, key: str, **changes: Any) -> Claim:
    dimension, _, value = key.partition("/")
    capability = Capability.objects.get_or_create(dimension=dimension, value=value)[0]
    fields = {"status": "supported", "source": make_source(), **changes}
    return Claim.objects.create(release=release, capability=capability, **fields)


def make_caveat(component: Component, text: str) -> Caveat:
    return Caveat.objects.create(component=component, text=text, source=make_source())
