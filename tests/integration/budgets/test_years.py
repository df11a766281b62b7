"""Commitments over two funding years, the final amount, and closing a year."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions.allocating import allocate, allocate_contingency
from locality.budgets.actions.closing_years import close_year
from locality.budgets.actions.committing import commit, release, settle_money
from locality.budgets.actions.opening_years import open_year
from locality.budgets.actions.planning_payments import make_plan
from locality.budgets.actions.refusals import NoBudget, NotEnough
from locality.budgets.actions.transferring import propose_transfer
from locality.budgets.models import Budget, Entry, FundingYear, Instalment
from locality.budgets.queries.money import held_by_decision
from locality.budgets.queries.years import year_end
from locality.communities.models import AuthorityRules, Community
from locality.values.refusals import NotPossible
from tests.integration.budgets.approvals import REFERENCE, moderate, moderator
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7"), pytest.mark.both_databases("money")]

SEPTEMBER = datetime(2027, 9, 10, 9, 0, tzinfo=UTC)
PERIOD = {"starts_on": date(2027, 8, 1), "ends_on": date(2027, 9, 30)}  # 31 days, then 30


@pytest.fixture
def following(year: FundingYear, community: Community, officer: User) -> FundingYear:
    """The year after, with £500 for the community."""
    later = open_year(
        authority=year.authority,
        name="2027 to 2028",
        start=date(2027, 9, 1),
        end=date(2028, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    allocate(community=community, funding_year=later, amount=Decimal(500), why="x", by=acting(officer, AT), at=AT)
    return later


def decide(community: Community, officer: User, amount: str, *, decision: int = 7, **other: Any) -> list[Entry]:
    return commit(
        **{
            "community": community, "on": TODAY, "amount": Decimal(amount), "reference": REFERENCE,
            "decision_id": decision, "why": "Approved", "by": officer, "at": AT,
        }
        | other
    )  # fmt: skip


def final(officer: User, amount: str, decision: int = 7) -> list[Entry]:
    return settle_money(
        decision_id=decision, amount=Decimal(amount), reference=REFERENCE, why="Moderated", by=officer, at=AT
    )


def parts(entries: list[Entry]) -> list[tuple[str, str, str]]:
    return [(entry.budget.funding_year.name, entry.kind, str(entry.amount)) for entry in entries]


def figures(year: FundingYear, community: Community | None) -> tuple[str, str, str, str]:
    found = Budget.objects.get(funding_year=year, community=community)
    return str(found.allocated), str(found.committed), str(found.paid), str(found.remaining)


def carry_all(year: FundingYear) -> None:
    AuthorityRules.objects.create(authority=year.authority, valid_from=date(2026, 1, 1), carry_forward="all")


def test_support_over_two_years_commits_in_each_its_share(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    entries = decide(community, officer, "100.01", **PERIOD)
    assert parts(entries) == [
        ("2026 to 2027", "commitment", "-50.82"),  # 31 of 61 days
        ("2027 to 2028", "commitment", "-49.19"),
    ]
    assert sum(held_by_decision(7).values()) == Decimal("100.01")


def test_a_year_that_does_not_reach_refuses_the_whole(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    with pytest.raises(NotEnough) as refused:
        decide(community, officer, "1900", **PERIOD)
    assert "2027 to 2028" in refused.value.sentence
    assert not Entry.objects.filter(kind="commitment").exists()


def test_days_in_no_year_or_without_a_budget_are_refused_with_what_to_do(
    budget: Budget, community: Community, officer: User
) -> None:
    with pytest.raises(NoBudget, match=r"no funding year includes Wednesday 1 September 2027 yet.*ends before"):
        decide(community, officer, "10", **PERIOD)
    open_year(
        authority=community.authority,
        name="Later",
        start=date(2027, 9, 1),
        end=date(2028, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    with pytest.raises(
        NoBudget, match="Part of this support falls in Later, and Weald North has no budget for that year yet"
    ):
        decide(community, officer, "10", **PERIOD)


@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("100.01", []),
        ("40.00", [("2026 to 2027", "release", "30.49"), ("2027 to 2028", "release", "29.52")]),
        ("0", [("2026 to 2027", "release", "50.82"), ("2027 to 2028", "release", "49.19")]),
        ("100.02", [("2026 to 2027", "increase", "-0.01")]),
        ("161.02", [("2026 to 2027", "increase", "-31.00"), ("2027 to 2028", "increase", "-30.01")]),
    ],
)
def test_the_ledger_follows_the_final_amount_in_each_year(
    budget: Budget, following: FundingYear, community: Community, officer: User, amount: str, expected: list[Any]
) -> None:
    decide(community, officer, "100.01", **PERIOD)
    moderate(7, Decimal(amount))
    assert parts(final(officer, amount)) == expected
    assert sum(held_by_decision(7).values()) == Decimal(amount)
    assert final(officer, amount) == []


@pytest.mark.clause("FORM-13")
def test_a_final_amount_beyond_what_remains_is_refused(budget: Budget, community: Community, officer: User) -> None:
    decide(community, officer, "600")
    moderate(7, Decimal("1000.01"))
    with pytest.raises(
        NotEnough, match=r"£400 left in its 2026 to 2027 budget, and this final amount needs £400\.01 more"
    ):
        final(officer, "1000.01")
    with pytest.raises(NotPossible, match="No money is committed for this decision"):
        final(officer, "10", decision=8)


def test_closing_a_year_takes_promises_and_money_into_the_next(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    carry_all(budget.funding_year)
    decide(community, officer, "300")
    decide(community, officer, "100", decision=8, **PERIOD)
    year = budget.funding_year
    shown = year_end(year, today=date(2027, 9, 10))
    assert (shown.reason, shown.held, shown.kept, shown.returned) == (None, Decimal("350.82"), Decimal("649.18"), 0)
    close_year(year=year, by=acting(officer, SEPTEMBER), at=SEPTEMBER, shown=shown.fingerprint)
    year.refresh_from_db()
    assert year.is_closed
    assert figures(year, community) == ("0.00", "0.00", "0.00", "0.00")
    assert figures(following, community) == ("1500.00", "400.00", "0.00", "1100.00")
    assert held_by_decision(7) == {
        budget.pk: 0,
        Budget.objects.get(funding_year=following, community=community).pk: 300,
    }
    assert sum(entry.amount for entry in Entry.objects.filter(kind="carry")) == 0
    assert Event.objects.filter(action="funding_year.closed").count() == 1
    with pytest.raises(NotPossible, match="2026 to 2027 is closed"):
        allocate(
            community=community,
            funding_year=year,
            amount=Decimal(1),
            why="x",
            by=acting(officer, SEPTEMBER),
            at=SEPTEMBER,
        )


def test_what_was_carried_can_be_given_back_and_settled(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    decide(community, officer, "300")
    decide(community, officer, "100", decision=8, **PERIOD)
    close_year(year=budget.funding_year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    moderate(8, Decimal(80))
    assert parts(final(officer, "80", decision=8)) == [("2027 to 2028", "release", "20.00")]
    given = release(decision_id=7, amount=Decimal(300), reference=REFERENCE, why="Corrected", by=officer, at=SEPTEMBER)
    assert parts(given) == [("2027 to 2028", "release", "300.00")]


def test_without_carrying_what_remains_goes_to_the_contingency(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    decide(community, officer, "300")
    allocate_contingency(
        funding_year=budget.funding_year, amount=Decimal(50), why="Reserve", by=acting(officer, AT), at=AT
    )
    close_year(year=budget.funding_year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    assert figures(following, community) == ("800.00", "300.00", "0.00", "500.00")
    assert figures(following, None) == ("750.00", "0.00", "0.00", "750.00")


def test_a_closed_community_keeps_its_promises_alone(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    carry_all(budget.funding_year)
    decide(community, officer, "300")
    community.closed_on = date(2027, 7, 31)
    community.save()
    close_year(year=budget.funding_year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    assert figures(following, community) == ("800.00", "300.00", "0.00", "500.00")
    assert figures(following, None)[0] == "700.00"


def test_payments_that_are_planned_move_with_the_promise(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    decide(community, officer, "300")
    school = community.schools.get()
    make_plan(
        decision_id=7, reference=REFERENCE, community=community, school=school, pattern="monthly",
        starts_on=date(2027, 6, 1), ends_on=date(2027, 8, 31), payable_until=None, approved_on=TODAY, due_on=TODAY,
        by=moderator(), at=AT,
    )  # fmt: skip
    close_year(year=budget.funding_year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    assert {each.budget.funding_year.name for each in Instalment.objects.all()} == {"2027 to 2028"}
    assert sum(each.amount for each in Instalment.objects.all()) == 300


def test_a_decision_of_a_closed_year_is_paid_for_from_the_next(
    budget: Budget, following: FundingYear, community: Community, officer: User
) -> None:
    close_year(year=budget.funding_year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    assert parts(decide(community, officer, "100", on=date(2027, 8, 30))) == [("2027 to 2028", "commitment", "-100.00")]
    assert parts(decide(community, officer, "61", decision=8, **PERIOD)) == [
        ("2027 to 2028", "commitment", "-61.00"),
    ]


def test_when_a_year_can_not_be_closed(budget: Budget, community: Community, officer: User, year: FundingYear) -> None:
    def refused(at: datetime = SEPTEMBER, which: FundingYear = year) -> str:
        with pytest.raises(NotPossible) as why:
            close_year(year=which, by=acting(officer, at), at=at)
        return why.value.sentence

    assert refused(AT) == "2026 to 2027 ends on Tuesday 31 August 2027. You can close it from the next day."
    assert (
        refused() == "There is no next funding year yet. Add it first, so that money left in this one can go into it."
    )
    following = open_year(
        authority=year.authority,
        name="Next",
        start=date(2027, 9, 1),
        end=date(2027, 9, 5),
        by=acting(officer, AT),
        at=AT,
    )
    assert refused(which=following) == "2026 to 2027 is not closed yet. Close it first."
    south = make_community(year.authority, "Weald South")
    transfer = propose_transfer(
        source=budget, funding_year=year, target=south, amount=Decimal(1), why="x", by=acting(officer, AT), at=AT
    )
    assert refused() == "1 transfer has not been confirmed. Confirm, refuse or withdraw it first."
    transfer.confirmed, transfer.settled_by, transfer.settled_at = False, moderator(), AT
    transfer.save()
    with pytest.raises(NotPossible, match="figures have changed"):
        close_year(year=year, by=acting(officer, SEPTEMBER), at=SEPTEMBER, shown="other figures")
    close_year(year=year, by=acting(officer, SEPTEMBER), at=SEPTEMBER)
    assert refused() == "2026 to 2027 is already closed."


def test_closing_and_looking_at_it_takes_a_fixed_number_of_queries(
    budget: Budget, following: FundingYear, community: Community, officer: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        other = make_community(community.authority, f"District {number:02}")
        allocate(
            community=other,
            funding_year=budget.funding_year,
            amount=Decimal(10),
            why="x",
            by=acting(officer, AT),
            at=AT,
        )
    year_end(budget.funding_year, today=date(2027, 9, 10))  # reads what the authority has settled
    with django_assert_max_num_queries(6):
        year_end(budget.funding_year, today=date(2027, 9, 10))
