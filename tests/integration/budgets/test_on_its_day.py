"""What an advance pays is paid on its day of payment: until then every page of money has it as to be paid."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from locality.accounts.models import User
from locality.budgets.actions import allocating, planning_payments
from locality.budgets.models import Budget, FundingYear
from locality.budgets.presenters.council import year_end_figures
from locality.budgets.queries.ledger import entries_of, ledger_page
from locality.budgets.queries.money import balance, budgets_of, totals_of
from locality.budgets.queries.years import year_end
from locality.communities.models import Authority, Community
from locality.insights.queries.money import Sums, sums_on
from tests.integration.budgets.clock import AT, PAID, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.paying import DECEMBER, gathered, pay, person, planned
from tests.integration.budgets.test_paid_back import text_of
from tests.integration.budgets.test_payment_pages import enter, rows_of
from tests.world import acting

__all__ = ["enter"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("POST-4"), pytest.mark.clause("RES-7")]

BEFORE = date(2026, 12, 17)


@pytest.fixture
def marked(budget: Budget, community: Community, authority: Authority) -> Budget:
    """£300.10 of £1,000 is marked as paid on 24 November, with the advance that pays on 18 December."""
    planned(community, 100, "300.10")
    pay(gathered(authority))
    budget.refresh_from_db()
    return budget


def test_pages_say_to_be_paid_until_the_day_has_come(
    enter: Callable[..., Client], authority: Authority, marked: Budget, clock: Callable[[str], Any]
) -> None:
    make_community(authority, "Weald South")
    community, year = marked.community_id, marked.funding_year_id
    addresses = (
        f"/money/communities/{community}/",
        f"/money/communities/{community}/balance/",
        f"/money/?year={year}",
        "/money/balances/",
    )
    said = {
        "2026-12-17 10:30": ("£300.10", "£0.00", "£300.10 is committed and £0 has been paid"),
        "2026-12-18 00:30": ("£0.00", "£300.10", "£0 is committed and £300.10 has been paid"),
    }
    for moment, (committed, paid, sentence) in said.items():
        clock(moment)
        finance = enter("finance")
        pages = [text_of(finance.get(address)) for address in addresses]
        assert f"Committed {committed} approved but not yet paid Paid {paid} to schools" in pages[0]
        assert f"Budget now £1,000.00 {committed} {paid} £699.90" in pages[0]
        assert f"Committed {committed} approved but not yet paid Paid {paid} to schools" in pages[1]
        assert f"Weald North North £1,000.00 {committed} {paid} £699.90" in pages[2]
        assert sentence in pages[2]
        assert f"£1,000.00 {committed} {paid} £699.90" in pages[3]
        export = rows_of(finance.get("/money/balances/export.csv"))[1]
        assert export[5:7] == [committed.replace("£", ""), paid.replace("£", "")]
        line = (
            "To be paid £300.10 will move from committed to paid on Friday 18 December 2026, with the December 2026 "
            "advance Finance 24 Nov 2026"
        )
        assert (line in pages[0]) is (paid == "£0.00")
        assert ("Payment Paid in the December 2026 advance" in pages[0]) is (paid != "£0.00")


def test_the_balance_sheet_of_a_day_that_is_over_has_what_was_paid_by_then(
    marked: Budget, year: FundingYear, community: Community
) -> None:
    later = datetime(2027, 1, 7, 10, 0, tzinfo=UTC)
    by_day = {day: sums_on(year, [community], day=day, now=later)[community.pk] for day in (TODAY, BEFORE, DECEMBER)}
    waits = Sums(Decimal(1000), Decimal("300.10"), Decimal(0))
    assert by_day == {TODAY: waits, BEFORE: waits, DECEMBER: Sums(Decimal(1000), Decimal(0), Decimal("300.10"))}
    assert sums_on(year, [community], day=BEFORE, now=AT)[community.pk] == waits
    assert {each.remaining for each in by_day.values()} == {Decimal("699.90")}


def test_what_is_taken_back_is_free_from_the_marking_on(
    marked: Budget, year: FundingYear, community: Community, authority: Authority
) -> None:
    planning_payments.return_underspend(
        decision_id=100, amount=Decimal(40), why="Unspent", by=person("officer"), at=PAID
    )
    planned(community, 101, "50")
    pay(gathered(authority, pays_on=date(2027, 1, 18), name="January 2027"))
    found = balance(community, date(2027, 1, 7))
    assert (found.committed, found.paid, found.remaining) == (Decimal(50), Decimal("260.10"), Decimal("689.90"))
    assert found.allocated == found.committed + found.paid + found.remaining


def test_the_end_of_the_year_says_what_the_page_of_money_calls_committed(marked: Budget, year: FundingYear) -> None:
    for day, value in ((BEFORE, "£300.10"), (DECEMBER, "£0.00")):
        found = year_end(year, today=day)
        assert (found.held, year_end_figures(found)[0]["value"]) == (Decimal(0), value)
    note = year_end_figures(year_end(year, today=BEFORE))[0]["note"]
    assert note == ("£0 moves with its requests. £300.10 will be paid on a later day and stays in this year")


def test_the_list_and_its_sums_say_the_same(marked: Budget, year: FundingYear, community: Community) -> None:
    for day, committed, paid in ((BEFORE, "300.10", "0"), (DECEMBER, "0", "300.10")):
        found = budgets_of(Community.objects.all(), year, day)
        totals = totals_of(found)
        assert (found.get().committed, found.get().paid) == (Decimal(committed), Decimal(paid))  # type: ignore[attr-defined]
        assert (totals.committed, totals.paid, totals.funded) == (Decimal(committed), Decimal(paid), 1)
        stands = balance(community, day)
        assert (stands.committed, stands.paid) == (Decimal(committed), Decimal(paid))


@pytest.mark.parametrize(("day", "paid"), [(BEFORE, "0"), (DECEMBER, "300.10")])
def test_the_ledger_adds_up_over_its_pages(marked: Budget, officer: User, day: date, paid: str) -> None:
    allocating.adjust(budget=marked, amount=Decimal(5), why="More", by=acting(officer, AT), at=AT)
    entries = list(entries_of(marked))
    assert [each.kind for each in entries] == ["adjustment", "payment", "commitment", "allocation"]
    for start, until in ((0, 1), (0, 2), (1, 2)):  # the payment on an earlier page, on this one, before it
        found = ledger_page(marked, entries[start:until], day)
        assert (str(found.together.paid), found.together.remaining) == (
            f"{Decimal(paid):.2f}",
            Decimal("704.90") if start == 0 else Decimal("699.90"),
        )
    assert ledger_page(marked, entries[2:], day).together.paid == 0


def test_the_list_of_remittances_calls_no_advance_paid_before_its_day(
    enter: Callable[..., Client], marked: Budget, clock: Callable[[str], Any]
) -> None:
    clock("2026-12-17 10:30")
    page = text_of(enter("finance").get("/payments/remittances/"))
    assert "1 advance marked as paid" in page
    assert "1 paid advance" not in page
