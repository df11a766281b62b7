"""Random histories of the ledger: after each step the books are checked by SQL of their own.

A failure prints the steps that led to it and the line that plays them again (`@reproduce_failure`).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from locality.accounts.models import User
from locality.budgets.actions import MoneyRefused, adjust, allocate, commit, open_year, release
from locality.budgets.models import Budget, Entry, FundingYear
from locality.communities.models import Authority, Community
from tests.integration.budgets.approvals import approve
from tests.integration.budgets.clock import AT
from tests.integration.budgets.conftest import make_community

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7")]

DAYS = (date(2026, 11, 24), date(2027, 11, 24))  # one in each funding year
DECISIONS = range(1, 9)

places = st.sampled_from([0, 1])
years = st.sampled_from([0, 1])
decisions = st.sampled_from(DECISIONS)
pounds = st.one_of(
    st.sampled_from([Decimal("0.01"), Decimal("0.10"), Decimal("33.33"), Decimal("1000.00")]),
    st.decimals(Decimal("0.01"), Decimal("2000"), places=2),
)

BOOKS = """
SELECT b.id,
  ROUND(b.allocated * 100), ROUND(b.committed * 100), ROUND(b.released * 100), ROUND(b.paid * 100),
  ROUND(b.remaining * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind = 'allocation' OR e.kind = 'adjustment' THEN e.amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind = 'commitment' THEN -e.amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind = 'release' THEN e.amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind = 'payment' THEN e.amount END), 0) * 100)
FROM budgets_budget b LEFT JOIN budgets_entry e ON e.budget_id = b.id GROUP BY b.id
"""
HELD = """
SELECT decision_id, ROUND(SUM(-amount) * 100),
  ROUND(SUM(CASE WHEN kind = 'payment' THEN amount ELSE 0 END) * 100)
