"""What the database itself refuses, whoever writes to it."""

import pytest
from django.db import IntegrityError, transaction

from selection.directory.loading import load_entries
from selection.directory.models import Capability, Claim, Component, Release, Source
from tests.selection.directory.factories import entries_in, write_file


@pytest.fixture
def release(db, tmp_path):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))
    return Release.objects.get()


def make_claim(release, **changes):
    capability = Capability.objects.get(dimension="generation", value="embeddings")
    return Claim.objects.create(release=release, capability=capability, **changes)


@pytest.mark.parametrize("status", ["supported", "partial", "unsupported", "planned"])
def test_claim_without_a_source_cannot_be_stored(release, status):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_claim(release, status=status, note="A note.")


def test_unknown_claim_can_be_stored_without_a_source(release):
    make_claim(release, status="unknown")

    assert release.claims.filter(source=None).count() == 1


def test_claim_with_an_unknown_status_cannot_be_stored(release):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_claim(release, status="perhaps", source=Source.objects.first())


def test_second_claim_on_a_capability_cannot_be_stored(release):
    make_claim(release, status="unknown")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_claim(release, status="unknown")


def test_source_that_is_no_web_address_cannot_be_stored(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(url="ftp://example.org")


def test_component_with_an_unknown_status_cannot_be_stored(release):
    with pytest.raises(IntegrityError), transaction.atomic():
        Component.objects.update(project_status="sleeping")


def test_second_release_of_the_same_version_cannot_be_stored(release):
    release.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        release.save()
