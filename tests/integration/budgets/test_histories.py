"""Random histories of the ledger: after each step the books are checked by SQL of their own (`books.py`).

A failure prints the steps that led to it and the line that plays them again (`@reproduce_failure`). Longer runs:
LOCALITY_HISTORIES=2000 plays that many histories instead of the few that every test run plays.
"""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from locality.accounts.models import User
from locality.budgets.actions import (
    allocating,
    closing_years,
    committing,
    gathering_advances,
    opening_years,
    paying,
    paying_back,
    planning_payments,
    transferring,
)
from locality.budgets.models import Advance, Budget, Entry, FundingYear, Instalment, PaymentPlan, Transfer
from locality.budgets.queries.money import held_by_decision
from locality.budgets.queries.payments import paid_by_decision
from locality.communities.models import Authority, AuthorityRules, Community, School
from locality.values.refusals import NotPossible
from tests.integration.budgets import books
from tests.integration.budgets.approvals import approve, moderate, moderator
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.paying import give_office
from tests.world import acting, payday

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7"), pytest.mark.both_databases("constraint")]

HISTORIES = int(os.environ.get("LOCALITY_HISTORIES", "10"))
CONTINGENCY = 2
DECISIONS = range(1, 7)
PERIODS = (
    None,
    (date(2026, 12, 1), date(2027, 3, 31)),
    (date(2027, 7, 1), date(2027, 10, 31)),  # over two funding years
    (date(2026, 10, 1), date(2028, 10, 31)),  # over three
)
LATEST = date(2045, 1, 2)  # after every day of payment: what is marked as paid is paid
DAYS = (date(2026, 11, 24), date(2027, 11, 24))  # one in each of the first two funding years

places = st.sampled_from([0, 1])
holders = st.sampled_from([0, 1, CONTINGENCY])
years = st.sampled_from([0, 0, 1])
decisions = st.sampled_from(DECISIONS)
pounds = st.one_of(
    st.sampled_from([Decimal("0.01"), Decimal("0.10"), Decimal("33.33"), Decimal("1000.00")]),
    st.decimals(Decimal("0.01"), Decimal("2000"), places=2),
)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=UTC)