FROM budgets_entry WHERE decision_id IS NOT NULL GROUP BY decision_id, budget_id
"""


def read(query: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [tuple(int(value) for value in row) for row in cursor.fetchall()]


class Ledger(RuleBasedStateMachine):
    """Two communities, two funding years, and everything that may happen to their money in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.officer = User.objects.create(email="ann.field@council.example", name="Ann Field")
        authority = Authority.objects.create(name="Wealdshire", slug="wealdshire", la_code="999")
        self.communities: list[Community] = [make_community(authority, name) for name in ("Weald", "Down")]
        self.years: list[FundingYear] = [
            open_year(
                authority=authority,
                name=f"Year {number}",
                start=date(2026 + number, 9, 1),
                end=date(2027 + number, 8, 31),
                by=None,
                at=AT,
            )
            for number in (0, 1)
        ]
        for place, community in enumerate(self.communities):
            approve(community, self.officer, [100 * place + n for n in DECISIONS], reference=f"RFR-2026-0000{place}")
        self.entries = 0
        self.remaining: dict[tuple[int, int], Decimal] = {}  # what this test itself believes

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(amount=pounds)
    def first_allocation(self, amount: Decimal) -> None:
        self.allocate(0, 0, amount)

    @rule(place=places, year=years, amount=pounds)
    def allocate(self, place: int, year: int, amount: Decimal) -> None:
        allocate(
            community=self.communities[place],
            funding_year=self.years[year],
            amount=amount,
            why="A part",
            by=self.officer,
            at=AT,
        )
        self.entries += 1
        self.remaining[place, year] = self.remaining.get((place, year), Decimal(0)) + amount

    @rule(place=places, year=years, amount=pounds, taken=st.booleans())
    def adjust(self, place: int, year: int, amount: Decimal, taken: bool) -> None:
        budget = self.budget(place, year)
        if budget is None:
            return
        change = -amount if taken else amount
        allowed = self.remaining[place, year] + change >= 0
        if self.went(allowed, lambda: adjust(budget=budget, amount=change, why="Pupils", by=self.officer, at=AT)):
            self.remaining[place, year] += change

    @rule(place=places, year=years, decision=decisions, amount=pounds)
    def commit(self, place: int, year: int, decision: int, amount: Decimal) -> None:
        if self.committed(place, year, decision):
            return
        allowed = self.remaining.get((place, year), Decimal(-1)) >= amount

        def act() -> Entry:
            return commit(
                community=self.communities[place],
                on=DAYS[year],
                amount=amount,
                reference=f"RFR-2026-0000{place}",
                decision_id=100 * place + decision,
                why="Approved",
                by=self.officer,
                at=AT,
            )

        if self.went(allowed, act):
            self.remaining[place, year] -= amount

    @rule(place=places, decision=decisions, amount=pounds, everything=st.booleans())
    def release(self, place: int, decision: int, amount: Decimal, everything: bool) -> None:
        key = 100 * place + decision
        held = {year: self.held(place, year, decision) for year in (1, 0)}
        if everything:
            amount = sum(held.values(), Decimal(0)) or amount
        before = self.entries

        def act() -> list[Entry]:
            given = release(
                decision_id=key, amount=amount, reference=f"RFR-2026-0000{place}", why="Ended", by=self.officer, at=AT
            )
            self.entries = before + len(given) - 1
            return given

        if self.went(amount <= sum(held.values()), act):
            for year, most in held.items():
                if share := min(amount, most):
                    self.remaining[place, year] += share
                    amount -= share

    @rule(place=places, year=years, decision=decisions, amount=pounds)
    def pay(self, place: int, year: int, decision: int, amount: Decimal) -> None:
        """No action pays yet: the entry goes past the actions, and the database alone holds it."""
        if self.committed(place, year, decision):
            self.insert(place, year, decision, amount, amount <= self.held(place, year, decision))

    @rule(place=places, year=years, decision=decisions)
    def pay_back(self, place: int, year: int, decision: int) -> None:
        payment = self.rows(place, year, decision).filter(kind="payment", amount__gt=0, reversed_by=None).first()
        if payment:
            self.insert(place, year, decision, -payment.amount, True, reverses=payment)

    @rule(place=places, year=years, change=st.sampled_from(["remaining = remaining + 1", "paid = paid + 1"]))
    def cheat(self, place: int, year: int, change: str) -> None:
        if budget := self.budget(place, year):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE budgets_budget SET {change} WHERE id = %s", [budget.pk])

    @invariant()
    def the_books_are_right(self) -> None:
        for _, allocated, committed, released, paid, remaining, given, promised, back, spent in read(BOOKS):
            assert allocated == given
            assert committed == promised - back - spent
            assert released == back
            assert paid == spent
            assert remaining == given - promised + back
            assert min(remaining, committed, paid, released) >= 0
        for _, held, paid in read(HELD):
            assert held >= 0
            assert paid >= 0

    @invariant()
    def the_books_say_what_happened(self) -> None:
        assert Entry.objects.count() == self.entries
        for (place, year), remaining in self.remaining.items():
            budget = self.budget(place, year)
            assert budget
            assert budget.remaining == remaining

    def went(self, allowed: bool, act: Callable[[], Any]) -> bool:
        """Act; it must go through exactly when it is allowed."""
        if not allowed:
            with pytest.raises(MoneyRefused):
                act()
            return False
        act()
        self.entries += 1
        return True

    def insert(
        self, place: int, year: int, decision: int, amount: Decimal, allowed: bool, reverses: Entry | None = None
    ) -> None:
        entry = Entry(
            budget=self.budget(place, year),
            kind=Entry.Kind.PAYMENT,
            amount=amount,
            reference=f"RFR-2026-0000{place}",
            decision_id=100 * place + decision,
            reverses=reverses,
            by=self.officer,
            why="Advance",
            at=AT,
        )
        if allowed:
            entry.save()
            self.entries += 1
            return
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save()

    def budget(self, place: int, year: int) -> Budget | None:
        return Budget.objects.filter(community=self.communities[place], funding_year=self.years[year]).first()

    def rows(self, place: int, year: int, decision: int) -> Any:
        return Entry.objects.filter(
            budget__community=self.communities[place],
            budget__funding_year=self.years[year],
            decision_id=100 * place + decision,
        )

    def committed(self, place: int, year: int, decision: int) -> bool:
        return bool(self.rows(place, year, decision).filter(kind="commitment").exists())

    def held(self, place: int, year: int, decision: int) -> Decimal:
        return -sum((entry.amount for entry in self.rows(place, year, decision)), Decimal(0))


def test_random_histories_keep_the_books() -> None:
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
