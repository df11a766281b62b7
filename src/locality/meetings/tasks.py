"""What meetings ask of clerk, chair, members and advisers, and what they wait for: offered to the home page (AGE-3, CLK-3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines, deadlines_by_authority
from locality.communities.models import Authority, Community
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.meetings.models import ActionPoint, Minutes
from locality.meetings.queries.as_read import points_as_read
from locality.meetings.queries.attendance import seats_clerked
from locality.meetings.queries.needs import (
    clerked_communities,
    meetings_needing,
    meetings_to_advise,
    next_years_to_plan,
    taken_on_by,
)
from locality.meetings.rules.attendance import Run, absence_runs, to_raise
from locality.schedule.models import Invitee, Meeting
from locality.schedule.queries import message_reference
from locality.schedule.workflow import AHEAD, S
from locality.tasks.offers import About, Alike, Offer, Reminder, Task, Waiting, due_on
from locality.values.dates import show_day, show_short_day
from locality.values.sentences import count

ByAuthority = Mapping[int, Deadlines]
State = Minutes.State
WRITING = (None, State.DRAFT)
LONGEST = 60  # characters of an action point on a line


@dataclass(frozen=True)
class Clock:
    """A day, and the authority's deadlines on it."""

    deadlines: Deadlines
    today: date


@dataclass(frozen=True)
class Needs:
    """What a person's meetings ask of them, as it was read."""

    meetings: list[Meeting] = field(default_factory=list)
    advised: list[Meeting] = field(default_factory=list)
    points: list[ActionPoint] = field(default_factory=list)
    absences: list[Run] = field(default_factory=list)
    communities: Mapping[int, Community] = field(default_factory=dict)
    years: list[tuple[Community, str, date, int]] = field(default_factory=list)

    @property
    def authorities(self) -> list[Authority]:
        """The authorities whose deadlines count here."""
        return [
            *(each.community.authority for each in self.meetings),
            *(each.community.authority for each in self.advised),
            *(each.community.authority for each in self.points),
            *(each.authority for each in self.communities.values() if self.absences),
            *(community.authority for community, *_ in self.years),
        ]


OPEN = "Report progress"
"""The button of every action point, a report to the area board too: its page is where the progress is recorded."""


def needs_of(viewer: Viewer) -> Needs:
    """Three queries for whoever takes part in meetings and clerks them, and one more in the last term of a year.

    For an adviser one more, and those of the council's rules. For whoever took something on two more: what hides pupils.
    """
    if not viewer.can_somewhere(Permission.MEETING_TAKE_PART):
        return Needs()
    clerked = clerked_communities(viewer)
    return Needs(
        meetings=meetings_needing(viewer),
        advised=meetings_to_advise(viewer),
        points=points_as_read(taken_on_by(viewer)),
        absences=absence_runs(seats_clerked(viewer)) if clerked else [],
        communities=clerked,
        years=next_years_to_plan(clerked.values(), viewer.today),
    )


def tasks_for(viewer: Viewer) -> Offer:
    """Every line of meetings, in no order: the queries of `needs_of`."""
    needs = needs_of(viewer)
    deadlines = deadlines_by_authority(needs.authorities, on=viewer.today)
    found: list[Task] = []
    for meeting in needs.meetings:
        found += _of_meeting(meeting, viewer, deadlines[meeting.community.authority_id])
    for meeting in needs.advised:
        found += _for_adviser(meeting, deadlines[meeting.community.authority_id], viewer.today)
    found += _of_points(needs.points, deadlines, viewer.today)
    for community in needs.communities.values():
        if community.authority_id in deadlines:
            found += _absences(needs.absences, community, deadlines[community.authority_id], viewer.today)
    for community, year, until, number in needs.years:
        about = About(community.name, reverse("meetings"), f"{count(number, 'meeting')} planned so far")
        href = f"{reverse('meeting_year')}?community={community.pk}&year={year}"
        clock = Clock(deadlines[community.authority_id], viewer.today)
        found.append(_task(f"Plan the meetings for {year}", "Plan the year", href, about, until, clock))
    return Offer(tasks=tuple(found), waiting=tuple(_waiting_for_meetings(needs, viewer, deadlines)))


def _of_points(points: Iterable[ActionPoint], deadlines: ByAuthority, today: date) -> list[Task]:
    """What was taken on. The reports to the area board of several communities, due on one day, are one row."""
    of_day: dict[tuple[str, date | None], list[ActionPoint]] = {}
    for point in points:
        of_day.setdefault(
            (point.text if point.report_on else "", point.due_on if point.report_on else None), []
        ).append(point)
    page = reverse("action_points")
    found = []
    for (text, day), several in of_day.items():
        if text:
            about = About(f"{len(several)} communities", page)
            alike = Alike(text, OPEN, about, page, at_one_go=True, names_each=True, key=str(day))
        else:
            about = About(f"{len(several)} action points", page)
            alike = Alike("Report on {number} action points", OPEN, about, page)
        for point in several:
            found.append(_of_point(point, deadlines[point.community.authority_id], today, alike))
    return found


