"""The text for a terminal says what the page says."""

from dataclasses import replace

from selection.engine.canonical import digest
from selection.engine.recommendation import OpenPoint
from selection.questionnaire.versions import load_questionnaire
from selection.results.as_text import WIDTH, recommendation_as_text
from selection.results.page import page_of
from tests.selection.results.recommendations import make_recommendation


def text_of(recommendation, name=""):
    return recommendation_as_text(page_of(recommendation, load_questionnaire()), name=name)


def one_line(text):
    return " ".join(text.split())


def test_text_begins_with_the_name_and_the_headline():
    recommendation = make_recommendation()

    text = text_of(recommendation, name="Support")

    assert text.startswith("Support\n=======\n\n")
    assert one_line(text).startswith(f"Support ======= {recommendation.headline}")


def test_every_conclusion_stands_with_its_rule_and_source():
    recommendation = make_recommendation()

    text = one_line(text_of(recommendation))

    for conclusion in (*recommendation.categories, *recommendation.deployment):
        assert conclusion.label in text
        for step in conclusion.because:
            assert f"[{step.rule}; {step.source}]" in text


def test_candidates_stand_in_two_groups_with_their_gates():
    recommendation = make_recommendation()
    text = text_of(recommendation)

    for shortlist in recommendation.shortlists:
        if shortlist.every_gate_met:
            assert "Every gate met, by name" in text
        if shortlist.some_not_verified:
            assert "Some gates not verified, by name" in text
        for candidate in shortlist.ruled_out:
            assert f"Ruled out: {candidate.name} {candidate.version}" in text


def test_what_a_candidate_does_not_provide_is_shown():
    recommendation = make_recommendation()
    text = one_line(text_of(recommendation))

    for shortlist in recommendation.shortlists:
        for candidate in (*shortlist.every_gate_met, *shortlist.some_not_verified):
            assert f"Not provided: {'; '.join(candidate.not_provided)}" in text


def test_open_point_names_who_finds_out_and_until_when():
    point = OpenPoint("concurrency", "Requests at once", "Decides the size.", "Ana", "2027-01-31")

    text = one_line(text_of(make_recommendation(open_points=(point,))))

    assert "Decides the size. To be found out by Ana until 2027-01-31." in text


def test_result_is_named_by_its_versions_and_hash():
    recommendation = make_recommendation()
    versions = replace(recommendation.versions, directory="0123456789ab")
    recommendation = replace(recommendation, versions=versions)

    text = text_of(recommendation)

    assert "directory 0123456789ab" in text
    assert digest(recommendation) in text


def test_lines_fit_a_terminal_unless_an_address_does_not():
    for line in text_of(make_recommendation()).splitlines():
        assert len(line) <= WIDTH or "://" in line
