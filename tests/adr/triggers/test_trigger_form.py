"""The form of a trigger asks for a bound in parts, and stores it in one notation."""

from typing import Any

import pytest

from adr.records.content import AlternativeRow
from adr.records.models import Record
from adr.records.reading import content_of
from tests.adr.records.factories import make_record, make_trigger
from tests.selection.directory.rows import make_component

URL = "/teams/search-platform/records/1/edit/review/"
TTFT = {"kind": "workload", "text": "TTFT rises", "metric": "TTFT"}
WHOLE = {"comparison": "at most", "amount": "1,200", "unit": "ms", "percentile": "p95"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(team, author) -> Record:
    return make_record(team, author, triggers=(make_trigger(bound="<= 64 requests"),))


def rows(*rows: dict[str, Any]) -> dict[str, Any]:
    data = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": 0, "revision": 1}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return data | {"review_date": "2027-05-24"}


def stored() -> Any:
    return content_of(Record.objects.get(number=1))


def test_bound_opens_in_the_fields_that_it_is_typed_in(as_author, record):
    [form] = as_author.get(URL).context["edit"].formset.forms

    shown = {name: form[name].value() for name in ("comparison", "amount", "unit", "bound")}
    assert shown == {"comparison": "at most", "amount": "64", "unit": "requests", "bound": ""}


def test_bound_that_is_none_opens_where_it_has_to_be_mended(as_author, team, author):
    make_record(team, author, triggers=(make_trigger(bound="when it doubles"),))

    [form] = as_author.get(URL).context["edit"].formset.forms

    assert form["amount"].value() == "when it doubles"


def test_bound_is_stored_in_its_one_notation(as_author, record):
    response = as_author.post(URL, rows({**TTFT, **WHOLE}))

    assert response.status_code == 302
    assert stored().triggers[0].bound == "at most 1,200 ms at p95"


def test_percentile_may_stand_beside_the_name(as_author, record):
    as_author.post(URL, rows({**TTFT, **WHOLE, "metric": "TTFT (p99)", "percentile": ""}))

    assert stored().triggers[0].bound == "at most 1,200 ms at p99"


def test_bound_written_in_one_field_is_understood(as_author, record):
    as_author.post(URL, rows({**TTFT, "bound": "p95 <= 1.2 s"}))

    assert stored().triggers[0].bound == "at most 1.2 s at p95"


def test_value_of_hardware_is_kept_as_it_is_typed(as_author, record):
    row = {"kind": "hardware", "text": "New cards", "metric": "Target hardware", "bound": "H100"}

    as_author.post(URL, rows(row))

    assert (stored().triggers[0].metric, stored().triggers[0].bound) == ("Target hardware", "H100")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"metric": ""}, "metric", "Enter the metric that the bound is on"),
        ({"comparison": ""}, "comparison", "Choose whether it is a highest or a lowest value"),
        ({"amount": "fast"}, "amount", "Enter the number of the bound, such as 300"),
        ({"amount": ""}, "amount", "Enter the number of the bound, such as 300"),
        ({"unit": "gb"}, "unit", "“gb” is not a known unit. Did you mean GB"),
    ],
)
def test_incomplete_bound_is_explained_at_its_field(as_author, record, changes, field, sentence):
    response = as_author.post(URL, rows({**TTFT, **WHOLE, **changes}))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'href="#id_rows-0-{field}"' in page
    assert "TTFT rises" in page


def test_all_that_is_wrong_with_a_bound_is_said_at_once(as_author, record):
    page = as_author.post(URL, rows({**TTFT, "amount": "fast", "unit": "gb"})).content.decode()

    assert "Choose whether it is a highest" in page
    assert "Enter the number of the bound" in page
    assert "“gb” is not a known unit" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"component": "vlm"}, "There is no entry “vlm”. Did you mean vllm?"),
        ({"capability": "generation/stream"}, "Did you mean generation/streaming"),
    ],
)
def test_entry_and_capability_must_be_known(as_author, record, changes, sentence):
    make_component("vllm")
    row = {"kind": "capability", "text": "vLLM changes", "component": "vllm", **changes}

    response = as_author.post(URL, rows(row))

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_known_entry_and_capability_are_stored(as_author, record):
    make_component("vllm")
    row = {"kind": "capability", "text": "vLLM changes", "component": "vllm"}

    response = as_author.post(URL, rows({**row, "capability": "generation/streaming"}))

    assert response.status_code == 302
    assert stored().triggers[0].capability == "generation/streaming"


def test_directory_is_read_once_for_all_rows(as_author, record, django_assert_max_num_queries):
    make_component("vllm")
    row = {"kind": "capability", "text": "vLLM changes", "component": "vlm"}

    with django_assert_max_num_queries(25):
        as_author.post(URL, rows(*[row] * 30))


def test_what_an_alternative_lacks_is_typed_in_words_of_the_directory(as_author, record):
    url = URL.replace("review", "alternatives")
    row = {"name": "Ollama", "component": "ollama", "requirements": "security/authn, security/tls"}

    as_author.post(url, rows(row))

    assert stored().alternatives == (
        AlternativeRow(
            "Ollama", component="ollama", requirements=("security/authn", "security/tls")
        ),
    )


def test_word_that_the_directory_does_not_know_is_refused(as_author, record):
    url = URL.replace("review", "alternatives")

    response = as_author.post(url, rows({"name": "Ollama", "requirements": "security/auth"}))

    assert response.status_code == 422
    assert "There is no capability “security/auth”. Did you mean security/authn" in (
        response.content.decode()
    )
