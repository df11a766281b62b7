"""The live meeting as one person sees it: the same for chair, clerk, members and the projector, each with their rights.

It stands on a wall, so pupils are letters on it for everybody, also for those who may see their names elsewhere.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from locality.accounts.permissions import Permission
from locality.communities.naming import named_apart
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.live.rules import Tally, tally, why_no_position
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    Contribution,
    DiscussionStep,
    Dispute,
    Interest,
    ItemRecord,
    LiveMeeting,
    Position,
    RegisterRow,
)
from locality.meetings.models.agenda import Kind
from locality.meetings.presenters.agenda import AgendaRow, agenda_rows
from locality.meetings.presenters.times import Ended, Timer, ended_of, timer_of
from locality.meetings.queries.access import items_open_to
from locality.meetings.queries.agenda import steps_of
from locality.meetings.queries.as_read import (
    conflicts_as_read,
    contributions_as_read,
    disputes_as_read,
    items_as_read,
    points_of_meeting_as_read,
    register_as_read,
)
from locality.meetings.queries.live import (
    action_points_of,
    conflicts_of,
    contributions_to,
    disputes_of,
    in_round,
    live_items_of,
    place_of,
    positions_on,
    register_of,
    running_of,
)
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.rounds import Place, places, without_a_turn
from locality.meetings.rules.timers import used, used_words
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_time
from locality.values.working_days import day_of

LATE_AFTER = timedelta(minutes=10)
PLACE_WORDS = {
    Place.SPEAKS: "speaks now",
    Place.NEXT: "next",
    Place.WAITS: "waits",
    Place.HAD: "has had a turn",
    Place.PASSED: "has passed",
}
PLACE_COLOURS = {Place.SPEAKS: "green", Place.NEXT: "blue", Place.HAD: "grey", Place.PASSED: "grey"}


@dataclass(frozen=True)
class ItemLine:
    """An item of the agenda as the list beside the meeting shows it."""

    row: AgendaRow
    is_now: bool
    is_done: bool
    note: str
    tag: str = ""
    colour: str = ""


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the register: how they are called, how they stand, what is noted of them."""

    row: RegisterRow
    label: str
    state: str
    note: str = ""
    apart: bool = False
    is_out: bool = False


@dataclass(frozen=True)
class TurnLine:
    """Somebody in a round; those who advise stand apart from the members (DEC-1)."""

    row: RegisterRow
    label: str
    place: str
    words: str
    colour: str
    apart: bool


@dataclass(frozen=True)
class Said:
    """What one person said in a step."""

    label: str
    lines: tuple[str, ...]
    kind: str
    """As what somebody was there who stands apart from the members; empty for a member."""


@dataclass(frozen=True)
class PositionLine:
    """Where a member stands, or that they have not said yet."""

    row: RegisterRow
    label: str
    stance: str
    words: str
    apart: bool
    """The asking school's: shown apart from the others."""
    takes: bool = True
    """Whether a position is taken at all: not by the asking school where the authority's rule excludes it."""


