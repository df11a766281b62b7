"""The calendar of advances, who is paid, and what an advance takes in."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.budgets.models import Budget, FundingYear, Instalment, PaymentPlan
from locality.budgets.rules.advances import (
    choose_payments,
    monthly,
    name_references,
    payee_of,
    tidy_name,
    why_not_over,
    why_not_pay_day,
    why_not_these,
    why_not_these_letters,
    why_not_this_name,
)
from locality.communities.models import Authority, School, Trust
from locality.values.working_days import WorkingDays
from tests.refusals import said

pytestmark = [pytest.mark.clause("POST-4"), pytest.mark.slow_property]
WEEKDAYS = WorkingDays(days_off=frozenset({date(2026, 12, 25)}))


def test_a_years_advances_fall_on_working_days_and_close_earlier() -> None:
    found = monthly(date(2026, 12, 1), months=3, pay_day=25, closes_days_before=5, calendar=WEEKDAYS)
    assert found == [
        ("December 2026", date(2026, 12, 17), date(2026, 12, 24)),  # the 25th is a holiday
        ("January 2027", date(2027, 1, 18), date(2027, 1, 25)),
        ("February 2027", date(2027, 2, 18), date(2027, 2, 25)),
    ]


def test_the_31st_is_the_last_day_of_shorter_months() -> None:
    found = monthly(date(2027, 1, 1), months=14, pay_day=31, closes_days_before=0, calendar=WorkingDays())
    assert [each[2] for each in found[:3]] == [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 31)]
    assert [each[2].month for each in found] == [*range(1, 13), 1, 2]


def test_a_name_is_said_without_its_last_word() -> None:
    assert tidy_name(" December 2026  advance ") == "December 2026"
    assert tidy_name("Advance") == "Advance"


def test_nothing_is_paid_on_a_day_on_which_no_bank_pays() -> None:
    assert said(why_not_pay_day(date(2026, 12, 19), WEEKDAYS)) == (
        "Saturday 19 December 2026 is not a working day, so nothing can be paid on it. Enter Friday 18 "
        "December 2026 or Monday 21 December 2026."
    )
    assert "Enter Thursday 24 December 2026 or Monday 28" in str(why_not_pay_day(date(2026, 12, 25), WEEKDAYS))
    assert why_not_pay_day(date(2026, 12, 18), WEEKDAYS) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("December 2026", None), ("Extra", None), ("Autumn 2026", None), ("May half-term", None),
        ("december 2026, second", None), ("Decembers 2025", None),
        ("November 2026", "The name says November 2026, but the day of payment is Friday 18 December 2026. "
         "Change the name or the day."),
        ("December 2025", "The name says December 2025, but the day of payment is Friday 18 December 2026. "
         "Change the name or the day."),
    ],
)  # fmt: skip
def test_a_name_with_a_month_is_that_of_the_day_of_payment(name: str, words: str | None) -> None:
    assert said(why_not_this_name(name, date(2026, 12, 18))) == words


def test_a_maintained_school_is_paid_itself_and_an_academy_through_its_trust() -> None:
    authority, trust = Authority(la_code="886"), Trust(name="Skylark Trust", uid="1234")
    school = School(authority=authority, urn=118000, establishment_number="2345", name="Oakfield")
    assert (payee_of(school).name, payee_of(school).code) == ("Oakfield", "LAEstab 886/2345")
    school.is_academy = True
    assert payee_of(school).code == "URN 118000"
    school.trust = trust
    payee = payee_of(school)
    assert (payee.name, payee.code_kind, payee.number) == ("Skylark Trust", "UID", "1234")
    assert payee_of(School(authority=authority, urn=118000, name="New")).code == "URN 118000"


@pytest.mark.parametrize("name", ["December 2026", "St. Zoë’s (extra), part 2/3 & rest", "Dodatková – jaro: 1", ""])
def test_a_name_of_letters_figures_and_usual_marks(name: str) -> None:
    assert why_not_these_letters(name) is None


@pytest.mark.parametrize(
    "name", ["Extra 😀 payment", "Extra ✔", "→ May", "Half ½", "<b>May</b>", "May™", "Extra\u2028", "#1"]
)
def test_a_name_of_pictures_and_signs_is_refused(name: str) -> None:
    assert said(why_not_these_letters(name)) == (
        "The name can only have letters, numbers, spaces and marks such as full stops, commas, hyphens and brackets."
    )


SECOND = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("closes_on", "pays_on", "words"),
    [
        (date(2026, 12, 2), date(2026, 12, 2), None),
        (
            date(2026, 12, 1),
            date(2026, 12, 18),
            (
                "The last day to add payments, Tuesday 1 December 2026, has passed, so you could not add any. "
                "Enter today or a later day."
            ),
        ),
        (
            date(2026, 11, 11),
            date(2026, 11, 18),
            (
                "The last day to add payments, Wednesday 11 November 2026, has passed, so you could not add any. "
                "Enter today or a later day."
            ),
        ),
    ],
)
def test_days_that_are_over(closes_on: date, pays_on: date, words: str | None) -> None:
    assert said(why_not_over(closes_on, SECOND)) == words


def test_references_are_named_and_counted() -> None:
    assert name_references(["A"]) == "A"
    assert name_references(["A", "B", "C"]) == "A, B and C"
    assert name_references(list("ABCDEFG")) == "A, B, C, D, E and 2 more"


def test_money_comes_back_as_far_as_the_school_is_paid() -> None:
    due = [(1, 7, Decimal(-50)), (2, 7, Decimal(30)), (3, 8, Decimal(-5)), (4, 7, Decimal(-1))]
    taken = choose_payments(due, {})
    assert (taken.ids, taken.split) == ([2], {1: Decimal(30)})  # of the 50, 30 now; school 8 is paid nothing
    assert choose_payments(due, {7: Decimal(21), 8: Decimal(9)}).ids == [2, 1, 3, 4]


def test_two_schools_of_one_name_are_two_schools() -> None:
    year = FundingYear(name="2026 to 2027")

    def payment(school: int, amount: str) -> Instalment:
        plan = PaymentPlan(school=School(pk=school, name="St Mary’s"), decision_id=school, reference=f"R-{school}")
        return Instalment(plan=plan, budget=Budget(pk=1, funding_year=year), amount=Decimal(amount))

    held = {(1, 7): Decimal(100), (1, 8): Decimal(100)}
    assert why_not_these([payment(7, "50"), payment(8, "20")], held) is None
    assert said(why_not_these([payment(7, "50"), payment(8, "-20")], held)) == (
        "St Mary’s would be paid less than £0. Add due payments again first."
    )


amounts = st.decimals(-500, 500, places=2).filter(bool)


@given(
    st.lists(st.tuples(st.integers(1, 3), amounts)), st.dictionaries(st.integers(1, 3), st.decimals(0, 300, places=2))
)
def test_no_school_is_paid_less_than_nothing(due: list[tuple[int, Decimal]], already: dict[int, Decimal]) -> None:
    rows = [(number, school, amount) for number, (school, amount) in enumerate(due)]
    taken, sums = choose_payments(rows, already), defaultdict(Decimal, already)
    for number, school, amount in rows:
        if number in taken.ids:
            sums[school] += amount
        if number in taken.split:
            assert 0 < taken.split[number] < -amount
            sums[school] -= taken.split[number]
    assert all(total >= 0 for total in sums.values())
    assert {number for number, _, amount in rows if amount > 0} <= set(taken.ids)
    waiting = {school for number, school, amount in rows if amount < 0 and number not in taken.ids}
    assert all(sums[school] == 0 for school in waiting)  # nothing waits that could be taken