class Ledger(RuleBasedStateMachine):
    """Two communities and the contingency, three funding years, and all that may happen to their money in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.team, self.clerk, self.finance = (
            User.objects.create(email=f"{name}@council.example", name=name) for name in ("team", "clerk", "finance")
        )
        self.authority = Authority.objects.create(name="Wealdshire", slug="wealdshire", la_code="999")
        give_office(self.team, "locality_team", self.authority)
        for each in (self.finance, moderator()):
            give_office(each, "finance", self.authority)
        self.communities: list[Community] = [make_community(self.authority, name) for name in ("Weald", "Down")]
        self.years: list[FundingYear] = [
            opening_years.open_year(
                authority=self.authority, name=f"Year {number}", start=date(2026 + number, 9, 1),
                end=date(2027 + number, 8, 31), by=None, at=AT,
            )
            for number in (0, 1, 2)
        ]  # fmt: skip
        for place, community in enumerate(self.communities):
            approve(community, self.clerk, [100 * place + n for n in DECISIONS], reference=f"RFR-2026-0000{place}")
        self.given = Decimal(0)  # what this test itself believes was put in
        self.pays_on = date(2026, 12, 1)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(amount=pounds, everything=st.booleans())
    def first_allocations(self, amount: Decimal, everything: bool) -> None:
        AuthorityRules.objects.create(
            authority=self.authority, valid_from=date(2026, 1, 1), carry_forward="all" if everything else "none"
        )
        for place in (0, 1):
            for year in (0, 1, 2):
                self.allocate(place, year, amount + 500)

    @rule(place=holders, year=years, amount=pounds)
    def allocate(self, place: int, year: int, amount: Decimal) -> None:
        given = {
            "funding_year": self.years[year],
            "amount": amount,
            "why": "A part",
            "by": acting(self.team, AT),
            "at": AT,
        }

        def act() -> Entry:
            if place == CONTINGENCY:
                return allocating.allocate_contingency(**given)
            return allocating.allocate(community=self.communities[place], **given)

        if self.went(self.is_open(year), act):
            self.given += amount

    @rule(place=holders, year=years, amount=pounds, taken=st.booleans())
    def adjust(self, place: int, year: int, amount: Decimal, taken: bool) -> None:
        budget = self.budget(place, year)
        if budget is None:
            return
        change = -amount if taken else amount
        allowed = self.is_open(year) and books.remaining_of(budget.pk) + change * 100 >= 0

        def act() -> Entry:
            return allocating.adjust(budget=budget, amount=change, why="Pupils", by=acting(self.team, AT), at=AT)

        if self.went(allowed, act):
            self.given += change

    @rule(source=holders, into=holders, year=years, amount=pounds)
    def propose(self, source: int, into: int, year: int, amount: Decimal) -> None:
        budget = self.budget(source, year)
        if budget is None:
            return
        allowed = self.is_open(year) and source != into and books.remaining_of(budget.pk) >= amount * 100
        self.went(
            allowed,
            lambda: transferring.propose_transfer(
                source=budget, funding_year=self.years[year], amount=amount, why="Moved", by=acting(self.team, AT), at=AT,
                target=None if into == CONTINGENCY else self.communities[into],
            ),
        )  # fmt: skip

    @rule(confirmed=st.sampled_from([True, True, False]))
    def settle_transfer(self, confirmed: bool) -> None:
        transfer = Transfer.objects.waiting().first()
        if transfer is None:
            return
        self.went(False, lambda: transferring.confirm_transfer(transfer=transfer, by=acting(self.team, AT), at=AT))
        self.went(False, lambda: transferring.withdraw_transfer(transfer=transfer, by=acting(self.finance, AT), at=AT))
        if not confirmed:
            transferring.refuse_transfer(transfer=transfer, reason="No", by=acting(self.finance, AT), at=AT)
            return
        allowed = books.remaining_of(transfer.source_id) >= transfer.amount * 100
        self.went(allowed, lambda: transferring.confirm_transfer(transfer=transfer, by=acting(self.finance, AT), at=AT))

    @rule()
    def withdraw_transfer(self) -> None:
        transfer = Transfer.objects.waiting().first()
        if transfer is None:
            return
        transferring.withdraw_transfer(transfer=transfer, by=acting(self.team, AT), at=AT)
        self.went(False, lambda: transferring.confirm_transfer(transfer=transfer, by=acting(self.finance, AT), at=AT))

    @rule(place=places, day=st.sampled_from(DAYS), decision=decisions, amount=pounds, period=st.sampled_from(PERIODS))
    def commit(self, place: int, day: date, decision: int, amount: Decimal, period: tuple[date, date] | None) -> None:
        key = 100 * place + decision
        if Entry.objects.filter(decision_id=key).exists():
            return
        days = {"starts_on": period[0], "ends_on": period[1]} if period else {}
        entries = self.maybe(
            lambda: committing.commit(
                community=self.communities[place], on=day, amount=amount, reference=f"RFR-2026-0000{place}",
                decision_id=key, why="Approved", by=self.clerk, at=AT, **days,
            )
        )  # fmt: skip
        if entries is None:
            return
        assert sum(-entry.amount for entry in entries) == amount
        assert all(not entry.budget.funding_year.is_closed for entry in entries)
        if period and all(map(self.is_open, (0, 1, 2))):
            whole = (period[1] - period[0]).days + 1
            for entry in entries:
                year = entry.budget.funding_year
                share = (min(year.end, period[1]) - max(year.start, period[0])).days + 1
                assert abs(-entry.amount - amount * share / whole) < Decimal("0.01")

    @rule(place=places, decision=decisions, amount=pounds, everything=st.booleans())
    def release(self, place: int, decision: int, amount: Decimal, everything: bool) -> None:
        key = 100 * place + decision
        held = self.held(key)
        if PaymentPlan.objects.filter(decision_id=key).exists():
            return  # its payments are stopped instead
        amount = held if everything and held else amount
        self.went(
            amount <= held,
            lambda: committing.release(
                decision_id=key, amount=amount, reference=f"RFR-2026-0000{place}", why="Ended", by=self.clerk, at=AT
            ),
        )

    @rule(
        place=places, decision=decisions, amount=pounds, change=st.sampled_from(["same", "set"]), monthly=st.booleans()
    )
    def process(self, place: int, decision: int, amount: Decimal, change: str, monthly: bool) -> None:
        """What the council does with one request: its section, the ledger that follows, and the plan."""
        key, held = 100 * place + decision, self.held(100 * place + decision)
        if not held or PaymentPlan.objects.filter(decision_id=key).exists():
            return
        final = amount if change == "set" else held

        def plan() -> PaymentPlan:
            return planning_payments.make_plan(
                decision_id=key, reference=f"RFR-2026-0000{place}", community=self.communities[place],
                school=School.objects.get(community=self.communities[place]), approved_on=TODAY, due_on=TODAY,
                pattern="monthly" if monthly else "one_sum", starts_on=date(2026, 12, 1), ends_on=date(2027, 11, 30),
                payable_until=None, by=moderator(), at=AT,
            )  # fmt: skip

        def act() -> PaymentPlan:
            with transaction.atomic():
                moderate(key, final)
                committing.settle_money(
                    decision_id=key, amount=final, reference=f"RFR-2026-0000{place}", why="Moderated",
                    by=moderator(), at=AT,
                )  # fmt: skip
                return plan()

        if final <= held:
            act()
        elif self.maybe(act) is None:
            return
        assert self.held(key) == final
        self.went(False, plan)

    @rule()
    def gather(self) -> None:
        advance = Advance.objects.filter(paid_at=None).first()
        if advance is None:
            self.pays_on += timedelta(days=70)
            advance = gathering_advances.add_advance(
                authority=self.authority, name=f"{self.pays_on}", closes_on=self.pays_on,
                pays_on=payday(self.authority, self.pays_on),
                by=acting(self.finance, AT), at=AT,
            )  # fmt: skip
        gathering_advances.gather(
            advance=advance, by=acting(self.finance, moment(advance.closes_on)), at=moment(advance.closes_on)
        )

    @rule()
    def pay(self) -> None:
        advance = Advance.objects.filter(paid_at=None).first()
        if advance is None:
            return
        inside = list(Instalment.objects.filter(advance=advance))
        at = moment(advance.closes_on)
        self.went(False, lambda: paying.pay_advance(advance=advance, by=acting(moderator(), at), at=at))
        if self.went(bool(inside), lambda: paying.pay_advance(advance=advance, by=acting(self.finance, at), at=at)):
            self.went(False, lambda: paying.pay_advance(advance=advance, by=acting(self.finance, at), at=at))

    @rule(place=places, decision=decisions, last=st.sampled_from([date(2026, 11, 30), date(2027, 2, 10)]))
    def stop(self, place: int, decision: int, last: date) -> None:
        key = 100 * place + decision
        if PaymentPlan.objects.filter(decision_id=key).exists():
            before = self.held(key)
            freed = planning_payments.stop_plan(decision_id=key, after=last, why="Moved away", by=moderator(), at=AT)
            assert self.held(key) == before - freed

    @rule(place=places, decision=decisions, amount=pounds)
    def bring_back(self, place: int, decision: int, amount: Decimal) -> None:
        key = 100 * place + decision
        if paid := paid_by_decision(key):
            act = lambda: planning_payments.return_underspend(  # noqa: E731 - as with the other rules
                decision_id=key, amount=amount, why="Not spent", by=moderator(), at=AT, marked=True
            )
            if amount > paid:
                self.went(False, act)
            else:
                self.maybe(act)

    @rule(first=st.booleans())
    def pay_back(self, first: bool) -> None:
        """The school pays it back otherwise: once, by other hands, and not what stands in an advance."""
        owed = Instalment.objects.filter(amount__lt=0).order_by("pk")
        instalment = owed.first() if first else owed.last()
        if instalment is None:
            return

        def act(by: User) -> Instalment:
            return paying_back.record_return(
                instalment=instalment,
                returned_on=LATEST,
                how="Invoice",
                by=acting(by, moment(LATEST)),
                at=moment(LATEST),
            )

        allowed = instalment.advance is None and instalment.entry is None and instalment.cancelled_at is None
        self.went(False, lambda: act(moderator()))
        if self.went(allowed, lambda: act(self.finance)):
            self.went(False, lambda: act(self.finance))

    @rule(year=years)
    def close(self, year: int) -> None:
        coming_back = Instalment.objects.filter(
            budget__funding_year=self.years[year], amount__lt=0, entry=None, cancelled_at=None
        )
        waiting = Transfer.objects.waiting().filter(source__funding_year=self.years[year])
        allowed = (
            self.is_open(year)
            and not any(self.is_open(earlier) for earlier in range(year))
            and not coming_back.exists()
            and not waiting.exists()
        )
        before = {key: self.held(key) for key in Entry.objects.values_list("decision_id", flat=True) if key}
        at = moment(self.years[year].end + timedelta(days=10))
        if self.went(allowed, lambda: closing_years.close_year(year=self.years[year], by=acting(self.team, at), at=at)):
            self.years[year].refresh_from_db()
            assert {key: self.held(key) for key in before} == before

    @rule(place=holders, year=years, change=st.sampled_from(["remaining = remaining + 1", "paid = paid + 1"]))
    def cheat(self, place: int, year: int, change: str) -> None:
        if budget := self.budget(place, year):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE budgets_budget SET {change} WHERE id = %s", [budget.pk])

    @invariant()
    def the_books_are_right(self) -> None:
        books.check_totals()
        books.check_nothing_made_or_lost(int(self.given * 100))
        books.check_decisions()

    def went(self, allowed: bool, act: Callable[[], Any]) -> bool:
        """Act; it must go through exactly when it is allowed."""
        if allowed:
            act()
            return True
        with pytest.raises(NotPossible):
            act()
        return False

    def maybe(self, act: Callable[[], Any]) -> Any:
        """Act, where this test does not work out by itself whether it may; None where it was refused."""
        try:
            return act()
        except NotPossible:
            return None

    def is_open(self, year: int) -> bool:
        return not self.years[year].is_closed

    def held(self, key: int) -> Decimal:
        return sum(held_by_decision(key).values(), Decimal(0))

    def budget(self, place: int, year: int) -> Budget | None:
        community = None if place == CONTINGENCY else self.communities[place]
        return Budget.objects.filter(community=community, funding_year=self.years[year]).first()


def test_random_histories_keep_the_books() -> None:
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=30,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
