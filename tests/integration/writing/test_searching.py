"""Requests are found by what a person sees of them: whatever the keyboard, the copy or the spelling."""

import importlib
import re
from typing import Any

import pytest
from django.apps import apps

from locality.communities.models import School
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import requests
from tests.integration.resource_requests.ways_out import client_of, search
from tests.world import Side, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("search")]
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


@pytest.mark.parametrize(
    "words", ["{urn}", " {urn}\u00a0", "{number}", "801/{number}", "801{number}", "{urn} group", "peter's {urn}"]
)
def test_requests_of_a_school_are_found_by_its_numbers(kent: Side, asked: ResourceRequest, words: str) -> None:
    """By its URN, its establishment number, and both numbers of the register together."""
    School.objects.filter(pk=kent.school.pk).update(urn=147326, establishment_number="2874")
    assert kent.authority.la_code == "801"
    assert found_by(kent, words.format(urn="147326", number="2874")) == [asked.reference]


@pytest.mark.parametrize(
    "words", ["147327", "2875", "802/2874", "0147326", "14732", "1473260", "28 74", "147326 geography"]
)
def test_other_numbers_find_nothing(kent: Side, asked: ResourceRequest, words: str) -> None:
    School.objects.filter(pk=kent.school.pk).update(urn=147326, establishment_number="2874")
    assert found_by(kent, words) == []


def test_a_joint_request_is_found_by_the_number_of_each_of_its_schools(kent: Side, asked: ResourceRequest) -> None:
    School.objects.filter(pk=kent.other_school.pk).update(urn=147400)
    assert found_by(kent, "147400") == []
    asked.partners.add(kent.other_school)
    assert found_by(kent, "147400") == [asked.reference]


def test_a_number_finds_no_request_that_the_viewer_may_not_see(kent: Side, elsewhere: Side) -> None:
    request_in(elsewhere, "submitted")
    assert found_by(kent, str(elsewhere.school.urn)) == []


def test_a_number_takes_no_query_more(kent: Side, asked: ResourceRequest, django_assert_num_queries: Any) -> None:
    School.objects.filter(pk=kent.school.pk).update(urn=147326)
    with django_assert_num_queries(1):
        assert [each.pk for each in requests().matching("147326 group")] == [asked.pk]
