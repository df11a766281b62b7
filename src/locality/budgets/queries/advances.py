"""Reads of the school advances for those who keep and pay them: each page in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from locality.accounts.permissions import Permission
from locality.budgets.models import Advance, Instalment
from locality.budgets.queries.payments import due_for_advance
from locality.budgets.rules.advances import ComingBack, Payee, payee_of
from locality.communities.models import Authority, School
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels, CompiledQuery
from locality.values.money import NOTHING, PENNY


@dataclass(frozen=True)
class Figures:
    """How many payments to how many schools, and their sum in pounds."""

    payments: int = 0
    schools: int = 0
    total: Decimal = NOTHING


@dataclass(frozen=True)
class SchoolSum:
    """What a school is paid in one advance; the payee as it was recorded when the advance was paid, else empty."""

    school: School
    payments: int
    total: Decimal
    payee_name: str
    payee_code: str


def advances_for(viewer: Viewer) -> QuerySet[Advance]:
    """The school advances that a person keeps or pays, latest first, with what is in each: `payments` and `total`."""
    keeps = viewer.scope(Permission.ADVANCES_MANAGE).q(authority="authority")
    pays = viewer.scope(Permission.PAYMENTS_RELEASE).q(authority="authority")
    return (
        Advance.objects.filter(keeps | pays)
        .select_related("authority", "paid_by")
        .annotate(payments=_in_each(Count("pk")), total=_in_each(Sum("amount")))
        .order_by("-pays_on", "-pk")
    )


def _in_each(figure: Count | Sum) -> Subquery:
    """A figure of the payments in each advance: asked of each for itself, because to join them all sorts them all."""
    inside = Instalment.objects.filter(advance=OuterRef("pk")).order_by().values("advance")
    return Subquery(inside.annotate(figure=figure).values("figure"))


def calendar_for(viewer: Viewer) -> QuerySet[Advance]:
    """The same, for reading: those to come, soonest first, then what is over, latest first."""
    over = Q(paid_at__isnull=False) | (Q(closes_on__lt=viewer.today) & ~Q(_is_filled()))
    return (
        advances_for(viewer)
        .alias(is_over=Case(When(over, then=True), default=False, output_field=BooleanField()))
        .order_by("is_over", Case(When(is_over=False, then=F("pays_on"))), "-pays_on", "pk")
    )


def authorities_with_advances_of(viewer: Viewer) -> list[Authority]:
    """The authorities whose calendar of advances a person keeps."""
    return list(Authority.objects.filter(viewer.scope(Permission.ADVANCES_MANAGE).q(authority="pk")).order_by("name"))


def next_advance_for(viewer: Viewer) -> Advance | None:
    """The advance that is paid next: the earliest that is not, leaving out what closed with nothing in it."""
    return next(iter(_next.read(viewer)), None)


@CompiledModels
def _next(viewer: Viewer) -> QuerySet[Advance]:
    open_or_filled = Q(closes_on__gte=viewer.today) | Q(_is_filled())
    return advances_for(viewer).filter(open_or_filled, paid_at=None).order_by("pays_on", "pk")[:1]


def advances_to_mark(viewer: Viewer) -> list[Advance]:
    """The advances that a person can mark as paid: from their closing day on, with payments in them, earliest first."""
    return _to_mark.read(viewer)


@CompiledModels
def _to_mark(viewer: Viewer) -> QuerySet[Advance]:
    pays = viewer.scope(Permission.PAYMENTS_RELEASE).q(authority="authority")
    closed = advances_for(viewer).filter(pays, _is_filled(), paid_at=None, closes_on__lte=viewer.today)
    return closed.order_by("pays_on", "pk")


def _is_filled() -> Exists:
    return Exists(Instalment.objects.filter(advance=OuterRef("pk")))


def instalments_in(advance: Advance) -> QuerySet[Instalment]:
    """What is in an advance, by school and request."""
    return (
        Instalment.objects.filter(advance=advance)
        .select_related("plan__school__authority", "plan__school__trust", "budget__funding_year")
        .order_by("plan__school__name", "plan__school_id", "plan__reference", "number")
    )


def instalments_kept_by(viewer: Viewer) -> QuerySet[Instalment]:
    """The payments of the advances that a person keeps, paid or not, and those that are in none."""
    scope = viewer.scope(Permission.ADVANCES_MANAGE)
    return Instalment.objects.filter(scope.q(authority="plan__authority")).select_related(
        "plan__school", "advance__paid_by"
    )


def figures_of(instalments: QuerySet[Instalment]) -> Figures:
    """How many, of how many schools, and how much: one query."""
    sums = instalments.order_by().aggregate(
        payments=Count("pk"), schools=Count("plan__school", distinct=True), total=Sum("amount")
    )
    return Figures(sums["payments"], sums["schools"], (sums["total"] or NOTHING).quantize(PENNY))


def sums_by_school(instalments: QuerySet[Instalment]) -> list[SchoolSum]:
    """The sums by school and payee, in order of the schools' names: two queries for any number of schools."""
    rows = list(
        instalments.order_by()
        .values("plan__school", "payee_name", "payee_code")
        .annotate(payments=Count("pk"), total=Sum("amount"))
        .order_by("plan__school__name", "plan__school")
    )
    paid = instalments.order_by().values("plan__school")
    schools = School.objects.filter(pk__in=paid).select_related("authority", "trust").in_bulk()
    return [
        SchoolSum(
            school=schools[row["plan__school"]],
            payments=row["payments"],
            total=row["total"].quantize(PENNY),
            payee_name=row["payee_name"],
            payee_code=row["payee_code"],
        )
        for row in rows
    ]


