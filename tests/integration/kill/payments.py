"""Gathering and paying, killed at each write: nothing is half paid, and whoever starts again ends where it should."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions import gathering_advances, paying, planning_payments
from locality.budgets.actions import paying as paying_actions
from locality.budgets.models import Advance, Budget, Entry, Instalment
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.kill.harness import Act, Outcome, Scenario
from tests.world import acting, make_side, payday, request_in

PAID_AT_ONCE = Decimal(1000)


def person(role: str) -> User:
    return User.objects.get(email=f"{role}@801.example")


def set_up() -> None:
    """Two processed requests, one paid and to give £100 back; the other to be paid in two months' instalments."""
    now = timezone.now()
    side = make_side("Wealdshire", "801", 801000, now=now)
    today = day_of(now)
    for pattern in ("one_sum", "monthly"):
        request = request_in(side, "approved")
        decision = request.decision
        assert decision
        planning_payments.make_plan(
            decision_id=decision.pk, reference=request.reference, community=request.community, school=request.school,
            pattern=pattern, starts_on=today, ends_on=today + timedelta(days=40), payable_until=None, approved_on=today,
            due_on=today + timedelta(days=42), by=side.people["moderator"], at=now,
        )  # fmt: skip
        if pattern == "one_sum":
            gathering_advances.gather(advance=_advance("First", today), by=acting(side.people["finance"]), at=now)
            paying_actions.pay_advance(advance=Advance.objects.get(), by=acting(side.people["finance"]), at=now)
            planning_payments.return_underspend(
                decision_id=decision.pk,
                amount=Decimal(100),
                why="Ended early",
                by=side.people["hnf_officer"],
                at=now,
                marked=True,
            )
    _advance("Second", today + timedelta(days=60))


def _advance(name: str, pays_on: date) -> Advance:
    now, authority = timezone.now(), ResourceRequest.objects.latest("pk").authority
    return gathering_advances.add_advance(
        authority=authority, name=name, closes_on=day_of(now), pays_on=payday(authority, pays_on),
        by=acting(person("finance")), at=now,
    )  # fmt: skip


def acts() -> dict[str, Act]:
    advance, finance = Advance.objects.get(name="Second"), person("finance")
    return {
        "gathered": lambda: gathering_advances.gather(advance=advance, by=acting(finance), at=timezone.now()),
        "paid": lambda: paying_actions.pay_advance(advance=advance, by=acting(finance), at=timezone.now()),
    }


def recover() -> None:
    """The person presses the buttons again; what is paid already is refused."""
    was_paid = Advance.objects.get(name="Second").is_paid
    try:
        for act in acts().values():
            act()
    except NotPossible:
        assert was_paid
        return
    assert not was_paid, "paid again"


def check(outcome: Outcome) -> None:
    advance = Advance.objects.get(name="Second")
    inside = Instalment.objects.filter(advance=advance)
    paid = Entry.objects.filter(kind="payment", instalment__advance=advance)
    entered, gathered = _sum(paid), _sum(inside)
    told = sum("in the Second advance" in each.lines[0] for each in Message.objects.filter(kind="advance.paid"))
    logged = Event.objects.filter(action="advance.paid", subject="Second").count()
    assert gathered in {0, 900}, f"half gathered: {gathered}"
    assert Event.objects.filter(action="advance.gathered", subject="Second").count() == bool(gathered)
    assert "gathered" not in outcome.acks or gathered == 900
    if advance.is_paid:
        assert (entered, told, logged) == (900, 3, 1), f"half paid: {entered}, {told} told, {logged} logged"
        assert not inside.filter(entry=None).exists()
        assert _sum(Entry.objects.filter(kind="release")) == 100
    else:
        assert (entered, told, logged) == (0, 0, 0), "half paid"
        assert "paid" not in outcome.acks
    assert _sum(Entry.objects.filter(kind="payment")) == sum(budget.paid for budget in Budget.objects.all())
    assert not Instalment.objects.filter(entry=None, payee_name__gt="").exists()
    if outcome.recovered or "paid" in outcome.acks:
        assert advance.is_paid
        assert sum(budget.paid for budget in Budget.objects.all()) == PAID_AT_ONCE + 900
        assert not Budget.objects.exclude(committed=0).exists()


def _sum(rows: QuerySet[Any]) -> Decimal:
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def in_halves() -> dict[str, Act]:
    """Wrong on purpose: the ledger is written in one transaction, the advance marked in another."""
    advance, now, finance = Advance.objects.get(name="Second"), timezone.now(), person("finance")

    def pay() -> None:
        with transaction.atomic():
            inside = list(advance.instalments.select_related("plan__school__authority"))
            paying._enter(advance, inside, by=finance, at=now)
        with transaction.atomic():
            Advance.objects.filter(pk=advance.pk).update(paid_at=now, paid_by=finance)

    return {"gathered": lambda: gathering_advances.gather(advance=advance, by=acting(finance), at=now), "paid": pay}


WHOLE = Scenario(set_up, acts, check, recover)
HALVES = Scenario(set_up, in_halves, check)
