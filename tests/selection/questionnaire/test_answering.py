"""No interleaving of writers loses a word; every change leaves an event."""

import pytest
from django.test import Client

from aruntime.teams.models import Role, Team, User
from selection.engine.answers import Answer, Standing
from selection.questionnaire.answering import (
    AnswersMovedError,
    engine_answers,
    find_revisions,
    save_answers,
)
from tests.conftest import signed_in
from tests.factories import make_member
from tests.selection.questionnaire.factories import make_assessment, question_url, url_of

URL = ("objectives", "energy-cost")


@pytest.fixture
def bo(team: Team) -> User:
    return make_member(team, Role.AUTHOR, username="bo")


def test_every_change_leaves_an_event(team: Team, author: User):
    assessment = make_assessment(team=team)
    first, second = Answer(value="one"), Answer(Standing.NOT_KNOWN, who_finds_out="Ana")

    for answer in (first, second, second, None):
        save_answers(assessment, {"conflicts": answer}, by=author)

    events = list(assessment.events.values_list("before__value", "after__standing"))
    assert events == [(None, "given"), ("one", "not-known"), (None, None)]
    assert engine_answers(assessment) == {}
    assert find_revisions(assessment, ["conflicts"]) == {"conflicts": 3}


def test_all_answers_of_a_page_are_saved_or_none(team: Team, author: User):
    assessment = make_assessment(team=team, answers={"operator": "provider"})
    changes = {"operator": Answer(value="user"), "operating_hours": Answer(value="office")}

    with pytest.raises(AnswersMovedError):
        save_answers(assessment, changes, by=author, seen={"operator": 0, "operating_hours": 0})

    assert engine_answers(assessment) == {"operator": Answer(value="provider")}


def test_same_edit_session_is_no_conflict(team: Team, author: User):
    assessment = make_assessment(team=team)
    for text in ("one", "one and two"):
        save_answers(
            assessment,
            {"conflicts": Answer(value=text)},
            by=author,
            edit_session="a1",
            seen={"conflicts": 0},
        )

    assert engine_answers(assessment)["conflicts"].value == "one and two"


def send(client: Client, assessment, text: str, **more: str):
    data = {"conflicts": text, "conflicts-revision": "0", "edit_session": text[:6], **more}
    return client.post(question_url(assessment, *URL), data)


def test_second_writer_sees_both_texts(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)

    send(signed_in(author), assessment, "Cost gives way.")
    answer = send(signed_in(bo), assessment, "Latency gives way.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Cost gives way." in page
    assert "Latency gives way." in page
    assert "ana," in page
    for way_on in ("Keep mine", "Take theirs", "Save the merged answer"):
        assert way_on in page
    assert engine_answers(assessment)["conflicts"].value == "Cost gives way."


def test_second_writer_can_keep_his_own(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)
    send(signed_in(author), assessment, "Cost gives way.")

    send(signed_in(bo), assessment, "Latency gives way.", **{"conflicts-revision": "1"})

    assert engine_answers(assessment)["conflicts"].value == "Latency gives way."
    assert assessment.events.filter(after__value="Cost gives way.").exists()


def test_what_is_given_up_stays_in_the_history(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)
    send(signed_in(author), assessment, "Cost gives way.")
    more = {"conflicts-revision": "1", "take_theirs": "conflicts"}

    send(signed_in(bo), assessment, "Latency gives way.", **more)

    assert engine_answers(assessment)["conflicts"].value == "Cost gives way."
    set_aside = assessment.events.get(set_aside=True)
    assert set_aside.after == {"standing": "given", "value": "Latency gives way."}
    assert set_aside.author == bo
    assert find_revisions(assessment, ["conflicts"]) == {"conflicts": 1}


def test_third_writer_is_shown_the_conflict_anew(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)
    send(signed_in(author), assessment, "Cost gives way.")
    send(signed_in(author), assessment, "Energy gives way.", **{"conflicts-revision": "1"})

    answer = send(signed_in(bo), assessment, "Latency.", **{"conflicts-revision": "1"})

    assert answer.status_code == 409
    assert 'name="conflicts-revision" value="2"' in answer.content.decode()


def test_draft_is_found_by_another_member(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)
    saved = signed_in(author).post(
        url_of("text_draft", assessment, "conflicts"), {"conflicts": "Half a sent"}
    )

    page = signed_in(bo).get(question_url(assessment, *URL)).content.decode()

    assert "Draft saved" in saved.content.decode()
    assert "Half a sent</textarea>" in page
    assert "a draft of ana" in page
    assert engine_answers(assessment) == {}


def test_draft_goes_once_its_text_is_saved(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)
    client = signed_in(author)
    client.post(url_of("text_draft", assessment, "conflicts"), {"conflicts": "Half a sentence"})

    send(client, assessment, "A whole sentence.")

    assert not assessment.drafts.exists()
    assert "draft" not in client.get(question_url(assessment, *URL)).content.decode().replace(
        "-draft", ""
    ).replace("/drafts/", "").replace("data-draft", "").replace("draft-state", "")


def test_draft_of_another_is_kept_beside_a_newer_answer(team: Team, author: User, bo: User):
    assessment = make_assessment(team=team)
    signed_in(author).post(
        url_of("text_draft", assessment, "conflicts"), {"conflicts": "What Ana thinks"}
    )

    send(signed_in(bo), assessment, "What Bo thinks")

    page = signed_in(bo).get(question_url(assessment, *URL)).content.decode()
    assert "What Bo thinks</textarea>" in page
    assert "What Ana thinks" in page


def test_character_that_no_database_takes_is_left_out_of_a_draft(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    as_author.post(url_of("text_draft", assessment, "operators"), {"operators": "Grid\0Sample"})

    assert assessment.drafts.get().text == "GridSample"


def test_too_long_draft_is_refused_in_words(team: Team, as_author: Client):
    assessment = make_assessment(team=team)
    url = url_of("text_draft", assessment, "conflicts")

    answer = as_author.post(url, {"conflicts": "x" * 20_001})

    assert answer.status_code == 422
    assert "Not saved: the text has 20,001 characters" in answer.content.decode()


def test_signed_out_person_is_told_that_the_text_is_still_there(team: Team):
    assessment = make_assessment(team=team)

    answer = Client().post(url_of("text_draft", assessment, "conflicts"), {"conflicts": "x"})

    assert answer.status_code == 401
    assert "Your text is still on this page" in answer.content.decode()


def test_only_long_text_has_drafts(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    for question in ("job", "nothing"):
        url = url_of("text_draft", assessment, question)
        assert as_author.post(url, {question: "x"}).status_code == 404
