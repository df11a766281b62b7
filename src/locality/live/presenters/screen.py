"""What the live page holds for one person: the lines of its parts, and the whole screen."""

from dataclasses import dataclass, field

from locality.live.rules import Tally
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    DiscussionStep,
    Dispute,
    Interest,
    ItemRecord,
    LiveMeeting,
    RegisterRow,
)
from locality.meetings.models.agenda import Kind
from locality.meetings.presenters.agenda import AgendaRow
from locality.meetings.presenters.times import Ended, Timer
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.schedule.workflow import S


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
    may_declare: bool = False
    """This person's school has something to gain from the request of the running item, and they declared no interest."""
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
        running = self.running
        return bool(self.in_a_round and running and running.step and running.step.rounds > running.round)

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
