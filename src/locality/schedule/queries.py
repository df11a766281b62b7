"""Reads of meetings."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import seated
from locality.audit.models import Event
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.models import Authority, Community, DayOff, Office, Term
from locality.communities.queries import communities_for, offices_on, viewer_of
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.schedule.models import CalendarFeed, Invitee, Meeting
from locality.schedule.rules import FEWEST
from locality.schedule.workflow import AHEAD, S
from locality.values.periods import Period
from locality.values.sentences import in_a_row

MOST_INVITED = 200
"""How many of those invited a meeting's page shows."""
_MEETING_MESSAGE = "meeting-"
_MEETING_REFERENCE = re.compile(rf"{_MEETING_MESSAGE}([0-9]{{1,12}})", re.ASCII)


def meetings_for(viewer: Viewer) -> QuerySet[Meeting]:
    """Meetings of the communities whose business the person may see, and those the person advises.

    Proposed ones only where the person plans them.
    """
    return (
        Meeting.objects.filter(_where(viewer, Permission.MEETINGS_SEE) | advised_by(viewer))
        .filter(~Q(state=S.PROPOSED) | _where(viewer, Permission.MEETINGS_MANAGE))
        .select_related("community__area", "community__authority")
    )


def find_meeting(viewer: Viewer, pk: int) -> Meeting | None:
    """One of them. For an adviser each council's rules say how long, so the query is made anew."""
    if viewer.scope(Permission.MEETING_TAKE_PART).invited:
        return meetings_for(viewer).filter(pk=pk).first()
    return next(iter(_meeting_of.read(viewer, pk)), None)


@CompiledModels
def _meeting_of(viewer: Viewer, pk: int) -> QuerySet[Meeting]:
    return meetings_for(viewer).filter(pk=pk)


def meetings_managed_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person may move, cancel and publish."""
    return Meeting.objects.filter(_where(viewer, Permission.MEETINGS_MANAGE)).select_related(
        "community__area", "community__authority"
    )


def communities_managed_by(viewer: Viewer) -> list[Community]:
    """The communities whose meetings a person plans."""
    scope = viewer.scope(Permission.MEETINGS_MANAGE)
    return list(
        communities_for(viewer)
        .filter(scope.q(community="pk", area="area_id", authority="authority_id"))
        .order_by("name")
    )


def advised_by(viewer: Viewer) -> Q:
    """The meetings a person is invited to as adviser; each until the end of the day by which its minutes are due (MEM-5).

    Asks nothing of the database for whoever is no adviser today.
    """
    found = Q(pk__in=[])
    invited_in = viewer.scope(Permission.MEETING_TAKE_PART).invited
    for authority in viewer.authorities if invited_in else ():
        if authority.pk in invited_in:
            invited = Invitee.objects.filter(person=viewer.user, as_adviser=True).values("meeting_id")
            found |= Q(
                pk__in=invited, community__authority=authority, day__gte=_first_still_open(authority, viewer.today)
            )
    return found


def _first_still_open(authority: Authority, today: date) -> date:
    """The earliest day of a meeting whose minutes are not due before today."""
    deadlines = deadlines_of(authority, on=today)
    return deadlines.calendar.before(today, deadlines.rules.minutes_days_after)


def _where(viewer: Viewer, permission: Permission) -> Q:
    return viewer.scope(permission).q(
        community="community_id", area="community__area_id", authority="community__authority_id"
    )


def message_reference(meeting_id: int) -> str:
    """What the outbox calls the messages about this meeting, so that whoever serves it can see how they fared."""
    return f"{_MEETING_MESSAGE}{meeting_id}"


def message_references(meetings: QuerySet[Meeting]) -> QuerySet[Meeting, str]:
    """What the outbox calls the messages about these meetings: see `message_reference`."""
    named = Concat(Value(_MEETING_MESSAGE), Cast("pk", CharField()))
    return meetings.order_by().annotate(message_reference=named).values_list("message_reference", flat=True)


def meetings_called(reference: str) -> QuerySet[Meeting]:
    """The meeting that a message is about, by what the outbox calls it; none for anything else."""
    found = _MEETING_REFERENCE.fullmatch(reference)
    return Meeting.objects.filter(pk=int(found[1])) if found else Meeting.objects.none()


def people_of(community: Community, *, on: date) -> list[User]:
    """Who is invited to the community's meetings: chair and clerks, the schools' representatives, the area's officer."""
    offices = offices_seated_at(community, on=on).select_related("person")
    return list({office.person_id: office.person for office in offices}.values())


def offices_seated_at(community: Community, *, on: date) -> QuerySet[Office]:
    """The offices whose holders belong to a meeting of the community, the first given first."""
    here = Q(community=community) | Q(school__community=community) | Q(area_id=community.area_id)
    return offices_on(on).filter(here, role__in=seated()).order_by("pk")


