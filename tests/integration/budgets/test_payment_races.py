"""Real processes act on one advance at the same moment: paid once, gathered once, and what is stopped is not paid."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from locality.budgets.models import Advance, Budget, Entry, Instalment
from locality.communities.models import Authority, Community
from locality.outbox.models import Message
from tests.integration.budgets.pay_worker import prepare
from tests.integration.budgets.paying import advance_of, gathered, payments, person, planned
from tests.integration.racing import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("POST-4"),
    pytest.mark.clause("RES-7"),
    pytest.mark.both_databases("race"),
]
ALREADY = "refused: The December 2026 advance has already been marked as paid."


def race(advance: Advance, *acts: str, **task: Any) -> list[str]:
    """What came of each act, all begun together, each by another officer."""
    base = {"advance": advance.pk, **task}
    tasks = [base | {"act": act, "by": person(f"finance{number}").pk} for number, act in enumerate(acts)]
    return together(prepare, tasks)


def test_two_finance_officers_at_once_pay_an_advance_once(
    budget: Budget, community: Community, authority: Authority
) -> None:
    for number in range(8):
        planned(community, 100 + number, "10.01")
    advance = gathered(authority)
    came = race(advance, "pay", "pay", "pay", "pay")
    assert Counter(came) == {"done": 1, ALREADY: 3}
    assert Entry.objects.filter(kind="payment").count() == 8
    assert payments() == Decimal("80.08")
    budget.refresh_from_db()
    assert (budget.paid, budget.committed) == (Decimal("80.08"), 0)
    assert not Message.objects.exists()  # the school has no people
    advance.refresh_from_db()
    assert advance.paid_by


def test_gathering_and_paying_at_once_leaves_nothing_between(
    budget: Budget, community: Community, authority: Authority
) -> None:
    planned(community, 100, "10")
    advance = gathered(authority)
    planned(community, 101, "5")
    gather, pay = race(advance, "gather", "pay")
    assert pay == "done"
    assert gather in {
        "done",
        "refused: The December 2026 advance is paid. Add payments that are due now to the next one.",
    }
    inside = sum(each.amount for each in Instalment.objects.filter(advance=advance))
    assert payments() == inside == (15 if gather == "done" else 10)


def test_two_gather_at_once_and_each_payment_is_taken_once(
    budget: Budget, community: Community, authority: Authority
) -> None:
    planned(community, 100, "10")
    advance = advance_of(authority)
    assert race(advance, "gather", "gather", "gather") == ["done"] * 3
    assert Instalment.objects.filter(advance=advance).count() == 1


def test_what_ends_while_it_is_paid_is_paid_or_given_back_never_both(
    budget: Budget, community: Community, authority: Authority
) -> None:
    plan = planned(community, 100, "128")  # a pound a day, the first of them today
    advance = gathered(authority)
    stop, pay = race(advance, "stop", "pay", decision=100)
    assert (stop, pay) == ("done", "done")
    budget.refresh_from_db()
    assert budget.committed == 0
    assert (budget.paid, budget.released) in {(128, 0), (1, 127)}
    assert budget.paid == sum(each.amount for each in plan.instalments.filter(entry__isnull=False))


def test_a_years_calendar_added_twice_at_once_is_there_once(authority: Authority) -> None:
    advance = advance_of(authority)
    assert race(advance, "add", "add") == ["done", "done"]
    assert Advance.objects.count() == 13
