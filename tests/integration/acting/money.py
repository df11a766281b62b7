"""What can be done with money, and who may."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from locality.budgets.actions import (
    allocating,
    closing_years,
    committing,
    gathering_advances,
    ledger,
    opening_years,
    paying,
    paying_back,
    planning_payments,
    steps,
    transferring,
)
from locality.budgets.imports import allocations, costings
from locality.budgets.models import Advance, Budget, FundingYear, Instalment, Transfer
from locality.communities.deadlines import bank_days_of
from locality.tables.reading import Row
from locality.tasks import actions as reminding
from locality.values.working_days import day_of
from tests.integration.acting.acts import INNER, Do, act
from tests.world import Side, acting, pay_in_advance, payday, request_in

TEAM, FINANCE = "locality_team", "finance"
FIVE = Decimal(5)


def this_year(side: Side) -> FundingYear:
    return FundingYear.objects.filter(authority=side.authority).latest("start")


def last_year(side: Side) -> FundingYear:
    return FundingYear.objects.filter(authority=side.authority).earliest("start")


def budget_of(side: Side) -> Budget:
    return Budget.objects.get(community=side.community, funding_year=this_year(side))


@act(allocating.allocate, TEAM)
def _(side: Side) -> Do:
    return lambda by: allocating.allocate(
        community=side.community, funding_year=this_year(side), amount=FIVE, why="More", by=by, at=timezone.now()
    )


@act(allocating.allocate_contingency, TEAM)
def _(side: Side) -> Do:
    return lambda by: allocating.allocate_contingency(
        funding_year=this_year(side), amount=FIVE, why="Reserve", by=by, at=timezone.now()
    )


@act(allocating.adjust, TEAM)
def _(side: Side) -> Do:
    return lambda by: allocating.adjust(budget=budget_of(side), amount=FIVE, why="A slip", by=by, at=timezone.now())


@act(allocating.add_costing, TEAM)
def _(side: Side) -> Do:
    return lambda by: allocating.add_costing(
        authority=side.authority, item="Tutor", unit="hour", rate=FIVE, valid_from=by.today, by=by, at=timezone.now()
    )


@act(allocations.import_allocations, TEAM)
def _(side: Side) -> Do:
    rows = [Row(2, {"community": side.community.name, "amount": "5", "reference": "A-1", "for": ""})]
    return lambda by: allocations.import_allocations(this_year(side), rows, by=by, at=timezone.now())


@act(costings.import_costings, TEAM)
def _(side: Side) -> Do:
    rows = [Row(2, {"item": "Tutor", "unit": "hour", "rate": "5", "valid from": "01/09/2027"})]
    return lambda by: costings.import_costings(side.authority, rows, by=by, at=timezone.now())


@act(opening_years.open_year, TEAM)
def _(side: Side) -> Do:
    after = this_year(side).end
    first, last = after + timedelta(days=1), after + timedelta(days=365)
    return lambda by: opening_years.open_year(
        authority=side.authority, name="Next", start=first, end=last, by=by, at=timezone.now()
    )


@act(opening_years.change_year, TEAM)
def _(side: Side) -> Do:
    year = this_year(side)
    return lambda by: opening_years.change_year(
        year=year, name="Ours", start=year.start, end=year.end, by=by, at=timezone.now()
    )


@act(opening_years.remove_year, TEAM)
def _(side: Side) -> Do:
    year = FundingYear.objects.create(
        authority=side.authority, name="Slip", start=this_year(side).end + timedelta(days=1),
        end=this_year(side).end + timedelta(days=2),
    )  # fmt: skip
    return lambda by: opening_years.remove_year(year=year, by=by, at=timezone.now())


@act(closing_years.close_year, TEAM)
def _(side: Side) -> Do:
    return lambda by: closing_years.close_year(year=last_year(side), by=by, at=timezone.now())


@act(transferring.propose_transfer, TEAM)
def _(side: Side) -> Do:
    return lambda by: transferring.propose_transfer(
        source=budget_of(side), funding_year=this_year(side), target=None, amount=FIVE, why="Spare", by=by,
        at=timezone.now(),
    )  # fmt: skip


def proposed(side: Side) -> Transfer:
    """The locality team proposed it, so finance, who may confirm too, are the other hands."""
    return transferring.propose_transfer(
        source=budget_of(side), funding_year=this_year(side), target=None, amount=FIVE, why="Spare",
        by=acting(side.people[TEAM]), at=timezone.now(),
    )  # fmt: skip


@act(transferring.confirm_transfer, FINANCE)
def _(side: Side) -> Do:
    transfer = proposed(side)
    return lambda by: transferring.confirm_transfer(transfer=transfer, by=by, at=timezone.now())


@act(transferring.refuse_transfer, FINANCE)
def _(side: Side) -> Do:
    transfer = proposed(side)
    return lambda by: transferring.refuse_transfer(transfer=transfer, reason="Not now", by=by, at=timezone.now())


@act(transferring.withdraw_transfer, TEAM)
def _(side: Side) -> Do:
    transfer = proposed(side)
    return lambda by: transferring.withdraw_transfer(transfer=transfer, by=by, at=timezone.now())


@act(gathering_advances.add_advance, FINANCE)
def _(side: Side) -> Do:
    now = timezone.now()
    return lambda by: gathering_advances.add_advance(
        authority=side.authority, name="Extra", closes_on=day_of(now), pays_on=payday(side.authority, day_of(now)),
        by=by, at=now,
    )  # fmt: skip


@act(gathering_advances.add_monthly_advances, FINANCE)
def _(side: Side) -> Do:
    return lambda by: gathering_advances.add_monthly_advances(
        authority=side.authority, first_month=by.today.replace(day=1), months=3, pay_day=18, closes_days_before=5,
        by=by, at=timezone.now(),
    )  # fmt: skip


def advance_of(side: Side) -> Advance:
    """One that closes and pays today, or on the next day on which banks pay."""
    today = day_of(timezone.now())
    return Advance.objects.create(
        authority=side.authority, name="Extra", closes_on=today, pays_on=payday(side.authority, today)
    )


@act(gathering_advances.change_advance, FINANCE)
def _(side: Side) -> Do:
    advance = advance_of(side)
    return lambda by: gathering_advances.change_advance(
        advance=advance, name="Other", closes_on=advance.closes_on, pays_on=advance.pays_on, by=by, at=timezone.now()
    )


@act(gathering_advances.gather, FINANCE)
def _(side: Side) -> Do:
    request_in(side, "processed")
    advance = advance_of(side)
    return lambda by: gathering_advances.gather(advance=advance, by=by, at=timezone.now())


def filled(side: Side) -> Advance:
    """With the payment of one processed request in it."""
    request_in(side, "processed")
    advance = advance_of(side)
    Instalment.objects.filter(plan__authority=side.authority).update(advance=advance)
    return advance


@act(gathering_advances.take_out, FINANCE)
def _(side: Side) -> Do:
    instalment = Instalment.objects.filter(advance=filled(side)).earliest("pk")
    return lambda by: gathering_advances.take_out(instalment=instalment, why="Later", by=by, at=timezone.now())


@act(paying.pay_advance, FINANCE)
def _(side: Side) -> Do:
    advance = filled(side)
    return lambda by: paying.pay_advance(advance=advance, by=by, at=timezone.now())


@act(paying_back.record_return, FINANCE)
def _(side: Side) -> Do:
    request = request_in(side, "processed")
    pay_in_advance(side, paid=True)
    back = planning_payments.return_underspend(
        decision_id=request.decision_id or 0, amount=FIVE, why="Left", by=side.people["moderator"], at=timezone.now()
    )[0]
    on = bank_days_of(side.authority).before(day_of(timezone.now()) + timedelta(days=1), 1)
    return lambda by: paying_back.record_return(
        instalment=back, returned_on=on, how="Invoice 4711", by=by, at=timezone.now()
    )


@act(reminding.remind, TEAM)
def _(side: Side) -> Do:
    """Who proposed a transfer reminds those who can confirm it, from the next day on."""
    contingency, _ = Budget.objects.get_or_create(community=None, funding_year=this_year(side))
    transfer = Transfer.objects.create(
        source=budget_of(side), target=contingency, amount=5, why="Spare", proposed_by=side.people[TEAM],
        proposed_at=timezone.now() - timedelta(days=3),
    )  # fmt: skip
    return lambda by: reminding.remind(f"transfer:{transfer.pk}", by=by, at=timezone.now())


_FOLLOWS = (
    "money follows a decision: whoever records, corrects, moderates or ends it was asked by the action of the request"
)
INNER.update(
    {
        f"{each.__module__}.{each.__qualname__}": _FOLLOWS
        for each in (
            committing.commit,
            committing.settle_money,
            committing.release,
            committing.give_back,
            planning_payments.make_plan,
            planning_payments.stop_plan,
            planning_payments.return_underspend,
            planning_payments.cancel_return,
        )
    }
)
INNER["locality.budgets.actions.ledger.write_entry"] = (
    f"one line of the ledger, of every action that moves money ({ledger.__name__})"
)
for _each in (steps.allow_event, steps.take_transfer, steps.take_advance, steps.take_year):
    INNER[f"{_each.__module__}.{_each.__qualname__}"] = (
        "asks what the table says, for the actions that move these lives"
    )
INNER["locality.budgets.actions.allocating.keep_costing"] = (
    "of adding a rate and of importing rates, which ask once for all"
)
