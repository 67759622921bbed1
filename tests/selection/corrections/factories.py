"""Plain functions that make facts, corrections and maintainers, with good defaults."""

from datetime import date
from typing import Any
from uuid import uuid4

from aruntime.teams.models import Team, User
from selection.corrections.models import Correction
from selection.directory.models import Capability, Claim, Component, Release, Source
from selection.directory.reliance import Reliance
from tests.conftest import signed_in

STREAMING = "claim:lathe@1.0.0/generation/streaming"
DOCS = "https://example.org/docs/streaming"
NEW_DOCS = "https://example.org/docs/new"


def make_source(url: str = DOCS, title: str = "") -> Source:
    return Source.objects.get_or_create(url=url, title=title)[0]


def make_release(slug: str = "lathe", version: str = "1.0.0") -> Release:
    component, _ = Component.objects.get_or_create(
        slug=slug,
        defaults={
            "name": slug.capitalize(),
            "category": "generative-engine",
            "maintainer": "The project",
            "license": "Apache-2.0",
            "homepage": "https://example.org",
            "summary": "Generates text.",
            "execution_unit": "A generated sequence.",
            "project_status": "active",
            "status_source": make_source(),
        },
    )
    return Release.objects.get_or_create(
        component=component,
        version=version,
        defaults={"source": make_source(), "checked": date(2026, 11, 1)},
    )[0]


def make_capability(value: str = "streaming", dimension: str = "generation") -> Capability:
    return Capability.objects.get_or_create(dimension=dimension, value=value)[0]


def make_claim(release: Release | None = None, **changes: Any) -> Claim:
    values = {"status": "supported", "source": make_source(), "note": "By default.", **changes}
    values.setdefault("capability", make_capability())
    return Claim.objects.create(release=release or make_release(), **values)


def make_form(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a correction of a claim."""
    return {
        "kind": "error",
        "proposed_status": "partial",
        "wrong": "It streams only over HTTP.",
        "should_say": "Not over gRPC.",
        "proposed_since": "0.9",
        "version": "1.0.0",
        "source_url": NEW_DOCS,
        "source_title": "Limits",
        "known_by": "documentation",
        "is_connected": "no",
        "connection_note": "",
        "sender_name": "",
        "sender_email": "",
        "website": "",
        "key": str(uuid4()),
        **changes,
    }


def make_correction(target: str = STREAMING, **changes: Any) -> Correction:
    kind, _, key = target.partition(":")
    return Correction.objects.create(
        **{
            "form_key": uuid4(),
            "target_kind": kind,
            "target_key": key,
            "target_title": "Lathe 1.0.0: Streaming",
            "kind": "error",
            "wrong": "It streams only over HTTP.",
            "should_say": "Not over gRPC.",
            "proposed_status": "partial" if kind == "claim" else "",
            "proposed_since": "0.9" if kind == "claim" else "",
            "version": "1.0.0",
            "known_by": "documentation",
            "is_connected": False,
            "source_url": NEW_DOCS,
            "source_title": "Limits",
            **changes,
        }
    )


def make_maintainer(name: str = "mia") -> User:
    user = User.objects.create_user(
        name, email=f"{name}@example.org", password=f"{name}'s password"
    )
    user.is_maintainer = True
    user.save()
    return user


def make_reliance(team: Team, record: str, **changes: Any) -> Reliance:
    return Reliance.objects.create(
        **{
            "record_key": record,
            "record_url": f"/{record}/",
            "record_title": f"Record {record}",
            "team": team,
            "accepted": True,
            "component": "lathe",
            "version": "1.0.0",
            "capability": "generation/streaming",
            **changes,
        }
    )


def as_maintainer(name: str = "mia"):
    """Return a client that is signed in as a new maintainer."""
    return signed_in(make_maintainer(name))
