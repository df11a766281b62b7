"""Imports on the real files: what the register says, what is refused and why, and nothing done twice."""

import time
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.actions.authorities import set_up_authority
from locality.communities.imports.communities import import_communities, plan_communities
from locality.communities.imports.gias import import_schools, plan_schools
from locality.communities.imports.gias_links import import_links, plan_links
from locality.communities.models import Area, Authority, Community, District, Office, PastRegistration, School
from locality.imports.plans import Kind, Plan, Row
from locality.tables.reading import read_table
from locality.values.refusals import NotPossible

BY_DISTRICT = {
    "Dartford": (29, 12), "Gravesham": (27, 8), "Sevenoaks": (42, 3), "Canterbury": (35, 10), "Swale": (49, 9),
    "Thanet": (31, 8), "Ashford": (43, 8), "Dover": (41, 9), "Folkestone and Hythe": (36, 6), "Maidstone": (49, 12),
    "Tonbridge and Malling": (44, 11), "Tunbridge Wells": (33, 8),
}  # fmt: skip
SCHOOL = {
    "LA (code)": "886",
    "EstablishmentNumber": "2001",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "TypeOfEstablishment (code)": "01",
}


@pytest.fixture
def council(db: None) -> Authority:
    return set_up_authority(name="Kent", la_code="886", by=None, at=timezone.now())


def rows_of(file: Path) -> tuple[Row, ...]:
    with file.open("rb") as opened:
        return read_table(opened).rows


def row(number: int, **cells: str) -> Row:
    return Row(number, {"URN": "", **SCHOOL, "EstablishmentName": f"School {number}", **cells})


def link(number: int, urn: int, other: int, kind: str = "Successor") -> Row:
    cells = {"URN": str(urn), "LinkURN": str(other), "LinkName": "", "LinkType": kind, "LinkEstablishedDate": ""}
    return Row(number, cells)


def school(council: Authority, urn: int, **values: object) -> School:
    given = {
        "name": f"School {urn}",
        "kind": "mainstream",
        "phase": "primary",
        "establishment_number": "2001",
        **values,
    }
    return School.objects.create(authority=council, urn=urn, **given)


def done(plan: Plan) -> dict[str, int]:
    return {kind.value: count for kind, count in plan.counts.items() if count}


@pytest.mark.clause("CTX-1")
def test_the_register_of_kent_gives_the_published_counts_in_a_moment(council: Authority, shared_data: Path) -> None:
    rows = rows_of(shared_data / "kent_gias_reconstructed.csv")
    started = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        plan = import_schools(council, rows, by=None, at=timezone.now())
    assert time.process_time() - started < 3
    assert len(queries) < 60
    assert done(plan) == {"add": 1200}
    taking_part = School.objects.filter(kind="mainstream", status="open")
    phases = Counter(taking_part.values_list("phase", flat=True))
    assert (phases["primary"], phases["secondary"] + phases["all_through"]) == (459, 104)
    found = Counter((name, phase == "primary") for name, phase in taking_part.values_list("district_name", "phase"))
    assert {name: (found[name, True], found[name, False]) for name in BY_DISTRICT} == BY_DISTRICT
    kinds = Counter(School.objects.filter(status="open").values_list("kind", flat=True))
    assert (kinds["special"], kinds["pru"], kinds["nursery"], kinds["independent"]) == (27, 6, 1, 92)
    again = import_schools(council, rows, by=None, at=timezone.now())
    assert done(again) == {"same": 1200}
    assert Event.objects.filter(action="register.import").count() == 1


@pytest.mark.parametrize(
    ("name", "code", "rows"),
    [("medway_gias_reconstructed.csv", "887", 230), ("southampton_gias_reconstructed.csv", "852", 162)],
)
def test_other_councils_and_the_older_columns_do_as_well(
    db: None, shared_data: Path, name: str, code: str, rows: int
) -> None:
    council = set_up_authority(name=f"Council {code}", la_code=code, by=None, at=timezone.now())
    plan = import_schools(council, rows_of(shared_data / name), by=None, at=timezone.now())
    assert done(plan) == {"add": rows}
    assert School.objects.filter(kind="mainstream", status="open", phase="primary").count() > 30
    assert done(import_schools(council, rows_of(shared_data / name), by=None, at=timezone.now())) == {"same": rows}


