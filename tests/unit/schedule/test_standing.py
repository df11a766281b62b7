"""One sentence says where a meeting stands and who does what next."""

from datetime import date, timedelta

import pytest

from locality.communities.deadlines import Deadlines
from locality.communities.models import AuthorityRules
from locality.schedule.models import Meeting
from locality.schedule.where_it_stands import standing_of
from locality.schedule.workflow import S
from locality.values.working_days import WorkingDays

DAY = date(2026, 12, 14)
DEADLINES = Deadlines(
    WorkingDays(days_off=frozenset({date(2026, 12, 25)})), AuthorityRules(valid_from=date(2026, 1, 1))
)


@pytest.mark.parametrize(
    ("state", "days_before", "sentence"),
    [
        (S.PROPOSED, 60, "This date is proposed."),
        (
            S.PLANNED,
            30,
            "Requests reach this meeting until Monday 30 November 2026. The clerk then sends agenda and papers",
        ),
        (S.PLANNED, 14, "Requests reach this meeting until Monday 30 November 2026."),
        (
            S.PLANNED,
            13,
            "Next: the chair sets the agenda, and the clerk sends it with the papers by Monday 7 December 2026.",
        ),
        (S.PAPERS_OUT, 3, "Agenda and papers are sent. Next: the meeting, in 1 working day."),
        (S.PAPERS_OUT, 0, "Next: the meeting, today."),
        (S.RUNNING, 0, "The meeting is running now."),
        (S.PLANNED, -1, "it was not begun here. Next: the chair or the clerk begins it on the live page"),
        (S.HELD, -1, "Next: the clerk distributes the minutes by Monday 21 December 2026."),
        (S.MINUTED, -9, "its minutes are sent."),
        (S.CANCELLED, 9, "This meeting is cancelled. Snow"),
    ],
)
def test_the_sentence(state: S, days_before: int, sentence: str) -> None:
    meeting = Meeting(day=DAY, state=state, cancelled_because="Snow" if state == S.CANCELLED else "")
    assert sentence in standing_of(meeting, DEADLINES, DAY - timedelta(days=days_before))
