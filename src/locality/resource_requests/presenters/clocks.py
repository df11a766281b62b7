"""The clocks that run from the date of a decision, and what another date would do to them (CLK-5, POST-4)."""

from datetime import date

from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import Decision
from locality.values.dates import show_day
from locality.values.sentences import in_a_row


def clocks_of(deadlines: Deadlines, decision: Decision, again_from: date | None, today: date, *, sends: bool) -> str:
    """What counts from the date of an approval, which a correction keeps.

    `again_from`: the day from which the corrected form is handed over, where that is not the date of the decision. The day
    of payment stays what it was, and is called late once it is over. `sends`: whoever reads this sends the request on.
    """
    if decision.outcome != Decision.Outcome.APPROVED:
        return ""
    paid = f", and {_paid(deadlines, decision, today)}" if decision.funding else ""
    send = "send the request to the area officer" if sends else "the clerk will send the request to the council"
    since = f"After your correction, {send} again" if again_from else f"{send[:1].upper()}{send[1:]}"
    by = show_day(deadlines.hand_over(again_from or decision.decided_on))
    return f"The decision is dated {show_day(decision.decided_on)}. {since} by {by}{paid}."


def _paid(deadlines: Deadlines, decision: Decision, today: date) -> str:
    due = deadlines.paid(decision.decided_on)
    if due >= today:
        return f"payment is expected by {show_day(due)}"
    return f"payment was expected by {show_day(due)} ({deadlines.distance(due, today)})"


def clocks_moved(deadlines: Deadlines, earlier: date, moved: date, *, hand_over: bool, money: bool) -> str:
    """The days that move when a decision is dated otherwise, each with the day it was; empty where none does.

    `hand_over`: whether the hand-over counts from the date of the decision, and not from that of its correction.
    """
    moving = [("the request must be sent to the council by", deadlines.hand_over)] if hand_over else []
    if money:
        moving.append(("payment is expected by", deadlines.paid))
    parts = [f"{what} {show_day(on(moved))} instead of {show_day(on(earlier))}" for what, on in moving]
    return f"With {show_day(moved)} as the date, {in_a_row(parts)}." if parts else ""
