"""Marking an advance as paid: the one step in which money leaves the ledgers (CTX-2, POST-4)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum
from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.actions.steps import take_advance, take_payments
from locality.budgets.locks import lock_advance, lock_budgets
from locality.budgets.models import Advance, Budget, Entry, Instalment, PaymentPlan
from locality.budgets.queries.payments import people_told_of
from locality.budgets.rules.advances import name_references, payee_of, why_not_by, why_not_these, why_not_yet
from locality.budgets.workflow import G, OfAdvance, OfPayment
from locality.communities.scope import Viewer
from locality.outbox.actions import put
from locality.values.dates import show_day
from locality.values.money import say_money, show_money
from locality.values.working_days import day_of

Key = tuple[int, int]
"""A budget, and a decision it pays for."""
CHANGED = "The payments in this advance have changed since you opened the page. Check them again."
ONE_BY_ONE = 1  # the ledger's trigger compares the sums after each entry, and must not find others already there


@transaction.atomic
def pay_advance(*, advance: Advance, by: Viewer, at: datetime, seen: tuple[int, Decimal] | None = None) -> Advance:
    """Record that an advance was paid: a payment in the ledger for each instalment, whole or not at all.

    Money that comes back is a payment below zero that takes an earlier one back, and a release. `seen`: the number of
    payments and the total that the person was shown; others are refused. The system itself pays nothing.
    Raises NotPossible: paid already, nothing gathered, or something in it processed by the same person.
    """
    advance = lock_advance(advance.pk)
    inside = Instalment.objects.filter(advance=advance)
    budgets = {each.pk: each for each in lock_budgets(inside.order_by().values("budget_id"))}
    instalments = list(inside.select_related("plan__school__authority", "plan__school__trust").order_by("pk"))
    for each in instalments:
        each.budget = budgets[each.budget_id]
    before = {pk: _totals(budget) for pk, budget in budgets.items()}
    figures = len(instalments), sum((each.amount for each in instalments), Decimal("0.00"))
    take_advance(
        advance,
        OfAdvance.PAY,
        {
            G.HAS_CLOSED: lambda: why_not_yet(advance, day_of(at)),
            G.OTHER_HANDS: lambda: why_not_by(instalments, by.user.pk),
            G.CAN_BE_PAID: lambda: why_not_these(instalments, _held(advance)),
            G.AS_SEEN: lambda: None if seen in (None, figures) else CHANGED,
        },
        by=by,
        at=at,
        does=lambda: _enter(advance, instalments, by=by.user, at=at),
    )
    _record(advance, instalments, before, by=by.user, at=at)
    _tell_schools(advance, instalments, at=at)
    return advance


def _held(advance: Advance) -> dict[Key, Decimal]:
    decisions = PaymentPlan.objects.filter(instalments__advance=advance).values("decision_id")
    sums = (
        Entry.objects.filter(decision_id__in=decisions, kind__in=Entry.BY_DECISION)
        .order_by()
        .values_list("budget_id", "decision_id")
        .annotate(total=Sum("amount"))
    )
    return {(budget_id, decision_id): -total.quantize(Decimal("0.01")) for budget_id, decision_id, total in sums}


def _enter(advance: Advance, instalments: Sequence[Instalment], *, by: User, at: datetime) -> None:
    """The entries of the ledger, and each instalment's own, with whom it was paid to."""
    earlier = _latest_payments(instalments)
    why = f"Paid in the {advance.name} advance"

    def entry(kind: Entry.Kind, amount: Decimal, each: Instalment, reverses: int | None) -> Entry:
        return Entry(
            budget_id=each.budget_id,
            kind=kind,
            amount=amount,
            reference=each.plan.reference,
            decision_id=each.plan.decision_id,
            reverses_id=reverses,
            by=by,
            why=why if each.amount > 0 else f"Taken back with the {advance.name} advance",
            at=at,
        )

    # what is paid comes first: what is taken back may be of a payment of the same day
    paid_first = sorted(instalments, key=lambda each: (each.amount < 0, each.pk))
    payments = Entry.objects.bulk_create(
        (
            entry(Entry.Kind.PAYMENT, each.amount, each, earlier[_key(each)] if each.amount < 0 else None)
            for each in paid_first
        ),
        batch_size=ONE_BY_ONE,
    )
    Entry.objects.bulk_create(
        (
            entry(Entry.Kind.RELEASE, -each.amount, each, payment.pk)
            for each, payment in zip(paid_first, payments, strict=True)
            if each.amount < 0
        ),
        batch_size=ONE_BY_ONE,
    )
    of = {each.pk: payment for each, payment in zip(paid_first, payments, strict=True)}
    take_payments(paid_first, OfPayment.PAY, columns=lambda each: entered(each, of[each.pk]))