def test_the_official_sample_holds_nothing_of_this_council(council: Authority, shared_data: Path) -> None:
    plan = plan_schools(council, rows_of(shared_data / "gias_official_sample_8rows_140cols.csv")).plan
    assert done(plan) == {"other": 8}
    assert not plan.does_something


@pytest.mark.parametrize("name", ["gias_oddities_SYNTHETIC_cp1252.csv", "gias_oddities_SYNTHETIC_utf8bom.csv"])
def test_each_oddity_is_taken_or_refused_with_its_reason(council: Authority, shared_data: Path, name: str) -> None:
    plan = import_schools(council, rows_of(shared_data / name), by=None, at=timezone.now())
    reasons = {line.key or "blank": line.text for line in plan.of(Kind.REFUSE)}
    assert "URN is missing" in reasons["blank"]
    assert "not a URN" in reasons["99O003"]
    assert "same URN" in reasons["990005"]
    assert "31-02-2012 is not a date" in reasons["990013"]
    assert "200 is the most" in reasons["990027"]
    assert "100 cells" in reasons["990001"]
    assert "137 cells" in reasons["990029"]
    assert done(plan) == {"add": 22, "refuse": 7, "other": 1}
    kept = {each.urn: each for each in School.objects.select_related("trust", "federation")}
    assert kept[990001].name == "St Peter’s Test Primary – Infants"
    assert kept[990002].name == "École Sainte-Thérèse £ Test"
    assert (kept[990007].status, kept[990007].closed_on) == ("closed", None)
    assert kept[990009].status == "proposed_to_close"
    assert kept[990010].status == "proposed_to_open"
    assert str(kept[990011].opened_on) == str(kept[990012].opened_on) == "2012-09-01"
    assert kept[990014].easting is kept[990015].easting is None
    assert "\n" not in kept[990016].street
    assert kept[990017].name == 'The "Test" School'
    assert str(kept[990020].trust) == "TEST, LEARNING & CARE TRUST"
    assert str(kept[990021].federation) == "The Test Federation"
    assert kept[990023].district_name == "Folkestone and Hythe"
    assert (kept[990024].phase, kept[990025].phase) == ("all_through", "secondary")
    assert (kept[990026].name, kept[990026].postcode) == ("Test School", "CT1 1AA")