def due_to_pay_and_back(instalments: QuerySet[Instalment]) -> tuple[Figures, Figures]:
    """What is to be paid, and what is to come back, above zero: one query."""
    to_pay, back = Q(amount__gt=0), Q(amount__lt=0)
    sums = instalments.order_by().aggregate(
        payments=Count("pk", filter=to_pay),
        schools=Count("plan__school", distinct=True, filter=to_pay),
        total=Sum("amount", filter=to_pay),
        back=Count("pk", filter=back),
        back_schools=Count("plan__school", distinct=True, filter=back),
        back_total=Sum("amount", filter=back),
    )
    return (
        Figures(sums["payments"], sums["schools"], (sums["total"] or NOTHING).quantize(PENNY)),
        Figures(sums["back"], sums["back_schools"], -(sums["back_total"] or NOTHING).quantize(PENNY)),
    )


def due_now_for(viewer: Viewer, on: date) -> QuerySet[Instalment]:
    """What is due by a day and in no advance: it waits to be gathered."""
    scope = viewer.scope(Permission.ADVANCES_MANAGE)
    return (
        Instalment.objects.filter(advance=None, cancelled_at=None, entry=None, due_on__lte=on)
        .filter(scope.q(authority="plan__authority"))
        .select_related("plan__school", "plan__community", "plan__authority")
        .order_by("due_on", "pk")
    )


def to_be_given_back(viewer: Viewer) -> QuerySet[Instalment]:
    """What schools are to give back, or gave back, where a person records that it was paid back."""
    scope = viewer.scope(Permission.PAYMENTS_RELEASE)
    return Instalment.objects.filter(scope.q(authority="plan__authority"), amount__lt=0).select_related(
        "plan__school", "plan__community", "budget__funding_year", "advance"
    )


_DUE = ("plan__school", "plan__school__name", "payments", "total", "to_pay", "back")


@CompiledQuery
def _due_by_school(advance: int, authority: int, pays_on: date) -> QuerySet[Instalment, tuple[Any, ...]]:
    to_pay, back = Q(amount__gt=0), Q(amount__lt=0)
    return (
        due_for_advance(Advance(pk=advance, authority_id=authority, pays_on=pays_on))
        .order_by("plan__school__name", "plan__school")
        .values("plan__school", "plan__school__name")
        .annotate(
            payments=Count("pk"),
            total=Sum("amount"),
            to_pay=Sum("amount", filter=to_pay),
            back=Sum("amount", filter=back),
        )
        .values_list(*_DUE)
    )


def due_and_waiting(advance: Advance) -> tuple[Figures, list[ComingBack]]:
    """What is due by the advance's day and can be gathered; what is to come back and can't, as its school is paid nothing.

    One query, and one more where money is to come back.
    """
    rows = [
        dict(zip(_DUE, row, strict=True))
        for row in _due_by_school.rows(advance.pk, advance.authority_id, advance.pays_on)
    ]
    schools = [row["plan__school"] for row in rows if row["back"]]
    inside = Instalment.objects.filter(advance=advance, plan__school__in=schools).order_by()
    sums = dict(inside.values_list("plan__school").annotate(Sum("amount"))) if schools else {}
    waits = [row for row in rows if row["back"] and not (row["to_pay"] or sums.get(row["plan__school"], 0) > 0)]
    due = [row for row in rows if row not in waits]
    return (
        Figures(
            sum(row["payments"] for row in due), len(due), sum((row["total"] for row in due), NOTHING).quantize(PENNY)
        ),
        [ComingBack(row["plan__school__name"], -row["back"].quantize(PENNY), covered=False) for row in waits],
    )


def processed_by(advance: Advance, person_id: int) -> list[str]:
    """The requests in an advance whose payments this person can't release."""
    mine = Q(plan__processed_by=person_id) | Q(plan__moderated_by=person_id)
    own = Instalment.objects.filter(mine, advance=advance)
    return sorted(set(own.values_list("plan__reference", flat=True)))


@dataclass
class PayeeSum:
    """What one payee gets in an advance, in pounds."""

    payee: Payee
    payments: int = 0
    schools: int = 0
    total: Decimal = Decimal("0.00")
    trust_id: int | None = None


def by_payee(sums: Iterable[SchoolSum]) -> list[PayeeSum]:
    """The schools' sums by whom the money goes to: as it was recorded, or, before it is paid, as it stands today."""
    found: dict[str, PayeeSum] = {}
    for each in sums:
        payee = payee_recorded(each)
        total = found.setdefault(payee.code, PayeeSum(payee))
        total.payments += each.payments
        total.schools += 1
        total.total += each.total
        if each.school.trust and payee.code == f"UID {each.school.trust.uid}"[:20]:
            total.trust_id = each.school.trust_id
    return sorted(found.values(), key=lambda each: (each.payee.name, each.payee.code))


def payee_recorded(each: SchoolSum) -> Payee:
    """Whom a school's money went to, or would go to today."""
    return Payee(each.payee_name, each.payee_code) if each.payee_code else payee_of(each.school)
