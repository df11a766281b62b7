"""Past meetings of the county: held, minuted, with what people took on, and a school that stopped coming."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from locality.accounts.models import User
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.models import Office
from locality.demo.acting import acting
from locality.demo.dates import PAST
from locality.demo.requests import Cast
from locality.demo.turnout import turnout
from locality.meetings.defaults import template_items
from locality.meetings.models import ActionPoint, AgendaItem, ItemRecord, LiveMeeting, RegisterRow
from locality.meetings.models.agenda import Kind
from locality.minutes.actions import minutes
from locality.minutes.actions.follow_up import report
from locality.resource_requests.actions.following_meetings import put_off
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S as Requested
from locality.schedule.models import Meeting
from locality.schedule.queries import upcoming
from locality.schedule.workflow import S
from locality.values.working_days import day_of

NOTES = {
    Kind.WELCOME: "The chair welcomed everybody and reminded the meeting of the code of conduct.",
    Kind.LAST_MINUTES: "The minutes of the last meeting were agreed. Open actions were gone through one by one.",
    Kind.OUTCOMES: "Attendance of pupils on SEN support has risen in four of the schools since September.",
    Kind.UPDATE: "The Professional Resource Group offers two places on its autumn course for mentors.",
    Kind.FINANCE: "The balance sheet was reviewed. The clerk sends the figures of the term before the next meeting.",
}
DISCUSSION = (
    "The school described what it has tried since September and what has helped so far. Members asked about mornings, about "
    "who works with the pupils, and about home."
)
LATE_AT_MOST = 5  # working days that the minutes of one meeting may be late
ENDED = "The meeting ended before it was decided."
POINTS = (
    ("Send the checklist for starting the day to all schools", 0, 12),
    ("Ask the outreach team which of its visits are free", 1, -6),
    ("Share the plan for the new mentor with the community", 2, -12),
)


@dataclass(frozen=True)
class Past:
    """One meeting, its community's people, and how many meetings ago it was."""

    cast: Cast
    meeting: Meeting
    ago: int


def hold_meetings(casts: list[Cast], now: datetime) -> None:
    """Give each community its last meetings, whole: agenda, register, how they ran, and minutes.

    Minutes that are not due yet are still to write, those of one meeting are with the chair; one meeting's, where it is
    only days ago, are late. All others are out.
    """
    deadlines = deadlines_of(casts[0].community.authority, on=day_of(now))
    held = [each for cast in casts for each in _past(cast, day_of(now))]
    _agendas(held, now)
    _registers(held)
    _ran(held)
    Meeting.objects.filter(pk__in=[each.meeting.pk for each in held]).update(state=S.HELD)
    unsent = _unsent(held, deadlines, day_of(now))
    for each in held:
        if each not in unsent:
            _send_minutes(each, deadlines, now)
    _follow_up(held, now)
    if unsent and deadlines.minutes(unsent[0].meeting.day) >= day_of(now):
        minutes.ask_chair(
            unsent[0].meeting,
            by=acting(unsent[0].cast.clerk, now - timedelta(hours=3)),
            at=now - timedelta(hours=3),
        )


def _unsent(held: list[Past], deadlines: Deadlines, today: date) -> list[Past]:
    """Whose minutes are still to write: those not due yet, and of the first clerk's one that is some days late."""
    due = [(each, deadlines.calendar.count(today, deadlines.minutes(each.meeting.day))) for each in held]
    clerk = held[0].cast.clerk
    late = [each for each, left in due if -LATE_AT_MOST <= left < 0 and each.cast.clerk == clerk]
    return [each for each, left in due if left >= 0] + late[:1]


def _past(cast: Cast, today: date) -> list[Past]:
    found = Meeting.objects.filter(community=cast.community, day__lt=today).select_related("community__authority")
    return [Past(cast, meeting, ago) for ago, meeting in enumerate(found.order_by("-day"))]


def _agendas(held: list[Past], now: datetime) -> None:
    """The template's items and the requests, with what the clerk noted; what was left undecided went to the next."""
    by_meeting: dict[int, list[ResourceRequest]] = {}
    for rfr in ResourceRequest.objects.filter(meeting__in=[each.meeting.pk for each in held]).select_related("school"):
        by_meeting.setdefault(rfr.meeting_id or 0, []).append(rfr)
    items: list[AgendaItem] = []
    for each in held:
        position = 0
        for line in template_items(each.cast.community.authority):
            position += 1
            items.append(_item(each, position, line.title, line.minutes, line.kind))
            for rfr in by_meeting.get(each.meeting.pk, []) if line.kind == Kind.REQUESTS else []:
                position += 1
                items.append(_item(each, position, rfr.school.name, 20, line.kind, rfr))
    AgendaItem.objects.bulk_create(items)
    for item in items:
        if item.resource_request and item.resource_request.state == Requested.ACCEPTED:
            _put_off(item, item.resource_request, now)
    ItemRecord.objects.bulk_create(
        ItemRecord(
            item=item,
            notes=DISCUSSION if item.resource_request_id else NOTES.get(Kind(item.kind), ""),
            notes_revision=1,
        )
        for item in items
        if item.resource_request_id or Kind(item.kind) in NOTES
    )


