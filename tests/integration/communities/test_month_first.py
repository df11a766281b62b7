"""A file saved where people write the month first: no day of it is taken for another, and that is said once."""

from collections import Counter

import pytest
from django.utils import timezone

from locality.communities.actions.authorities import set_up_authority
from locality.communities.imports.gias import import_schools, plan_schools
from locality.communities.imports.gias_links import plan_links
from locality.communities.models import Authority, School
from locality.imports.plans import Kind, Plan, Row


@pytest.fixture
def council(db: None) -> Authority:
    return set_up_authority(name="Kent", la_code="886", by=None, at=timezone.now())


def row(number: int, opened: str, closed: str = "", **cells: str) -> Row:
    given = {
        "URN": str(100000 + number),
        "LA (code)": "886",
        "EstablishmentNumber": "2001",
        "EstablishmentName": f"School {number}",
        "EstablishmentStatus (name)": "Closed" if closed else "Open",
        "PhaseOfEducation (name)": "Primary",
        "TypeOfEstablishment (code)": "01",
        "OpenDate": opened,
        "CloseDate": closed,
    }
    return Row(number, {**given, **cells})


def done(plan: Plan) -> dict[Kind, int]:
    return dict(Counter(line.kind for line in plan.lines))


def test_days_with_the_month_first_are_left_alone_and_that_is_said_once(council: Authority) -> None:
    here = [row(2, "09-01-2012"), row(3, "31-08-2014"), row(4, "01-09-2001", "02-03-2020")]
    import_schools(council, here, by=None, at=timezone.now())
    abroad = [
        row(2, "1/9/2012"),
        row(3, "8/31/2014", EstablishmentName="Oakfield"),
        row(4, "9/1/2001", "3/2/2020"),
        row(5, "9/1/2026"),
    ]
    made = plan_schools(council, abroad)
    assert done(made.plan) == {Kind.SAME: 2, Kind.CHANGE: 1, Kind.ADD: 1}
    assert made.plan.of(Kind.CHANGE)[0].text == "name: School 3 → Oakfield"
    assert made.plan.warnings == [
        "The days in this file seem to be written month first, as in the United States: “8/31/2014” in row 3. So we"
        " do not read any of them, and the days in Locality do not change. Set the spreadsheet to the United Kingdom, in"
        " Google Sheets under File, Settings, Locale. Then download the file and import it again."
    ]
    import_schools(council, abroad, by=None, at=timezone.now(), shown=made.plan.fingerprint)
    kept = {school.urn - 100000: school for school in School.objects.all()}
    assert [str(kept[number].opened_on) for number in (2, 3, 4, 5)] == [
        "2012-01-09",
        "2014-08-31",
        "2001-09-01",
        "None",
    ]
    assert str(kept[4].closed_on) == "2020-03-02"


def test_one_day_that_can_only_be_day_first_leaves_each_to_itself(council: Authority) -> None:
    plan = plan_schools(council, [row(2, "01-09-2012"), row(3, "8/31/2014"), row(4, "31-08-2014")]).plan
    assert done(plan) == {Kind.ADD: 2, Kind.REFUSE: 1}
    assert plan.of(Kind.REFUSE)[0].text == "8/31/2014 is not a date, like 31-08-2025."
    assert plan.warnings == []


def test_links_are_taken_whichever_way_their_days_are_written(council: Authority) -> None:
    import_schools(council, [row(2, "", "1-1-2020"), row(3, "")], by=None, at=timezone.now())
    cells = {"URN": "100002", "LinkURN": "100003", "LinkType": "Successor", "LinkName": ""}
    plan = plan_links(council, [Row(2, {**cells, "LinkEstablishedDate": "8/31/2014"})]).plan
    assert plan.of(Kind.REFUSE) == []
    assert plan.does_something
