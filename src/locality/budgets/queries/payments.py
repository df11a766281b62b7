"""Reads of payments: plans, advances and what is in them, remittances (POST-4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import roles_with
from locality.budgets.models import Advance, Budget, Entry, Instalment, PaymentPlan
from locality.budgets.rules.paid_back import Returnable
from locality.budgets.rules.plans import Days
from locality.communities.queries import offices_on
from locality.values.dates import show_day
from locality.values.money import NOTHING, PENNY

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True)
class PaymentLine:
    """One payment of a request, planned or made, in pounds; below zero: money that comes back."""

    number: int
    due_on: date
    covers: Days
    amount: Decimal
    advance: str
    pays_on: date | None
    paid_at: datetime | None
    cancelled: bool
    cancelled_because: str
    returned_how: str = ""
    """How it was paid back outside the advances, on the day `pays_on`."""

    def is_paid(self, today: date) -> bool:
        """Whether it was marked as paid, and the day of payment has come."""
        return self.paid_at is not None and (self.pays_on is None or self.pays_on <= today)


def payments_of(decision_id: int) -> list[PaymentLine]:
    """The payments of a decision in order, with the advance each is in: one query."""
    found = Instalment.objects.filter(plan__decision_id=decision_id).select_related("advance", "entry")
    return [
        PaymentLine(
            number=each.number,
            due_on=each.due_on,
            covers=Days(each.covers_from, each.covers_to),
            amount=each.amount,
            advance=each.advance.name if each.advance else "",
            pays_on=each.advance.pays_on if each.advance else each.returned_on,
            paid_at=each.entry.at if each.entry else None,
            cancelled=each.cancelled_at is not None,
            cancelled_because=each.cancelled_because,
            returned_how=each.returned_how,
        )
        for each in found.order_by("due_on", "number")
    ]


def paid_out(plan: PaymentPlan, budget_id: int) -> list[tuple[date, Decimal]]:
    """What was marked as paid, with its day, and what was given back: from one budget, in order of the days."""
    found = Instalment.objects.filter(plan=plan, budget=budget_id, entry__isnull=False)
    days = found.annotate(day=Coalesce("advance__pays_on", "returned_on")).order_by("day", "pk")
    return [(day, amount.quantize(PENNY)) for day, amount in days.values_list("day", "amount")]


def returnable_of(plan: PaymentPlan, today: date) -> dict[int, Returnable]:
    """By budget what was paid for a request, and what of it is on its way back already."""
    paid: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    coming: dict[int, Decimal] = defaultdict(lambda: NOTHING)
    found = Instalment.objects.filter(plan=plan, cancelled_at=None).select_related("advance").order_by("pk")
    for each in found.filter(Q(entry__isnull=False) | Q(amount__lt=0)):
        day = each.advance.pays_on if each.advance else each.returned_on
        if each.entry_id and day:
            paid[each.budget_id].append((day, each.amount))
        else:
            coming[each.budget_id] -= each.amount
    return {budget: Returnable(sorted(days), coming[budget], today) for budget, days in paid.items()}


def most_returnable(decision_id: int, today: date, *, marked: bool) -> Decimal:
    """What can still come back of what a decision paid, in pounds, from years that are open; `marked`: or is marked as paid."""
    plan = PaymentPlan.objects.filter(decision_id=decision_id).first()
    if plan is None:
        return NOTHING
    found = returnable_of(plan, today)
    opened = Budget.objects.filter(pk__in=found, funding_year__closed_at=None).values_list("pk", flat=True)
    return sum((found[pk].all if marked else found[pk].now for pk in opened), NOTHING)


def support_of(decision_id: int) -> Days | None:
    """The days of support that a decision's payments were planned for; None where none were."""
    found = PaymentPlan.objects.filter(decision_id=decision_id).values_list("starts_on", "ends_on").first()
    return Days(*found) if found else None


def paid_by_decision(decision_id: int) -> Decimal:
    """What was paid for a decision, less what came back, in pounds: from the ledger."""
    paid = Entry.objects.filter(decision_id=decision_id, kind=Entry.Kind.PAYMENT)
    return (paid.aggregate(total=Sum("amount"))["total"] or NOTHING).quantize(PENNY)


@dataclass(frozen=True)
class Marked:
    """What was marked as paid for a decision, less what came back, in pounds: `paid` by today, and `coming` on its days."""

    paid: Decimal
    coming: Decimal
    days: tuple[date, ...]

    @property
    def when(self) -> str:
        """On which day it is paid, or from which on."""
        first = show_day(self.days[0]) if self.days else ""
        return f"from {first} on" if len(self.days) > 1 else f"on {first}"


def paid_or_marked(decision_id: int, today: date) -> Marked | None:
    """What was paid for a decision, and what is marked as paid for a later day; None where nothing is: two queries."""
    total = paid_by_decision(decision_id)
    if not total:
        return None
    found = Instalment.objects.filter(plan__decision_id=decision_id, entry__isnull=False, advance__pays_on__gt=today)
    later = list(found.values_list("advance__pays_on", "amount"))
    coming = sum((amount for _, amount in later), NOTHING).quantize(PENNY)
    if coming <= 0:
        return Marked(total, NOTHING, ())
    return Marked(total - coming, coming, tuple(sorted({day for day, amount in later if amount > 0})))


def due_for_advance(advance: Advance) -> QuerySet[Instalment]:
    """What is due by the advance's day, in no advance yet, and not taken out of this one."""
    return Instalment.objects.filter(
        ~Q(taken_out_of=advance),
        plan__authority=advance.authority_id, advance=None, cancelled_at=None, entry=None, due_on__lte=advance.pays_on,
    )  # fmt: skip


def people_told_of(school_ids: Iterable[int], *, on: date) -> dict[int, list[User]]:
    """The people of schools who see what is paid to them, by school: one query for 500 schools."""
    slugs = [role.slug for role in roles_with(Permission.REMITTANCES_SEE)]
    wanted = list(school_ids)
    found: dict[int, dict[int, User]] = defaultdict(dict)
    for start in range(0, len(wanted), AT_ONCE):
        offices = offices_on(on).filter(role__in=slugs, school__in=wanted[start : start + AT_ONCE])
        for office in offices.select_related("person").order_by("person_id"):
            found[office.school_id or 0][office.person_id] = office.person
    return {school: list(people.values()) for school, people in found.items()}
