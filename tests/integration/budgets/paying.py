"""Processed requests and advances, made by the actions that people use."""

from datetime import date
from decimal import Decimal
from typing import Any

from locality.accounts.models import User
from locality.budgets.actions import committing, gathering_advances, paying, planning_payments
from locality.budgets.models import Advance, Entry, Instalment, PaymentPlan
from locality.communities.models import Authority, Community, School
from tests.integration.budgets.approvals import approve
from tests.integration.budgets.clock import AT, TODAY

DECEMBER = date(2026, 12, 18)


def person(name: str) -> User:
    user, _ = User.objects.get_or_create(email=f"{name}@council.example", defaults={"name": name.title()})
    return user


def planned(community: Community, decision_id: int, amount: str = "300", **changes: Any) -> PaymentPlan:
    """An approval of a community's school, committed by the clerk and processed by the moderator."""
    reference, school = f"RFR-2026-{decision_id:05}", changes.pop("school", None)
    over = {name: changes[name] for name in ("starts_on", "ends_on") if name in changes}
    approve(community, person("clerk"), [decision_id], reference=reference)
    committing.commit(
        community=community, on=TODAY, amount=Decimal(amount), reference=reference, decision_id=decision_id,
        why="Approved", by=person("clerk"), at=AT, **over,
    )  # fmt: skip
    return planning_payments.make_plan(
        **{
            "decision_id": decision_id, "reference": reference, "community": community,
            "school": school or School.objects.get(urn=100000 + community.pk), "pattern": "one_sum",
            "starts_on": TODAY, "ends_on": date(2027, 3, 31), "payable_until": None, "approved_on": TODAY,
            "due_on": date(2027, 1, 8), "by": person("moderator"), "at": AT,
        }
        | changes
    )  # fmt: skip


def advance_of(
    authority: Authority, pays_on: date = DECEMBER, name: str = "December 2026", closes_on: date = TODAY
) -> Advance:
    """An advance that can be gathered into today, and marked as paid today."""
    return gathering_advances.add_advance(
        authority=authority, name=name, closes_on=closes_on, pays_on=pays_on, by=person("finance"), at=AT
    )


def gathered(authority: Authority, **day: Any) -> Advance:
    """An advance with all that is due."""
    advance = advance_of(authority, **day)
    gathering_advances.gather(advance=advance, by=person("finance"), at=AT)
    return advance


def pay(advance: Advance) -> Advance:
    return paying.pay_advance(advance=advance, by=person("finance"), at=AT)


def unpaid(plan: PaymentPlan) -> list[Instalment]:
    return list(plan.instalments.filter(entry=None, cancelled_at=None))


def payments() -> Decimal:
    return sum((each.amount for each in Entry.objects.filter(kind="payment")), Decimal(0))
