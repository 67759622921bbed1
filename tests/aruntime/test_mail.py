"""Notices by mail."""

import pytest
from django.core import mail
from django.db import transaction

from aruntime.mail import absolute_url, send_notice
from tests.factories import make_user

TEMPLATE = "account/email/password_reset_key_message.txt"


@pytest.fixture
def ana(db: None):
    return make_user("ana")


def notify(*people):
    send_notice(people, subject="A word\nin time", template=TEMPLATE, path="/guide/", email="x")


def test_each_person_gets_one_mail_under_one_line(ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify(ana, make_user("ben"), ana)

    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["ben@example.org"]]
    assert {message.subject for message in mail.outbox} == {"A word in time"}


def test_account_that_is_switched_off_gets_none(ana, django_capture_on_commit_callbacks):
    ana.is_active = False

    with django_capture_on_commit_callbacks(execute=True):
        notify(ana)

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_what_was_not_stored_is_not_told():
    ana = make_user("ana")

    with transaction.atomic():
        notify(ana)
        transaction.set_rollback(True)

    assert mail.outbox == []


def test_address_in_a_mail_leads_to_this_site(settings):
    settings.SITE_URL = "https://aruntime.example.org"

    assert absolute_url("/guide/") == "https://aruntime.example.org/guide/"
