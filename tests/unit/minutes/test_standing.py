"""Where minutes are is said to each reader as theirs or another's to do."""

from datetime import UTC, date, datetime

import pytest

from locality.meetings.models import Minutes
from locality.minutes.presenters.minutes import standing_of
from locality.schedule.where_it_stands import ANYONE, Reader

DUE, BEFORE, AFTER = date(2026, 12, 21), date(2026, 12, 18), date(2026, 12, 22)
CLERK, CHAIR = Reader(clerks=True), Reader(leads=True)


def said(minutes: Minutes | None, reader: Reader, today: date = BEFORE, distance: str = "in 1 working day") -> str:
    return standing_of(minutes, DUE, today, distance, reader=reader)


@pytest.mark.parametrize(
    ("state", "number", "reader", "sentence"),
    [
        ("draft", 1, CLERK, "Read the draft, then ask the chair to check it. They are due by Monday 21"),
        ("draft", 1, ANYONE, "The clerk is writing the minutes. They are due by Monday 21 December 2026 (in 1"),
        ("draft", 2, CLERK, "Write the correction, then ask the chair to check it."),
        ("draft", 2, CHAIR, "The clerk is writing the correction."),
        (
            "with_chair",
            1,
            CHAIR,
            "Please check the minutes. They are due by Monday 21 December 2026 (in 1 working day).",
        ),
        ("with_chair", 1, CLERK, "The chair is checking the minutes. They are due by"),
        ("with_chair", 2, CHAIR, "Please check the correction."),
        ("checked", 1, CHAIR, "You have checked the minutes. Next, the clerk distributes them."),
        ("checked", 1, CLERK, "The chair has checked the minutes. Next, distribute them."),
    ],
)
def test_the_sentence(state: str, number: int, reader: Reader, sentence: str) -> None:
    assert said(Minutes(state=state, number=number), reader).startswith(sentence)


def test_before_and_after_it_is_written() -> None:
    assert said(None, CLERK).startswith("Write the minutes, then ask the chair to check them. They are due by")
    above_it = standing_of(None, DUE, BEFORE, "in 1 working day", drafted=True, reader=CLERK)
    assert above_it.startswith("Read the draft, then ask the chair to check it. They are due by")


def test_late_ones_say_themselves_when_they_went_out() -> None:
    out = Minutes(state="distributed", number=1, distributed_at=datetime(2026, 12, 22, 12, tzinfo=UTC))
    assert said(out, CLERK) == "Distributed on Tuesday 22 December 2026."
    out.is_late = True
    assert said(out, CLERK) == "The minutes have been distributed."


def test_asked_for_changes() -> None:
    wanted = Minutes(state="draft", number=1, wanted="Add the vote")
    assert said(wanted, CLERK).startswith("The chair has asked for changes to the minutes. They are due by")
    assert said(wanted, CHAIR).startswith(
        "The clerk is writing the minutes. You have asked for changes. They are due by"
    )
    assert said(wanted, ANYONE).startswith("The clerk is writing the minutes. The chair has asked for changes.")


def test_once_the_day_has_passed() -> None:
    late = said(None, CLERK, AFTER, "1 working day late")
    assert late.endswith("They were due on Monday 21 December 2026 and are 1 working day late.")
