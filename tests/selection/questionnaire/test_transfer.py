"""Answers leave in a file and come back from it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aruntime.teams.models import Team
from selection.engine.answers import Answer, Standing
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.models import Assessment
from tests.selection.questionnaire.factories import make_assessment, url_of

UPLOAD = "selection:answers_upload"


def upload(client: Client, content: bytes):
    return client.post(reverse(UPLOAD), {"file": SimpleUploadedFile("answers.yaml", content)})


def test_download_can_be_uploaded_again(team: Team, as_author: Client):
    assessment = make_assessment(
        team=team,
        answers={
            "job": ["serve-llm"],
            "device_memory": {"amount": 80, "unit": "GiB"},
            "workload": "Bursts.\nQuiet nights.",
            "operator": Answer(Standing.NOT_KNOWN, who_finds_out="Ana", by_when="2027-05-12"),
        },
    )

    download = as_author.get(url_of("answers_download", assessment))
    answer = upload(as_author, download.content)

    copy = Assessment.objects.exclude(pk=assessment.pk).get()
    assert "runtime-for-the-support-chat-answers.yaml" in download["Content-Disposition"]
    assert answer["Location"] == url_of("assessment", copy)
    assert (copy.name, copy.team) == (assessment.name, team)
    assert engine_answers(copy) == engine_answers(assessment)


def test_visitor_can_upload(client: Client, db: None):
    answer = upload(client, b"questionnaire: 1\nname: Ours\nanswers: {job: [serve-llm]}\n")

    assert client.get(answer["Location"]).status_code == 200


def test_wrong_file_is_refused_with_every_place(client: Client, db: None):
    text = b"questionnaire: 1\nname: Ours\nanswers:\n  job: [cook]\n  wheels: 4\n"

    answer = upload(client, text)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "cook" in page
    assert "wheels" in page
    assert 'href="#id_file"' in page
    assert not Assessment.objects.exists()


def test_huge_and_binary_files_are_refused(client: Client, db: None):
    for content, message in [(b"x" * 1_100_000, "at most"), (b"\xff\xfe\x00\x01", "UTF-8")]:
        answer = upload(client, content)
        assert answer.status_code == 422
        assert message in answer.content.decode()


def test_missing_file_is_named(client: Client, db: None):
    answer = client.post(reverse(UPLOAD), {})

    assert answer.status_code == 422
    assert "Choose the answers file" in answer.content.decode()