def entered(payment: Instalment, entry: Entry) -> dict[str, object]:
    """The columns of a payment that stands in the ledger: its entry, and whom it was paid to."""
    payee = payee_of(payment.plan.school)
    return {"entry": entry, "payee_name": payee.name, "payee_code": payee.code}


def _latest_payments(instalments: Sequence[Instalment]) -> dict[Key, int]:
    """For money that comes back: the payment it takes back."""
    keys = {_key(each) for each in instalments if each.amount < 0}
    found = (
        Entry.objects.filter(kind=Entry.Kind.PAYMENT, amount__gt=0, decision_id__in={key[1] for key in keys})
        .order_by()
        .values_list("budget_id", "decision_id")
        .annotate(latest=Max("pk"))
    )
    return {(budget_id, decision_id): latest for budget_id, decision_id, latest in found} if keys else {}


def _key(instalment: Instalment) -> Key:
    return instalment.budget_id, instalment.plan.decision_id


def _totals(budget: Budget) -> dict[str, str]:
    return {name: show_money(getattr(budget, name)) for name in ("committed", "released", "paid", "remaining")}


def _record(
    advance: Advance, instalments: Sequence[Instalment], before: dict[int, dict[str, str]], *, by: User, at: datetime
) -> None:
    paid: dict[int, list[Instalment]] = defaultdict(list)
    for each in instalments:
        paid[each.budget_id].append(each)
    budgets = Budget.objects.filter(pk__in=list(paid)).select_related("community", "funding_year")
    for budget in budgets.order_by("pk"):
        entries = [each.entry_id for each in paid[budget.pk]]
        record(
            "budget.payment",
            budget,
            by=by,
            at=at,
            before=before[budget.pk],
            after={**_totals(budget), "advance": advance.name, "entries": entries},
        )
    record(
        "advance.paid",
        advance,
        by=by,
        at=at,
        after={
            "payments": len(instalments),
            "total": show_money(sum((each.amount for each in instalments), Decimal("0.00"))),
        },
    )


def _tell_schools(advance: Advance, instalments: Sequence[Instalment], *, at: datetime) -> None:
    """One message a school, to its people who write requests: references and the sum, never a pupil."""
    by_school: dict[int, list[Instalment]] = defaultdict(list)
    for each in instalments:
        by_school[each.plan.school_id].append(each)
    told = people_told_of(by_school, on=day_of(at))
    day = show_day(advance.pays_on)
    is_coming = advance.pays_on > day_of(at)
    for school_id, paid in by_school.items():
        references = sorted({each.plan.reference for each in paid})
        total = sum((each.amount for each in paid), Decimal("0.00"))
        payee, school = paid[0].payee_name, paid[0].plan.school.name
        subject = (
            f"{say_money(total)} {'to be paid' if is_coming else 'paid'} to {school} in the {advance.name} advance"
        )
        council = f"The council {'will pay' if is_coming else 'paid'}"
        whom = f"{school} {say_money(total)}" if payee == school else f"{payee} {say_money(total)} for {school}"
        requests = f"{'request' if len(references) == 1 else 'requests'} {name_references(references)}"
        for person in told.get(school_id, []):
            put(
                to=person,
                kind="advance.paid",
                subject=f"{subject} ({references[0]})" if len(references) == 1 else subject,
                lines=[f"{council} {whom} on {day} in the {advance.name} advance, for {requests}."],
                link=reverse("remittance_school", args=[school_id, advance.pays_on.year, advance.pays_on.month]),
                reference=references[0],
                at=at,
            )
