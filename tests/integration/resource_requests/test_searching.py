"""Requests are found by what a person sees of them: whatever the keyboard, the copy or the spelling."""

import importlib
import re

import pytest
from django.apps import apps

from locality.communities.models import School
from locality.resource_requests.models import ResourceRequest
from tests.integration.resource_requests.ways_out import client_of, search
from tests.world import Side, request_in

pytestmark = pytest.mark.django_db
SOLUTION = "A small\u00a0group, twice a week – with the school’s teaching\nassis\u00adtant and Zoë’s café."


@pytest.fixture
def asked(kent: Side) -> ResourceRequest:
    School.objects.filter(pk=kent.school.pk).update(name="St Peter’s‑in‑Weald")
    kent.school.refresh_from_db()
    return request_in(kent, "submitted", solution=SOLUTION)


def found_by(kent: Side, words: str) -> list[str]:
    _, page = search(client_of(kent.people["clerk"]), words)
    return sorted(set(re.findall(r'href="/requests/(RFR-\d{4}-\d{5})/', page.content.decode())))


@pytest.mark.parametrize(
    "words",
    [
        "St Peter's", "St Peter’s", "ST PETER`S", "St Peters", "Peter´s-in-Weald", "peters–in–weald",
        '"teaching assistant"', "“Small  group, twice”", "teaching\u200b assistant", "school's", "Cafe", "zoe's", "assistant",
    ],
)  # fmt: skip
def test_a_request_is_found_with_any_apostrophe_dash_or_space(kent: Side, asked: ResourceRequest, words: str) -> None:
    assert found_by(kent, words) == [asked.reference]


@pytest.mark.parametrize(
    "words", ['"group teaching"', "St Paul's", '"assistant teaching"', "RFR-2026-99999", "tea-ching"]
)
def test_another_text_finds_nothing(kent: Side, asked: ResourceRequest, words: str) -> None:
    assert found_by(kent, words) == []


def test_a_request_is_found_by_its_reference_however_it_is_typed(kent: Side, asked: ResourceRequest) -> None:
    other = request_in(kent, "submitted")
    year, number = asked.reference.split("-")[1:]
    for typed in (
        asked.reference,
        asked.reference.replace("-", "‑"),
        asked.reference.replace("-", "–").lower(),
        f"\u200b{asked.reference}\u00a0",
        f"RFR-{year}-{int(number)}",
        f"rfr {year} {int(number)}",
        f"RFR-{year}-{int(number)} group",
    ):
        assert found_by(kent, typed) == [asked.reference], typed
    assert other.reference != asked.reference


def test_what_was_searchable_before_is_found_as_people_see_it(kent: Side, asked: ResourceRequest) -> None:
    now = ResourceRequest.objects.get(pk=asked.pk).search_text
    assert now.startswith(
        f"{asked.reference.lower()} st peter's-in-weald a small group, twice a week - with the school's teaching assistant "
        "and zoe's cafe. "
    )
    assert now.endswith(" st peters-in-weald")
    before = f"{asked.reference} St Peter’s‑in‑Weald {SOLUTION} It helps.".lower()
    ResourceRequest.objects.filter(pk=asked.pk).update(search_text=before)
    migration = importlib.import_module("locality.resource_requests.migrations.0009_search_as_seen")
    for _ in range(2):  # twice is once
        migration.fold(apps, None)
        assert ResourceRequest.objects.get(pk=asked.pk).search_text == (
            f"{asked.reference.lower()} st peter's-in-weald a small group, twice a week - with the school's teaching "
            "assistant and zoe's cafe. it helps. st peters-in-weald"
        )
