"""One sentence says where a meeting stands and who does what next."""

from datetime import date, timedelta

import pytest

from locality.communities.deadlines import Deadlines
from locality.communities.models import AuthorityRules
from locality.schedule.models import Meeting
from locality.schedule.where_it_stands import Reader, standing_of
from locality.schedule.workflow import S
from locality.values.working_days import WorkingDays

DAY = date(2026, 12, 14)
DEADLINES = Deadlines(
    WorkingDays(days_off=frozenset({date(2026, 12, 25)})), AuthorityRules(valid_from=date(2026, 1, 1))
)


@pytest.mark.parametrize(
    ("state", "days_before", "sentence"),
    [
        (S.PROPOSED, 60, "This date is only proposed. No one is invited until you publish the proposed meetings."),
        (
            S.PLANNED,
            30,
            "Schools can submit requests until Monday 30 November 2026. The clerk will send the agenda and papers by Monday 7",
        ),
        (S.PLANNED, 14, "Schools can submit requests until Monday 30 November 2026."),
        (
            S.PLANNED,
            13,
            "Next, the chair creates the agenda. The clerk will send the agenda and papers by Monday 7 December 2026.",
        ),
        (
            S.PLANNED,
            4,
            "The agenda and papers were due on Monday 7 December 2026 and are 3 working days late. "
            "The clerk still needs to send them.",
        ),
        (S.PAPERS_OUT, 3, "The agenda and papers have been sent. The meeting is in 1 working day."),
        (S.PAPERS_OUT, 0, "The meeting is today."),
        (S.RUNNING, 0, "The meeting is taking place now."),
        (S.PLANNED, -1, "has passed. The chair or clerk has not recorded it in Locality yet."),
        (S.HELD, -1, "The clerk will distribute the minutes by Monday 21 December 2026."),
        (
            S.HELD,
            -9,
            "The minutes were due on Monday 21 December 2026 and are 2 working days late. "
            "The clerk still needs to distribute them.",
        ),
        (S.MINUTED, -9, "its minutes have been distributed."),
        (S.CANCELLED, 9, "This meeting is cancelled. Snow"),
    ],
)
def test_the_sentence(state: S, days_before: int, sentence: str) -> None:
    meeting = Meeting(day=DAY, state=state, cancelled_because="Snow" if state == S.CANCELLED else "")
    assert sentence in standing_of(meeting, DEADLINES, DAY - timedelta(days=days_before))


@pytest.mark.parametrize(
    ("state", "days_before", "reader", "sentence"),
    [
        (S.PLANNED, 30, Reader(clerks=True), "Send the agenda and papers by Monday 7 December 2026."),
        (S.PLANNED, 13, Reader(leads=True), "Next, create the agenda. The clerk will send the agenda and papers by"),
        (S.PLANNED, 4, Reader(clerks=True), "are 3 working days late. Please send them now."),
        (S.HELD, -1, Reader(clerks=True), "Distribute the minutes by Monday 21 December 2026."),
        (S.PLANNED, -1, Reader(leads=True), "no one started it in Locality. Start it on the live meeting page"),
    ],
)
def test_what_is_the_readers_own_is_said_to_them(state: S, days_before: int, reader: Reader, sentence: str) -> None:
    meeting = Meeting(day=DAY, state=state)
    assert sentence in standing_of(meeting, DEADLINES, DAY - timedelta(days=days_before), reader)


def test_an_agenda_that_is_there_is_not_to_be_created_again() -> None:
    meeting = Meeting(day=DAY, state=S.PLANNED)
    said = standing_of(meeting, DEADLINES, DAY - timedelta(days=13), has_agenda=True)
    assert "creates the agenda" not in said
    assert said.endswith("The clerk will send the agenda and papers by Monday 7 December 2026.")