def _of_meeting(meeting: Meeting, viewer: Viewer, deadlines: Deadlines) -> list[Task]:
    clerks = viewer.can(Permission.MEETING_CLERK, community=meeting.community)
    leads = viewer.can(Permission.MEETING_LEAD, community=meeting.community)
    found = []
    if clerks:
        found += _for_clerk(meeting, deadlines, viewer.today, leads=leads)
    if leads:
        found += _for_chair(meeting, deadlines, viewer.today)
    if not clerks and not leads and unread_papers(meeting, viewer.today):
        found.append(("Read the papers", "Read papers", "meeting_papers", meeting.day))
    about = About(f"Meeting on {show_day(meeting.day)}", reverse("meeting", args=[meeting.pk]), meeting.community.name)
    clock = Clock(deadlines, viewer.today)
    return [
        _task(what, button, reverse(page, args=[meeting.pk]), about, due, clock) for what, button, page, due in found
    ]


Line = tuple[str, str, str, date | None]


def _for_clerk(meeting: Meeting, deadlines: Deadlines, today: date, *, leads: bool) -> list[Line]:
    found: list[Line] = []
    if meeting.state == S.PLANNED and _is_near(meeting, deadlines, today):
        found.append(("Send agenda and papers", "Send papers", "meeting_papers", deadlines.papers(meeting.day)))
    if _is_on(meeting, today) and not leads:
        found.append(("Keep the register and the notes", "Go to the live meeting", "meeting_live", meeting.day))
    return found or _minutes_of_clerk(meeting, deadlines)


def _minutes_of_clerk(meeting: Meeting, deadlines: Deadlines) -> list[Line]:
    if not _wants_minutes(meeting):
        return []
    due = deadlines.minutes(meeting.day) if meeting.state == S.HELD else None
    corrected = "Distribute corrected minutes" if meeting.state == S.MINUTED else "Distribute minutes"
    if _minutes(meeting) == State.CHECKED:
        return [(corrected, "Distribute minutes", "meeting_minutes_send", due)]
    if _minutes(meeting) in WRITING:
        what = "Correct the minutes" if meeting.state == S.MINUTED else "Write the minutes"
        return [(what, "Write minutes", "meeting_minutes_write", due)]
    return []


def _for_chair(meeting: Meeting, deadlines: Deadlines, today: date) -> list[Line]:
    found: list[Line] = []
    if _order_is_open(meeting, deadlines, today):
        what, button = (
            ("Add requests to the agenda", "Add requests")
            if _has_agenda(meeting)
            else ("Create the agenda", "Create agenda")
        )
        found.append((what, button, "meeting_agenda", deadlines.papers(meeting.day)))
    if _is_on(meeting, today):
        found.append(("Lead the meeting", "Go to the live meeting", "meeting_live", meeting.day))
    if _wants_minutes(meeting) and _minutes(meeting) == State.WITH_CHAIR:
        due = deadlines.minutes(meeting.day) if meeting.state == S.HELD else None
        found.append(("Check the minutes", "Check minutes", "meeting_minutes_check", due))
    return found


def _for_adviser(meeting: Meeting, deadlines: Deadlines, today: date) -> list[Task]:
    """An invitation to answer; then the papers, and the meeting itself on its day (MEM-4, MEM-5)."""
    answer = getattr(meeting, "my_answer", None)
    if not answer and meeting.state in AHEAD and meeting.starts_at > timezone.now():
        line = ("Say if you can attend as an adviser", "Reply", "meeting")
    elif answer == Invitee.Answer.NO:
        return []
    elif unread_papers(meeting, today):
        line = ("Read the papers", "Read papers", "meeting_papers")
    elif meeting.state == S.RUNNING or meeting.day <= today:
        line = ("Join the meeting as an adviser", "Go to the live meeting", "meeting_live")
    elif _is_near(meeting, deadlines, today):
        line = ("Join the meeting as an adviser", "See your items", "meeting_papers")
    else:
        return []
    what, button, page = line
    about = About(f"Meeting on {show_day(meeting.day)}", reverse("meeting", args=[meeting.pk]), meeting.community.name)
    return [_task(what, button, reverse(page, args=[meeting.pk]), about, meeting.day, Clock(deadlines, today))]


def _is_on(meeting: Meeting, today: date) -> bool:
    """It runs, or its day has come."""
    return meeting.state == S.RUNNING or (meeting.state in AHEAD and meeting.day <= today)


def _is_near(meeting: Meeting, deadlines: Deadlines, today: date) -> bool:
    """From the day on which requests close until the meeting's own day."""
    return deadlines.submission(meeting.day) <= today <= meeting.day


def _has_agenda(meeting: Meeting) -> bool:
    return bool(getattr(meeting, "is_drawn_up", False))


def _order_is_open(meeting: Meeting, deadlines: Deadlines, today: date) -> bool:
    """Whether the chair is still to draw the agenda up, or take in what was accepted since (CHA-2)."""
    is_set = _has_agenda(meeting) and not getattr(meeting, "leaves_out", False)
    return meeting.state in AHEAD and _is_near(meeting, deadlines, today) and not is_set