@dataclass
class Screen:
    """Everything the live page shows to one person."""

    meeting: Meeting
    running: LiveMeeting | None
    runs: bool
    leads: bool
    decides: bool
    masks: MeetingMasks
    me: RegisterRow | None = None
    lines: list[ItemLine] = field(default_factory=list)
    register: list[PersonLine] = field(default_factory=list)
    row: AgendaRow | None = None
    following: AgendaRow | None = None
    is_hidden: bool = False
    """The running item is not open to this person."""
    is_limited: bool = False
    """Only some items are open to this person, who is invited to these."""
    waits_for_more: bool = False
    """An item that is open to this person is still to come."""
    place: str = ""
    """Where the meeting is, sent along with each press; `turn` holds who speaks as well."""
    turn: str = ""
    end: Ended = field(default_factory=Ended)
    item_timer: Timer | None = None
    step_timer: Timer | None = None
    steps: list[DiscussionStep] = field(default_factory=list)
    step_number: int = 0
    next_step: DiscussionStep | None = None
    question: str = ""
    turns: list[TurnLine] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    said: list[tuple[str, list[Said]]] = field(default_factory=list)
    solutions: int = 0
    record: ItemRecord | None = None
    notes: str = ""
    summary: str = ""
    positions: list[PositionLine] = field(default_factory=list)
    count: Tally = field(default_factory=Tally)
    why_no_position: str = ""
    my_stance: str = ""
    conflicts: list[Interest] = field(default_factory=list)
    i_am_out: bool = False
    closed: set[int] = field(default_factory=set)
    """The ids of the items for which this person is out of the room."""
    points: list[ActionPoint] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    unrepresented: list[str] = field(default_factory=list)
    here: int = 0
    expected: int = 0
    """People of whom nothing is noted yet."""

    @property
    def is_running(self) -> bool:
        """Whether the meeting has begun and not ended."""
        return self.running is not None and self.meeting.state == S.RUNNING

    @property
    def is_over(self) -> bool:
        """Whether the meeting was held, also one that was not run here."""
        return self.meeting.state in {S.HELD, S.MINUTED}

    @property
    def item(self) -> AgendaItem | None:
        """The item that runs."""
        return self.row.item if self.row else None

    @property
    def in_a_round(self) -> bool:
        """Whether the step goes member by member."""
        step = self.running.step if self.running else None
        return bool(step and step.manner == DiscussionStep.Manner.ROUND)

    @property
    def more_rounds(self) -> bool:
        """Whether the step may have one more round."""
        return bool(self.in_a_round and self.running and self.running.step.rounds > self.running.round)  # type: ignore[union-attr]

    @property
    def is_decided(self) -> bool:
        """Whether the request of the running item waits for no decision any more."""
        rfr = self.item.resource_request if self.item else None
        return bool(rfr and rfr.state != RequestState.ACCEPTED)

    @property
    def my_turn_open(self) -> bool:
        """Whether this person may say something in the round that runs."""
        return bool(self.me and any(line.row.pk == self.me.pk for line in self.turns))

    @property
    def to_settle(self) -> list[int]:
        """The disputes in which the chair's decision may still be noted: also after the end, until the minutes go out."""
        if not self.runs or not (self.is_running or self.meeting.state == S.HELD):
            return []
        mine = {each.item_id for each in self.conflicts if self.me and each.attendance_id == self.me.pk}
        barred = set() if self.is_running else mine
        return [each.pk for each in self.disputes if not each.chairs_decision and each.item_id not in barred]

    @property
    def shows_conduct(self) -> bool:
        """The code of conduct stands on the page until the discussions begin (DUR-1)."""
        return self.running is None or bool(self.item and self.item.kind == Kind.WELCOME)


def screen(viewer: Viewer, meeting: Meeting, now: datetime) -> Screen:
    """The live page of a meeting for one person; a fixed number of queries."""
    running = running_of(meeting)
    masks = MeetingMasks(meeting)
    found = Screen(
        meeting=meeting,
        running=running,
        runs=viewer.can(Permission.MEETING_RUN, community=meeting.community),
        leads=viewer.can(Permission.MEETING_LEAD, community=meeting.community),
        decides=viewer.can(Permission.REQUEST_DECIDE, community=meeting.community),
        masks=masks,
    )
    allowed = items_open_to(viewer, meeting)
    found.is_limited = allowed is not None
    rows, _ = agenda_rows(items_as_read(live_items_of(meeting), masks), meeting)
    if running is None:
        found.lines = [_line(row, None, now) for row in rows if allowed is None or row.item.pk in allowed]
        return found
    found.end = ended_of(meeting, running)
    found.place, found.turn = place_of(running), place_of(running, speaker=True)
    register = register_as_read(register_of(meeting), masks)
    found.me = next((row for row in register if row.person_id == viewer.user.pk), None)
    declared = conflicts_as_read(conflicts_of(meeting), masks)
    if found.is_running and found.me:
        found.closed = {each.item_id for each in declared if each.attendance_id == found.me.pk and not each.back_at}
    open_ones = {row.item.pk for row in rows if allowed is None or row.item.pk in allowed}
    now_at = running if found.is_running else None
    found.lines = [_line(row, now_at, now, found.closed) for row in rows if row.item.pk in open_ones]
    _room(found, register, [each for each in declared if each.item_id in open_ones])
    told = open_ones - found.closed
    points = points_of_meeting_as_read(action_points_of(meeting), masks)
    found.points = [each for each in points if each.item_id in told or (each.item_id is None and allowed is None)]
    disputes = disputes_as_read(disputes_of(meeting), masks)
    found.disputes = [each for each in disputes if each.item_id in told]
    real = [row for row in rows if not row.is_heading]
    found.row = next((row for row in real if row.item.pk == running.item_id), None)
    if found.is_limited:
        _keep_to_their_items(found, now_theirs=found.row is not None and found.row.item.pk in open_ones)
    if found.row is None:
        return found
    later = [row for row in real[real.index(found.row) + 1 :] if row.item.pk in open_ones]
    found.following = later[0] if later else None
    found.waits_for_more = any(not line.is_done and not line.is_now for line in found.lines if not line.row.is_heading)
    if found.row.item.pk not in open_ones:
        found.is_hidden = True
    elif not found.i_am_out:
        _item(found, register, declared, masks, now)
    return found


