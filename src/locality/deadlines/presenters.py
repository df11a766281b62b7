"""The home page's lines: what, where, by when, and the one button."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from locality.budgets.models import Advance
from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.topics import size_of, topic_of
from locality.resource_requests.queries.where_it_stands import standing
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.values.dates import show_day, show_short_day
from locality.values.working_days import day_of

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
    S.ACKNOWLEDGED: ("Record the council’s section", "Record", "request_moderate"),
    S.URGENT: ("Decide an exceptional request", "Decide", "request_exceptional"),
    S.REFUSED: ("Contact the school: the chair declined", "Contact", "request_contact"),
    S.REFERRED: ("Forward to the council", "Forward", "request_forward"),
    S.WITH_COUNCIL: ("Decide for the council", "Decide", "request_council_decision"),
}
_WHO_NEXT: dict[S, str] = {
    S.READY_TO_SIGN: "The signatory",
    S.SUBMITTED: "The chair",
    S.URGENT: "The chair",
    S.REFUSED: "The clerk",
    S.REFERRED: "The clerk",
    S.ACCEPTED: "The community",
    S.APPROVED: "The clerk",
    S.HANDED_OVER: "The officer",
    S.ACKNOWLEDGED: "The council",
    S.WITH_COUNCIL: "The council",
}
_QUESTION = ("Answer the council’s question", "Answer", "request_reply")
_REVIEW = ("Take up for the council’s review", "Take up", "request_take_up")


@dataclass(frozen=True)
class Task:
    """One thing this person is to do. `due` sorts; `late` colours; `at_once` comes before all that has a date.

    `starts`: the button does it at once, instead of leading to a page.
    """

    what: str
    button: str
    href: str
    reference: str
    school: str
    community: str
    due: date | None
    distance: str
    late: bool
    at_once: bool = False
    since: date | None = None
    starts: bool = False
    about: str = ""
    """The address of what it is about, where that is no request."""
    topic: str = ""
    size: str = ""
    each: tuple[tuple[str, str], ...] = ()
    """Where one row stands for several alike: the name and the address of each, instead of one button."""


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody else is to do. `since`: from when on it waits, where that is known; `age`: in words."""

    who: str
    now: str
    reference: str
    school: str
    href: str
    due: str
    topic: str = ""
    since: date | None = None
    age: str = ""


def tasks(
    needing: Iterable[ResourceRequest], deadlines: ByAuthority, today: date, ahead: dict[int, Meeting]
) -> list[Task]:
    """The tasks: what can't wait, then the oldest deadline; those without one come last, longest waiting first.

    What one meeting approved is handed over as one thing (CLK-5).
    """
    together: dict[Meeting, list[ResourceRequest]] = {}
    alone: list[ResourceRequest] = []
    to_receive: list[ResourceRequest] = []
    for rfr in needing:
        meeting = _handed_over_with(rfr)
        if meeting:
            together.setdefault(meeting, []).append(rfr)
        elif rfr.state == S.HANDED_OVER:
            to_receive.append(rfr)
        else:
            alone.append(rfr)
    alone += to_receive if len(to_receive) == 1 else []
    alone += [requests[0] for requests in together.values() if len(requests) == 1]
    found = [_task(each, deadlines[each.authority_id], today, ahead.get(each.community_id)) for each in alone]
    found += [
        _hand_over(meeting, requests, deadlines[requests[0].authority_id], today)
        for meeting, requests in together.items()
        if len(requests) > 1
    ]
    return in_order([*found, *([_receive(to_receive)] if len(to_receive) > 1 else [])])


def _receive(requests: list[ResourceRequest]) -> Task:
    """Several that wait for the officer: one line, which opens one list."""
    oldest = min(day_of(each.state_since) for each in requests)
    return Task(
        what=f"Acknowledge {len(requests)} requests",
        button="Acknowledge",
        href=reverse("requests_receive"),
        reference=f"{len(requests)} requests, the oldest sent on {show_short_day(oldest)}",
        school=", ".join(sorted({each.community.area.name for each in requests})),
        community="",
        due=None,
        distance="",
        late=False,
        since=oldest,
        about=reverse("requests_receive"),
    )


def _handed_over_with(rfr: ResourceRequest) -> Meeting | None:
    """The meeting whose approved requests this one is handed over with."""
    is_approved = rfr.state == S.APPROVED and rfr.kind == ResourceRequest.Kind.STANDARD
    return rfr.meeting if is_approved else None


