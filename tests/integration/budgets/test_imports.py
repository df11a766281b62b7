"""Allocations and rates from a sheet: the dry run, all or nothing, and the same file twice."""

from datetime import date
from decimal import Decimal

import pytest

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions.allocating import add_costing, allocate
from locality.budgets.actions.closing_years import close_year
from locality.budgets.actions.opening_years import open_year
from locality.budgets.imports.allocations import import_allocations, plan_allocations
from locality.budgets.imports.costings import import_costings, plan_costings
from locality.budgets.models import Budget, CostingItem, Entry, FundingYear
from locality.budgets.queries.money import rates_on
from locality.communities.models import Authority, AuthorityRules, Community
from locality.imports.plans import Kind, Row
from locality.values.refusals import NotPossible
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.test_years import SEPTEMBER
from tests.world import acting

pytestmark = pytest.mark.django_db


def rows(headings: str, *lines: str) -> list[Row]:
    names = headings.split(",")
    return [Row(number, dict(zip(names, line.split(","), strict=True))) for number, line in enumerate(lines, start=2)]


def sheet(*lines: str) -> list[Row]:
    return rows("community,amount,reference,for", *lines)


def rates(*lines: str) -> list[Row]:
    return rows("item,unit,rate,valid from", *lines)


def lines_of(plan: object) -> list[tuple[int, str, str]]:
    return [(line.row, str(line.kind), line.text) for line in plan.lines]  # type: ignore[attr-defined]


@pytest.fixture
def south(community: Community) -> Community:
    return make_community(community.authority, "Weald South")


@pytest.fixture
def keeps_five(authority: Authority) -> None:
    AuthorityRules.objects.create(authority=authority, valid_from=date(2026, 1, 1), contingency_percent=5)


@pytest.mark.clause("RES-7")
def test_a_sheet_is_allocated_once_with_the_share_of_the_contingency(
    year: FundingYear, community: Community, south: Community, officer: User, keeps_five: None
) -> None:
    file = sheet("Weald North,\u00a31 000.01,2026-1,First half", "weald  south,500,2026-1,", "Nowhere,5,2026-1,")
    dry = plan_allocations(year, file, today=TODAY)
    assert lines_of(dry.plan) == [
        (2, "add", "£950.01, and £50.00 to the contingency"),
        (3, "add", "£475.00, and £25.00 to the contingency"),
        (4, "refuse", "There is no community called Nowhere."),
    ]
    assert not Budget.objects.exists()
    import_allocations(year, file, by=acting(officer, AT), at=AT, shown=dry.plan.fingerprint)
    figures = {(each.holder, each.allocated) for each in Budget.objects.all()}
    assert figures == {("Weald North", Decimal("950.01")), ("Weald South", 475), ("Contingency", 75)}
    assert set(Entry.objects.values_list("why", flat=True)) == {
        "First half",
        "Allocation of the year",
        "5% kept back of 2 imported allocations",
    }
    again = plan_allocations(year, file, today=TODAY)
    assert [line.kind for line in again.plan.lines] == [Kind.SAME, Kind.SAME, Kind.REFUSE]
    assert not again.plan.does_something
    import_allocations(year, file, by=acting(officer, AT), at=AT)
    assert {(each.holder, each.allocated) for each in Budget.objects.all()} == figures
    assert Event.objects.filter(action="allocations.imported").count() == 1


@pytest.mark.clause("RES-7")
def test_the_same_allocation_is_known_again_after_a_spreadsheet_respelled_its_reference(
    year: FundingYear, community: Community, south: Community, officer: User, keeps_five: None
) -> None:
    first = ["Weald North,100,0012,", "Weald South,100,Sep-26,", "Weald North,200,AL-2,", "Weald South,300,2026/27,"]
    import_allocations(year, sheet(*first), by=acting(officer, AT), at=AT)
    saved = [
        "Weald North,100,12,",
        "weald\u00a0south\u200b,100,2026-09-01,",
        "Weald North,200,al‑2,",
        "Weald South,300,2026/27\u200b,",
    ]
    plan = plan_allocations(year, sheet(*saved), today=TODAY).plan
    assert lines_of(plan) == [
        (2, "same", "£95.00 was already allocated under 0012"),
        (3, "same", "£95.00 was already allocated under Sep-26"),
        (4, "same", "£190.00 was already allocated under AL-2"),
        (5, "same", "£285.00 was already allocated"),
    ]
    assert not plan.does_something
    assert not plan.warnings
    import_allocations(year, sheet(*saved), by=acting(officer, AT), at=AT)
    assert Entry.objects.filter(kind="allocation", budget__community__isnull=False).count() == 4
    with pytest.raises(NotPossible, match="£190 was already allocated under the reference AL-2"):
        allocate(
            community=community,
            funding_year=year,
            amount=Decimal(7),
            why="x",
            reference="al 02",
            by=acting(officer, AT),
            at=AT,
        )


