"""The recommendation page and the page of a stored result, as people see them."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from aruntime.teams.models import Role, Team, User
from selection.engine.answers import Answer
from selection.questionnaire.access import SESSION_KEY
from selection.questionnaire.answering import save_answers
from selection.questionnaire.models import Assessment
from selection.results.models import StoredResult
from selection.results.working_out import store_result, work_out
from tests.conftest import signed_in
from tests.factories import make_member, make_team
from tests.selection.engine.factories import make_claim, make_component
from tests.selection.results.factories import SERVING, make_assessment, make_edition, make_facts

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def assessment(team: Team) -> Assessment:
    make_edition()
    return make_assessment(team)


def page_url(assessment: Assessment) -> str:
    return reverse("selection:recommendation", args=[assessment.pk])


def read(client: Client, assessment: Assessment) -> str:
    response = client.get(page_url(assessment))
    assert response.status_code == 200
    return response.content.decode()


def text_of(html: str) -> str:
    """The words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def begin_as_visitor(client: Client) -> Assessment:
    assessment = make_assessment()
    session = client.session
    session[SESSION_KEY] = [str(assessment.pk)]
    session.save()
    return assessment


def test_answer_stands_first_and_calls_itself_a_starting_point(
    as_reader: Client, assessment: Assessment
):
    html = read(as_reader, assessment)

    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert heading
    assert escape(work_out(assessment).headline) in heading[1]
    assert "This is a starting point until the evaluation plan has results." in html


def test_reason_links_the_page_of_its_answer(as_author: Client, assessment: Assessment):
    question = reverse("selection:question", args=[assessment.pk, "execution-unit", "job"])

    assert f'href="{question}#div_id_job"' in read(as_author, assessment)
    assert 'id="div_id_job"' in as_author.get(question).content.decode()


def test_every_link_of_a_reader_leads_to_a_page(as_reader: Client, assessment: Assessment):
    html = read(as_reader, assessment)

    main = html[html.index("<main") : html.index("</main>")]
    links = set(re.findall(r'href="(/[^"#]*)', main))
    assert links
    assert {as_reader.get(link).status_code for link in links} == {200}


def test_page_says_that_there_is_no_score(as_reader: Client, assessment: Assessment):
    text = text_of(read(as_reader, assessment))

    assert "There is no score and no order by merit." in text


def test_unverified_gate_is_shown_as_such(as_reader: Client, assessment: Assessment):
    text = text_of(read(as_reader, assessment))

    assert "Not verified No source found for Aurora 1.0.0." in text


def test_ruled_out_component_names_its_gate_and_source(as_reader: Client, assessment: Assessment):
    html = read(as_reader, assessment)

    ruled_out = html[html.index('class="ruled-out"') :]
    assert "Meadow" in ruled_out
    assert "Needs Hardware: NVIDIA GPU" in ruled_out
    assert "https://example.org/docs" in ruled_out


def test_category_without_a_component_says_so(as_reader: Client, assessment: Assessment):
    assert "the directory has no component of this kind" in read(as_reader, assessment)


def test_page_shows_what_is_not_known_yet(as_reader: Client, assessment: Assessment):
    html = read(as_reader, assessment)

    assert "Is there always a network?" in html[html.index('id="open-points"') :]


def test_guide_warns_of_compatibility(as_reader: Client, assessment: Assessment):
    assert "API compatibility alone may not preserve model behavior" in read(as_reader, assessment)


def test_page_names_versions_and_hash(as_reader: Client, assessment: Assessment):
    recommendation = work_out(assessment)

    html = read(as_reader, assessment)

    assert recommendation.versions.directory in html
    assert re.search(r'class="hash">[0-9a-f]{64}<', html)


def test_page_carries_no_inline_style_or_script(as_author: Client, assessment: Assessment):
    html = read(as_author, assessment)

    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_ids_are_unique(as_author: Client, assessment: Assessment):
    ids = re.findall(r' id="([^"]+)"', read(as_author, assessment))

    assert sorted(ids) == sorted(set(ids))


def test_hostile_text_of_facts_and_answers_is_escaped(as_reader: Client, team: Team):
    claim = make_claim("hardware/nvidia-gpu", "partial", note=HOSTILE, source_title=HOSTILE)
    component = make_component("zephyr", name=HOSTILE, not_provided=(HOSTILE,))
    release = type(component.releases[0])("1.0.0", claims=(claim,))
    make_edition(type(component)(**{**component.__dict__, "releases": (release,)}))
    answers = {**SERVING, "connectivity": Answer(value="always", note=HOSTILE)}

    html = read(as_reader, make_assessment(team, answers, name=HOSTILE))

    assert HOSTILE not in html
    assert escape(HOSTILE) in html


def test_page_takes_the_same_few_queries_for_more_facts(
    as_author: Client, assessment: Assessment, django_assert_max_num_queries
):
    read(as_author, assessment)

    with django_assert_max_num_queries(15) as few:
        read(as_author, assessment)
    make_edition(*make_facts(), *(make_component(f"engine-{n}") for n in range(20)))
    read(as_author, assessment)
    with django_assert_max_num_queries(15) as many:
        read(as_author, assessment)

    assert len(few) == len(many)


