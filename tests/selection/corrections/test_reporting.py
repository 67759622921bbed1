"""Reporting an error and following it, without an account."""

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selection.corrections.models import Correction
from tests.conftest import signed_in
from tests.selection.corrections.factories import (
    STREAMING,
    make_claim,
    make_correction,
    make_form,
    make_release,
)

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture(autouse=True)
def facts(db: None):
    cache.clear()
    return make_claim()


def form_url(target: str = STREAMING) -> str:
    return reverse("selection:correction_new", query={"target": target})


def send(client: Client, target: str = STREAMING, **changes):
    return client.post(form_url(target), make_form(**changes))


def page_of(response) -> str:
    return response.content.decode()


def test_anyone_reports_an_error_without_an_account(client: Client):
    response = send(client, wrong="It streams only over HTTP.")

    correction = Correction.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("selection:correction", args=[correction.token])
    assert (correction.target, correction.state) == (STREAMING, "received")
    assert (correction.wrong, correction.proposed_status) == (
        "It streams only over HTTP.",
        "partial",
    )
    assert correction.sender is None


def test_signed_in_sender_is_remembered(as_reader: Client, reader):
    send(as_reader)

    assert Correction.objects.get().sender == reader


def test_form_shows_what_the_claim_says_now(client: Client):
    html = page_of(client.get(form_url()))

    assert "By default." in html
    assert "Supported" in html
    assert "https://example.org/docs/streaming" in html


def test_nothing_is_selected_before_the_sender_chooses(client: Client):
    assert not re.search(r"<input[^>]* checked", page_of(client.get(form_url())))


def test_capability_without_a_claim_is_shown_as_unknown_and_can_be_corrected(client: Client):
    make_release(version="0.9/rc1")

    html = page_of(client.get(form_url("claim:lathe@0.9/rc1/generation/streaming")))

    assert re.search(r"<dt>Status</dt>\s*<dd>Unknown</dd>", html)


@pytest.mark.parametrize("target", ["component:lathe", "boundary:generative-engine"])
def test_component_and_category_boundary_can_be_corrected(client: Client, target):
    assert client.get(form_url(target)).status_code == 200

    send(client, target, should_say="It does not batch.")

    assert Correction.objects.get().target == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "claim",
        "claim:",
        "claim:lathe",
        "claim:lathe@1.0.0/streaming",
        "claim:lathe@2.0.0/generation/streaming",
        "claim:lathe@1.0.0/generation/nonsense",
        "component:nobody",
        "boundary:nobody",
        "page:nobody",
        "page:a/b/c",
        "term:nobody",
        "user:1",
        "component:\0",
        "x" * 5000,
    ],
)
def test_unknown_target_is_not_found(client: Client, target):
    assert client.get(form_url(target)).status_code == 404


def test_page_without_target_says_where_to_begin(client: Client):
    response = client.get(reverse("selection:correction_new"))

    assert "Open the page" in page_of(response)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "", "Select what it is"),
        ("wrong", "", "Enter what is wrong"),
        ("proposed_status", "", "Select the status that is right"),
        ("version", "", "Enter the exact version that you checked"),
        ("source_url", "", "Enter the address of a source that supports this"),
        ("source_url", "javascript:alert(1)", "Enter a web address that begins with http"),
        ("source_url", "ftp://example.org/a", "Enter a web address that begins with http"),
        ("source_url", "data:text/html,x", "Enter a web address that begins with http"),
        ("known_by", "", "Select how you know"),
        ("is_connected", "", "Select whether you are connected"),
        ("sender_email", "nobody", "Enter an e-mail address such as"),
        ("wrong", "x" * 4001, "Enter at most 4000 characters"),
        ("sender_name", "x" * 121, "Enter at most 120 characters"),
        ("should_say", "", "Enter what is missing: the status is partial"),
        ("website", "http://spam.example", "Leave the last field empty"),
    ],
)
def test_mistake_is_said_beside_the_field_and_every_value_survives(
    client: Client, field, value, message
):
    sent = make_form(wrong=f"Wrong {HOSTILE}", sender_name="Ada", source_title="§ 4")
    sent[field] = value

    response = client.post(form_url(), sent)

    html = page_of(response)
    assert response.status_code == 422
    assert message in html
    assert "There is a problem" in html
    assert not Correction.objects.exists()
    assert_survives(html, sent)


def assert_survives(html: str, sent: dict[str, str]) -> None:
    """Fail unless the page still holds every value that was sent, escaped."""
    for name, value in sent.items():
        if name in ("kind", "proposed_status", "known_by", "is_connected"):
            if value:
                chosen = rf'<input[^>]* name="{name}" value="{value}"[^>]* checked'
                assert re.search(chosen, html), name
        elif value:
            assert str(escape(value)) in html, name


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(min_size=1, max_size=60).filter(
        lambda text: not re.search(r"[\r\ud800-\udfff]", text)
    ),
)
def test_hostile_text_survives_an_error_and_is_never_markup(client: Client, text):
    response = client.post(form_url(), make_form(wrong=text, source_title=text, kind=""))

    html = page_of(response)
    assert response.status_code == 422
    assert str(escape(text)) in html


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(min_size=1, max_size=60).filter(
        lambda text: text.strip() and not re.search(r"[\0\r\ud800-\udfff]", text)
    ),
)
def test_hostile_text_is_stored_as_it_was_typed(client: Client, text):
    cache.clear()
    response = send(client, wrong=text)

    page = client.get(response["Location"])
    stored = Correction.objects.latest("pk")
    assert stored.wrong == text.strip()
    assert page.status_code == 200