def test_a_closing_and_a_change_are_told_and_done(council: Authority) -> None:
    now = timezone.now()
    import_schools(council, [row(2, URN="100001"), row(3, URN="100002")], by=None, at=now)
    later = [row(2, URN="100001", **{"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}),
             row(3, URN="100002", EstablishmentName="New Name")]  # fmt: skip
    plan = import_schools(council, later, by=None, at=now)
    assert done(plan) == {"close": 1, "change": 1}
    assert "name: School 3 → New Name" in plan.of(Kind.CHANGE)[0].text
    assert "closed: none → 31 August 2026" in plan.of(Kind.CLOSE)[0].text
    assert str(School.objects.get(urn=100001).closed_on) == "2026-08-31"


def test_days_that_change_are_shown_as_people_read_them(council: Authority) -> None:
    now = timezone.now()
    closed = {"EstablishmentStatus (name)": "Closed", "OpenDate": "01-09-2001", "CloseDate": "31-08-2026"}
    import_schools(council, [row(2, URN="100001", **closed)], by=None, at=now)
    plan = plan_schools(council, [row(2, URN="100001", **{**closed, "OpenDate": "", "CloseDate": "01-12-2026"})]).plan
    (line,) = plan.of(Kind.CHANGE)
    assert "closed: 31 August 2026 → 1 December 2026" in line.text
    assert "opened: 1 September 2001 → none" in line.text
    assert "2026-" not in line.text


def test_a_new_school_without_a_type_is_told_before_it_is_made(council: Authority) -> None:
    none = {"TypeOfEstablishment (code)": "", "EstablishmentTypeGroup (code)": "", "PhaseOfEducation (name)": ""}
    rows = [row(2, URN="100001"), row(3, URN="100002.0", **none, **{"PhaseOfEducation (code)": ""})]
    known, unknown = plan_schools(council, rows).plan.of(Kind.ADD)
    assert known.text == "Open"
    assert unknown.key == "100002"
    assert unknown.text.startswith("Open. The file does not say what type it is, so it can’t join a community yet")


def test_what_is_done_is_what_was_shown(council: Authority) -> None:
    rows = [row(2, URN="100001")]
    shown = plan_schools(council, rows).plan.fingerprint
    school(council, 100001)
    with pytest.raises(NotPossible, match="have changed since"):
        import_schools(council, rows, by=None, at=timezone.now(), shown=shown)


def test_another_councils_school_is_never_touched(council: Authority) -> None:
    other = set_up_authority(name="Medway", la_code="887", by=None, at=timezone.now())
    theirs = school(other, 100001, name="Theirs")
    plan = import_schools(council, [row(2, URN="100001")], by=None, at=timezone.now())
    assert done(plan) == {"refuse": 1}
    theirs.refresh_from_db()
    assert (theirs.name, theirs.authority) == ("Theirs", other)


def test_a_conversion_keeps_the_school_with_its_people_and_community(council: Authority) -> None:
    area = Area.objects.create(authority=council, name="North")
    community = Community.objects.create(authority=council, area=area, name="One", slug="one")
    old = school(council, 100001, status="closed", community=community)
    school(council, 200001, name="Academy", is_academy=True)
    person = User.objects.create(email="head@school.example", name="Head")
    today = timezone.now().date()
    office = Office.objects.create(person=person, role="signatory", authority=council, school=old, start=today)
    rows = [link(2, 100001, 200001), link(3, 200001, 100001, "Predecessor")]
    assert done(import_links(council, rows, by=None, at=timezone.now())) == {"change": 1, "same": 1}
    office.refresh_from_db()
    assert office.school is not None
    assert (office.school.pk, office.school.urn, office.school.name) == (old.pk, 200001, "Academy")
    assert office.school.community == community
    assert [past.urn for past in office.school.past_registrations.all()] == [100001]
    assert done(import_links(council, rows, by=None, at=timezone.now())) == {"same": 2}
    again = plan_schools(council, [row(2, URN="100001", **{"EstablishmentStatus (name)": "Closed"})]).plan
    assert done(again) == {"same": 1}


def test_a_chain_of_conversions_is_one_school(council: Authority) -> None:
    school(council, 100001, status="closed")
    school(council, 100002, status="closed")
    school(council, 100003)
    import_links(council, [link(2, 100002, 100003), link(3, 100001, 100002)], by=None, at=timezone.now())
    assert School.objects.get().urn == 100003
    assert set(PastRegistration.objects.values_list("urn", flat=True)) == {100001, 100002}


def test_a_merger_stays_two_schools_that_point_to_a_third(council: Authority) -> None:
    for urn in (100001, 100002):
        school(council, urn, status="closed")
    new = school(council, 100003)
    rows = [link(2, 100001, 100003), link(3, 100002, 100003)]
    import_links(council, rows, by=None, at=timezone.now())
    assert set(School.objects.filter(succeeded_by=new).values_list("urn", flat=True)) == {100001, 100002}


def test_circles_splits_and_unknown_numbers_are_told(council: Authority) -> None:
    for urn in (100001, 100002, 100003, 100004, 100005):
        school(council, urn, status="closed", establishment_number=str(urn)[-4:])
    rows = [
        link(2, 100001, 100002),
        link(3, 100002, 100001),
        link(4, 100003, 100004),
        link(5, 100003, 100005),
        link(6, 100003, 999999),
        link(7, 100004, 100005, "Sixth Form Centre School"),
    ]
    plan = plan_links(council, rows).plan
    text = {line.row: line.text for line in plan.lines}
    assert "in a circle" in text[2]
    assert "in a circle" in text[3]
    assert "2 schools follow it" in text[4]
    assert "999999: no such school" in text[6]
    assert plan.lines[-1].kind is Kind.OTHER
    assert not plan.does_something


@pytest.mark.clause("CTX-1")
def test_all_files_of_kent_one_after_another_then_again(council: Authority, shared_data: Path) -> None:
    now = timezone.now()
    schools, links, communities = (
        rows_of(shared_data / name)
        for name in ("kent_gias_reconstructed.csv", "kent_gias_links.csv", "demo_communities.csv")
    )
    import_schools(council, schools, by=None, at=now)
    import_links(council, links, by=None, at=now)
    with CaptureQueriesContext(connection) as queries:
        plan = import_communities(council, communities, by=None, at=now)
    assert len(queries) < 40
    assert done(plan) == {"add": 563}
    assert (Area.objects.count(), District.objects.count(), Community.objects.count()) == (4, 12, 53)
    assert not School.objects.filter(kind="mainstream", status="open", community=None).exists()
    assert not School.objects.exclude(kind="mainstream").exclude(community=None).exists()
    for again in (
        import_schools(council, schools, by=None, at=now),
        import_links(council, links, by=None, at=now),
        import_communities(council, communities, by=None, at=now),
    ):
        assert not again.does_something


@pytest.mark.clause("CTX-1")
@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"URN": "999999"}, "No school with this URN"),
        ({"URN": "abc"}, "not a URN"),
        ({"URN": "100002"}, "Only mainstream schools"),
        ({"URN": "100003"}, "is closed"),
        ({"community": ""}, "The community is missing"),
        ({"community": "x" * 101}, "100 is the most"),
        ({"community": "Two"}, "A school has one community"),
        ({"community": "One", "URN": "100004", "area": "South"}, "in another area"),
        ({"community": "Three", "URN": "100004", "area": "South"}, "district Dover is in another area"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_with_its_reason(
    council: Authority, cells: dict[str, str], reason: str
) -> None:
    school(council, 100001)
    school(council, 100002, kind="special")
    school(council, 100003, status="closed")
    school(council, 100004)
    first = {"community": "One", "district": "Dover", "area": "North", "URN": "100001"}
    plan = plan_communities(council, [Row(2, first), Row(3, first | cells)]).plan
    assert [line.kind for line in plan.lines] == [Kind.ADD, Kind.REFUSE]
    assert reason in plan.lines[1].text


def test_commands_try_by_default_and_do_when_told(council: Authority, shared_data: Path, tmp_path: Path) -> None:
    file = str(shared_data / "kent_gias_reconstructed.csv")
    out = StringIO()
    call_command("import_schools", "886", file, stdout=out)
    assert "Nothing was changed. Add --apply" in out.getvalue()
    assert not School.objects.exists()
    call_command("import_schools", "886", file, "--apply", stdout=out)
    assert School.objects.count() == 1200
    call_command("import_links", "886", str(shared_data / "kent_gias_links.csv"), "--apply", stdout=out)
    call_command("import_communities", "886", str(shared_data / "demo_communities.csv"), "--apply", stdout=out)
    assert Community.objects.count() == 53
    call_command("import_communities", "886", str(shared_data / "demo_communities.csv"), "--apply", stdout=out)
    assert out.getvalue().endswith("There is nothing to do.\n")
    for arguments, sentence in (
        (("999", file), "No authority with the number 999"),
        (("886", str(tmp_path / "none.csv")), "can’t be opened"),
        (("886", str(shared_data / "kent_gias_links.csv")), "has no column"),
        (("886", str(shared_data / "kent_districts.geojson")), "column"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("import_schools", *arguments, stdout=out)


def test_a_rare_import_of_a_conversion_with_two_histories_joins_nothing(council: Authority) -> None:
    old, new = school(council, 100001, status="closed"), school(council, 200001)
    person = User.objects.create(email="head@school.example", name="Head")
    start = timezone.now().date() - timedelta(days=9)
    for each in (old, new):
        Office.objects.create(person=person, role="signatory", authority=council, school=each, start=start)
    import_links(council, [link(2, 100001, 200001)], by=None, at=timezone.now())
    old.refresh_from_db()
    assert (School.objects.count(), old.succeeded_by) == (2, new)


def place(number: int, urn: int, community: str, district: str = "Dover", area: str = "North") -> Row:
    return Row(number, {"community": community, "district": district, "area": area, "URN": f" {urn}\u200b"})


@pytest.mark.clause("CTX-1")
def test_a_place_that_looks_the_same_as_one_that_exists_is_that_one(council: Authority) -> None:
    for urn in range(100001, 100006):
        school(council, urn)
    first = [place(2, 100001, "King's Hill"), place(3, 100002, "Foxley 1")]
    plan = import_communities(council, first, by=None, at=timezone.now())
    assert plan.notes == [
        "1 area will be added: North.",
        "1 district will be added: Dover.",
        "2 communities will be added: King's Hill, Foxley 1.",
    ]
    same = [
        place(2, 100001, "King’s Hill", "DO\u00adVER", "North\u00a0"),
        place(3, 100002, "Foxley\u00a01\u200b"),
        place(4, 100003, "kings  hill", "Dover\ufeff"),
        place(5, 100004, "New ‐ Place"),
        place(6, 100005, "new–place\u2060"),
    ]
    plan = plan_communities(council, same).plan
    assert [(line.row, str(line.kind), line.text) for line in plan.lines] == [
        (2, "same", "King's Hill"),
        (3, "same", "Foxley 1"),
        (4, "add", "Joins King's Hill"),
        (5, "add", "Joins New ‐ Place"),
        (6, "add", "Joins New ‐ Place"),
    ]
    assert plan.notes == ["1 community will be added: New ‐ Place."]
    import_communities(council, same, by=None, at=timezone.now(), shown=plan.fingerprint)
    assert set(Community.objects.values_list("name", flat=True)) == {"King's Hill", "Foxley 1", "New ‐ Place"}
    assert (Area.objects.count(), District.objects.count()) == (1, 1)
    assert not plan_communities(council, same).plan.does_something


@pytest.mark.clause("CTX-1")
def test_a_district_alone_is_something_that_the_file_changes(council: Authority) -> None:
    for urn in (100001, 100002):
        school(council, urn)
    without = [place(2, 100001, "One", ""), place(3, 100002, "Two", "Dover")]
    import_communities(council, without, by=None, at=timezone.now())
    rows = [place(2, 100001, "One", "Ashford"), place(3, 100002, "Two", "Thanet")]
    plan = plan_communities(council, rows).plan
    assert plan.does_something
    assert plan.notes == [
        "2 districts will be added: Ashford, Thanet.",
        "One is in no district yet: it will be in Ashford.",
        "Two stays in the district Dover, though the file says Thanet.",
    ]
    import_communities(council, rows, by=None, at=timezone.now(), shown=plan.fingerprint)
    kept = {each.name: each.district and each.district.name for each in Community.objects.select_related("district")}
    assert kept == {"One": "Ashford", "Two": "Dover"}
    assert not plan_communities(council, rows).plan.does_something


@pytest.mark.clause("CTX-1")
def test_a_place_with_a_letter_of_another_alphabet_is_the_one_it_looks_like_and_that_is_said(
    council: Authority,
) -> None:
    for urn in range(100001, 100004):
        school(council, urn)
    import_communities(council, [place(2, 100001, "Foxley 1")], by=None, at=timezone.now())
    same = [place(2, 100002, "Foхley 1"), place(3, 100003, "Foхley 1", "Dоver", "Nоrth")]
    plan = plan_communities(council, same).plan
    assert [(line.row, str(line.kind), line.text) for line in plan.lines] == [
        (2, "add", "Joins Foxley 1"),
        (3, "add", "Joins Foxley 1"),
    ]
    assert plan.notes == [
        "“Foхley 1” looks the same as “Foxley 1”, and is taken as that.",
        "“Dоver” looks the same as “Dover”, and is taken as that.",
        "“Nоrth” looks the same as “North”, and is taken as that.",
    ]
    import_communities(council, same, by=None, at=timezone.now(), shown=plan.fingerprint)
    assert [each.name for each in Community.objects.all()] == ["Foxley 1"]


@pytest.mark.clause("CTX-1")
def test_two_places_that_stand_beside_each_other_since_before_stay_two(council: Authority) -> None:
    area = Area.objects.create(authority=council, name="North")
    straight, curly = (
        Community.objects.create(authority=council, area=area, name=name, slug=slug)
        for name, slug in (("King's Hill", "one"), ("King’s Hill", "two"))
    )
    school(council, 100001, community=straight)
    school(council, 100002, community=curly)
    rows = [place(2, 100001, "King's Hill", ""), place(3, 100002, "King’s Hill", "")]
    assert [line.kind for line in plan_communities(council, rows).plan.lines] == [Kind.SAME, Kind.SAME]


@pytest.mark.clause("CTX-1")
@pytest.mark.parametrize("column", ["community", "district", "area", "URN"])
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"])
def test_a_cell_with_an_error_makes_no_place(council: Authority, column: str, error: str) -> None:
    school(council, 100001)
    cells = {"community": "One", "district": "Dover", "area": "North", "URN": "100001", column: error}
    plan = plan_communities(council, [Row(7, cells)]).plan
    assert plan.lines[0].text == (
        f"The cell in row 7, column “{column}”, has the error {error}. "
        "Correct it in the spreadsheet, then upload the file again."
    )
    assert not plan.notes


FOUR = ("URN", "LA (code)", "EstablishmentName", "EstablishmentStatus (name)")


def test_a_file_without_some_columns_leaves_what_is_there(council: Authority) -> None:
    whole = row(
        2, URN="100001", Street="High Street", Town="Dover", OpenDate="01-09-2001",
        **{"TypeOfEstablishment (name)": "Community school", "Trusts (code)": "77", "Trusts (name)": "A Trust",
           "DistrictAdministrative (name)": "Dover", "EstablishmentName": "Oak"},
    )  # fmt: skip
    import_schools(
        council, [whole, row(3, URN="100002", **{"TypeOfEstablishment (code)": "28"})], by=None, at=timezone.now()
    )
    before = list(School.objects.values())
    less = [Row(each, {name: cells[name] for name in FOUR}) for each, cells in (
        (2, whole.cells), (3, row(3, URN="100002").cells))]  # fmt: skip
    plan = plan_schools(council, less).plan
    assert done(plan) == {"same": 2}
    import_schools(council, less, by=None, at=timezone.now())
    assert list(School.objects.values()) == before
    assert [(each.kind, each.phase, each.is_academy, each.type_name) for each in School.objects.order_by("urn")] == [
        ("mainstream", "primary", False, "Community school"),
        ("mainstream", "primary", True, ""),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"PhaseOfEducation (name)": "Not applicable"},
        {"PhaseOfEducation (name)": "Primary", "TypeOfEstablishment (code)": "", "EstablishmentTypeGroup (code)": ""},
        {"PhaseOfEducation (name)": "Nursery"},
        {"TypeOfEstablishment (name)": "Community school"},
    ],
)
def test_no_school_becomes_another_kind_where_the_file_does_not_say_its_type(
    council: Authority, cells: dict[str, str]
) -> None:
    kept = school(council, 100001, establishment_number="")
    special = school(council, 100002, kind="special", establishment_number="")
    rows = [
        Row(number, {"URN": str(urn), "LA (code)": "886", "EstablishmentName": f"School {urn}",
                     "EstablishmentStatus (name)": "Open", **cells})
        for number, urn in ((2, 100001), (3, 100002))
    ]  # fmt: skip
    import_schools(council, rows, by=None, at=timezone.now())
    kept.refresh_from_db()
    special.refresh_from_db()
    assert (kept.kind, special.kind) == ("mainstream", "special")


def test_a_new_school_without_its_type_is_what_its_phase_says(council: Authority) -> None:
    cells = {name: cell for name, cell in row(2, URN="100001").cells.items() if not name.startswith("Type")}
    import_schools(council, [Row(2, cells)], by=None, at=timezone.now())
    assert School.objects.get().kind == "mainstream"


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (1, "1 school kept here is not in the file, and stays as it is."),
        (2, "2 schools kept here are not in the file, and stay as they are."),
    ],
)
def test_what_stays_is_counted_in_words(council: Authority, shared_data: Path, others: int, said: str) -> None:
    rows = rows_of(shared_data / "kent_gias_reconstructed.csv")[:3]
    for number in range(others):
        school(council, 999000 + number)
    plan = import_schools(council, rows, by=None, at=timezone.now())
    assert said in plan.notes