def engagements_of(
    community: Community, *, on: date, start: date, end: date, starts: time, ends: time
) -> dict[date, list[str]]:
    """Days on which somebody of the community sits elsewhere at that time: who, and in which community's meeting, in words.

    Two queries, whatever the number of people.
    """
    people = {person.pk: person.name for person in people_of(community, on=on)}
    offices = (
        offices_on(on)
        .filter(person_id__in=people)
        .filter(role__in=seated())
        .values_list("person_id", "community_id", "school__community_id", "area_id")
    )
    sits: dict[int, set[int]] = defaultdict(set)
    looks_after: dict[int, set[int]] = defaultdict(set)
    for person, own, of_school, area in offices:
        if place := own or of_school:
            sits[place].add(person)
        elif area:
            looks_after[area].add(person)
    elsewhere = (
        Meeting.objects.filter(day__gte=start, day__lte=end, starts__lt=ends, ends__gt=starts)
        .exclude(state=S.CANCELLED)
        .exclude(community=community)
        .filter(Q(community_id__in=sits) | Q(community__area_id__in=looks_after))
        .select_related("community")
        .order_by("day", "pk")
    )
    found: dict[date, list[str]] = defaultdict(list)
    for meeting in elsewhere:
        busy = sits.get(meeting.community_id, set()) | looks_after.get(meeting.community.area_id, set())
        names = sorted(people[person] for person in busy)
        if names:
            are = "is" if len(names) == 1 else "are"
            found[meeting.day].append(f"{in_a_row(names)} {are} at the {meeting.community.name} meeting at that time")
    return dict(found)


def proposed_of(community: Community, period: Period) -> QuerySet[Meeting]:
    """The dates proposed and not published, soonest first."""
    return Meeting.objects.filter(
        community=community, state=S.PROPOSED, day__gte=period.start, day__lte=period.end or date.max
    ).select_related("community")


def school_years(authority: Authority, today: date) -> dict[str, list[Term]]:
    """The terms of each school year that is not over, by its name, soonest first."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in Term.objects.filter(authority=authority).order_by("start"):
        found[term.year_name].append(term)
    return {name: terms for name, terms in found.items() if terms[-1].end >= today}


def days_off_called(authority: Authority, days: Iterable[date]) -> dict[date, str]:
    """What those of the days are called on which the authority does not work, such as "a bank holiday, Boxing Day"."""
    found = DayOff.objects.filter(authority=authority, day__in=list(days))
    return {each.day: f"a {each.get_kind_display().lower()}, {each.name}" for each in found}


def communities_watched_by(viewer: Viewer) -> QuerySet[Community]:
    """The communities whose deadlines a person watches: their own as chair or clerk, the council's whole area or county."""
    scope = viewer.scope(Permission.LATENESS_SEE)
    return communities_for(viewer).filter(scope.q(community="pk", area="area_id", authority="authority_id"))


def with_numbers(communities: QuerySet[Community], period: Period) -> QuerySet[Community]:
    """Communities with how many meetings of a period are planned or were held, and how many are proposed; fewest first."""
    inside = Q(meetings__day__gte=period.start, meetings__day__lte=period.end or date.max)
    return communities.annotate(
        planned=Count("meetings", filter=inside & ~Q(meetings__state__in=[S.PROPOSED, S.CANCELLED])),
        proposed=Count("meetings", filter=inside & Q(meetings__state=S.PROPOSED)),
    ).order_by("planned", "name", "pk")