def _keep_to_their_items(found: Screen, *, now_theirs: bool) -> None:
    """Whoever is invited to some items sees who leads and who is in the room for these, and no more of the register."""
    theirs = found.is_running and now_theirs
    found.register = [
        line
        for line in found.register
        if line.row.kind in {RegisterRow.Kind.CHAIR, RegisterRow.Kind.CLERK}
        or (found.me and line.row.pk == found.me.pk)
        or (theirs and line.row.state == RegisterRow.State.PRESENT)
    ]
    found.unrepresented = []


def label_of(row: RegisterRow) -> str:
    """How somebody is called at the meeting: by the school they speak for, else by name."""
    return row.school.name if row.school and row.kind == RegisterRow.Kind.MEMBER else row.name


def _line(row: AgendaRow, running: LiveMeeting | None, now: datetime, closed: Collection[int] = ()) -> ItemLine:
    record: ItemRecord | None = getattr(row.item, "record", None)
    is_now = bool(running and running.item_id == row.item.pk)
    seconds = used(record.seconds if record else 0, running.item_began_at if running and is_now else None, now)
    rfr = row.item.resource_request
    decided = rfr is not None and rfr.state != RequestState.ACCEPTED and row.item.pk not in closed
    return ItemLine(
        row=row,
        is_now=is_now,
        is_done=bool(record and record.ended_at),
        note=used_words(row.item.minutes, seconds) if record and record.began_at and not row.is_heading else "",
        tag=rfr.officer_label if rfr and decided else "",
        colour=rfr.colour if rfr and decided else "",
    )


def _room(found: Screen, register: Sequence[RegisterRow], conflicts: Sequence[Interest]) -> None:
    running = found.running
    now_out = {
        each.attendance_id for each in conflicts if running and each.item_id == running.item_id and not each.back_at
    }
    rfr = running.item.resource_request if running and running.item else None
    asking = rfr.school_id if rfr else None
    schools = named_apart({row.school_id: row.school for row in register if row.school}.values())
    found.register = [
        _person(row, running, row.pk in now_out, row.school_id == asking, schools.get(row.school_id or 0, row.name))
        for row in register
    ]
    found.here = sum(row.state == RegisterRow.State.PRESENT and row.pk not in now_out for row in register)
    found.expected = sum(row.state == RegisterRow.State.EXPECTED and row.person_id is not None for row in register)
    here = {row.school_id for row in register if row.state in {RegisterRow.State.PRESENT, RegisterRow.State.LEFT}}
    found.unrepresented = sorted(name for pk, name in schools.items() if pk not in here)
    found.conflicts = list(conflicts)
    found.i_am_out = running is not None and running.item_id in found.closed


def _person(row: RegisterRow, running: LiveMeeting | None, is_out: bool, asks: bool, label: str) -> PersonLine:
    notes = []
    if row.school and row.person_id:
        notes.append(row.name)
    if row.person_id is None and row.school:
        notes.append("no representative")
    elif row.kind != RegisterRow.Kind.MEMBER:
        notes.append(row.get_kind_display())
    elif not row.votes:
        notes.append("without delegated authority")
    if asks and row.school_id:
        notes.append("asks in this item")
    if row.arrived_at and running and row.arrived_at - running.began_at > LATE_AFTER:
        notes.append(f"since {show_time(row.arrived_at)}")
    if row.left_at:
        notes.append(f"until {show_time(row.left_at)}")
    apart = row.kind not in {RegisterRow.Kind.MEMBER, RegisterRow.Kind.CHAIR}
    state = "Out of the room: interest" if is_out else row.get_state_display()
    return PersonLine(row, label, state, ", ".join(notes), apart, is_out)


def _item(
    found: Screen, register: list[RegisterRow], conflicts: Sequence[Interest], masks: MeetingMasks, now: datetime
) -> None:
    running, row = found.running, found.row
    if running is None or row is None or running.item is None:
        return
    item = running.item
    found.record = getattr(row.item, "record", None) or ItemRecord(item=item)
    if found.is_running and not found.end.words:
        seconds = used(found.record.seconds, running.item_began_at, now)
        found.item_timer = timer_of("This item", item.minutes, seconds)
    mask = masks.of_item(item)
    found.notes, found.summary = mask(found.record.notes), mask(found.record.summary)
    declared = {each.attendance_id for each in conflicts if each.item_id == item.pk}
    out = {each.attendance_id for each in conflicts if each.item_id == item.pk and each.back_at is None}
    _positions(found, register, positions_on(item), declared, day_of(now))
    if item.resource_request:
        version = item.resource_request.version
        found.question = mask(str(version.content.get("solution", ""))) if version else ""
        said = contributions_as_read(contributions_to(item), item, masks)
        _discussion(found, register, said, out, now)


