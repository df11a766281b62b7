"""What the clerk does after a meeting, as a list with its days (AGE-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from locality.communities.deadlines import Deadlines
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


def chores(meeting: Meeting, approved: Sequence[ResourceRequest], deadlines: Deadlines, today: date) -> list[Chore]:
    """The minutes, and the hand-over of each request that was approved."""
    minutes = _chore(
        "Distribute the minutes", reverse("meeting_minutes", args=[meeting.pk]), deadlines.minutes(meeting.day),
        deadlines, today, done=meeting.state == S.MINUTED,
    )  # fmt: skip
    return [minutes, *(_hand_over(each, meeting, deadlines, today) for each in approved)]


def _hand_over(request: ResourceRequest, meeting: Meeting, deadlines: Deadlines, today: date) -> Chore:
    waits = request.state in {RequestState.APPROVED, RequestState.QUERIED}
    page = "request_hand_over" if request.state == RequestState.APPROVED else "request"
    return _chore(
        f"Hand over {request.reference}, {request.school.name}", reverse(page, args=[request.reference]),
        deadlines.hand_over(request.approved_on or meeting.day), deadlines, today, done=not waits,
    )  # fmt: skip


def _chore(title: str, href: str, due: date, deadlines: Deadlines, today: date, *, done: bool) -> Chore:
    if done:
        return Chore(title, href, f"Due by {show_day(due)}", "Done", "")
    late = due < today
    words = deadlines.distance(due, today)
    return Chore(title, href, f"Due by {show_day(due)}", words[:1].upper() + words[1:], "red" if late else "blue")
