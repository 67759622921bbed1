import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from selection.directory.loading import load_entries
from selection.guide.links import address_of
from selection.guide.loading import load_guide
from selection.guide.models import GuideEntry
from selection.guide.reading import read_guide
from selection.questionnaire.models import Assessment
from tests.selection.directory.factories import entries_in, write_file
from tests.selection.guide.factories import TODAY

pytestmark = pytest.mark.django_db

PAGES = [
    "/guide/",
    "/guide/category-matrix/",
    "/categories/",
    "/categories/generative-engine/",
    "/layers/3/",
    "/glossary/",
    "/glossary/kv-cache/",
    "/use-cases/",
    "/use-cases/refund-agent/",
]


@pytest.fixture(scope="module")
def files():
    return read_guide(today=TODAY)


@pytest.fixture(autouse=True)
def guide(db, files):
    load_guide(files)


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_public(client, path):
    assert "<h1>" in text_of(client, path)


def test_every_entry_has_a_page_and_every_link_on_it_resolves(client):
    addresses = {address_of(entry.path) for entry in GuideEntry.objects.all()}
    links = set()
    for address in addresses:
        main = text_of(client, address).partition("<main")[2].partition("</main>")[0]
        links |= set(re.findall(r'href="(/[^"#?]*)"', main))

    statuses = {link: client.get(link).status_code for link in links - addresses}

    assert {link: status for link, status in statuses.items() if status not in {200, 302}} == {}


def test_entry_shows_what_a_reader_must_know_of_it(client):
    html = text_of(client, "/glossary/kv-cache/")
    entry = GuideEntry.objects.get(kind="glossary", slug="kv-cache")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    assert entry.summary in words
    assert "Key takeaways It grows with tokens held at once" in words
    assert "Audience: Everybody who takes part in a decision" in words
    assert "Reading time: 1 minute " in words
    assert "Status: Production guidance" in words
    assert "Last reviewed: 24 November 2026" in words
    assert reverse("selection:guide_question", args=["execution-unit", "model"]) in html


def test_error_can_be_reported_in_every_entry_and_its_record_be_read(client):
    for entry in GuideEntry.objects.all():
        main = text_of(client, address_of(entry.path)).partition("<main")[2]
        [target] = re.findall(r'href="/corrections/new/\?target=([^"]+)"', main)

        form = text_of(client, f"/corrections/new/?target={target}")
        assert entry.title in unescape(form)
        assert f'href="/maintenance/?target={target}"' in main


@pytest.mark.parametrize(
    ("status", "word"),
    [("draft", "Draft"), ("under-review", "Under review"), ("retired", "Retired")],
)
def test_status_is_told_in_words(client, status, word):
    GuideEntry.objects.filter(slug="kv-cache").update(status=status)

    assert word in text_of(client, "/glossary/kv-cache/")


@pytest.mark.parametrize(
    "path",
    [
        "/guide/no-such-page/",
        "/categories/no-such-category/",
        "/layers/7/",
        "/glossary/no-such-term/",
        "/glossary/?letter=%C3%84",
        "/use-cases/no-such-case/",
        "/guide/questions/execution-unit/colour/",
    ],
)
def test_unknown_name_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_overview_has_one_address(client):
    assert client.get("/guide/overview/").headers["Location"] == "/guide/"


def test_matrix_is_a_table_that_links_categories_and_additions(client):
    html = text_of(client, "/guide/category-matrix/")

    assert '<th scope="row">Device-local inference</th>' in html
    assert (
        '<a href="/categories/edge-mobile-browser-runtime/">Edge/mobile/browser runtime</a>' in html
    )
    assert '<a href="/categories/model-server/">Serving</a>' in html
    assert ">Selection by primary need</caption>" in html


def test_category_lists_its_components_with_their_newest_release(client, tmp_path):
    write_file(tmp_path)
    write_file(tmp_path, slug="drill", name="Drill", category="gateway", also=["generative-engine"])
    write_file(tmp_path, slug="saw", name="Saw", category="gateway")
    load_entries(entries_in(tmp_path))

    html = text_of(client, "/categories/generative-engine/")

    assert "2 components, by name." in html
    assert "Lathe" in html
    assert "Drill" in html
    assert "Saw" not in html
    assert "<td>1.0.0</td>" in html


def test_category_says_what_it_does_not_provide_and_which_need_leads_to_it(client):
    html = text_of(client, "/categories/generative-engine/")

    assert "Rollout, several versions or autoscaling" in html
    assert "High-concurrency generative API" in html
    assert "Multi-node large-model inference" not in html


def test_glossary_shows_one_letter(client):
    html = text_of(client, "/glossary/?letter=k")

    assert 'id="kv-cache"' in html
    assert 'id="token"' not in html


def test_glossary_without_terms_of_a_letter_says_so(client):
    assert "No term begins with X." in text_of(client, "/glossary/?letter=X")


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/guide/", 3),
        ("/guide/category-matrix/", 3),
        ("/categories/", 1),
        ("/categories/generative-engine/", 3),
        ("/layers/3/", 4),
        ("/glossary/", 1),
        ("/glossary/kv-cache/", 2),
        ("/use-cases/", 1),
        ("/use-cases/refund-agent/", 2),
    ],
)
def test_number_of_queries_is_constant(client, django_assert_num_queries, path, queries, tmp_path):
    for number in range(5):
        write_file(tmp_path, slug=f"lathe-{number}", name=f"Lathe {number}")
    load_entries(entries_in(tmp_path))

    with django_assert_num_queries(queries):
        client.get(path)


def test_question_shows_the_words_of_its_page(client):
    client.post(reverse("selection:assessment_new"), {"name": "Search"})
    assessment = Assessment.objects.get()

    html = text_of(
        client, reverse("selection:question", args=[assessment.pk, "execution-unit", "unit"])
    )

    assert "Words on this page" in html
    assert '<a href="/glossary/execution-unit/">Execution unit</a>' in html


def test_link_to_a_question_leads_into_the_assessment_that_was_begun(client):
    client.post(reverse("selection:assessment_new"), {"name": "Search"})
    assessment = Assessment.objects.get()

    response = client.get("/guide/questions/execution-unit/job/")

    assert response.headers["Location"] == f"/assessments/{assessment.pk}/execution-unit/job/"


def test_link_to_a_question_leads_a_newcomer_to_a_new_assessment(client):
    response = client.get("/guide/questions/execution-unit/job/")

    assert response.headers["Location"] == reverse("selection:assessment_new")


def test_link_to_a_question_never_leads_into_the_assessment_of_a_stranger(client):
    Client().post(reverse("selection:assessment_new"), {"name": "Search"})

    response = client.get("/guide/questions/execution-unit/job/")

    assert response.headers["Location"] == reverse("selection:assessment_new")
