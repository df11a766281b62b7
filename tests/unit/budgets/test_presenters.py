"""Money as pages say it. No database."""

from datetime import date
from decimal import Decimal

import pytest

from locality.budgets.models import Advance, FundingYear, Instalment
from locality.budgets.presenters.money import (
    budget_sentence,
    chosen_budget,
    chosen_order,
    chosen_year,
    county_sentence,
    figures,
)
from locality.budgets.presenters.remittances import paid_for_school
from locality.budgets.queries.money import Totals
from locality.communities.models import School
from tests.unit.budgets.test_rules import WEALD, YEAR, budget

LAST = FundingYear(pk=2, name="2025 to 2026", start=date(2025, 9, 1), end=date(2026, 8, 31))
TODAY = date(2026, 11, 24)


def totals(communities: int, funded: int) -> Totals:
    return Totals(communities, funded, Decimal(9000), Decimal(2000), Decimal("500.50"), Decimal("6499.50"))


def test_a_budget_opens_with_where_it_stands() -> None:
    assert budget_sentence(WEALD, budget("400"), TODAY) == (
        "Weald North has £400 of its £1,000 left for 2026 to 2027. The year ends on Tuesday 31 August 2027."
    )
    assert budget_sentence(WEALD, budget("400"), date(2027, 9, 1)) == (
        "Weald North had £400 of its £1,000 left for 2026 to 2027. The year ended on Tuesday 31 August 2027."
    )
    assert budget_sentence(WEALD, None, TODAY).startswith("Weald North has no budget yet.")


@pytest.mark.parametrize(
    ("found", "year", "sentence"),
    [
        (totals(53, 46), YEAR, "£500.50 has been paid. 7 of 53 communities have no budget yet."),
        (totals(53, 53), YEAR, "£500.50 has been paid."),
        (totals(53, 0), YEAR, "No community has a budget for 2026 to 2027 yet."),
        (totals(0, 0), None, "There is no funding year yet."),
    ],
)
def test_the_county_opens_with_where_all_stand(found: Totals, year: FundingYear | None, sentence: str) -> None:
    assert sentence in county_sentence(found, year)


@pytest.mark.parametrize(
    ("asked", "today", "name"),
    [
        (None, TODAY, "2026 to 2027"),
        ("2", TODAY, "2025 to 2026"),
        ("99", TODAY, "2026 to 2027"),
        ("x", date(2026, 1, 1), "2025 to 2026"),
        (None, date(2030, 1, 1), "2026 to 2027"),
    ],
)
def test_the_year_asked_for_else_the_running_else_the_latest(asked: str | None, today: date, name: str) -> None:
    found = chosen_year([YEAR, LAST], asked, today)
    assert found
    assert found.name == name


def test_without_years_none_is_chosen() -> None:
    assert chosen_year([], "1", TODAY) is None
    assert chosen_budget([], None, TODAY) is None
    assert chosen_order("'; DROP") == "name"


def test_the_parts_of_a_budget_are_shown_with_pence() -> None:
    shown = figures(budget("300", committed="500", paid="200"))
    assert [figure["value"] for figure in shown] == ["£1,000.00", "£500.00", "£200.00", "£300.00"]


@pytest.mark.clause("POST-4")
def test_what_a_school_paid_back_in_a_month_is_a_sum_of_its_own() -> None:
    today, december = date(2026, 12, 10), Advance(name="December", pays_on=date(2026, 12, 18))
    school = School(name="Ash")
    back = Instalment(amount=Decimal(-300), returned_on=date(2026, 12, 1), returned_how="x", payee_name="Ash")
    paid = Instalment(amount=Decimal(100), advance=Advance(name="x", pays_on=date(2026, 12, 2)), payee_name="Ash")
    coming = Instalment(amount=Decimal(50), advance=december, payee_name="Ash")

    def said(*payments: Instalment) -> str:
        return paid_for_school(school, "December 2026", payments, today)

    assert said(back) == "Ash paid back £300 in December 2026."
    assert said(back, paid) == "The council paid Ash £100 in December 2026. The school paid back £300."
    assert said(back, coming) == "The council will pay Ash £50 in December 2026. The school paid back £300."
    assert (
        said(paid, coming, back)
        == "The council paid Ash £100 in December 2026 and will pay £50. The school paid back £300."
    )
    assert said(paid, coming) == "The council paid Ash £100 in December 2026 and will pay £50."
