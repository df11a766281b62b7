"""The lives of transfers, advances, single payments and funding years, as tables one can read aloud.

Each begins when it is proposed, added, planned or opened. Its history stands in the ledger and in the log, so there are no rows of
steps beside them. What is asked of names, days and amounts, whatever the event, is in `rules`.
"""

from enum import StrEnum

from locality.accounts.permissions import Permission as P
from locality.values.transitions import Machine, State, Transition


class OfTransfer(StrEnum):
    """What can happen to a transfer, as the log calls it behind “transfer.”."""

    CONFIRM = "confirmed"
    REFUSE = "refused"
    WITHDRAW = "withdrawn"


class TransferIs(StrEnum):
    """Where a transfer stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class OfAdvance(StrEnum):
    """What can happen to an advance, as the log calls it behind “advance.”."""

    CHANGE = "changed"
    GATHER = "gathered"
    TAKE_OUT = "payment_taken_out"
    PAY = "paid"


class AdvanceIs(StrEnum):
    """Where an advance stands."""

    OPEN = "open"
    PAID = "paid"


class OfPayment(StrEnum):
    """What can happen to a single payment; the log tells it of its advance and of its plan."""

    GATHER = "gathered"
    SPLIT = "split"
    TAKE_OUT = "taken_out"
    LET_WAIT = "let_wait"
    PAY = "paid"
    PAY_BACK = "paid_back"
    STOP = "stopped"
    CANCEL_RETURN = "return_cancelled"


class PaymentIs(StrEnum):
    """Where a single payment stands."""

    PLANNED = "planned"
    GATHERED = "gathered"
    PAID = "paid"
    PAID_BACK = "paid_back"
    CANCELLED = "cancelled"


class OfYear(StrEnum):
    """What can happen to a funding year, as the log calls it behind “funding_year.”."""

    CHANGE = "changed"
    REMOVE = "removed"
    CLOSE = "closed"


class YearIs(StrEnum):
    """Where a funding year stands; of one that is gone only the log is left."""

    OPEN = "open"
    CLOSED = "closed"
    GONE = "gone"


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    BY_ANOTHER = "someone else proposed it"
    BY_ONESELF = "the same person proposed it"
    REMAINS = "as much remains in the budget it is taken from"
    NOTHING_DUE_LATER = "no payment in it is due after the day of payment"
    NOT_OVER = "its last day to add payments has not passed"
    IS_NEXT = "no earlier advance is still open"
    HAS_CLOSED = "its last day to add payments has come"
    OTHER_HANDS = "nothing in it was processed or moderated by the same person"
    CAN_BE_PAID = (
        "there is something in it, of open years, still committed by its decisions, and no school is paid less than £0"
    )
    AS_SEEN = "the figures are those that were shown"
    IS_DUE = "it is due by the day of payment"
    NOT_LEFT_OUT = "it was not removed from that advance"
    COMES_BACK = "it is money to be given back"
    ANOTHER_PROCESSED = "someone else processed and moderated its request"
    WENT_OUT = "as much was paid to the school by the day it came back, which is not still to come"
    DAYS_STAY = "its days do not change once money was given for it"
    HOLDS_NOTHING = "no money was given for it"
    AT_ITS_END = (
        "its last day has passed, all earlier years are closed, the next one is open, no transfer waits and nothing is due "
        "back from schools"
    )


TRANSFERS = Machine(
    states=(
        State(TransferIs.WAITING, "Waiting", "Waiting", "yellow"),
        State(TransferIs.CONFIRMED, "Confirmed", "Confirmed", "green"),
        State(TransferIs.REFUSED, "Refused", "Refused", "red"),
        State(TransferIs.WITHDRAWN, "Withdrawn", "Withdrawn", "grey"),
    ),
    transitions=(
        Transition(
            OfTransfer.CONFIRM,
            (TransferIs.WAITING,),
            TransferIs.CONFIRMED,
            P.TRANSFERS_CONFIRM,
            (G.BY_ANOTHER, G.REMAINS),
            "Confirm the transfer",
        ),
        Transition(
            OfTransfer.REFUSE,
            (TransferIs.WAITING,),
            TransferIs.REFUSED,
            P.TRANSFERS_CONFIRM,
            (G.BY_ANOTHER,),
            "Refuse the transfer",
        ),
        Transition(
            OfTransfer.WITHDRAW,
            (TransferIs.WAITING,),
            TransferIs.WITHDRAWN,
            P.BUDGET_MANAGE,
            (G.BY_ONESELF,),
            "Withdraw the transfer",
        ),
    ),
    thing="transfer",
)

ADVANCES = Machine(
    states=(State(AdvanceIs.OPEN, "Not paid", "Not paid", "blue"), State(AdvanceIs.PAID, "Paid", "Paid", "green")),
    transitions=(
        Transition(
            OfAdvance.CHANGE, (AdvanceIs.OPEN,), None, P.ADVANCES_MANAGE, (G.NOTHING_DUE_LATER,), "Change the advance"
        ),
        Transition(
            OfAdvance.GATHER, (AdvanceIs.OPEN,), None, P.ADVANCES_MANAGE, (G.NOT_OVER, G.IS_NEXT), "Add due payments"
        ),
        Transition(OfAdvance.TAKE_OUT, (AdvanceIs.OPEN,), None, P.ADVANCES_MANAGE, label="Remove a payment"),
        Transition(
            OfAdvance.PAY, (AdvanceIs.OPEN,), AdvanceIs.PAID, P.PAYMENTS_RELEASE,
            (G.HAS_CLOSED, G.OTHER_HANDS, G.CAN_BE_PAID, G.AS_SEEN), "Mark as paid",
        ),
    ),
    thing="advance",
)  # fmt: skip

_ENDS = "whoever ends early or corrects what it is paid for"
PAYMENTS = Machine(
    states=(
        State(PaymentIs.PLANNED, "Not in an advance yet", "To be paid", "blue"),
        State(PaymentIs.GATHERED, "In an advance", "To be paid", "yellow"),
        State(PaymentIs.PAID, "Paid with its advance", "Paid", "green"),
        State(PaymentIs.PAID_BACK, "Paid back another way", "Paid back", "green"),
        State(PaymentIs.CANCELLED, "Cancelled", "Cancelled", "grey"),
    ),
    transitions=(
        Transition(
            OfPayment.GATHER, (PaymentIs.PLANNED,), PaymentIs.GATHERED, P.ADVANCES_MANAGE, (G.IS_DUE, G.NOT_LEFT_OUT),
            "Add due payments",
        ),
        Transition(
            OfPayment.SPLIT, (PaymentIs.PLANNED,), PaymentIs.CANCELLED, P.ADVANCES_MANAGE, (G.COMES_BACK,),
            "Take it back in parts",
        ),
        Transition(
            OfPayment.TAKE_OUT, (PaymentIs.GATHERED,), PaymentIs.PLANNED, P.ADVANCES_MANAGE, label="Remove a payment"
        ),
        Transition(
            OfPayment.LET_WAIT, (PaymentIs.GATHERED,), PaymentIs.PLANNED, f"{P.ADVANCES_MANAGE}; {_ENDS}",
            (G.COMES_BACK,), "Wait until the school is paid enough",
        ),
        Transition(
            OfPayment.PAY, (PaymentIs.GATHERED,), PaymentIs.PAID, P.PAYMENTS_RELEASE, label="Mark its advance as paid"
        ),
        Transition(
            OfPayment.PAY_BACK, (PaymentIs.PLANNED,), PaymentIs.PAID_BACK, P.PAYMENTS_RELEASE,
            (G.COMES_BACK, G.ANOTHER_PROCESSED, G.WENT_OUT), "Record money paid back",
        ),
        Transition(
            OfPayment.STOP, (PaymentIs.PLANNED, PaymentIs.GATHERED), PaymentIs.CANCELLED, _ENDS, label="Stop the payments"
        ),
        Transition(
            OfPayment.CANCEL_RETURN, (PaymentIs.PLANNED,), PaymentIs.CANCELLED, P.REQUEST_MODERATE, (G.COMES_BACK,),
            "Cancel that the school gives it back",
        ),
    ),
    thing="payment",
)  # fmt: skip

YEARS = Machine(
    states=(
        State(YearIs.OPEN, "Open", "Open", "blue"),
        State(YearIs.CLOSED, "Closed", "Closed", "grey"),
        State(YearIs.GONE, "Removed", "Removed", "grey"),
    ),
    transitions=(
        Transition(OfYear.CHANGE, (YearIs.OPEN,), None, P.BUDGET_MANAGE, (G.DAYS_STAY,), "Change the funding year"),
        Transition(
            OfYear.REMOVE, (YearIs.OPEN,), YearIs.GONE, P.BUDGET_MANAGE, (G.HOLDS_NOTHING,), "Remove the funding year"
        ),
        Transition(
            OfYear.CLOSE,
            (YearIs.OPEN,),
            YearIs.CLOSED,
            P.BUDGET_MANAGE,
            (G.AT_ITS_END, G.AS_SEEN),
            "Close the funding year",
        ),
    ),
    thing="funding year",
)
