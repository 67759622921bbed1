"""Whatever is sent, the answer fits the description, and none is an error of the server."""

from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from aruntime.teams.models import User
from aruntime.wsgi import application
from tests.aruntime.api.calling import Script
from tests.site_map import fill_site

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
REQUESTS_EACH = 30
bounded = settings(
    max_examples=REQUESTS_EACH,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def kept_connection():
    """Let the test's transaction outlive a request, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
def test_no_request_is_an_error_of_the_server(team, owner: User):
    site = fill_site(team, owner)
    values = {**site, "pk": site["assessment"], "number": site["draft"], "slug": "vllm"}
    headers = Script(owner).headers
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)

    for found in schema.get_all_operations():
        attack(found.ok(), headers=headers, values=values)


def attack(operation: Any, *, headers: dict[str, str], values: dict[str, Any]) -> None:
    """Send what fits the description and what does not, three in four to what is there."""

    @bounded
    @given(case=operation.as_strategy(), miss=st.sampled_from([True, False, False, False]))
    def send(case: Any, miss: bool) -> None:
        if not miss:
            there = {name: str(values[name]) for name in case.path_parameters}
            case.path_parameters.update(there)
        case.call_and_validate(headers=headers, checks=CHECKS)

    send()