def _wants_minutes(meeting: Meeting) -> bool:
    return meeting.state in {S.HELD, S.MINUTED}


def _minutes(meeting: Meeting) -> str | None:
    """How far the newest minutes are; None where nothing is kept yet."""
    found: str | None = getattr(meeting, "minutes_state", None)
    return found


def unread_papers(meeting: Meeting, today: date) -> bool:
    """Whether papers went out that this person has not opened, before the meeting (MBR-2)."""
    sent, opened = getattr(meeting, "sent", None), getattr(meeting, "opened", None)
    return meeting.state == S.PAPERS_OUT and meeting.day >= today and bool(sent) and (opened or 0) < (sent or 0)


def _of_point(point: ActionPoint, deadlines: Deadlines, today: date, alike: Alike) -> Task:
    href, clock = reverse("action_point", args=[point.pk]), Clock(deadlines, today)
    if point.report_on:
        about = About(point.community.name, href, f"meeting on {show_short_day(point.meeting.day)}")
        return _task(point.text, OPEN, href, about, point.due_on, clock, alike)
    text = point.text if len(point.text) <= LONGEST else f"{point.text[:LONGEST].rstrip()}…"
    about = About(text, href, f"{point.community.name}, meeting on {show_short_day(point.meeting.day)}")
    return _task("Report on your action point", OPEN, href, about, point.due_on, clock, alike)


def _absences(runs: Iterable[Run], community: Community, deadlines: Deadlines, today: date) -> list[Task]:
    """Schools to raise to the chair, within the days for minutes after the last meeting they missed."""
    record = reverse("attendance_record", args=[community.pk])
    own = to_raise([run for run in runs if run.community == community.pk], deadlines.rules.absences_raised_after)
    about = About(f"{len(own)} schools", record, community.name)
    alike = Alike("Raise non-attendance of {number} schools", "Raise non-attendance", about, record)
    return [
        _task(
            "Raise non-attendance",
            "Raise non-attendance",
            reverse("attendance_raise", args=[community.pk, run.school]),
            About(run.school_name, record, f"{community.name}, {run.meetings} meetings in a row"),
            deadlines.minutes(run.last),
            Clock(deadlines, today),
            alike,
        )
        for run in own
    ]


def _task(
    what: str, button: str, href: str, about: About, due: date | None, clock: Clock, alike: Alike | None = None
) -> Task:
    return Task(what, button, href, about, due_on(due, clock.deadlines, clock.today), alike=alike)


def _waiting_for_meetings(needs: Needs, viewer: Viewer, deadlines: ByAuthority) -> list[Waiting]:
    """What the clerk waits for from the chair, and the chair from the clerk."""
    found = []
    for meeting in needs.meetings:
        of_authority = deadlines[meeting.community.authority_id]
        for who, now, due in _others(meeting, viewer, of_authority):
            about = About(
                f"Meeting on {show_short_day(meeting.day)}",
                reverse("meeting", args=[meeting.pk]),
                meeting.community.name,
            )
            reminder = _reminder(meeting, who)
            found.append(Waiting(now, about, due_on(due, of_authority, viewer.today), reminder=reminder))
    return found


_SERVES = {"chair": Permission.MEETING_LEAD, "clerk": Permission.MEETING_CLERK}


def _reminder(meeting: Meeting, who: str) -> Reminder:
    def people(on: date) -> list[User]:
        return holders(_SERVES[who], on=on, community=meeting.community)

    return Reminder(
        kind="meeting",
        id=str(meeting.pk),
        whom=f"the {who} of {meeting.community.name}",
        people=people,
        authority=meeting.community.authority,
        reference=message_reference(meeting.pk),
        sent_at=getattr(meeting, "reminded_at", None),
    )


def _others(meeting: Meeting, viewer: Viewer, deadlines: Deadlines) -> list[tuple[str, str, date | None]]:
    clerks = viewer.can(Permission.MEETING_CLERK, community=meeting.community)
    leads = viewer.can(Permission.MEETING_LEAD, community=meeting.community)
    found: list[tuple[str, str, date | None]] = []
    if clerks and not leads:
        if _order_is_open(meeting, deadlines, viewer.today):
            does = "add requests to the agenda" if _has_agenda(meeting) else "create the agenda"
            found.append(("chair", f"the chair needs to {does}", deadlines.papers(meeting.day)))
        if _wants_minutes(meeting) and _minutes(meeting) == State.WITH_CHAIR:
            due = deadlines.minutes(meeting.day) if meeting.state == S.HELD else None
            found.append(("chair", "the chair needs to check the minutes", due))
    if leads and not clerks:
        if meeting.state == S.PLANNED and _is_near(meeting, deadlines, viewer.today):
            found.append(("clerk", "the clerk needs to send the agenda and papers", deadlines.papers(meeting.day)))
        if meeting.state == S.HELD and _minutes(meeting) in {*WRITING, State.CHECKED}:
            found.append(("clerk", "the clerk needs to distribute the minutes", deadlines.minutes(meeting.day)))
    return found
