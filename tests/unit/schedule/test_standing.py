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
        (S.PROPOSED, 60, "This is a proposed date. We’ll invite people when you publish the year."),
        (
            S.PLANNED,
            30,
            "Schools can submit requests until Monday 30 November 2026. The clerk will send the agenda and papers by Monday 7",
        ),
        (S.PLANNED, 14, "Schools can submit requests until Monday 30 November 2026."),
        (
            S.PLANNED,
            13,
            "Next, the chair sets the agenda and the clerk will send the papers by Monday 7 December 2026.",
        ),
        (
            S.PLANNED,
            4,
            "the clerk needs to send the papers. This was due on Monday 7 December 2026 (3 working days late).",
        ),
        (S.PAPERS_OUT, 3, "The agenda and papers have been sent. The meeting is in 1 working day."),
        (S.PAPERS_OUT, 0, "The meeting is today."),
        (S.RUNNING, 0, "The meeting is taking place now."),
        (S.PLANNED, -1, "no one started it here. Next, the chair or clerk starts it on the live page"),
        (S.HELD, -1, "Next, the clerk will distribute the minutes by Monday 21 December 2026."),
        (
            S.HELD,
            -9,
            "the clerk needs to distribute the minutes. This was due on Monday 21 December 2026 (2 working days late).",
        ),
        (S.MINUTED, -9, "the minutes have been sent."),
        (S.CANCELLED, 9, "This meeting is cancelled. Snow"),
    ],
)
def test_the_sentence(state: S, days_before: int, sentence: str) -> None:
    meeting = Meeting(day=DAY, state=state, cancelled_because="Snow" if state == S.CANCELLED else "")
    assert sentence in standing_of(meeting, DEADLINES, DAY - timedelta(days=days_before))
