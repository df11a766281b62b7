"""The number of the authority in a file of the register: read as people and sheets write it, and never passed over."""

import pytest
from django.utils import timezone

from locality.communities.actions.authorities import set_up_authority
from locality.communities.imports.gias import import_schools, plan_schools
from locality.communities.models import Authority, School
from locality.imports.plans import Kind, Plan, Row

pytestmark = pytest.mark.clause("CTX-1")


@pytest.fixture
def council(db: None) -> Authority:
    council = set_up_authority(name="Wealdshire", la_code="990", by=None, at=timezone.now())
    import_schools(council, [row("990")], by=None, at=timezone.now())
    return council


def row(code: str, **cells: str) -> Row:
    given = {
        "URN": "118229",
        "LA (code)": code,
        "EstablishmentNumber": "2001",
        "EstablishmentName": "Oakfield",
        "EstablishmentStatus (name)": "Open",
        "PhaseOfEducation (name)": "Primary",
        "TypeOfEstablishment (code)": "34",
        "TypeOfEstablishment (name)": "Academy converter",
        "EstablishmentTypeGroup (code)": "10",
        "Postcode": "TN1 1AA",
    }
    return Row(2, {**given, **cells})


def planned(council: Authority, code: str, **cells: str) -> Plan:
    return plan_schools(council, [row(code, **cells)]).plan


@pytest.mark.parametrize("code", ["990", "990.0", "0990", " 990 ", "\ufeff990", "９９０"])
def test_the_code_is_read_as_the_urn_is(council: Authority, code: str) -> None:
    plan = planned(council, code, URN="118229.0")
    assert [(line.kind, line.text) for line in plan.lines] == [(Kind.SAME, "")]
    assert plan.warnings == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Kent", "“Kent” is not an LA code: that of Wealdshire is 990."),
        ("", "The LA code is missing: that of Wealdshire is 990."),
        ("99000", "“99000” is not an LA code: that of Wealdshire is 990."),
    ],
)
def test_a_code_that_is_none_is_refused_as_such(council: Authority, code: str, said: str) -> None:
    plan = planned(council, code)
    assert [(line.kind, line.text) for line in plan.lines] == [(Kind.REFUSE, said)]
    assert plan.notes == ["1 school in Locality is not in the file. It does not change."]


def test_a_school_kept_here_under_another_code_is_warned_of(council: Authority) -> None:
    plan = planned(council, "886")
    assert [(line.kind, line.text) for line in plan.lines] == [(Kind.OTHER, "Another council")]
    assert plan.warnings == [
        "1 row left out names a school in Locality under another LA code than 990, that of Wealdshire. Check the column "
        "“LA (code)” in the file before you import it."
    ]
    assert planned(council, "886", URN="118230").warnings == []


@pytest.mark.parametrize(
    "cells",
    [
        {"Postcode": "TN11AA"},
        {"Postcode": "tn1  1aa"},
        {"TypeOfEstablishment (name)": "Academy Converter"},
        {"TypeOfEstablishment (code)": "34.0", "EstablishmentTypeGroup (code)": "10.0"},
    ],
)
def test_the_same_written_otherwise_is_no_change(council: Authority, cells: dict[str, str]) -> None:
    assert [(line.kind, line.text) for line in planned(council, "990", **cells).lines] == [(Kind.SAME, "")]


def test_a_postcode_is_kept_with_its_space(council: Authority) -> None:
    rows = [row("990", URN="118230", Postcode="tn255lt"), row("990", URN="118231", Postcode="BFPO 57")]
    import_schools(council, rows, by=None, at=timezone.now())
    kept = dict(School.objects.values_list("urn", "postcode"))
    assert (kept[118230], kept[118231]) == ("TN25 5LT", "BFPO 57")