@pytest.mark.clause("RES-7")
def test_an_amount_given_before_under_another_reference_is_said_before_the_button(
    year: FundingYear, community: Community, south: Community, officer: User
) -> None:
    import_allocations(year, sheet("Weald North,100,0012,"), by=acting(officer, AT), at=AT)
    plan = plan_allocations(year, sheet("Weald North,100,13,", "Weald South,100,13,"), today=TODAY).plan
    assert lines_of(plan) == [
        (
            2,
            "add",
            "£100.00. £100 was already allocated to Weald North under 0012. Import this only if it is a second allocation",
        ),
        (3, "add", "£100.00"),
    ]
    assert plan.warnings == [
        "1 row gives an amount that the same community was already given under another reference. If it is the same "
        "allocation, remove the row from the file. Otherwise the community would be given the money again."
    ]


@pytest.mark.clause("RES-7")
def test_two_honest_rows_of_one_amount_go_in_without_a_word(
    year: FundingYear, community: Community, officer: User
) -> None:
    import_allocations(year, sheet("Weald North,100,A-1,"), by=acting(officer, AT), at=AT)
    file = sheet("Weald North,100,A-1,", "Weald North,100,A-2,", "Weald North,100,A-3,")
    plan = plan_allocations(year, file, today=TODAY).plan
    assert lines_of(plan) == [
        (2, "same", "£100.00 was already allocated"),
        (3, "add", "£100.00"),
        (4, "add", "£100.00"),
    ]
    assert not plan.warnings
    import_allocations(year, file, by=acting(officer, AT), at=AT, shown=plan.fingerprint)
    assert Budget.objects.get().allocated == 300


@pytest.mark.clause("RES-7")
@pytest.mark.parametrize(
    "line", ["#REF!,100,A,", "Weald North,#N/A,A,", "Weald North,100,#VALUE!,", "Weald North,100,A,#NAME?"]
)
def test_a_cell_in_which_the_spreadsheet_shows_an_error_is_refused_with_its_place(
    year: FundingYear, community: Community, line: str
) -> None:
    (found,) = plan_allocations(year, sheet(line), today=TODAY).plan.lines
    column, error = next(
        (name, cell) for name, cell in zip(("community", "amount", "reference", "for"), line.split(","), strict=True)
        if cell.startswith("#")
    )  # fmt: skip
    assert found.text == (
        f"The cell in row 2, column “{column}”, has the error {error}. "
        "Correct it in the spreadsheet, then upload the file again."
    )


@pytest.mark.clause("RES-7")
def test_a_file_that_was_imported_meanwhile_is_shown_again(
    year: FundingYear, community: Community, officer: User
) -> None:
    file = sheet("Weald North,100,2026-1,")
    shown = plan_allocations(year, file, today=TODAY).plan.fingerprint
    import_allocations(year, file, by=acting(officer, AT), at=AT, shown=shown)
    with pytest.raises(NotPossible, match="would change is different now"):
        import_allocations(year, file, by=acting(officer, AT), at=AT, shown=shown)
    assert Budget.objects.get().allocated == 100


@pytest.mark.clause("RES-7")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",100,A,", "The community is missing."),
        ("Weald North,,A,", "The amount is missing."),
        ("Weald North,lots,A,", "“lots” is not an amount in pounds and pence, such as 1,234.50."),
        ("Weald North,-5,A,", "The amount must be more than £0."),
        ("Weald North,−4,A,", "The amount must be more than £0."),
        ("Weald North,9999999999,A,", "The amount must be £999,999,999.99 or less."),
        ("Weald North,0,A,", "The amount must be more than £0."),
        (
            "Weald North,1.005,A,",
            "The amount must be in pounds and pence, with at most two figures after the point.",
        ),
        ("Weald North,100,,", "The reference is missing."),
        ("Weald North,100," + "A" * 41 + ",", "The reference has 41 characters; 40 is the most."),
        ("Weald West,100,A,", "Weald West closed on Friday 31 July 2026, before 2026 to 2027 starts."),
        ("Far,100,A,", "There is no community called Far."),
    ],
)
def test_a_row_that_is_wrong_says_why(
    year: FundingYear, community: Community, officer: User, line: str, sentence: str
) -> None:
    west = make_community(year.authority, "Weald West")
    west.closed_on = date(2026, 7, 31)
    west.save()
    make_community(Authority.objects.create(name="Downshire", slug="downshire", la_code="998"), "Far")
    (found,) = plan_allocations(year, sheet(line), today=TODAY).plan.lines
    assert found.kind == Kind.REFUSE
    assert sentence in found.text


