"""The home page's lines: what, where, by when, and the one button."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.standing import standing
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.values.dates import show_short_day

ByAuthority = Mapping[int, Deadlines]

_WHAT: dict[S, tuple[str, str, str]] = {
    S.DRAFT: ("Finish your draft", "Continue", "request_write"),
    S.RETURNED: ("Mend the returned request", "Mend", "request_write"),
    S.DEFERRED: ("Add what is needed", "Add", "request_write"),
    S.READY_TO_SIGN: ("Read and sign", "Sign", "request_check"),
    S.SUBMITTED: ("Review a request", "Review", "request_review"),
    S.ACCEPTED: ("Record the decision", "Record", "request_decide"),
    S.APPROVED: ("Hand over to the officer", "Hand over", "request_hand_over"),
    S.QUERIED: ("Answer the officer’s question", "Answer", "request_answer"),
    S.HANDED_OVER: ("Acknowledge a request", "Acknowledge", "request_receive"),
}
_WHO_NEXT: dict[S, str] = {
    S.READY_TO_SIGN: "The signatory",
    S.SUBMITTED: "The chair",
    S.ACCEPTED: "The community",
    S.APPROVED: "The clerk",
    S.HANDED_OVER: "The officer",
}


@dataclass(frozen=True)
class Task:
    """One thing this person is to do. `due` sorts; `late` colours."""

    what: str
    button: str
    href: str
    reference: str
    school: str
    community: str
    due: date | None
    distance: str
    late: bool


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody else is to do."""

    who: str
    now: str
    reference: str
    href: str
    due: str


def tasks(
    needing: Iterable[ResourceRequest], deadlines: ByAuthority, today: date, ahead: dict[int, Meeting]
) -> list[Task]:
    """The tasks, oldest deadline first; those without one come last, longest waiting first."""
    found = [
        _task(request, deadlines[request.authority_id], today, ahead.get(request.community_id)) for request in needing
    ]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max))


def _task(request: ResourceRequest, deadlines: Deadlines, today: date, ahead: Meeting | None) -> Task:
    what, button, page = _WHAT[S(request.state)]
    now = standing(request, deadlines, today, ahead=ahead)
    due = request.meeting.day if request.state == S.ACCEPTED and request.meeting else now.due
    return Task(
        what=what,
        button=button,
        href=reverse(page, args=[request.reference]),
        reference=request.reference,
        school=request.school.name,
        community=request.community.name,
        due=due,
        distance=deadlines.distance(due, today) if due else "",
        late=bool(due and due < today),
    )


def waiting(requests: Iterable[ResourceRequest], deadlines: ByAuthority, today: date) -> list[Waiting]:
    """What others are to do, in words."""
    found = []
    for request in requests:
        now = standing(request, deadlines[request.authority_id], today)
        due = f"by {show_short_day(now.due)} ({now.distance})" if now.due else ""
        who = _WHO_NEXT.get(S(request.state), "")
        found.append(Waiting(who, now.next, request.reference, reverse("request", args=[request.reference]), due))
    return found


def meetings_ahead(meetings: Iterable[Meeting], deadlines: ByAuthority, today: date) -> dict[int, Meeting]:
    """For each community the first meeting that a submission today would reach."""
    found: dict[int, Meeting] = {}
    for meeting in meetings:
        of_community = deadlines[meeting.community.authority_id]
        if meeting.community_id not in found and today <= of_community.submission(meeting.day):
            found[meeting.community_id] = meeting
    return found
