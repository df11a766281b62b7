"""What requests ask of a person, and what the person waits for: offered to the home page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines, deadlines_by_authority
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.resource_requests.queries.council import in_other_hands
from locality.resource_requests.queries.needs import (
    ASKED,
    QUESTION,
    REVIEW,
    SUBJECT,
    Kind,
    ending_soon,
    kinds_needing,
    questions_waiting,
    waiting_for_others,
)
from locality.resource_requests.queries.topics import size_of, topic_of
from locality.resource_requests.queries.where_it_stands import Reads, due_of, where_it_stands
from locality.resource_requests.queries.who_is_told import DECIDERS, officer_for, writers_at
from locality.resource_requests.states import STATES, WITH_SCHOOL
from locality.resource_requests.workflow import Listed, Page, S, Todo, Turn
from locality.schedule.models import Meeting
from locality.schedule.queries import upcoming_of
from locality.tasks.offers import About, Alike, Offer, Reminder, Task, Waiting, Way, due_on
from locality.values.dates import show_day, show_short_day
from locality.values.working_days import day_of

ByAuthority = Mapping[int, Deadlines]
_OF_COUNCIL = {Permission.REQUEST_MODERATE, Permission.REQUEST_DECIDE_FOR_COUNCIL}


_NO_STATE = {
    REVIEW: Todo(
        "Start the council’s review",
        "Start review",
        Page.TAKE_UP,
        "Start the council’s review of {number} requests",
        "Start reviews",
        Listed.TO_PROCESS,
    ),
    ASKED: Todo("Answer the council’s question", "Answer question", Page.REPLY, "", "", Listed.AMONG_ALL),
}
_TODO: dict[str, Todo] = {row.slug: row.todo for row in STATES if row.todo} | _NO_STATE


def tasks_for(viewer: Viewer) -> Offer:
    """A query of what is to be done and one of what waits; for who writes requests one of what ends, and one of meetings.

    For who may ask for the council one of questions: each waits since it was asked, and not since its request stands there.
    """
    kinds, waits = kinds_needing(viewer), waiting_for_others(viewer)
    ends = ending_soon(viewer) if viewer.scope(Permission.REQUEST_WRITE) else []
    questions = questions_waiting(viewer)
    about = [*waits, *ends, *(each.rfr for each in questions), *(rfr for kind in kinds for rfr in kind.requests)]
    deadlines = deadlines_by_authority((each.authority for each in about), on=viewer.today)
    ahead = _meetings_ahead(kinds, deadlines, viewer.today)
    found = [task for kind in kinds for task in _of_kind(kind, viewer, deadlines, ahead)]
    return Offer(
        tasks=(*found, *_ending(ends, deadlines, viewer.today)),
        waiting=(
            *(_waiting(each, deadlines[each.authority_id], viewer) for each in waits),
            *(_unanswered(each, deadlines[each.rfr.authority_id], viewer.today) for each in questions),
        ),
        ways=tuple(_ways(viewer)),
        more=any(kind.number > len(kind.requests) for kind in kinds if not _TODO[kind.name].several),
    )


def _of_kind(kind: Kind, viewer: Viewer, deadlines: ByAuthority, ahead: dict[int, Meeting]) -> list[Task]:
    """Each of a kind, with the row that stands for all of them where they are many."""
    alike = _alike(kind, viewer) if _TODO[kind.name].several else None
    # of one row that stands for all, only the days of each are looked at
    shown = alike.about if alike and alike.is_one_row(len(kind.requests)) else None
    return [
        _task(each, kind.name, deadlines[each.authority_id], viewer.today, ahead.get(each.community_id), alike, shown)
        for each in kind.requests
    ]


def _alike(kind: Kind, viewer: Viewer) -> Alike:
    todo, meeting = _TODO[kind.name], _of_one_meeting(kind)
    several = todo.several.replace("{council}", kind.requests[0].authority.short)
    name, narrowed = todo.listed.value
    href = f"{reverse(name)}?state={narrowed or kind.name}"
    since = "a draft" if kind.name == S.DRAFT else "waiting"
    oldest, place, at_one_go = f"the oldest {since} since {show_short_day(kind.oldest)}", "", False
    if meeting:
        page = reverse("meeting", args=[meeting.pk])
        about = About(f"Meeting on {show_day(meeting.day)}", page, kind.requests[0].community.name)
        at_one_go = kind.name == S.APPROVED
        href = reverse("meeting_hand_over", args=[meeting.pk]) if at_one_go else page
        return Alike(several, todo.button_of_several, about, href, at_one_go, kind.number)
    if kind.name == S.HANDED_OVER:
        href, at_one_go = reverse("requests_receive"), True
        oldest = f"the oldest sent on {show_short_day(kind.oldest)}"
        place = ", ".join(sorted({each.area.name for each in viewer.offices if each.area}))
    about = About(f"{kind.number} requests, {oldest}", href, place)
    return Alike(several, todo.button_of_several, about, href, at_one_go, kind.number)


def _of_one_meeting(kind: Kind) -> Meeting | None:
    """The meeting that decided, or is to decide, all of a kind."""
    first = kind.requests[0]
    is_of_meeting = kind.name == S.ACCEPTED or (kind.name == S.APPROVED and first.kind == ResourceRequest.Kind.STANDARD)
    return first.meeting if is_of_meeting else None


def _task(
    rfr: ResourceRequest,
    kind: str,
    deadlines: Deadlines,
    today: date,
    ahead: Meeting | None,
    alike: Alike | None,
    about: About | None,
) -> Task:
    todo = _TODO[kind]
    due = rfr.meeting.day if rfr.state == S.ACCEPTED and rfr.meeting else due_of(rfr, deadlines, ahead)
    return Task(
        what=todo.what.replace("{council}", rfr.authority.short),
        button=todo.button,
        href=about.href if about else reverse(todo.page.address, args=[rfr.reference]),
        about=about or _about(rfr),
        due=due_on(due, deadlines, today),
        since=day_of(rfr.state_since),
        at_once=rfr.state == S.URGENT,
        alike=alike,
    )


def _about(rfr: ResourceRequest) -> About:
    return About(
        name=rfr.reference,
        href=reverse("request", args=[rfr.reference]),
        place=rfr.school.name,
        part_of=rfr.community.name,
        topic=topic_of(rfr),
        size=size_of(rfr),
    )


def _ending(requests: Iterable[ResourceRequest], deadlines: ByAuthority, today: date) -> list[Task]:
    """Exceptional allocations that end soon, each with the button that starts a standard request (EXC-6)."""
    return [
        Task(
            what="Start a standard request if you need support for longer",
            button="Start a standard request",
            href=reverse("request_continue", args=[rfr.reference]),
            about=_about(rfr),
            due=due_on(rfr.last_day, deadlines[rfr.authority_id], today),
            starts=True,
        )
        for rfr in requests
    ]


def _meetings_ahead(kinds: Iterable[Kind], deadlines: ByAuthority, today: date) -> dict[int, Meeting]:
    """For each community of somebody's drafts the first meeting that a submission today would reach."""
    writing = {each.community_id for kind in kinds for each in kind.requests if each.state in WITH_SCHOOL}
    found: dict[int, Meeting] = {}
    for meeting in upcoming_of(writing, today) if writing else ():
        of_community = deadlines[meeting.community.authority_id]
        if meeting.community_id not in found and today <= of_community.submission(meeting.day):
            found[meeting.community_id] = meeting
    return found


