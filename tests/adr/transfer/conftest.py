import pytest
from django.core.management import call_command

from aruntime.teams.models import Team, User
from selection.examples.beginning import begin_example
from selection.results.models import StoredResult
from selection.results.working_out import store_result


@pytest.fixture
def facts(team: Team, author: User) -> StoredResult:
    """The result of a worked example, from the project's own reference facts."""
    call_command("load_reference", verbosity=0)
    assessment = begin_example("docker-model-runner", team=team, by=author)
    return store_result(assessment, by=author)