def _item(
    each: Past, position: int, title: str, length: int, kind: str, rfr: ResourceRequest | None = None
) -> AgendaItem:
    return AgendaItem(
        meeting=each.meeting, position=position, title=title, minutes=length, kind=kind, resource_request=rfr
    )


def _put_off(item: AgendaItem, rfr: ResourceRequest, now: datetime) -> None:
    """As at the end of a meeting: the request goes to the next one."""
    following = upcoming(item.meeting.community, day_of(now)).order_by("day").first()
    chair = Office.objects.filter(role="chair", community=item.meeting.community).select_related("person").first()
    if following and chair:
        put_off(rfr, to=following, why=ENDED, by=chair.person, at=item.meeting.ends_at)


def _ran(held: list[Past]) -> None:
    """From its beginning to its end, on its last item: as a meeting that was run here leaves it."""
    last = {item.meeting_id: item for item in AgendaItem.objects.order_by("position")}
    LiveMeeting.objects.bulk_create(
        LiveMeeting(
            meeting=each.meeting,
            version=1,
            began_at=each.meeting.starts_at,
            ended_at=each.meeting.ends_at,
            item=last[each.meeting.pk],
        )
        for each in held
    )


def _registers(held: list[Past]) -> None:
    """Chair, clerk and each school, as it came."""
    rows: list[RegisterRow] = []
    for each in held:
        cast, meeting = each.cast, each.meeting
        for kind, person in ((RegisterRow.Kind.CHAIR, cast.chair), (RegisterRow.Kind.CLERK, cast.clerk)):
            rows.append(_seat(meeting, kind, person))
        came = turnout(len(cast.schools), ago=each.ago, first=cast is held[0].cast)
        for school, state in zip(cast.schools, came, strict=True):
            row = _seat(meeting, RegisterRow.Kind.MEMBER, cast.members[school.pk])
            row.school, row.votes = school, True
            if state != RegisterRow.State.PRESENT:
                row.person, row.name, row.state = None, school.name, state
            rows.append(row)
    RegisterRow.objects.bulk_create(rows)


def _seat(meeting: Meeting, kind: RegisterRow.Kind, person: User) -> RegisterRow:
    return RegisterRow(meeting=meeting, kind=kind, person=person, name=person.name, state=RegisterRow.State.PRESENT)


def _send_minutes(each: Past, deadlines: Deadlines, now: datetime) -> None:
    """Checked by the chair the day before, and out in time; of one meeting a day late."""
    late = each.ago == PAST - 1 and each.cast.community.pk % 4 == 0
    last = deadlines.minutes(each.meeting.day)
    day = deadlines.calendar.after(last, 1) if late else last
    at = min(timezone.make_aware(datetime.combine(day, time(11))), now - timedelta(hours=1))
    minutes.ask_chair(each.meeting, by=acting(each.cast.clerk, at - timedelta(days=1)), at=at - timedelta(days=1))
    minutes.check(each.meeting, by=acting(each.cast.chair, at - timedelta(hours=2)), at=at - timedelta(hours=2))
    minutes.distribute(each.meeting, by=acting(each.cast.clerk, at), at=at)


def _follow_up(held: list[Past], now: datetime) -> None:
    """In the first community: one thing still to do, one late, one done."""
    first = next(each for each in held if each.ago == 1)
    people = [
        office.person
        for office in Office.objects.filter(
            role__in=("representative", "chair"), school__community=first.cast.community
        )
        .select_related("person")
        .order_by("pk")
    ] or [first.cast.chair]
    points = [
        ActionPoint(
            community=first.cast.community, meeting=first.meeting, text=text, owner=people[turn % len(people)],
            owner_name=people[turn % len(people)].name, due_on=day_of(now) + timedelta(days=days),
            added_by=first.cast.clerk, added_at=now - timedelta(days=20),
        )
        for text, turn, days in POINTS
    ]  # fmt: skip
    ActionPoint.objects.bulk_create(points)
    done = ActionPoint.objects.get(meeting=first.meeting, text=POINTS[2][0])
    report(
        done,
        text="It is in everybody’s inbox.",
        state="done",
        by=acting(first.cast.chair, now - timedelta(days=3)),
        at=now - timedelta(days=3),
    )
