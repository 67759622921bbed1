"""A library of 10,000 records beside one of 50: the ratio is what counts, not the milliseconds.

pytest tests/benchmarks/test_library.py --benchmark-only --benchmark-disable-gc
"""

from datetime import date, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.urls import reverse

from adr.library.models import RecordText
from adr.records.models import ChosenComponent, Record, Status
from aruntime.teams.models import Role
from tests.conftest import signed_in
from tests.factories import make_member, make_team

pytestmark = pytest.mark.django_db

WORDS = [
    "ranker",
    "gateway",
    "cache",
    "device",
    "workflow",
    "sandbox",
    "trace",
    "batch",
    "shard",
    "tenant",
]
STATUSES = list(Status)
REQUESTS = {
    "all": {},
    "search": {"q": "gateway"},
    "filters": {"status": "accepted", "category": "generative-engine", "review": "due-soon"},
}


def fill_library(team, count):
    today = date(2026, 11, 24)
    records = Record.objects.bulk_create(
        Record(
            team=team,
            number=number,
            title=f"Decision {number} on the {WORDS[number % 10]}",
            status=STATUSES[number % len(STATUSES)],
            review_date=today + timedelta(days=number % 400 - 30),
            next_due_on=today + timedelta(days=number % 400 - 30),
        )
        for number in range(1, count + 1)
    )
    RecordText.objects.bulk_create(
        RecordText(
            record=record,
            title=record.title,
            body=" ".join(WORDS[record.number * step % 10] for step in range(1, 300)),
        )
        for record in records
    )
    ChosenComponent.objects.bulk_create(
        ChosenComponent(record=record, layer=3, name=name, component=name, category=category)
        for record in records
        for name, category in (("vllm", "generative-engine"), ("temporal", "durable-workflow"))
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database in use does by itself


def make_library(slug, count):
    team = make_team(name=slug, slug=slug)
    client = signed_in(make_member(team, Role.READER, username=f"reader-of-{slug}"))
    fill_library(team, count)
    return client, reverse("adr:record_list", kwargs={"team": slug})


def seconds(client, url, query):
    start = perf_counter()
    assert client.get(url, query).status_code == 200
    return perf_counter() - start


@pytest.mark.parametrize("name", REQUESTS)
def test_ten_thousand_records_against_fifty(benchmark, name):
    query = REQUESTS[name]
    small_client, small_url = make_library("small", 50)
    large_client, large_url = make_library("large", 10_000)
    floor = median(seconds(small_client, small_url, query) for _ in range(9))

    benchmark.pedantic(large_client.get, args=(large_url, query), rounds=9, warmup_rounds=1)

    benchmark.extra_info["floor_ms"] = round(floor * 1000, 1)
    benchmark.extra_info["ratio"] = round(benchmark.stats.stats.median / floor, 2)
