import pytest

from adr.records.content import AlternativeRow, ChosenRow, GateRow, RecordContent, TriggerRow
from adr.records.creating import create_record
from adr.records.deleting import delete_draft
from adr.records.models import Status
from adr.records.revising import revise
from selection.directory.reliance import Reliance
from tests.adr.records.factories import make_record_in

pytestmark = pytest.mark.django_db

CONTENT = RecordContent(
    title="Serve the ranker",
    chosen=(ChosenRow(layer=3, name="vLLM", version="0.11.0", component="vllm"),),
    alternatives=(AlternativeRow(name="SGLang", component="sglang", version="0.5.0"),),
)
GATES = (
    GateRow("generation/streaming", "Streaming", "vllm", "0.11.0", True, "met", "supported"),
    GateRow("bound/latency", "Latency", "vllm", "0.11.0", True, "not-verified", ""),
    GateRow("any-of/formats", "Formats", "vllm", "0.11.0", True, "met", "supported"),
)


def stored():
    return set(Reliance.objects.values_list("component", "version", "capability"))


def test_record_relies_on_what_it_names_and_on_each_claim_of_its_gates(team, author):
    trigger = TriggerRow("capability", "It can", component="sglang", capability="agent/memory")
    content = RecordContent(
        title="Serve the ranker",
        chosen=CONTENT.chosen,
        alternatives=CONTENT.alternatives,
        gates=GATES,
        triggers=(trigger,),
    )

    create_record(team=team, content=content, by=author)

    assert stored() == {
        ("vllm", "0.11.0", ""),
        ("sglang", "0.5.0", ""),
        ("vllm", "0.11.0", "generation/streaming"),
        ("sglang", "", "agent/memory"),
    }


def test_revision_that_takes_a_component_away_ends_the_reliance(team, author):
    record = create_record(team=team, content=CONTENT, by=author)

    revise(
        record=record,
        content=RecordContent(title="Serve nothing"),
        by=author,
        expected_revision=record.revision,
    )

    assert stored() == set()


@pytest.mark.parametrize(
    ("status", "accepted"), [(Status.PROPOSED, False), (Status.ACCEPTED, True)]
)
def test_reliance_knows_whether_its_record_is_accepted(team, author, status, accepted):
    record = make_record_in(status, team, author)

    known = Reliance.objects.filter(record_key=f"record-{record.pk}")

    assert set(known.values_list("accepted", flat=True)) == {accepted}


def test_record_that_is_deprecated_no_longer_counts_as_accepted(team, author):
    make_record_in(Status.DEPRECATED, team, author)

    assert not Reliance.objects.filter(accepted=True).exists()


def test_deleted_draft_relies_on_nothing(team, author):
    record = create_record(team=team, content=CONTENT, by=author)

    delete_draft(record=record, by=author)

    assert not Reliance.objects.exists()
