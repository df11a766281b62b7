"""The lives of transfers, advances and funding years: every state by every event, as it should be, written by hand."""

from datetime import UTC, date, datetime

import pytest

from locality.budgets.models import Advance, FundingYear, Transfer
from locality.budgets.rules import advances, transfers, years
from locality.budgets.workflow import ADVANCES, TRANSFERS, YEARS, OfAdvance, OfTransfer, OfYear
from locality.values.refusals import NotPossible
from locality.values.transitions import Machine

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
    "funding year": {("open", "changed"): "open", ("open", "removed"): "gone", ("open", "closed"): "closed"},
}
GUARDS = {
    ("transfer", "confirmed"): ("another person proposed it", "as much remains in the budget it is taken from"),
    ("transfer", "refused"): ("another person proposed it",),
    ("transfer", "withdrawn"): ("the same person proposed it",),
    ("advance", "changed"): ("no payment in it is due after the day of payment",),
    ("advance", "gathered"): ("its last day to gather payments is not over", "no earlier advance is still open"),
    ("advance", "payment_taken_out"): (),
    ("advance", "paid"): (
        "its last day to gather payments has come",
        "nothing in it was processed or moderated by the same person",
        "there is something in it, of open years, that its decisions still hold, and no school is paid less than nothing",
        "the figures are those that were shown",
    ),
    ("funding year", "changed"): ("its days stay once money was given for it",),
    ("funding year", "removed"): ("no money was given for it",),
    ("funding year", "closed"): (
        "its last day has passed, all earlier years are closed, the next one is open, no transfer waits and nothing is to come "
        "back from schools",
        "the figures are those that were shown",
    ),
}
EVERY = [
    (machine, state.slug, event)
    for machine in (TRANSFERS, ADVANCES, YEARS)
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
    with pytest.raises(NotPossible, match=f"can’t be done now: this {machine.thing} is “"):
        machine.ask(state, event, let)


def test_the_tables_hold_every_event() -> None:
    assert [*TRANSFERS.events, *ADVANCES.events, *YEARS.events] == [*OfTransfer, *OfAdvance, *OfYear]


@pytest.mark.parametrize(
    ("marks", "state", "sentence"),
    [
        ({}, "waiting", None),
        ({"confirmed": True}, "confirmed", "This transfer was confirmed already."),
        ({"confirmed": False}, "refused", "This transfer was refused already."),
        ({"withdrawn_at": AT}, "withdrawn", "This transfer was withdrawn already."),
    ],
)
def test_a_transfer_is_settled_or_withdrawn_once(marks: dict[str, object], state: str, sentence: str | None) -> None:
    transfer = Transfer(proposed_by_id=1, **marks)
    assert transfer.state == state
    assert {transfers.why_not_now(transfer, event) for event in OfTransfer} == {sentence}


def test_what_is_paid_or_closed_stays() -> None:
    paid, year = Advance(name="December", paid_at=AT), FundingYear(name="2025 to 2026", closed_at=AT)
    assert [advances.why_not_now(paid, event) for event in OfAdvance] == [
        "The December advance is paid, so it can’t be changed.",
        "The December advance is paid. What is due now goes into the next one.",
        "The December advance is paid: what was paid stays.",
        "The December advance was marked as paid already. It is paid once.",
    ]
    assert [years.why_not_now(year, event) for event in OfYear] == [
        "2025 to 2026 is closed, so its money stays as it is.",
        "2025 to 2026 is closed, so it stays.",
        "2025 to 2026 is closed already.",
    ]
    not_yet = Advance(name="January", pays_on=date(2027, 1, 18))
    assert {advances.why_not_now(not_yet, event) for event in OfAdvance} == {None}
    assert {years.why_not_now(FundingYear(name="2026 to 2027"), event) for event in OfYear} == {None}


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