def _ways(viewer: Viewer) -> list[Way]:
    if viewer.can_somewhere(Permission.REQUEST_WRITE):
        return [Way("Start a request", reverse("request_start"), button="Start a request")]
    sees = (Permission.REQUEST_SEE, Permission.REQUEST_SEE_SUBMITTED)
    return [Way("See all requests", reverse("requests"))] if any(viewer.can_somewhere(each) for each in sees) else []


def _waiting(rfr: ResourceRequest, deadlines: Deadlines, viewer: Viewer) -> Waiting:
    today, own = viewer.today, rfr.school_id in viewer.school_ids
    reads = Reads.SCHOOL if own else Reads.OTHER
    now, since = where_it_stands(rfr, deadlines, today, reads), day_of(rfr.state_since)
    return Waiting(
        now=now.next,
        about=replace(_about(rfr), part_of="", size=""),
        due=due_on(now.due, deadlines, today),
        since=since,
        age=deadlines.age(since, today),
        reminder=_reminder(rfr, own=own),
    )


def _unanswered(question: CouncilQuestion, deadlines: Deadlines, today: date) -> Waiting:
    """A question of the council, with whoever is to answer it."""
    rfr, since = question.rfr, day_of(question.asked_at)
    of_school = question.to == CouncilQuestion.To.SCHOOL
    whom = writers_at(rfr.school) if of_school else f"the clerk of {rfr.community.name}"

    def people(on: date) -> list[User]:
        if of_school:
            return holders(Permission.REQUEST_WRITE, on=on, school=rfr.school)
        return holders(Permission.REQUEST_HAND_OVER, on=on, community=rfr.community)

    return Waiting(
        now=f"{whom} {'need' if of_school else 'needs'} to answer the council’s question",
        about=replace(_about(rfr), part_of="", size=""),
        since=since,
        age=deadlines.age(since, today),
        reminder=Reminder(
            kind=QUESTION,
            id=str(question.pk),
            whom=whom,
            people=people,
            authority=rfr.authority,
            reference=rfr.reference,
            sent_at=getattr(question, "reminded_at", None),
        ),
    )


