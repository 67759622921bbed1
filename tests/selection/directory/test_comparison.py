import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from selection.directory.comparison import FORMULA_SIGNS, disarm
from selection.directory.models import Component
from tests.selection.directory.rows import make_component, make_release

STREAMING, CACHING = "generation/streaming", "generation/prefix-caching"


def show(client, *slugs, **query):
    return client.get(reverse("selection:comparison"), {"c": slugs, **query})


def page_of(client, *slugs, **query):
    return " ".join(show(client, *slugs, **query).content.decode().split())


@pytest.fixture
def engines(db):
    make_component("mill", claims={STREAMING: "supported", CACHING: "unsupported"})
    make_component("anvil", claims={STREAMING: "supported"})


def test_differences_come_first_and_what_is_the_same_is_folded(client, engines):
    comparison = show(client, "mill", "anvil").context["comparison"]
    page = page_of(client, "mill", "anvil")

    assert [row.label for row in comparison.differences] == ["Prefix caching"]
    assert [row.label for row in comparison.same] == ["Streaming"]
    assert page.index("Prefix caching") < page.index("The same for all: 1")


def test_components_stand_by_name_whatever_the_address_says(client, engines):
    columns = show(client, "mill", "anvil").context["comparison"].columns

    assert [column.chosen.component.slug for column in columns] == ["anvil", "mill"]


def test_missing_claim_is_unknown_and_never_an_empty_cell(client, engines):
    row = show(client, "mill", "anvil").context["comparison"].differences[0]

    assert [cell.word for cell in row.cells] == ["Unknown", "Not supported"]
    assert "No claim with a source at 1.0.0" in page_of(client, "mill", "anvil")


def test_release_can_be_named_in_the_address(client, engines):
    component = make_component("lathe", claims={CACHING: "supported"})
    make_release(component, "0.9.0", order=1, claims={CACHING: "planned"})

    row = show(client, "lathe@0.9.0", "mill").context["comparison"].rows[0]

    assert (row.cells[0].word, row.cells[0].version) == ("Not supported (planned)", "0.9.0")


def test_components_of_different_categories_are_told_apart_by_layers(client, engines):
    make_component("ledger", category="workflow", layers=[5])

    response = show(client, "mill", "anvil", "ledger")

    page = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "These are not compared" in page
    assert "they stand mainly on different layers" in page
    for layer, names in (
        ("Agentic application runtime", "Ledger"),
        ("Inference engine", "Anvil, Mill"),
    ):
        assert re.search(
            rf">{layer}</span> <span class=.layer-part.>.*?</svg> {names}</span>", page
        )
    assert "?c=anvil&amp;c=mill" in page
    assert "Ledger and others of its category" in page


def test_another_release_is_compared_instead_by_one_link(client, engines):
    make_release(Component.objects.get(slug="mill"), "0.9.0", order=1, claims={CACHING: "planned"})

    page = page_of(client, "mill", "anvil")
    [query] = re.findall(r'<a href="\?([^"]+)">0.9.0</a>', page)
    other = " ".join(
        client.get(f"{reverse('selection:comparison')}?{unescape(query)}").content.decode().split()
    )

    assert "0.9.0, " in other
    assert "Not supported (planned)" in other
    assert "1 release behind the newest known, 1.0.0" in other


def test_components_that_share_two_categories_are_offered_once(client, engines):
    for slug in ("lathe", "drill"):
        make_component(slug, also=["model-server"])
    make_component("ledger", category="workflow", layers=[5])

    offers = show(client, "lathe", "drill", "ledger").context["apart"].together

    assert [offer.labels for offer in offers] == [("Generative engine", "Model server")]


def test_component_is_compared_in_a_category_that_it_answers_for_besides_its_own(client, engines):
    make_component("server", category="model-server", also=["generative-engine"])

    assert show(client, "mill", "server").context["comparison"].category == "generative-engine"


@pytest.mark.parametrize(
    ("slugs", "sentence"),
    [
        (["mill"], "Choose at least one more component to hold against Mill."),
        ([f"engine-{n}" for n in range(7)], "You chose 7 components. Choose at most six."),
        (["mill", "anvil", "no such"], "One of the names in the address is no component."),
        (["mill", "no-such"], "The directory has no component “no-such”."),
        (["mill@9", "anvil"], "The directory has no release 9 of Mill. It has 1.0.0."),
    ],
)
def test_choice_that_cannot_be_compared_says_how_to_mend_it(client, engines, slugs, sentence):
    for number in range(7):
        make_component(f"engine-{number}")

    response = show(client, *slugs)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_without_a_choice_a_category_is_asked_for_and_then_its_components(client, engines):
    make_component("ledger", category="workflow")

    assert "Generative engine" in page_of(client)
    page = page_of(client, category="generative-engine")
    assert 'value="anvil"' in page
    assert 'value="ledger"' not in page


@pytest.mark.parametrize("name", ["\0", "a\0b@1", "x" * 10_000, "' OR 1=1 --", "mill@\0"])
def test_hostile_address_gets_a_page(client, engines, name):
    assert show(client, name, "mill").status_code == 422


def test_csv_has_one_line_per_capability_with_its_source(client, engines):
    response = show(client, "mill", "anvil", format="csv")

    head, *lines = csv.reader(StringIO(response.content.decode()))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert head[:5] == ["Dimension", "Capability", "Differs", "Anvil 1.0.0", "Anvil 1.0.0: note"]
    assert [line[1:4] for line in lines] == [
        ["Prefix caching", "yes", "Unknown"],
        ["Streaming", "no", "Supported"],
    ]
    assert lines[1][6] == "https://example.org/docs"


def test_csv_cell_cannot_act_as_a_formula(client, engines):
    note = {"status": "partial", "note": '=HYPERLINK("https://bad.example")'}
    make_component("lathe", name="-Lathe", claims={STREAMING: note})

    text = show(client, "mill", "lathe", format="csv").content.decode()

    cells = [cell for line in csv.reader(StringIO(text)) for cell in line]
    assert '\'=HYPERLINK("https://bad.example")' in cells
    assert "'-Lathe 1.0.0" in cells
    assert not [cell for cell in cells if cell.startswith(FORMULA_SIGNS)]


@pytest.mark.pure
@given(st.text())
def test_no_text_is_left_armed_and_harmless_text_stays_as_it_is(text):
    disarmed = disarm(text)

    assert not disarmed.startswith(FORMULA_SIGNS)
    assert disarmed.removeprefix("'") == text.removeprefix("'")


def test_hostile_notes_are_shown_and_not_run(client, engines):
    bad = "<script>a()</script>"
    make_component("lathe", name=bad, claims={STREAMING: {"status": "partial", "note": bad}})

    page = page_of(client, "mill", "lathe")

    assert bad not in page
    assert "&lt;script&gt;a()" in page


@pytest.mark.parametrize("count", [2, 6])
def test_queries_do_not_grow_with_the_components(client, db, django_assert_num_queries, count):
    for number in range(count):
        make_component(f"engine-{number}", claims={STREAMING: "supported", CACHING: "partial"})

    with django_assert_num_queries(5):
        show(client, *(f"engine-{number}" for number in range(count)))
