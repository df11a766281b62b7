"""The lives of transfers, advances, payments and funding years: every state by every event, as it should be, written by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from locality.budgets.models import Advance, FundingYear, Instalment, PaymentPlan, Transfer
from locality.budgets.rules import advances, paid_back, transfers, years
from locality.budgets.workflow import ADVANCES, PAYMENTS, TRANSFERS, YEARS, OfAdvance, OfPayment, OfTransfer, OfYear
from locality.values.refusals import NotPossible
from locality.values.transitions import Machine
from tests.refusals import said

AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
GOES_TO = {
    "transfer": {
        ("waiting", "confirmed"): "confirmed",
        ("waiting", "refused"): "refused",
        ("waiting", "withdrawn"): "withdrawn",
    },
    "advance": {
        ("open", "changed"): "open",
        ("open", "gathered"): "open",
        ("open", "payment_taken_out"): "open",
        ("open", "paid"): "paid",
    },
    "payment": {
        ("planned", "gathered"): "gathered",
        ("planned", "split"): "cancelled",
        ("gathered", "taken_out"): "planned",
        ("gathered", "let_wait"): "planned",
        ("gathered", "paid"): "paid",
        ("planned", "paid_back"): "paid_back",
        ("planned", "stopped"): "cancelled",
        ("gathered", "stopped"): "cancelled",
        ("planned", "return_cancelled"): "cancelled",
    },
    "funding year": {("open", "changed"): "open", ("open", "removed"): "gone", ("open", "closed"): "closed"},
}
GUARDS = {
    ("transfer", "confirmed"): ("someone else proposed it", "as much remains in the budget it is taken from"),
    ("transfer", "refused"): ("someone else proposed it",),
    ("transfer", "withdrawn"): ("the same person proposed it",),
    ("advance", "changed"): ("no payment in it is due after the day of payment",),
    ("advance", "gathered"): ("its last day to add payments has not passed", "no earlier advance is still open"),
    ("advance", "payment_taken_out"): (),
    ("advance", "paid"): (
        "its last day to add payments has come",
        "nothing in it was processed or moderated by the same person",
        "there is something in it, of open years, still committed by its decisions, and no school is paid less than £0",
        "the figures are those that were shown",
    ),
    ("payment", "gathered"): ("it is due by the day of payment", "it was not removed from that advance"),
    ("payment", "split"): ("it is money to be given back",),
    ("payment", "taken_out"): (),
    ("payment", "let_wait"): ("it is money to be given back",),
    ("payment", "paid"): (),
    ("payment", "paid_back"): (
        "it is money to be given back",
        "someone else processed and moderated its request",
        "as much was paid to the school by the day it came back, which is not still to come",
    ),
    ("payment", "stopped"): (),
    ("payment", "return_cancelled"): ("it is money to be given back",),
    ("funding year", "changed"): ("its days do not change once money was given for it",),
    ("funding year", "removed"): ("no money was given for it",),
    ("funding year", "closed"): (
        (
            "its last day has passed, all earlier years are closed, the next one is open, no transfer waits "
            "and nothing is due back from schools"
        ),
        "the figures are those that were shown",
    ),
}
EVERY = [
    (machine, state.slug, event)
    for machine in (TRANSFERS, ADVANCES, PAYMENTS, YEARS)
    for state in machine.states
    for event in machine.events
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY, ids=lambda each: getattr(each, "thing", each))
def test_every_event_in_every_state(machine: Machine, state: str, event: str) -> None:
    goes_to = GOES_TO[machine.thing].get((state, event))
    assert machine.guards(event) == GUARDS[machine.thing, event]
    let = {guard: lambda: None for guard in machine.guards(event)}
    if goes_to:
        assert machine.ask(state, event, let) == goes_to
        return
    with pytest.raises(NotPossible, match=f"You cannot do this now because the {machine.thing} is now “"):
        machine.ask(state, event, let)


def test_the_tables_hold_every_event() -> None:
    assert [*TRANSFERS.events, *ADVANCES.events, *YEARS.events] == [*OfTransfer, *OfAdvance, *OfYear]
    assert [*PAYMENTS.events] == [*OfPayment]


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ({}, "planned"),
        ({"advance_id": 1}, "gathered"),
        ({"advance_id": 1, "entry_id": 1}, "paid"),
        ({"entry_id": 1, "returned_on": date(2026, 11, 20)}, "paid_back"),
        ({"cancelled_at": AT}, "cancelled"),
    ],
)
def test_where_a_payment_stands_is_read_from_its_row(marks: dict[str, object], state: str) -> None:
    assert Instalment(**marks).state == state


def _payment(pounds: int, **marks: object) -> Instalment:
    plan = PaymentPlan(reference="RFR-2026-00418", processed_by_id=1, moderated_by_id=2)
    return Instalment(plan=plan, amount=Decimal(pounds), due_on=date(2026, 12, 20), **marks)


def test_money_to_be_given_back_comes_back_once() -> None:
    december = Advance(pk=3, name="December", pays_on=date(2026, 12, 18))
    stands = (
        {"advance": december},
        {"advance": december, "entry_id": 1},
        {"entry_id": 1, "returned_on": date(2026, 11, 20)},
        {"cancelled_at": AT},
    )
    back, dropped = OfPayment.PAY_BACK, OfPayment.CANCEL_RETURN
    assert [said(paid_back.why_not_now(_payment(-40, **each), back)) for each in stands] == [
        "The December advance will take this money back. If the school paid it back another way, remove it from the advance first.",
        "The December advance has already taken this money back.",
        "It is already recorded that £40 was paid back on Friday 20 November 2026.",
        "This was cancelled because the money is coming back in parts. Select the part that was paid back.",
    ]
    assert [said(paid_back.why_not_now(_payment(-40, **each), dropped)) for each in stands] == [
        "The December advance will take £40 back. Ask finance to remove it from the advance first.",
        "The December advance has already taken £40 back, so you cannot cancel this.",
        "£40 was paid back on Friday 20 November 2026, so you cannot cancel this.",
        "Someone has already cancelled taking £40 back.",
    ]
    assert {said(paid_back.why_not_now(_payment(-40), each)) for each in OfPayment} == {None}
    paid = _payment(40, **stands[1])
    assert [said(paid_back.why_not_now(paid, each)) for each in (back, dropped)] == [
        "This is a payment to the school, so there is nothing to be paid back.",
        "This is a payment to the school, so there is nothing to be given back.",
    ]


def test_the_guards_of_a_payment_say_why_not() -> None:
    december = Advance(pk=3, name="December", pays_on=date(2026, 12, 18))
    late, on_its_day = _payment(40), Advance(name="January", pays_on=date(2026, 12, 20))
    assert said(advances.why_not_due(late, december)) == (
        "This payment is due on Sunday 20 December 2026, after the December advance pays."
    )
    assert advances.why_not_due(late, on_its_day) is None
    left_out = _payment(-40, taken_out_of=december)
    assert said(advances.why_left_out(left_out, december)) == (
        "This was removed from the December advance. You can add it to the next one."
    )
    assert advances.why_left_out(left_out, Advance(pk=4)) is None
    split = said(paid_back.why_not_back(late, OfPayment.SPLIT))
    assert split == "This is a payment to the school, so there is nothing to be given back."
    assert paid_back.why_not_back(left_out, OfPayment.SPLIT) is None
    assert [paid_back.why_not_processed(late, person) is None for person in (1, 2, 3)] == [False, False, True]


def test_who_may_gather_take_out_and_pay_is_the_same_of_an_advance_and_of_what_is_in_it() -> None:
    both = [
        (OfPayment.GATHER, OfAdvance.GATHER),
        (OfPayment.SPLIT, OfAdvance.GATHER),
        (OfPayment.TAKE_OUT, OfAdvance.TAKE_OUT),
        (OfPayment.PAY, OfAdvance.PAY),
    ]
    assert [PAYMENTS.row(of).permission == ADVANCES.row(each).permission for of, each in both] == [True] * 4


@pytest.mark.parametrize(
    ("marks", "state", "sentence"),
    [
        ({}, "waiting", None),
        ({"confirmed": True}, "confirmed", "This transfer was already confirmed."),
        ({"confirmed": False}, "refused", "This transfer was already refused."),
        ({"withdrawn_at": AT}, "withdrawn", "This transfer was already withdrawn."),
    ],
)
def test_a_transfer_is_settled_or_withdrawn_once(marks: dict[str, object], state: str, sentence: str | None) -> None:
    transfer = Transfer(proposed_by_id=1, **marks)
    assert transfer.state == state
    assert {said(transfers.why_not_now(transfer, event)) for event in OfTransfer} == {sentence}


def test_what_is_paid_or_closed_stays() -> None:
    paid, year = Advance(name="December", paid_at=AT), FundingYear(name="2025 to 2026", closed_at=AT)
    assert [said(advances.why_not_now(paid, event)) for event in OfAdvance] == [
        "The December advance is paid, so you cannot change it.",
        "The December advance is paid. Add payments that are due now to the next one.",
        "The December advance is paid, so you cannot remove payments.",
        "The December advance has already been marked as paid.",
    ]
    assert [said(years.why_not_now(year, event)) for event in OfYear] == [
        "2025 to 2026 is closed, so you cannot change its money.",
        "2025 to 2026 is closed, so you cannot remove it.",
        "2025 to 2026 is already closed.",
    ]
    not_yet = Advance(name="January", pays_on=date(2027, 1, 18))
    assert {said(advances.why_not_now(not_yet, event)) for event in OfAdvance} == {None}
    assert {said(years.why_not_now(FundingYear(name="2026 to 2027"), event)) for event in OfYear} == {None}


def test_guards_run_in_the_order_of_the_table_and_the_first_reason_is_given() -> None:
    asked = []

    def why(guard: str, sentence: str | None) -> str | None:
        asked.append(guard)
        return sentence

    first, second = TRANSFERS.guards("confirmed")
    with pytest.raises(NotPossible, match="Too much"):
        TRANSFERS.ask(
            "waiting", "confirmed", {second: lambda: why(second, "Too much"), first: lambda: why(first, None)}
        )
    assert asked == [first, second]


@pytest.mark.parametrize("guards", [{}, {"the same person proposed it": lambda: None}])
def test_a_guard_that_is_left_out_of_table_or_action_is_noticed(guards: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="has the guards"):
        TRANSFERS.ask("waiting", "refused", guards)  # type: ignore[arg-type]
