"""The council's calendar of school advances, and what is gathered into the next one (POST-4)."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.actions.planning_payments import back_by, cancel, keep_above_zero, replace
from locality.budgets.actions.steps import Rules, allow_event, take_advance, take_payments
from locality.budgets.locks import lock_advance
from locality.budgets.models import Advance, Instalment
from locality.budgets.queries.payments import due_for_advance
from locality.budgets.rules.advances import (
    choose_payments,
    due_after,
    is_month,
    monthly,
    tidy_name,
    why_left_out,
    why_not_advance,
    why_not_any_more,
    why_not_before,
    why_not_due,
    why_not_over,
    why_not_pay_day,
    why_not_pay_on,
    why_not_these_days,
    why_not_these_letters,
    why_not_this_name,
)
from locality.budgets.workflow import ADVANCES, G, OfAdvance, OfPayment
from locality.communities.deadlines import bank_days_of, deadlines_of
from locality.communities.hiding import without_pupils
from locality.communities.models import Authority, Community
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.values.money import show_money
from locality.values.refusals import NotPossible, refuse
from locality.values.transitions import Guards
from locality.values.working_days import day_of

MOST_MONTHS = 24
LONGEST_NAME = 60


@transaction.atomic
def add_advance(
    *, authority: Authority, name: str, closes_on: date, pays_on: date, by: Viewer, at: datetime
) -> Advance:
    """Put one advance into the authority's calendar. Raises NotPossible where its name or day is taken, or is no day to pay."""
    allow(by, Permission.ADVANCES_MANAGE, authority=authority)
    Authority.objects.select_for_update().get(pk=authority.pk)
    return _add(authority, name, closes_on, pays_on, by=by, at=at)


@transaction.atomic
def add_monthly_advances(
    *,
    authority: Authority,
    first_month: date,
    months: int,
    pay_day: int,
    closes_days_before: int,
    by: Viewer,
    at: datetime,
) -> list[Advance]:
    """Put an advance into each of so many months; a month that has one keeps it. Returns those that were added.

    It pays on the day of the month given, or the last working day before; it closes so many working days earlier. A
    month whose closing day is over is left out: nothing could go into its advance.
    """
    allow(by, Permission.ADVANCES_MANAGE, authority=authority)
    refuse(None if 1 <= months <= MOST_MONTHS else f"Enter a number of months between 1 and {MOST_MONTHS}.")
    refuse(None if 1 <= pay_day <= 31 else "The day of payment must be between 1 and 31.")
    refuse(None if closes_days_before >= 0 else "The last day to add payments cannot be after the day of payment.")
    Authority.objects.select_for_update().get(pk=authority.pk)
    today = day_of(at)
    calendar = deadlines_of(authority, on=today).calendar
    wanted = monthly(
        first_month, months=months, pay_day=pay_day, closes_days_before=closes_days_before, calendar=calendar
    )
    kept = set(Advance.objects.filter(authority=authority).values_list("pays_on__year", "pays_on__month"))
    missing = [each for each in wanted if (each[2].year, each[2].month) not in kept and each[1] >= today]
    return [_add(authority, *each, by=by, at=at) for each in missing]


def _add(authority: Authority, name: str, closes_on: date, pays_on: date, *, by: Viewer, at: datetime) -> Advance:
    name = _name(authority, name)
    refuse(why_not_over(closes_on, day_of(at)))
    _check(authority, name, closes_on, pays_on, others=Advance.objects.filter(authority=authority))
    advance = Advance.objects.create(authority=authority, name=name, closes_on=closes_on, pays_on=pays_on)
    after = {"closes_on": closes_on.isoformat(), "pays_on": pays_on.isoformat()}
    record("advance.added", advance, by=by.user, at=at, after=after)
    return advance


def _name(authority: Authority, typed: str) -> str:
    """The name as schools read it, without any pupil; a month and a year name none, whoever is called May."""
    name = tidy_name(typed)
    if is_month(name):
        return name
    return without_pupils(name, Community.objects.filter(authority=authority))[:LONGEST_NAME]


def _check(authority: Authority, name: str, closes_on: date, pays_on: date, *, others: Iterable[Advance]) -> None:
    refuse(why_not_these_letters(name))
    refuse(why_not_these_days(closes_on, pays_on))
    refuse(why_not_advance(name, pays_on, others))
    refuse(why_not_pay_day(pays_on, bank_days_of(authority)))
    refuse(why_not_this_name(name, pays_on))