def _discussion(
    found: Screen,
    register: list[RegisterRow],
    contributions: Sequence[Contribution],
    out: set[int],
    now: datetime,
) -> None:
    running = found.running
    if running is None or running.item is None or running.step is None:
        return
    step = running.step
    found.steps = steps_of(found.meeting.community.authority)
    order = [each.pk for each in found.steps]
    found.step_number = order.index(step.pk) + 1 if step.pk in order else 0
    found.next_step = found.steps[found.step_number] if 0 < found.step_number < len(order) else None
    if found.is_running and not found.end.words:
        found.step_timer = timer_of(step.title, step.minutes_to, used(0, running.step_began_at, now))
    if found.in_a_round:
        asked = {row.pk: row for row in in_round(register, running.item, out)}
        had = {
            each.attendance_id: each.passed
            for each in contributions
            if each.step_id == step.pk and each.round == running.round and each.turn_at
        }
        found.turns = [
            TurnLine(
                row=asked[pk],
                label=label_of(asked[pk]),
                place=place,
                words=PLACE_WORDS[place],
                colour=PLACE_COLOURS.get(place, ""),
                apart=asked[pk].kind not in {RegisterRow.Kind.MEMBER, RegisterRow.Kind.CHAIR},
            )
            for pk, place in places(list(asked), had, running.speaker_id).items()
        ]
        if not found.is_decided:  # a decision ends the discussion
            found.left_out = [label_of(asked[pk]) for pk in without_a_turn(list(asked), had, running.speaker_id)]
    _said(found, contributions)


def _said(found: Screen, contributions: Sequence[Contribution]) -> None:
    by_step: dict[str, list[Said]] = {}
    for each in contributions:
        if not each.text:
            continue
        lines = tuple(each.text.split("\n"))
        row = each.attendance
        apart = row.kind not in {RegisterRow.Kind.MEMBER, RegisterRow.Kind.CHAIR}
        kind = row.get_kind_display().lower() if apart else ""
        by_step.setdefault(each.step.title, []).append(Said(label_of(row), lines, kind))
        if each.step.captures:
            found.solutions += len(lines)
    found.said = list(by_step.items())


def _positions(
    found: Screen, register: Sequence[RegisterRow], positions: Sequence[Position], declared: set[int], today: date
) -> None:
    running = found.running
    if running is None or running.item is None:
        return
    rfr = running.item.resource_request
    asking = rfr.school_id if rfr else None
    taken = {each.attendance_id: each for each in positions if each.attendance_id not in declared}
    shown = running.takes_positions or bool(taken)
    excluded = shown and asking is not None and not _asking_school_votes(found.meeting, today)
    entitled = [
        row
        for row in register
        if row.pk in taken or (row.votes and row.state == RegisterRow.State.PRESENT and row.pk not in declared)
    ]
    if shown:
        found.positions = [
            PositionLine(
                row=row,
                label=label_of(row),
                stance=taken[row.pk].stance if row.pk in taken else "",
                words=_position_words(taken.get(row.pk), takes=not (excluded and row.school_id == asking)),
                apart=asking is not None and row.school_id == asking,
                takes=not (excluded and row.school_id == asking),
            )
            for row in entitled
        ]
    waiting = sum(each.takes and not each.stance for each in found.positions) if running.takes_positions else 0
    found.count = tally((each.stance for each in taken.values()), waiting=waiting)
    me = found.me
    if me:
        found.my_stance = taken[me.pk].stance if me.pk in taken else ""
        present = me.state == RegisterRow.State.PRESENT
        found.why_no_position = why_no_position(
            votes=me.votes, present=present, out=me.pk in declared, asks=excluded and me.school_id == asking
        )


def _asking_school_votes(meeting: Meeting, today: date) -> bool:
    return rules_on(meeting.community.authority, today).asking_school_votes


def _position_words(taken: Position | None, *, takes: bool) -> str:
    if taken:
        return taken.get_stance_display()
    return "Not yet" if takes else "Takes no position on its own request"