def _hand_over(meeting: Meeting, requests: list[ResourceRequest], deadlines: Deadlines, today: date) -> Task:
    """Several approved at one meeting: one line, by the first of their days."""
    due = min(deadlines.hand_over(each.hand_over_from or meeting.day) for each in requests)
    return Task(
        what=f"Hand over {len(requests)} requests to the officer",
        button="Hand over",
        href=reverse("meeting_hand_over", args=[meeting.pk]),
        reference=f"Meeting of {show_day(meeting.day)}",
        school=requests[0].community.name,
        community="",
        due=due,
        distance=deadlines.distance(due, today),
        late=due < today,
        about=reverse("meeting", args=[meeting.pk]),
    )


def in_order(found: Iterable[Task]) -> list[Task]:
    """What can't wait first, then by date."""
    return sorted(found, key=lambda task: (not task.at_once, task.due is None, task.due or date.max))


def ending(requests: Iterable[ResourceRequest], deadlines: ByAuthority, today: date) -> list[Task]:
    """Exceptional allocations that end soon, each with the button that starts a standard request (EXC-6)."""
    return [
        Task(
            what="What the chair approved ends soon: start a standard request if it is to go on",
            button="Start",
            href=reverse("request_continue", args=[rfr.reference]),
            reference=rfr.reference,
            school=rfr.school.name,
            community=rfr.community.name,
            due=rfr.last_day,
            distance=deadlines[rfr.authority_id].distance(rfr.last_day, today) if rfr.last_day else "",
            late=False,
            starts=True,
            topic=topic_of(rfr),
            size=size_of(rfr),
        )
        for rfr in requests
    ]


def of_advances(
    to_gather: tuple[Advance, str] | None, to_mark: Iterable[Advance], deadlines: ByAuthority, today: date
) -> list[Task]:
    """What finance is to do with school advances: fill the one that is open, mark the closed ones as paid (POST-4)."""
    found = []
    if to_gather:
        advance, due = to_gather
        found.append((f"Gather payments: {due} is due", "Gather", "advance", advance, advance.closes_on))
    found += [("Mark the advance as paid", "Mark", "advance_pay", each, each.pays_on) for each in to_mark]
    return [
        Task(
            what=what,
            button=button,
            href=reverse(page, args=[advance.pk]),
            reference=f"{advance.name} advance",
            school=advance.authority.name,
            community="",
            due=due_on,
            distance=deadlines[advance.authority_id].distance(due_on, today),
            late=due_on < today,
            about=reverse("advance", args=[advance.pk]),
        )
        for what, button, page, advance, due_on in found
    ]


def _task(rfr: ResourceRequest, deadlines: Deadlines, today: date, ahead: Meeting | None) -> Task:
    what, button, page = _what(rfr)
    now = standing(rfr, deadlines, today, ahead=ahead)
    due = rfr.meeting.day if rfr.state == S.ACCEPTED and rfr.meeting else now.due
    return Task(
        what=what,
        button=button,
        href=reverse(page, args=[rfr.reference]),
        reference=rfr.reference,
        school=rfr.school.name,
        community=rfr.community.name,
        due=due,
        distance=deadlines.distance(due, today) if due else "",
        late=bool(due and due < today),
        at_once=rfr.state == S.URGENT,
        since=day_of(rfr.state_since),
        topic=topic_of(rfr),
        size=size_of(rfr),
    )


def _what(rfr: ResourceRequest) -> tuple[str, str, str]:
    """What is to be done: by the state, but for a question of the council and a review it was asked for."""
    if getattr(rfr, "council_asks", False):
        return _QUESTION
    if getattr(rfr, "review_asked", False):
        return _REVIEW
    return _WHAT[S(rfr.state)]


def waiting(requests: Iterable[ResourceRequest], deadlines: ByAuthority, today: date) -> list[Waiting]:
    """What others are to do, in words."""
    found = []
    for rfr in requests:
        since, of_council = day_of(rfr.state_since), deadlines[rfr.authority_id]
        now = standing(rfr, of_council, today)
        due = f"by {show_short_day(now.due)} ({now.distance})" if now.due else ""
        who = _WHO_NEXT.get(S(rfr.state), "")
        href = reverse("request", args=[rfr.reference])
        age = of_council.age(since, today)
        found.append(Waiting(who, now.next, rfr.reference, rfr.school.name, href, due, topic_of(rfr), since, age))
    return found


def longest_first(found: Iterable[Waiting]) -> list[Waiting]:
    """What has only a day by when first, then what waits longest."""
    return sorted(found, key=lambda each: each.since or date.min)


def meetings_ahead(meetings: Iterable[Meeting], deadlines: ByAuthority, today: date) -> dict[int, Meeting]:
    """For each community the first meeting that a submission today would reach."""
    found: dict[int, Meeting] = {}
    for meeting in meetings:
        of_community = deadlines[meeting.community.authority_id]
        if meeting.community_id not in found and today <= of_community.submission(meeting.day):
            found[meeting.community_id] = meeting
    return found