@transaction.atomic
def change_advance(*, advance: Advance, name: str, closes_on: date, pays_on: date, by: Viewer, at: datetime) -> Advance:
    """Change name or days of an advance that is not paid. Raises NotPossible.

    Its days can be over where payments are in it: finance says afterwards when the bank paid.
    """
    authority = Authority.objects.select_for_update().get(pk=advance.authority_id)
    allow_event(ADVANCES, OfAdvance.CHANGE, by, authority)
    advance = lock_advance(advance.pk)
    name = _name(authority, name)
    latest = Instalment.objects.filter(advance=advance).aggregate(latest=Max("due_on"))["latest"]
    guards: Guards = {G.NOTHING_DUE_LATER: lambda: why_not_pay_on(pays_on, latest)}
    take_advance(advance, OfAdvance.CHANGE, guards, by=by, at=at)
    if latest is None and closes_on != advance.closes_on:
        refuse(why_not_over(closes_on, day_of(at)))
    others = Advance.objects.filter(authority=advance.authority_id).exclude(pk=advance.pk)
    _check(authority, name, closes_on, pays_on, others=others)
    before = {"name": advance.name, "closes_on": advance.closes_on.isoformat(), "pays_on": advance.pays_on.isoformat()}
    advance.name, advance.closes_on, advance.pays_on = name, closes_on, pays_on
    advance.save(update_fields=["name", "closes_on", "pays_on"])
    after = {"name": name, "closes_on": closes_on.isoformat(), "pays_on": pays_on.isoformat()}
    record("advance.changed", advance, by=by.user, at=at, before=before, after=after)
    return advance


@transaction.atomic
def gather(*, advance: Advance, by: Viewer, at: datetime) -> Decimal:
    """Take into the advance all that is due by its day and in none yet; can be done again at any time before it closes.

    Money that comes back is taken only as far as its school is paid in the same advance; the rest waits for the next.
    Returns what was added, in pounds. Raises NotPossible.
    """
    advance = lock_advance(advance.pk)
    guards: Guards = {
        G.NOT_OVER: lambda: why_not_any_more(advance, day_of(at)),
        G.IS_NEXT: lambda: why_not_before(_earlier(advance, day_of(at))),
    }
    take_advance(advance, OfAdvance.GATHER, guards, by=by, at=at)
    due = due_for_advance(advance).select_for_update(of=("self",))
    found = {each.pk: each for each in due.select_related("plan").order_by("pk")}
    inside = Instalment.objects.filter(advance=advance).order_by().values_list("plan__school")
    already = dict(inside.annotate(total=Sum("amount")))
    taken = choose_payments([(pk, each.plan.school_id, each.amount) for pk, each in found.items()], already)
    rules: Rules = {
        G.IS_DUE: lambda each: why_not_due(each, advance),
        G.NOT_LEFT_OUT: lambda each: why_left_out(each, advance),
    }
    inside_now = [found[pk] for pk in taken.ids]
    take_payments(inside_now, OfPayment.GATHER, rules, columns=lambda _: {"advance": advance})
    for pk, back in taken.split.items():
        because = f"Split into parts, starting with the {advance.name} advance"
        cancel(found[pk], OfPayment.SPLIT, {G.COMES_BACK: back_by(OfPayment.SPLIT)}, because=because, at=at)
        replace(found[pk], amount=-back, advance=advance)
        replace(found[pk], amount=found[pk].amount + back)
    added = sum((found[pk].amount for pk in taken.ids), Decimal("0.00")) - sum(taken.split.values(), Decimal("0.00"))
    if taken.ids or taken.split:
        many = len(taken.ids) + len(taken.split)
        after = {"payments": many, "total": show_money(added)}
        record("advance.gathered", advance, by=by.user, at=at, after=after)
    return added


def _earlier(advance: Advance, today: date) -> Advance | None:
    """An advance that pays earlier and can still be gathered into."""
    unpaid = Advance.objects.filter(authority=advance.authority_id, paid_at=None, closes_on__gte=today)
    return unpaid.filter(pays_on__lt=advance.pays_on).order_by("pays_on").first()


@transaction.atomic
def take_out(*, instalment: Instalment, why: str, by: Viewer, at: datetime) -> Instalment:
    """Leave a payment out of an advance that is not paid; it goes into the next one. Raises NotPossible.

    Money to be given back is owed as before: it can be recorded as paid back, or goes into a next advance.
    """
    allow_event(ADVANCES, OfAdvance.TAKE_OUT, by, instalment.plan.authority)
    refuse(None if why.strip() else "Enter why you are removing the payment.")
    advance_id = Instalment.objects.get(pk=instalment.pk).advance_id
    if advance_id is None:
        raise NotPossible("This payment is not in an advance.")
    advance = lock_advance(advance_id)
    instalment = Instalment.objects.select_related("plan", "budget__community").get(pk=instalment.pk)
    take_advance(advance, OfAdvance.TAKE_OUT, {}, by=by, at=at)
    refuse("This payment is not in an advance." if instalment.advance_id != advance.pk else None)
    later: dict[str, object] = {"due_on": due_after(advance)}
    waits: dict[str, object] = {"taken_out_of": advance} if instalment.amount < 0 else later
    take_payments([instalment], OfPayment.TAKE_OUT, columns=lambda _: {"advance": None, **waits})
    keep_above_zero(advance, [instalment.plan.school_id])
    record(
        "advance.payment_taken_out",
        advance,
        by=by.user,
        at=at,
        after={
            "reference": instalment.plan.reference,
            "amount": show_money(instalment.amount),
            "why": without_pupils(why.strip(), [instalment.budget.community]),
        },
    )
    return instalment
