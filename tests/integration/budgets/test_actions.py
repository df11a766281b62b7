"""Allocating, adjusting, committing and releasing: what happens, what is refused, and what is logged."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions.allocating import add_costing, adjust, allocate
from locality.budgets.actions.committing import commit, release
from locality.budgets.actions.opening_years import open_year
from locality.budgets.actions.refusals import NoBudget, NotEnough
from locality.budgets.locks import lock_budget
from locality.budgets.models import Budget, CostingItem, Entry, FundingYear
from locality.budgets.queries.ledger import entries_of
from locality.budgets.queries.money import balance, budget_on, budgets_of, held_by_decision, rates_on, year_on
from locality.communities.models import Authority, Community
from locality.values.refusals import NotPossible
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.paying import team_of
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7"), pytest.mark.both_databases("money")]


def decide(community: Community, officer: User, amount: str, *, decision: int = 7, **other: Any) -> Entry:
    given: dict[str, Any] = {
        "community": community,
        "on": TODAY,
        "amount": Decimal(amount),
        "reference": "RFR-2026-00418",
        "decision_id": decision,
        "why": "Approved for Oakfield Primary",
        "by": officer,
        "at": AT,
    }
    (entry,) = commit(**(given | other))
    return entry


def give_back(officer: User, amount: str, *, decision: int = 7) -> list[Entry]:
    return release(
        decision_id=decision,
        amount=Decimal(amount),
        reference="RFR-2026-00418",
        why="Decision 1 corrected",
        by=officer,
        at=AT,
    )


def test_an_approval_commits_and_a_correction_gives_back(budget: Budget, community: Community, officer: User) -> None:
    entry = decide(community, officer, "600.10")
    assert (entry.amount, entry.kind, entry.decision_id) == (Decimal("-600.10"), "commitment", 7)
    (back,) = give_back(officer, "600.10")
    assert back.reverses == entry
    decide(community, officer, "1000", decision=8)
    stands = balance(community, TODAY)
    assert (stands.allocated, stands.committed, stands.released) == (1000, 1000, Decimal("600.10"))
    assert (stands.paid, stands.remaining) == (0, 0)
    assert stands.year == budget.funding_year


def test_above_what_remains_is_refused_in_a_sentence(budget: Budget, community: Community, officer: User) -> None:
    decide(community, officer, "600")
    with pytest.raises(NotEnough) as refused:
        decide(community, officer, "400.01", decision=8)
    assert refused.value.sentence == (
        "Weald North has £400 left in its 2026 to 2027 budget, and this needs £400.01. Approve a smaller "
        "amount, or ask the council’s locality team to increase the budget."
    )
    assert (refused.value.asked, refused.value.remaining) == (Decimal("400.01"), Decimal("400.00"))
    assert Entry.objects.count() == 2
    assert decide(community, officer, "400", decision=8).budget.remaining == 0


def test_without_a_budget_nothing_can_be_promised(year: FundingYear, community: Community, officer: User) -> None:
    with pytest.raises(NoBudget) as refused:
        decide(community, officer, "1")
    assert refused.value.sentence == (
        "Weald North has no budget for Tuesday 24 November 2026, so you cannot approve money. Ask the council’s locality "
        "team to allocate one, or record the decision without a financial contribution."
    )


def test_the_day_of_the_decision_chooses_the_year(budget: Budget, community: Community, officer: User) -> None:
    with pytest.raises(NoBudget):
        decide(community, officer, "1", on=date(2026, 8, 31))
    with pytest.raises(NoBudget):
        decide(community, officer, "1", on=date(2027, 9, 1))
    assert decide(community, officer, "1", on=date(2027, 8, 31)).budget == budget
    assert budget_on(community, date(2026, 9, 1)) == budget
    assert year_on(community.authority, date(2027, 9, 1)) is None
    assert balance(community, date(2027, 9, 1)).year is None


@pytest.mark.parametrize("amount", ["0", "-5", "0.001", "NaN", "Infinity", "1000000000"])
def test_only_amounts_of_money_can_be_moved(budget: Budget, community: Community, officer: User, amount: str) -> None:
    with pytest.raises(NotPossible, match="The amount must be"):
        decide(community, officer, amount)
    with pytest.raises(NotPossible, match="The amount must be"):
        allocate(
            community=community,
            funding_year=budget.funding_year,
            amount=Decimal(amount),
            why="x",
            by=acting(officer, AT),
            at=AT,
        )


def test_no_more_comes_back_than_was_promised(budget: Budget, community: Community, officer: User) -> None:
    decide(community, officer, "100")
    decide(community, officer, "500", decision=8)
    give_back(officer, "60")
    with pytest.raises(NotPossible, match=r"£40 is committed for this decision, so £40\.01 cannot be released"):
        give_back(officer, "40.01")
    with pytest.raises(NotPossible, match="£0 is committed for this decision"):
        give_back(officer, "1", decision=99)
    give_back(officer, "40")
    assert held_by_decision(7) == {budget.pk: 0}


def test_what_two_years_promised_comes_back_from_the_later_first(
    budget: Budget, community: Community, officer: User
) -> None:
    later = open_year(
        authority=community.authority,
        name="2027 to 2028",
        start=date(2027, 9, 1),
        end=date(2028, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    allocate(community=community, funding_year=later, amount=Decimal("100"), why="x", by=acting(officer, AT), at=AT)
    decide(community, officer, "300")
    decide(community, officer, "100", on=date(2027, 10, 1))
    entries = give_back(officer, "150")
    assert [(entry.budget.funding_year.name, entry.amount) for entry in entries] == [
        ("2027 to 2028", Decimal("100")),
        ("2026 to 2027", Decimal("50")),
    ]


def test_an_adjustment_never_takes_what_is_promised(budget: Budget, community: Community, officer: User) -> None:
    decide(community, officer, "700")
    with pytest.raises(
        NotPossible,
        match=r"£700 of the £1,000 for Weald North is already committed or paid\. You can reduce the budget by £300 or less",
    ):
        adjust(budget=budget, amount=Decimal("-300.01"), why="Fewer pupils", by=acting(officer, AT), at=AT)
    adjust(budget=budget, amount=Decimal("-300"), why="Fewer pupils", by=acting(officer, AT), at=AT)
    adjust(budget=budget, amount=Decimal("20"), why="More pupils", by=acting(officer, AT), at=AT)
    assert balance(community, TODAY).remaining == 20
    with pytest.raises(NotPossible, match="of more than £0"):
        adjust(budget=budget, amount=Decimal(0), why="Nothing", by=acting(officer, AT), at=AT)


@pytest.mark.parametrize("why", ["", "  "])
def test_council_money_is_never_moved_without_a_reason(budget: Budget, officer: User, why: str) -> None:
    with pytest.raises(NotPossible, match="Enter why"):
        adjust(budget=budget, amount=Decimal(1), why=why, by=acting(officer, AT), at=AT)
    with pytest.raises(NotPossible, match="Enter what"):
        allocate(
            community=budget.community,
            funding_year=budget.funding_year,
            amount=Decimal(1),
            why=why,
            by=acting(officer, AT),
            at=AT,
        )


@pytest.mark.parametrize(
    ("name", "start", "end", "sentence"),
    [
        ("2026 to 2027", date(2028, 9, 1), date(2029, 8, 31), "There is already a funding year called 2026 to 2027"),
        (
            "Other",
            date(2027, 8, 31),
            date(2028, 8, 31),
            "2026 to 2027 is from Tuesday 1 September 2026 to Tuesday 31",
        ),
        ("Other", date(2027, 9, 2), date(2027, 9, 1), "The last day must be the same as or after the first day"),
        ("Other", date(2027, 9, 1), date(2207, 9, 1), "2 years or shorter"),
    ],
)
def test_a_funding_year_stands_alone(
    year: FundingYear, officer: User, name: str, start: date, end: date, sentence: str
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        open_year(authority=year.authority, name=name, start=start, end=end, by=acting(officer, AT), at=AT)


def test_another_authority_has_years_of_its_own(
    year: FundingYear, budget: Budget, community: Community, officer: User
) -> None:
    other = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    theirs = open_year(authority=other, name=year.name, start=year.start, end=year.end, by=team_of(other), at=AT)
    with pytest.raises(NotPossible, match="Weald North belongs to a different council"):
        allocate(community=community, funding_year=theirs, amount=Decimal(1), why="x", by=acting(officer, AT), at=AT)


def test_a_closed_community_gets_nothing_more(year: FundingYear, community: Community, officer: User) -> None:
    community.closed_on = date(2026, 7, 31)
    community.save()
    with pytest.raises(NotPossible, match="Weald North closed on Friday 31 July 2026"):
        allocate(community=community, funding_year=year, amount=Decimal(1), why="x", by=acting(officer, AT), at=AT)


def test_every_movement_is_in_the_audit_log(budget: Budget, community: Community, officer: User) -> None:
    entry = decide(community, officer, "250.50")
    event = Event.objects.get(action="budget.commitment")
    assert event.actor_id == officer.pk
    assert event.subject == "Weald North, 2026 to 2027"
    assert event.before["remaining"] == "£1,000.00"
    assert event.after["remaining"] == "£749.50"
    assert (event.after["amount"], event.after["entry"], event.after["decision"]) == ("−£250.50", entry.pk, 7)
    give_back(officer, "250.50")
    adjust(budget=budget, amount=Decimal(1), why="x", by=acting(officer, AT), at=AT)
    add_costing(
        authority=community.authority,
        item="TA",
        unit="hour",
        rate=Decimal(15),
        valid_from=TODAY,
        by=acting(officer, AT),
        at=AT,
    )
    assert list(Event.objects.order_by("pk").values_list("action", flat=True)) == [
        "funding_year.opened",
        "budget.allocation",
        "budget.commitment",
        "budget.release",
        "budget.adjustment",
        "costing.added",
    ]


def test_a_refusal_leaves_nothing(budget: Budget, community: Community, officer: User) -> None:
    before = Event.objects.count()
    with pytest.raises(NotEnough):
        decide(community, officer, "5000")
    new = make_community(community.authority, "Weald South")
    with pytest.raises(NotPossible):
        allocate(
            community=new, funding_year=budget.funding_year, amount=Decimal(-1), why="x", by=acting(officer, AT), at=AT
        )
    assert Event.objects.count() == before
    assert Budget.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction(budget: Budget) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        lock_budget(budget.pk)


def test_the_ledger_is_read_newest_first_with_its_people(
    budget: Budget, community: Community, officer: User, django_assert_num_queries: Any
) -> None:
    decide(community, officer, "1")
    decide(community, officer, "2", decision=8)
    with django_assert_num_queries(1):
        read = [(entry.amount, entry.by.name) for entry in entries_of(budget)]
    assert read == [(-2, "Ann Field"), (-1, "Ann Field"), (1000, "Ann Field")]


def test_communities_are_listed_with_their_money_in_one_query(
    year: FundingYear, budget: Budget, community: Community, officer: User, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        make_community(community.authority, f"Weald {number}")
    decide(community, officer, "1.50")
    with django_assert_num_queries(1):
        rows = [
            (row.name, row.allocated, row.committed, row.remaining, row.area.name)
            for row in budgets_of(Community.objects.all(), year, TODAY)
        ]
    assert rows[-1] == ("Weald North", Decimal(1000), Decimal("1.50"), Decimal("998.50"), "North")
    assert rows[0] == ("Weald 0", None, None, None, "North")
    assert len(rows) == 4
    assert {row.allocated for row in budgets_of(Community.objects.all(), None, TODAY)} == {None}


@pytest.mark.clause("COST-1")
def test_rates_are_those_of_the_day(authority: Authority, officer: User) -> None:
    def rate(item: str, pounds: str, valid_from: date) -> CostingItem:
        return add_costing(
            authority=authority,
            item=item,
            unit="hour",
            rate=Decimal(pounds),
            valid_from=valid_from,
            by=acting(officer, AT),
            at=AT,
        )

    assert list(rates_on(authority, TODAY)) == []
    old = rate("Teaching assistant", "15", date(2026, 9, 1))
    mistyped = rate("Teaching assistant", "1600", date(2027, 1, 1))
    new = rate("Teaching assistant", "16", date(2027, 1, 1))
    other = rate("Art therapist", "40", date(2027, 1, 1))
    theirs = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    add_costing(
        authority=theirs, item="Nurse", unit="hour", rate=Decimal(1), valid_from=TODAY, by=team_of(theirs), at=AT
    )
    assert list(rates_on(authority, date(2026, 8, 31))) == []
    assert list(rates_on(authority, date(2026, 12, 31))) == [old]
    assert list(rates_on(authority, date(2027, 1, 1))) == [other, new]
    assert mistyped in CostingItem.objects.all()
