"""The directory through the API."""

import pytest
from django.core.management import call_command

from selection.directory.models import Claim, Component
from tests.aruntime.api.calling import Script

pytestmark = pytest.mark.django_db


@pytest.fixture
def script() -> Script:
    call_command("load_reference", verbosity=0)
    return Script()


def test_components_are_filtered_like_on_the_page(script: Script):
    found = script.get("/api/components?category=generative-engine&limit=200").json()

    slugs = [item["slug"] for item in found["items"]]
    assert "vllm" in slugs
    assert found["count"] == len(slugs) < Component.objects.count()


def test_component_has_its_claims_with_sources_at_the_release_asked_for(script: Script):
    shown = script.get("/api/components/vllm").json()

    claims = Claim.objects.filter(
        release__component__slug="vllm", release__version=shown["release"]
    )
    assert len(shown["claims"]) == claims.count() > 0
    assert all(claim["source"]["url"] for claim in shown["claims"] if claim["status"] != "unknown")


def test_release_that_is_not_known_is_not_made_up(script: Script):
    answer = script.get("/api/components/vllm?release=0.0.1")

    assert answer.status_code == 404
    assert "0.0.1" in answer.json()["detail"]


def test_page_without_end_is_refused_in_words(script: Script):
    answer = script.get(f"/api/components?offset={10**30}")

    assert answer.status_code == 422
    assert answer.json()["mistakes"][0]["place"] == "query.offset"