@pytest.mark.clause("RES-7")
def test_a_reference_stands_for_one_amount(year: FundingYear, community: Community, officer: User) -> None:
    import_allocations(year, sheet("Weald North,100,2026-1,"), by=acting(officer, AT), at=AT)
    plan = plan_allocations(year, sheet("Weald North,150,2026-1,", "Weald North,150,2026-1,"), today=TODAY).plan
    assert [line.text for line in plan.lines] == [
        "£100 was already allocated under the reference 2026-1. Enter a different reference.",
        "Row 2 has the same community and reference.",
    ]
    import_allocations(year, sheet("Weald North,50,2026-2,"), by=acting(officer, AT), at=AT)
    assert Budget.objects.get().allocated == 150


@pytest.mark.clause("RES-7")
@pytest.mark.parametrize("respelled", ["DEC2026017", "DEC-2026/17.0", "DEC 2026 17", "dec–2026–017", "Dec-2026017"])
def test_a_reference_that_lost_its_signs_and_noughts_is_known_before_the_button(
    year: FundingYear, community: Community, officer: User, respelled: str
) -> None:
    import_allocations(year, sheet("Weald North,100,DEC-2026/017,"), by=acting(officer, AT), at=AT)
    plan = plan_allocations(year, sheet(f"Weald North,100,{respelled},"), today=TODAY).plan
    assert [line.text for line in plan.lines] == ["£100.00 was already allocated under DEC-2026/017"]
    assert not plan.does_something
    other = plan_allocations(year, sheet("Weald North,90,DEC-20/26017,"), today=TODAY).plan
    assert [line.kind for line in other.lines] == ["add"]


