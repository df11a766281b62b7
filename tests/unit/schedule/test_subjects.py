"""What an email about a meeting is called: it says what happened, whose meeting it is and when, alone in an inbox."""

import re
from collections.abc import Iterator
from datetime import date, time

import pytest

from locality.communities.models import Community
from locality.live import subjects as of_the_live_meeting
from locality.meetings import subjects as of_meetings
from locality.minutes import subjects as of_minutes
from locality.schedule import subjects as of_invitations
from locality.schedule.models import Meeting

ON_CHRISTMAS_EVE = Meeting(community=Community(name="Cantlow 1"), day=date(2026, 12, 24), starts=time(15, 30))
LONG = Meeting(community=Community(name="Ashford and Tenter 12"), day=date(2026, 9, 30), starts=time(15, 30))
"""As long as names of communities ordinarily are, on a day as long as days are: Wednesday 30 September 2026."""


def every(meeting: Meeting) -> dict[str, str]:
    name = meeting.community.name
    return {
        "invitation": of_invitations.invitation(meeting),
        "adviser": of_invitations.invitation(meeting, adviser=True),
        "withdrawn": of_invitations.withdrawn(meeting),
        "moved": of_invitations.moved(meeting, date(2026, 11, 26)),
        "time": of_invitations.another_time(meeting),
        "place": of_invitations.another_place(meeting),
        "cancelled": of_invitations.cancelled(meeting),
        "papers": of_meetings.papers(meeting, 1),
        "more papers": of_meetings.papers(meeting, 2),
        "fewer": of_meetings.fewer_to_advise(meeting),
        "check advisers": of_meetings.advisers_to_check(meeting),
        "non-attendance": of_meetings.non_attendance("Larkford Academy", 2, name),
        "reopened": of_the_live_meeting.reopened(meeting),
        "to check": of_minutes.to_check(meeting, date(2026, 12, 3)),
        "to check late": of_minutes.to_check(meeting, None),
        "checked": of_minutes.ready_to_send(meeting),
        "changes": of_minutes.changes_asked_for(meeting),
        "decision": of_minutes.decision_corrected(meeting),
        "minutes": of_minutes.sent(meeting, corrected=False),
        "corrected": of_minutes.sent(meeting, corrected=True),
        "action due": of_minutes.action_point_due(name, date(2026, 12, 3), date(2026, 12, 1)),
        "action late": of_minutes.action_point_due(name, date(2026, 12, 3), date(2026, 12, 4)),
        "action before": of_minutes.action_point_before(meeting),
    }


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("invitation", "Invitation: Cantlow 1 meeting, Thursday 24 December 2026, 15:30"),
        ("adviser", "Invitation to advise: Cantlow 1 meeting, Thursday 24 December 2026, 15:30"),
        ("withdrawn", "Invitation withdrawn: Cantlow 1 meeting on Thursday 24 December 2026"),
        ("moved", "Moved from 26 November 2026: Cantlow 1 meeting on Thursday 24 December 2026"),
        ("time", "New time: Cantlow 1 meeting on Thursday 24 December 2026, now 15:30"),
        ("place", "New place: Cantlow 1 meeting on Thursday 24 December 2026"),
        ("cancelled", "Cancelled: Cantlow 1 meeting on Thursday 24 December 2026"),
        ("papers", "Cantlow 1: agenda and papers for Thursday 24 December 2026"),
        ("more papers", "Cantlow 1: new papers for Thursday 24 December 2026"),
        ("fewer", "Fewer items to advise on: Cantlow 1, Thursday 24 December 2026"),
        ("check advisers", "Check who advises: Cantlow 1 meeting on Thursday 24 December 2026"),
        ("non-attendance", "Larkford Academy has missed 2 Cantlow 1 meetings in a row"),
        ("reopened", "Reopened for corrections: Cantlow 1 meeting on Thursday 24 December 2026"),
        ("to check", "Please check the Cantlow 1 minutes of 24 December 2026 by 3 December 2026"),
        ("to check late", "Please check the Cantlow 1 minutes of 24 December 2026"),
        ("checked", "Cantlow 1 minutes of 24 December 2026: ready to distribute"),
        ("changes", "Cantlow 1 minutes of 24 December 2026: the chair has asked for changes"),
        ("decision", "Cantlow 1 minutes of 24 December 2026: a decision was corrected"),
        ("minutes", "Cantlow 1 minutes of 24 December 2026"),
        ("corrected", "Corrected Cantlow 1 minutes of 24 December 2026"),
        ("action due", "Cantlow 1: your action point is due by Thursday 3 December 2026"),
        ("action late", "Cantlow 1: your action point was due on Thursday 3 December 2026"),
        ("action before", "Cantlow 1: report on your action point before Thursday 24 December 2026"),
    ],
)
def test_a_subject_is(kind: str, said: str) -> None:
    assert every(ON_CHRISTMAS_EVE)[kind] == said


def test_no_kind_is_left_out_above() -> None:
    marks = [each for each in _marks() if each.name == "parametrize"]
    assert {case[0] for case in marks[0].args[1]} == every(ON_CHRISTMAS_EVE).keys()


def _marks() -> Iterator[pytest.Mark]:
    yield from getattr(test_a_subject_is, "pytestmark", ())


@pytest.mark.parametrize("kind", every(LONG))
def test_every_subject_fits_an_inbox_and_names_the_community_before_any_reference(kind: str) -> None:
    said = every(LONG)[kind]
    assert len(said) <= 90, len(said)
    assert LONG.community.name in said
    assert not re.match(r"RFR-", said)
    assert "2026" in said or kind == "non-attendance"
