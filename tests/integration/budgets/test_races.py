"""Four real processes act on one budget at the same moment: never overspent, and a control that shows why."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from locality.accounts.models import User
from locality.budgets.actions.allocating import allocate
from locality.budgets.actions.committing import commit
from locality.budgets.actions.opening_years import open_year
from locality.budgets.actions.transferring import propose_transfer
from locality.budgets.models import Budget, Entry, FundingYear
from locality.communities.models import Community
from tests.integration.budgets.approvals import approve
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.paying import team_of
from tests.integration.budgets.race_worker import prepare
from tests.integration.racing import together
from tests.world import acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-7"), pytest.mark.both_databases("race")]

WORKERS = 4
RACED = "RFR-2026-00500"
NEVER_OVERSPENT = "budget_never_overspent"

Race = Callable[..., "Counter[str]"]


@pytest.fixture
def race(community: Community, year: FundingYear, officer: User) -> Race:
    """Start the processes, let them go together, and count what came of their tries."""
    ids = [1, *(worker * 1000 + number for worker in range(1, WORKERS + 1) for number in range(10))]
    approve(community, officer, ids, reference=RACED)

    def run(
        act: str, amount: str, *, tries: int = 1, lock: bool = True, checks: bool = True, workers: int = WORKERS
    ) -> "Counter[str]":
        task: dict[str, Any] = {
            "officer": officer.pk,
            "community": community.pk,
            "act": act,
            "amount": amount,
            "tries": tries,
            "lock": lock,
            "checks": checks,
        }
        each = together(prepare, [task | {"worker": number + 1} for number in range(workers)])
        return Counter(outcome for outcomes in each for outcome in outcomes)

    return run


def remaining_by_entries(budget: Budget) -> Decimal:
    """What remains, by plain SQL over the entries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ROUND(SUM(CASE WHEN kind = 'payment' THEN 0 ELSE amount END) * 100) "
            "FROM budgets_entry WHERE budget_id = %s",
            [budget.pk],
        )
        return Decimal(int(cursor.fetchone()[0])) / 100


@pytest.fixture
def checks_off() -> Iterator[None]:
    """Lift the CHECK constraints of budgets; the triggers go on counting."""
    if connection.vendor == "sqlite":
        yield  # each process lifts them for itself
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'budgets_budget'::regclass AND contype = 'c'"
        )
        checks = cursor.fetchall()
        for name, _ in checks:
            cursor.execute(f"ALTER TABLE budgets_budget DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM budgets_entry")
        cursor.execute("DELETE FROM budgets_budget")
        cursor.execute("SET session_replication_role = DEFAULT")
        for name, definition in checks:
            cursor.execute(f"ALTER TABLE budgets_budget ADD CONSTRAINT {name} {definition}")


def test_four_chairs_decide_at_once_and_nothing_is_overspent(race: Race, budget: Budget) -> None:
    outcomes = race("commit", "60", tries=8)
    assert outcomes.pop("done") == 16  # of £1,000
    assert sum(outcomes.values()) == 4 * 8 - 16
    assert set(outcomes) == {
        (
            "refused: Weald North has £40 left in its 2026 to 2027 budget, and this needs £60. Approve a "
            "smaller amount, or ask the council’s locality team to increase the budget."
        )
    }
    assert remaining_by_entries(budget) == 40
    budget.refresh_from_db()
    assert (budget.remaining, budget.committed) == (40, 960)


def test_control_without_lock_and_check_the_same_race_overspends(race: Race, budget: Budget, checks_off: None) -> None:
    """If this ever passes without overspending, the race tests prove nothing."""
    outcomes = race("commit", "1000", lock=False, checks=False)
    assert outcomes["done"] > 1
    assert remaining_by_entries(budget) < 0


def test_the_control_is_fair_one_after_the_other_it_does_not_overspend(
    race: Race, budget: Budget, checks_off: None
) -> None:
    outcomes = race("commit", "1000", tries=2, lock=False, checks=False, workers=1)
    assert outcomes["done"] == 1
    assert remaining_by_entries(budget) == 0


def test_without_the_lock_the_database_refuses_what_is_too_much(race: Race, budget: Budget) -> None:
    outcomes = race("commit", "1000", lock=False)
    assert outcomes.pop("done") == 1
    assert sum(outcomes.values()) == WORKERS - 1
    assert all(NEVER_OVERSPENT in outcome for outcome in outcomes)
    assert remaining_by_entries(budget) == 0


def test_four_give_back_the_same_promise_and_it_comes_back_once(
    race: Race, budget: Budget, community: Community, officer: User
) -> None:
    commit(
        community=community,
        on=TODAY,
        amount=Decimal(500),
        reference=RACED,
        decision_id=1,
        why="Approved",
        by=officer,
        at=AT,
    )
    outcomes = race("release", "500")
    assert outcomes == {"done": 1, "refused: £0 is committed for this decision, so £500 cannot be released.": 3}
    assert remaining_by_entries(budget) == 1000


def test_four_first_allocations_make_one_budget(race: Race, community: Community) -> None:
    assert race("allocate", "100.10") == {"done": WORKERS}
    budget = Budget.objects.get(community=community)
    assert budget.allocated == Decimal("400.40")
    assert Entry.objects.count() == WORKERS


def test_four_confirm_the_same_transfer_and_it_moves_once(
    race: Race, budget: Budget, community: Community, officer: User
) -> None:
    propose_transfer(
        source=budget,
        funding_year=budget.funding_year,
        target=None,
        amount=Decimal(600),
        why="x",
        by=team_of(budget.funding_year.authority),
        at=AT,
    )
    assert race("confirm", "0") == {"done": 1, "refused: This transfer was already confirmed.": 3}
    assert remaining_by_entries(budget) == 400


def next_year(community: Community, officer: User) -> FundingYear:
    return open_year(
        authority=community.authority,
        name="Next",
        start=date(2027, 9, 1),
        end=date(2028, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )


def test_four_close_the_same_year_and_its_money_is_carried_once(
    race: Race, budget: Budget, community: Community, officer: User
) -> None:
    following = next_year(community, officer)
    assert race("close", "0") == {"done": 1, "refused: 2026 to 2027 is already closed.": 3}
    assert Budget.objects.get(funding_year=following, community=None).remaining == 1000


def test_what_is_decided_while_the_year_is_closed_is_promised_once_in_the_next(
    race: Race, budget: Budget, community: Community, officer: User
) -> None:
    following = next_year(community, officer)
    allocate(community=community, funding_year=following, amount=Decimal(1000), why="x", by=acting(officer, AT), at=AT)
    outcomes = race("close_or_commit", "60")
    late = "refused: 2026 to 2027 is closed, so you cannot change its money."
    assert set(outcomes) <= {"done", late}
    assert outcomes["done"] + outcomes[late] == WORKERS
    into = Budget.objects.get(funding_year=following, community=community)
    assert into.committed == 60 * (outcomes["done"] - 1)
    budget.refresh_from_db()
    assert (budget.committed, budget.remaining) == (0, 0)