def _reminder(rfr: ResourceRequest, *, own: bool) -> Reminder | None:
    """Who has it now; None where it waits for a day, as what is on an agenda does. `own`: read at its school."""
    has = _who_has(rfr)
    if has is None:
        return None
    whom, places = has

    def people(on: date) -> list[User]:
        return next(filter(None, (_able(permission, rfr, on, place) for permission, place in places)), [])

    return Reminder(
        kind=SUBJECT,
        id=rfr.reference,
        whom=whom.replace(rfr.school.name, "your school") if own else whom,
        logged_as=whom,
        people=people,
        authority=rfr.authority,
        reference=rfr.reference,
        address=rfr.community.area.officer_email if rfr.state == S.HANDED_OVER else "",
        sent_at=getattr(rfr, "reminded_at", None),
    )


def _able(permission: Permission, rfr: ResourceRequest, on: date, place: dict[str, Any]) -> list[User]:
    """Who has it in one place; what the council makes of a decision is not for those who took part in it."""
    people = holders(permission, on=on, **place)
    return in_other_hands(rfr, people, on=on) if permission in _OF_COUNCIL else people


Places = list[tuple[Permission, dict[str, Any]]]
"""Where an office is looked for, one place after the other."""


def _who_has(rfr: ResourceRequest) -> tuple[str, Places] | None:
    school, community, area = {"school": rfr.school}, {"community": rfr.community}, {"area": rfr.community.area}
    council, officer = {"authority": rfr.authority}, officer_for(rfr.community.area)
    for_review = getattr(rfr, "for_review", False)
    match Turn.MODERATOR if for_review else MACHINE.state(rfr.state).whose:
        case Turn.SIGNATORY:
            return f"the signatories at {rfr.school.name}", [(Permission.REQUEST_SIGN, school)]
        case Turn.CHAIR | Turn.CHAIR_ALONE:
            return f"the chair of {rfr.community.name}", [(Permission.REQUEST_REVIEW, community)]
        case Turn.CLERK:
            return f"the clerk of {rfr.community.name}", [(Permission.REQUEST_HAND_OVER, community)]
        case Turn.OFFICER:
            return officer, [(Permission.REQUEST_RECEIVE, area)]
        case Turn.PROCESSOR:
            return officer, [(Permission.REQUEST_MODERATE, area), (Permission.REQUEST_MODERATE, council)]
        case Turn.MODERATOR:
            return DECIDERS, [(Permission.REQUEST_DECIDE_FOR_COUNCIL, council)]
        case Turn.SCHOOL | Turn.MEETING | Turn.NOBODY:
            return None