def too_few(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Of those `with_numbers`, the ones with fewer than they should have (FRQ-1)."""
    return communities.filter(Q(planned__lt=FEWEST))


def short_of_meetings(communities: Iterable[Community], period: Period) -> list[tuple[Community, int]]:
    """The communities with fewer meetings planned in a period than they should have, and how many (FRQ-1)."""
    counts = dict(
        Meeting.objects.filter(
            community__in=[each.pk for each in communities],
            day__gte=period.start,
            day__lte=period.end or date.max,
        )
        .exclude(state__in=[S.PROPOSED, S.CANCELLED])
        .values_list("community_id")
        .annotate(number=Count("pk"))
    )
    return [(each, counts.get(each.pk, 0)) for each in communities if counts.get(each.pk, 0) < FEWEST]


def out_of_step(today: date, authority: Authority | None = None) -> list[Meeting]:
    """Meetings to come, of one authority or of all, to which somebody of the community is not invited yet, or somebody who
    has left it still is.

    Three queries a community that meets.
    """
    found: list[Meeting] = []
    ahead = Meeting.objects.filter(state__in=AHEAD, day__gte=today)
    if authority:
        ahead = ahead.filter(community__authority=authority)
    for community in Community.objects.filter(pk__in=ahead.values("community_id")).order_by("pk"):
        people = [person.pk for person in people_of(community, on=today)]
        members = Q(invitees__as_adviser=False)
        counted = ahead.filter(community=community).annotate(
            belonging=Count("invitees", filter=members & Q(invitees__person__in=people)),
            invited=Count("invitees", filter=members),
        )
        found += counted.exclude(belonging=len(people), invited=len(people))
    return found


def invitee_of(token: str, today: date) -> Invitee | None:
    """Whoever the word in an invitation's address stands for, as long as the meeting is theirs to see.

    The address needs no sign-in and is kept in a mailbox for years; it ends with the office or the account, also for a
    meeting that is over.
    """
    if "\x00" in token:
        return None
    found = Invitee.objects.filter(token=token, person__is_active=True).select_related("person", "meeting__community")
    invitee = found.first()
    if invitee is None:
        return None
    seen = meetings_for(viewer_of(invitee.person, today)).filter(pk=invitee.meeting_id)
    return invitee if seen.exists() else None


def people_invited_to(meeting: Meeting) -> list[Invitee]:
    """The first of them whose account is open."""
    return _invited_to.read(meeting.pk)


@CompiledModels
def _invited_to(meeting: int) -> QuerySet[Invitee]:
    found = Invitee.objects.filter(meeting=meeting, person__is_active=True)
    return found.select_related("person").order_by("person__name", "pk")[:MOST_INVITED]


def invitees_of(meeting: Meeting) -> QuerySet[Invitee]:
    """Who is invited, with their answers, by name."""
    return Invitee.objects.filter(meeting=meeting).select_related("person").order_by("person__name", "pk")


def number_invited_to(meetings: Iterable[Meeting]) -> int:
    """How many people are invited to one or more of these and can have an email."""
    invited = Invitee.objects.filter(meeting__in=list(meetings), person__is_active=True)
    return invited.values("person").distinct().count()


def feed_of(person: User) -> CalendarFeed | None:
    """The person's calendar address, where they have made one."""
    return CalendarFeed.objects.filter(person=person).first()


def person_of_feed(token: str) -> User | None:
    """Whose calendar an address is: nobody's when it was replaced or the account is closed."""
    if "\x00" in token:
        return None
    found = CalendarFeed.objects.filter(token=token, person__is_active=True).select_related("person").first()
    return found.person if found else None


def in_feed(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings of a person's calendar, published ones, a year back on: of the communities they serve or sit in today,
    and those they advise.
    """
    scope = viewer.scope(Permission.MEETINGS_SEE)
    return (
        Meeting.objects.filter(scope.q(community="community_id", area="community__area_id") | advised_by(viewer))
        .exclude(state=S.PROPOSED)
        .filter(day__gte=viewer.today - timedelta(days=366))
        .select_related("community")
        .order_by("day", "starts", "pk")
    )


def upcoming(community: Community, today: date) -> QuerySet[Meeting]:
    """The community's planned meetings from today on, soonest first."""
    return Meeting.objects.filter(community=community, state__in=AHEAD, day__gte=today)


def days_before_moves(meetings: Iterable[int]) -> dict[int, list[tuple[datetime, date]]]:
    """When each of these meetings was moved, the first time first, and the day that it had until then."""
    moved = Event.objects.filter(
        subject_type="meeting", subject_id__in=[str(pk) for pk in meetings], action="meeting.move"
    )
    found: dict[int, list[tuple[datetime, date]]] = {}
    for pk, at, before in moved.order_by("at", "pk").values_list("subject_id", "at", "before"):
        if before and "day" in before:
            found.setdefault(int(pk), []).append((at, date.fromisoformat(before["day"])))
    return found


def following_of(meeting: Meeting, today: date) -> Meeting | None:
    """The community's next meeting after this one that is still to come."""
    later = upcoming(meeting.community, max(today, meeting.day)).exclude(pk=meeting.pk)
    return later.order_by("day", "starts").first()


def meeting_reached_by(community: Community, submitted_on: date, deadlines: Deadlines) -> Meeting | None:
    """The first meeting whose submission deadline has not passed on the day of submission (PRE-2)."""
    for meeting in _upcoming.read(community.pk, submitted_on):
        if submitted_on <= deadlines.submission(meeting.day):
            return meeting
    return None


@CompiledModels
def _upcoming(community: int, day: date) -> QuerySet[Meeting]:
    return upcoming(Community(pk=community), day)


def earlier_meetings_missed(community: Community, submitted_on: date, deadlines: Deadlines) -> list[Meeting]:
    """Meetings still to come whose submission deadline had passed: the chair may admit a late request to one."""
    return [
        meeting
        for meeting in upcoming(community, submitted_on).filter(Q(day__gte=submitted_on))[:6]
        if submitted_on > deadlines.submission(meeting.day)
    ]


def upcoming_of(communities: Iterable[int], today: date) -> QuerySet[Meeting]:
    """The planned meetings of several communities from today on, soonest first."""
    return (
        Meeting.objects.filter(community_id__in=list(communities), state__in=AHEAD, day__gte=today)
        .select_related("community")
        .order_by("day", "starts")
    )
