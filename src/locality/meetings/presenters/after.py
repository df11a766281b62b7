"""What the clerk does after a meeting, as a list with its days (AGE-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from locality.communities.deadlines import Deadlines
from locality.meetings.models import ActionPoint
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day


@dataclass(frozen=True)
class Chore:
    """One thing to do after a meeting."""

    title: str
    href: str
    hint: str
    status: str
    status_colour: str


def chores(
    meeting: Meeting,
    approved: Sequence[ResourceRequest],
    report: ActionPoint | None,
    deadlines: Deadlines,
    today: date,
) -> list[Chore]:
    """The minutes; what was approved and is to be handed over, as one thing; each question of the officer; the report."""
    minutes = _chore(
        "Distribute the minutes", reverse("meeting_minutes", args=[meeting.pk]), deadlines.minutes(meeting.day),
        deadlines, today, done=meeting.state == S.MINUTED,
    )  # fmt: skip
    asked = [each for each in approved if each.state == RequestState.QUERIED]
    return [
        minutes,
        *([_hand_over(meeting, approved, deadlines, today)] if approved else []),
        *(_answer(each) for each in asked),
        *([_report(report, deadlines, today)] if report else []),
    ]


def _hand_over(meeting: Meeting, approved: Sequence[ResourceRequest], deadlines: Deadlines, today: date) -> Chore:
    waits = [each for each in approved if each.state == RequestState.APPROVED]
    what = waits or approved
    due = min(deadlines.hand_over(each.hand_over_from or meeting.day) for each in what)
    title = f"Send {_what(what)} to the area officer"
    sent = len(approved) - len(waits)
    so_far = f"{sent} of {len(approved)} sent" if waits and sent else ""
    page = reverse("meeting_hand_over", args=[meeting.pk])
    return _chore(title, page, due, deadlines, today, done=not waits, so_far=so_far)


def _report(point: ActionPoint, deadlines: Deadlines, today: date) -> Chore:
    page, done = reverse("action_point", args=[point.pk]), point.state != ActionPoint.State.OPEN
    return _chore(point.text, page, point.due_on, deadlines, today, done=done)


def _what(requests: Sequence[ResourceRequest]) -> str:
    if len(requests) == 1:
        return f"{requests[0].reference} ({requests[0].school.name})"
    return f"{len(requests)} approved requests"


def _answer(rfr: ResourceRequest) -> Chore:
    page = reverse("request_answer", args=[rfr.reference])
    return Chore(
        f"Answer the area officer’s question about {rfr.reference}", page, rfr.school.name, "To answer", "blue"
    )


def _chore(
    title: str, href: str, due: date, deadlines: Deadlines, today: date, *, done: bool, so_far: str = ""
) -> Chore:
    if done:
        return Chore(title, href, "", "Done", "")
    late = due < today
    hint = f"{'Was due on' if late else 'Due by'} {show_day(due)}{'. ' + so_far if so_far else ''}"
    words = deadlines.distance(due, today)
    return Chore(title, href, hint, words[:1].upper() + words[1:], "red" if late else "blue")
