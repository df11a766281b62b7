"""Processed requests and advances, made by the actions that people use."""

from datetime import date
from decimal import Decimal
from typing import Any

from locality.accounts.models import User
from locality.budgets.actions import committing, gathering_advances, paying, planning_payments
from locality.budgets.models import Advance, Entry, Instalment, PaymentPlan
from locality.communities.models import Authority, Community, Office, School
from locality.communities.scope import Viewer
from tests.integration.budgets.approvals import approve
from tests.integration.budgets.clock import AT, TODAY
from tests.world import acting

DECEMBER = date(2026, 12, 18)


def person(name: str) -> User:
    """Somebody; those whose name begins with finance pay for every council that there is."""
    user, _ = User.objects.get_or_create(email=f"{name}@council.example", defaults={"name": name.title()})
    if name.startswith("finance"):
        for authority in Authority.objects.exclude(offices__person=user):
            give_office(user, "finance", authority)
    return user


def give_office(user: User, role: str, authority: Authority) -> User:
    """An office of the council, since long before these tests."""
    Office.objects.get_or_create(person=user, role=role, authority=authority, start=date(2025, 9, 1))
    return user


def team_of(authority: Authority) -> Viewer:
    """Somebody of that council's locality team."""
    user, _ = User.objects.get_or_create(email=f"team@{authority.la_code}.example", defaults={"name": "Team"})
    return acting(give_office(user, "locality_team", authority), AT)


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
        authority=authority, name=name, closes_on=closes_on, pays_on=pays_on, by=acting(person("finance"), AT), at=AT
    )


def gathered(authority: Authority, **day: Any) -> Advance:
    """An advance with all that is due."""
    advance = advance_of(authority, **day)
    gathering_advances.gather(advance=advance, by=acting(person("finance"), AT), at=AT)
    return advance


def pay(advance: Advance) -> Advance:
    return paying.pay_advance(advance=advance, by=acting(person("finance"), AT), at=AT)


def unpaid(plan: PaymentPlan) -> list[Instalment]:
    return list(plan.instalments.filter(entry=None, cancelled_at=None))


def payments() -> Decimal:
    return sum((each.amount for each in Entry.objects.filter(kind="payment")), Decimal(0))