@pytest.mark.clause("RES-7")
def test_nothing_is_imported_into_a_closed_year(year: FundingYear, community: Community, officer: User) -> None:
    open_year(
        authority=year.authority,
        name="Next",
        start=date(2027, 9, 1),
        end=date(2028, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    close_year(year=year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    with pytest.raises(NotPossible, match="2026 to 2027 is closed"):
        import_allocations(year, sheet("Weald North,100,2026-1,"), by=acting(officer, SEPTEMBER), at=SEPTEMBER)


@pytest.mark.clause("COST-1")
def test_a_sheet_that_adds_an_item_again_in_the_plural_says_so(authority: Authority, officer: User) -> None:
    add_costing(
        authority=authority, item="Teaching assistant", unit="hour", rate=Decimal(15), valid_from=date(2026, 9, 1),
        by=acting(officer, AT), at=AT,
    )  # fmt: skip
    file = rates(
        "Teaching assistant,hours,14.20,01/09/2027",
        "Teaching  Assistants,Hours,14.20,01/09/2027",
        "Teaching assistant,half day,50,01/09/2027",
        "Nurse,visit,20,01/09/2027",
        "Nurses,visit,20,01/09/2027",
        "Teaching assistant,hour,15.50,01/09/2027",
    )
    dry = plan_costings(authority, file)
    doubt = "There is already “Teaching assistant, hour”. Import this only if it is a different item"
    assert lines_of(dry.plan) == [
        (2, "add", f"£14.20. {doubt}"),
        (3, "add", f"£14.20. {doubt}"),
        (4, "add", "£50.00"),
        (5, "add", "£20.00"),
        (6, "add", "£20.00. There is already “Nurse, visit”. Import this only if it is a different item"),
        (7, "change", "£15.00 → £15.50"),
    ]
    assert dry.plan.warnings == [
        "3 rows add an item that differs from an existing one only by a plural. If it is the same item, use the existing "
        "spelling. Otherwise the costings would show both."
    ]


def test_rates_from_a_sheet_take_over_from_their_day_once(authority: Authority, officer: User) -> None:
    add_costing(
        authority=authority, item="Teaching assistant", unit="hour", rate=Decimal(15), valid_from=date(2026, 9, 1),
        by=acting(officer, AT), at=AT,
    )  # fmt: skip
    file = rates(
        "teaching assistant,Hour,16.20,01/09/2027",
        "Teaching assistant,hour,15.00,2026-10-01",
        "Art therapist,session,£40,1/9/2026",
        "Art therapist,session,41,01-09-2026",
        "Nurse,hour,free,01/09/2027",
        "Nurse,hour,20,soon",
        "Nurse,,20,01/09/2027",
        "Nurse,hour,1000000.01,01/09/2027",
        "Nurse,hour,9999999999,01/09/2027",
    )
    dry = plan_costings(authority, file)
    assert lines_of(dry.plan) == [
        (2, "change", "£15.00 → £16.20"),
        (3, "same", "already £15.00"),
        (4, "add", "£40.00"),
        (5, "refuse", "Row 4 has the same item, unit and day."),
        (6, "refuse", "“free” is not an amount in pounds and pence, such as 1,234.50."),
        (7, "refuse", "“soon” is not a day, such as 01/09/2027."),
        (8, "refuse", "The unit is missing."),
        (9, "refuse", "The rate must be £1,000,000.00 or less."),
        (10, "refuse", "The rate must be £1,000,000.00 or less."),
    ]
    assert [each.kind for each in plan_costings(authority, rates("Nurse,hour,1000000,01/09/2027")).plan.lines] == [
        "add"
    ]
    assert CostingItem.objects.count() == 1
    import_costings(authority, file, by=acting(officer, AT), at=AT, shown=dry.plan.fingerprint)
    assert [(each.item, each.rate) for each in rates_on(authority, date(2027, 8, 31))] == [
        ("Art therapist", 40),
        ("Teaching assistant", 15),
    ]
    assert rates_on(authority, date(2027, 9, 1)).get(item="Teaching assistant").rate == Decimal("16.20")
    with pytest.raises(NotPossible, match="would change is different now"):
        import_costings(authority, file, by=acting(officer, AT), at=AT, shown=dry.plan.fingerprint)
    assert not plan_costings(authority, file).plan.does_something
    assert CostingItem.objects.count() == 3


@pytest.mark.clause("COST-1")
def test_an_item_is_one_however_it_is_spelled(authority: Authority, officer: User) -> None:
    first = rates("Therapist's visit,hour,40,01/09/2026")
    import_costings(authority, first, by=acting(officer, AT), at=AT)
    again = rates("Therapist’s visit,hour,45,01/09/2027", "Therapist's visit,hour\u00ad,45,01/09/2027")
    assert lines_of(plan_costings(authority, again).plan) == [
        (2, "change", "£40.00 → £45.00"),
        (3, "refuse", "Row 2 has the same item, unit and day."),
    ]
    import_costings(authority, again, by=acting(officer, AT), at=AT)
    add_costing(
        authority=authority, item="THERAPIST`S  visit", unit="Hour", rate=Decimal(50), valid_from=date(2028, 9, 1),
        by=acting(officer, AT), at=AT,
    )  # fmt: skip
    assert set(CostingItem.objects.values_list("item", "unit")) == {("Therapist's visit", "hour")}
    assert [rates_on(authority, date(year, 9, 1)).get().rate for year in (2026, 2027, 2028)] == [40, 45, 50]


def test_names_with_letters_of_another_alphabet_are_those_they_look_like_and_that_is_said(
    year: FundingYear, community: Community, authority: Authority, officer: User
) -> None:
    plan = plan_allocations(year, sheet("Wеald North,500,2026-1,"), today=TODAY).plan
    assert lines_of(plan) == [(2, "add", "£500.00")]
    assert "“Wеald North” looks the same as “Weald North”, and is taken as that." in plan.notes
    add_costing(
        authority=authority,
        item="Therapist",
        unit="hour",
        rate=Decimal(40),
        valid_from=date(2026, 9, 1),
        by=acting(officer, AT),
        at=AT,
    )
    plan = plan_costings(authority, rates("Thеrapist,hоur,45,01/09/2027")).plan
    assert lines_of(plan) == [(2, "change", "£40.00 → £45.00")]
    assert plan.notes[:2] == [
        "“Thеrapist” looks the same as “Therapist”, and is taken as that.",
        "“hоur” looks the same as “hour”, and is taken as that.",
    ]


def test_rates_with_the_month_first_are_refused_and_that_is_said_once(authority: Authority) -> None:
    file = rates("TA,hour,15,9/1/2027", "Nurse,hour,20,8/31/2027", "Therapist,hour,60,2027-09-01")
    made = plan_costings(authority, file)
    assert lines_of(made.plan) == [
        (2, "refuse", "“9/1/2027” seems to be written month first. Write it as 1 Sep 2027."),
        (3, "refuse", "“8/31/2027” seems to be written month first. Write it as 1 Sep 2027."),
        (4, "add", "£60.00"),
    ]
    assert made.plan.warnings == [
        "The days in this file seem to be written month first, as in the United States: “8/31/2027” in row 3. So none of"
        " them is read. Set the spreadsheet to the United Kingdom, in Google Sheets under File, Settings, Locale. Then"
        " download the file and import it again."
    ]
