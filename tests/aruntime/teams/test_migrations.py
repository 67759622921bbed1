"""What migrations do to the people who were there before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("teams", "0003_a_table_for_the_cache")]
AFTER = [("teams", "0005_an_address_is_unique_and_in_lower_case")]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def people_before():
    """People as they were before an address had to be unique and in lower case."""
    yield migrate(BEFORE).get_model("teams", "User")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_everybody_gets_one_address_of_their_own_and_keeps_the_one_they_had(people_before):
    for name, email in [
        ("Ana", "Ana@Example.org"),
        ("ben", "ana@example.org"),
        ("cem", ""),
        ("dora@work", ""),
        ("CEM", ""),
    ]:
        people_before.objects.create(username=name, email=email)

    people = migrate(AFTER).get_model("teams", "User")

    addresses = dict(people.objects.order_by("pk").values_list("username", "email"))
    assert addresses["Ana"] == "ana@example.org"
    assert addresses["ben"] == "ben@account.invalid"
    assert addresses["cem"] == "cem@account.invalid"
    assert addresses["dora@work"] == "dora-at-work@account.invalid"
    assert addresses["CEM"].endswith("@account.invalid")
    assert len(set(addresses.values())) == len(addresses)
