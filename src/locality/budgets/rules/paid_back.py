"""When money that a school is to give back can be recorded as paid back outside the advances; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locality.budgets.models import Instalment
from locality.budgets.workflow import PAYMENTS, OfPayment, PaymentIs
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.refusals import Refusal

LONGEST = 200
"""Letters of it as it is typed; kept are some more, where a pupil named in it is hidden."""


Paid = Sequence[tuple[date, Decimal]]
"""What went to a school from one budget for one request, below zero what came back: each with its day, in order."""


def first_day_of(amount: Decimal, paid: Paid) -> date | None:
    """The first day from which on a school has as much of what was paid: it can give no more back. None: it never has."""
    first, total = None, Decimal(0)
    for number, (day, each) in enumerate(paid):
        total += each
        if number + 1 < len(paid) and paid[number + 1][0] == day:
            continue
        first = None if total < amount else first or day
    return first


@dataclass(frozen=True)
class Returnable:
    """What a school can still give back to one budget: `paid` to it, less what is `coming` back already, in pounds."""

    paid: Paid
    coming: Decimal
    today: date

    @property
    def all(self) -> Decimal:
        """With what is marked as paid for a later day."""
        return max(sum((amount for _, amount in self.paid), Decimal("0.00")) - self.coming, Decimal("0.00"))

    @property
    def now(self) -> Decimal:
        """Of what was paid by today; what is marked to be taken back later is gone already."""
        later = sum((max(amount, Decimal(0)) for day, amount in self.paid if day > self.today), Decimal("0.00"))
        return max(self.all - later, Decimal("0.00"))

    @property
    def paid_on(self) -> date | None:
        """The day on which the last of it is paid, where that has not come."""
        return max((day for day, amount in self.paid if day > self.today and amount > 0), default=None)

    def owed_from(self, back: Decimal) -> date | None:
        """The first day on which so much more can be given back."""
        return first_day_of(self.coming + back, self.paid)


def why_not_return(amount: Decimal, left: Sequence[Returnable], *, marked: bool, closed: bool) -> Refusal | None:
    """No more comes back than was paid by today, from years that are open; `marked`: or is marked as paid."""
    now, whole = sum((each.now for each in left), Decimal("0.00")), sum((each.all for each in left), Decimal("0.00"))
    most = whole if marked else now
    if amount <= most:
        return None
    said = ["There is nothing to take back at the moment."]
    if most:
        said = [f"{say_money(most)} of what was paid can still come back. Enter {say_money(most)} or less."]
    day = max((each.paid_on for each in left if each.paid_on), default=None)
    if day and whole > most:
        said.append(
            f"Another {say_money(whole - most)} is marked as paid for {show_day(day)}. You can take that back from that day."
        )
    if closed:
        said.append("You cannot take back money from a closed funding year.")
    return Refusal(" ".join(said), "amount")


_NOT_NOW = {
    OfPayment.PAY_BACK: {
        PaymentIs.PAID_BACK: "It is already recorded that {amount} was paid back on {day}.",
        PaymentIs.PAID: "The {advance} advance has already taken this money back.",
        PaymentIs.GATHERED: (
            "The {advance} advance will take this money back. If the school paid it back another way, remove it from the "
            "advance first."
        ),
        PaymentIs.CANCELLED: "This was cancelled because the money is coming back in parts. Select the part that was paid back.",
    },
    OfPayment.CANCEL_RETURN: {
        PaymentIs.PAID_BACK: "{amount} was paid back on {day}, so you cannot cancel this.",
        PaymentIs.PAID: "The {advance} advance has already taken {amount} back, so you cannot cancel this.",
        PaymentIs.GATHERED: (
            "The {advance} advance will take {amount} back. Ask finance to remove it from the advance first."
        ),
        PaymentIs.CANCELLED: "Someone has already cancelled taking {amount} back.",
    },
}
_DONE = {OfPayment.PAY_BACK: "paid back", OfPayment.CANCEL_RETURN: "given back"}


def why_not_now(payment: Instalment, event: OfPayment) -> Refusal | None:
    """What came back, or is in an advance, is neither paid back otherwise nor cancelled; nothing is said of other events."""
    if event not in _NOT_NOW or PAYMENTS.is_possible(payment.state, event):
        return None
    return why_not_back(payment, event) or Refusal(
        _NOT_NOW[event][payment.state].format(
            amount=say_money(-payment.amount),
            day=show_day(payment.returned_on) if payment.returned_on else "",
            advance=payment.advance.name if payment.advance else "",
        )
    )


def why_not_back(payment: Instalment, event: OfPayment) -> Refusal | None:
    """Only money that is to be given back can be."""
    if payment.amount < 0:
        return None
    return Refusal(f"This is a payment to the school, so there is nothing to be {_DONE.get(event, 'given back')}.")


def why_not_processed(payment: Instalment, person_id: int) -> Refusal | None:
    """Money is recorded as paid back by other hands than processed the request."""
    plan = payment.plan
    if person_id not in (plan.processed_by_id, plan.moderated_by_id):
        return None
    return Refusal(
        f"You processed or moderated {plan.reference}, so someone else must record that its money was paid back. "
        "Ask a colleague."
    )


def why_not_paid_back(payment: Instalment, person_id: int) -> Refusal | None:
    """Money to be given back is paid back once, in no advance, and recorded by other hands than processed the request."""
    event = OfPayment.PAY_BACK
    return why_not_now(payment, event) or why_not_back(payment, event) or why_not_processed(payment, person_id)


def why_not_yet(amount: Decimal, paid: Paid, today: date) -> Refusal | None:
    """Nothing comes back before it went out: what is marked as paid is paid on its day."""
    first = first_day_of(amount, paid)
    if first is None:
        return Refusal(
            f"The school was not paid {say_money(amount)} from this budget, so it cannot have paid that much back."
        )
    if first > today:
        return Refusal(
            f"{say_money(amount)} is marked as paid for {show_day(first)}, so the school cannot have paid it back yet. Record "
            "it from that day."
        )
    return None


def why_not_on(amount: Decimal, paid: Paid, day: date, today: date) -> Refusal | None:
    """It was paid back on a day that has come, and not before the school had been paid as much."""
    if day > today:
        return Refusal(
            f"The day it was paid back must be today, {show_day(today)}, or earlier. Record it when the council has the money.",
            "returned_on",
        )
    first = first_day_of(amount, paid)
    if first and day < first:
        return Refusal(
            f"The day it was paid back must be {show_day(first)} or later. Before that day, the school had not been paid "
            f"{say_money(amount)}.",
            "returned_on",
        )
    return None


def why_not_thus(how: str) -> Refusal | None:
    """Whoever reads the ledger can find the money: it says how it came."""
    if not how:
        return Refusal("Enter how it was paid back, such as the invoice number.", "how")
    if len(how) > LONGEST:
        return Refusal(f"Enter how it was paid back in {LONGEST} characters or fewer.", "how")
    return None