def test_markup_in_a_correction_is_shown_as_text(client: Client):
    response = send(client, wrong=HOSTILE, sender_name=HOSTILE, source_title=HOSTILE)

    html = page_of(client.get(response["Location"]))
    assert HOSTILE not in html
    assert str(escape(HOSTILE)) in html


def test_same_form_sent_twice_is_one_correction(client: Client):
    form = make_form()

    first = client.post(form_url(), form)
    second = client.post(form_url(), form)

    assert Correction.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_form_sent_again_with_another_text_is_not_lost(client: Client):
    key = str(uuid4())

    send(client, key=key, wrong="First text.")
    send(client, key=key, wrong="Second text.")

    assert set(Correction.objects.values_list("wrong", flat=True)) == {
        "First text.",
        "Second text.",
    }


@pytest.mark.parametrize("key", ["", "not a key", "\x01"])
def test_form_that_lost_its_key_can_still_be_sent(client: Client, key):
    assert send(client, key=key).status_code == 302


def test_open_correction_of_the_same_thing_is_a_hint_and_no_obstacle(client: Client):
    make_correction(wrong="Secret words of the first sender.", sender_name="Ada")

    html = page_of(client.get(form_url()))
    response = send(client)

    assert "1 correction of this is open already" in html
    assert "Secret words" not in html
    assert "Ada" not in html
    assert response.status_code == 302


def test_decided_correction_is_no_hint(client: Client, as_owner: Client):
    html = page_of(client.get(form_url()))

    assert "open already" not in html


def test_sender_who_sent_too_many_is_told_the_limit_and_when_to_try_again(client: Client, settings):
    settings.CORRECTIONS_PER_HOUR = 2
    send(client)
    send(client)
    sent = make_form(wrong="The third text.")

    response = client.post(form_url(), sent)

    html = page_of(response)
    assert response.status_code == 429
    assert "2 corrections an hour" in html
    assert re.search(r"Try again at <time datetime=", html)
    assert 3500 <= int(response["Retry-After"]) <= 3600
    assert_survives(html, sent)
    assert Correction.objects.count() == 2


def test_limit_counts_each_sender_alone(client: Client, as_reader: Client, settings):
    settings.CORRECTIONS_PER_HOUR = 1
    send(client)

    assert send(as_reader).status_code == 302
    assert client.post(form_url(), make_form(), REMOTE_ADDR="192.0.2.7").status_code == 302
    assert send(client).status_code == 429


def test_addresses_of_one_ipv6_network_are_one_sender(client: Client, settings):
    settings.CORRECTIONS_PER_HOUR = 1
    client.post(form_url(), make_form(), REMOTE_ADDR="2001:db8::1")

    response = client.post(form_url(), make_form(), REMOTE_ADDR="2001:db8::2")

    assert response.status_code == 429


def test_mistakes_and_repeated_forms_do_not_count_towards_the_limit(client: Client, settings):
    settings.CORRECTIONS_PER_HOUR = 1
    form = make_form()
    send(client, kind="")
    client.post(form_url(), form)

    assert client.post(form_url(), form).status_code == 302


def test_private_link_shows_the_state_and_the_reason(client: Client):
    correction = make_correction()
    url = reverse("selection:correction", args=[correction.token])

    html = page_of(client.get(url))

    assert "Received" in html
    assert url in html
    assert "noindex" in html


def test_private_link_cannot_be_guessed(client: Client):
    correction = make_correction()

    assert len(correction.token) >= 40
    for guess in (str(correction.pk), correction.token[:-1], correction.token.upper()):
        assert client.get(reverse("selection:correction", args=[guess])).status_code == 404


def test_source_is_a_link_that_gives_nothing_away(client: Client):
    correction = make_correction(source_url="https://example.org/a?b=1&c=2")

    html = page_of(client.get(reverse("selection:correction", args=[correction.token])))

    link = '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">'
    assert link in html


def test_form_without_csrf_token_is_refused(stranger):
    client = Client(enforce_csrf_checks=True)

    assert client.post(form_url(), make_form()).status_code == 403
    assert not Correction.objects.exists()


def test_form_states_its_number_of_queries(client: Client, django_assert_num_queries):
    for _ in range(3):
        make_correction()

    with django_assert_num_queries(4):  # release, capability, claim, open corrections
        client.get(form_url())


def test_reporting_keeps_the_signed_in_visitor_signed_in(stranger):
    client = signed_in(stranger)

    assert send(client).status_code == 302
