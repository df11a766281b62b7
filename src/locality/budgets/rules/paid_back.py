"""When money that a school is to give back can be recorded as paid back outside the advances; pure."""

from datetime import date

from locality.budgets.models import Instalment
from locality.values.dates import show_day
from locality.values.money import say_money

LONGEST = 200
"""Letters of it as it is typed; kept are some more, where a pupil named in it is hidden."""


def owed_since(instalment: Instalment, today: date) -> date:
    """The first day on which it can have been paid back; what was taken out of a coming advance is owed all the same."""
    return min(instalment.due_on, today)


def why_not_paid_back(instalment: Instalment, person_id: int) -> str | None:
    """Money to be given back is paid back once, in no advance, and recorded by other hands than processed the request."""
    plan = instalment.plan
    if instalment.amount > 0:
        return "This is a payment to the school, so there is nothing to be paid back."
    if instalment.returned_on:
        amount, day = say_money(-instalment.amount), show_day(instalment.returned_on)
        return f"It was recorded already that {amount} was paid back on {day}. It is recorded once."
    if instalment.advance and instalment.entry_id:
        return f"The {instalment.advance.name} advance took this money back already."
    if instalment.advance:
        return (
            f"The {instalment.advance.name} advance takes this money off what the school is paid. If the school paid it "
            "back otherwise, take it out of the advance first."
        )
    if instalment.cancelled_at:
        return "This was cancelled, because the money is taken back in parts. Choose the part that was paid back."
    if person_id in (plan.processed_by_id, plan.moderated_by_id):
        return (
            f"You processed or moderated {plan.reference}, so another person must record that its money was paid back. "
            "Ask a colleague."
        )
    return None


def why_not_on(instalment: Instalment, day: date, today: date) -> str | None:
    """It was paid back on a day that has come, and not before it was owed."""
    if day > today:
        return f"The day it was paid back must be today, {show_day(today)}, or earlier. Record it once it is paid back."
    since = owed_since(instalment, today)
    if day < since:
        return f"The day it was paid back must be {show_day(since)} or later: before that day nothing was to be given back."
    return None


def why_not_thus(how: str) -> str | None:
    """Whoever reads the ledger can find the money: it says how it came."""
    if not how:
        return "Say how it was paid back, for example the number of the invoice."
    if len(how) > LONGEST:
        return f"Say in {LONGEST} characters or fewer how it was paid back."
    return None