def test_author_gets_a_form_in_which_nothing_is_chosen(as_author: Client, assessment: Assessment):
    html = read(as_author, assessment)

    form = html[html.index(f'action="{reverse("adr:record_draft", args=[assessment.pk])}"') :]
    assert 'name="choice-generative-engine" value="zephyr"' in form
    assert 'value="meadow"' not in form
    assert "Not decided yet" in form
    assert " checked" not in form


def test_reader_gets_no_form(as_reader: Client, assessment: Assessment):
    html = read(as_reader, assessment)

    assert "<form" not in html[html.index('id="next"') : html.index("</main>")]
    assert "An author of Search platform can draft the record." in html


def test_member_of_several_teams_chooses_one_for_an_assessment_without_a_team(author: User):
    make_edition()
    vision = make_team("Vision", "vision")
    vision.memberships.create(user=author, role=Role.AUTHOR)

    html = read(signed_in(author), make_assessment(created_by=author))

    assert 'name="team" value="vision"' in html
    assert 'name="team" value="search-platform"' in html


def test_visitor_sees_the_own_recommendation_and_how_to_keep_it(client: Client):
    make_edition()
    assessment = begin_as_visitor(client)

    html = read(client, assessment)

    sign_in = f"{reverse('account_login')}?next={page_url(assessment)}"
    assert f'href="{sign_in}"' in html
    assert "Sign in to keep this and draft the record" in html


@pytest.mark.parametrize("who", ["client", "as_stranger"])
def test_outsider_finds_no_recommendation(
    who: str, request: pytest.FixtureRequest, assessment: Assessment
):
    client: Client = request.getfixturevalue(who)

    assert client.get(page_url(assessment)).status_code == 404


def test_missing_facts_are_said(as_reader: Client, team: Team):
    response = as_reader.get(page_url(make_assessment(team)))

    assert response.status_code == 503
    assert "No reference facts are loaded" in response.content.decode()


def test_storing_leads_to_the_stored_result(as_author: Client, assessment: Assessment):
    response = as_author.post(
        reverse("selection:recommendation_store", args=[assessment.pk]), follow=True
    )

    stored = StoredResult.objects.get()
    assert response.redirect_chain == [
        (reverse("selection:result", args=[assessment.pk, stored.pk]), 302)
    ]
    assert stored.digest in response.content.decode()


def test_stored_result_stays_as_it_was(as_reader: Client, author: User, assessment: Assessment):
    stored = store_result(assessment, by=author)
    save_answers(assessment, {"tenancy": Answer(value="one-team")}, by=author)
    make_edition(*make_facts(note=", as of today"))

    response = as_reader.get(reverse("selection:result", args=[assessment.pk, stored.pk]))

    html = response.content.decode()
    assert stored.digest in html
    assert "Several teams of one organisation" in html
    assert "as of today" not in html


def test_stored_result_says_whether_the_present_answers_give_the_same(
    as_reader: Client, author: User, assessment: Assessment
):
    stored = store_result(assessment, by=author)
    url = reverse("selection:result", args=[assessment.pk, stored.pk])

    before = text_of(as_reader.get(url).content.decode())
    save_answers(assessment, {"tenancy": Answer(value="one-team")}, by=author)
    after = text_of(as_reader.get(url).content.decode())

    assert "lead to the same result" in before
    assert "lead to another result" in after
    assert "This differs from the result stored on" in text_of(read(as_reader, assessment))


def test_reader_cannot_store(as_reader: Client, assessment: Assessment):
    response = as_reader.post(reverse("selection:recommendation_store", args=[assessment.pk]))

    assert response.status_code == 403
    assert not StoredResult.objects.exists()


def test_outsider_can_neither_store_nor_see_a_result(
    as_stranger: Client, author: User, assessment: Assessment
):
    stored = store_result(assessment, by=author)

    store = as_stranger.post(reverse("selection:recommendation_store", args=[assessment.pk]))
    show = as_stranger.get(reverse("selection:result", args=[assessment.pk, stored.pk]))

    assert (store.status_code, show.status_code) == (404, 404)


def test_result_of_another_assessment_is_not_found(
    as_author: Client, author: User, team: Team, assessment: Assessment
):
    stored = store_result(assessment, by=author)
    other = make_assessment(team, name="Another")

    response = as_author.get(reverse("selection:result", args=[other.pk, stored.pk]))

    assert response.status_code == 404


def test_unknown_assessment_is_not_found(as_author: Client):
    response = as_author.get(reverse("selection:recommendation", args=[uuid4()]))

    assert response.status_code == 404


def test_member_of_another_team_is_an_outsider(assessment: Assessment):
    member = make_member(make_team("Vision", "vision"), Role.OWNER, username="vera")

    assert signed_in(member).get(page_url(assessment)).status_code == 404
