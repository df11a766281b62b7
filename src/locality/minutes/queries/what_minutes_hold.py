"""The minutes as what happened makes them: register, discussion, decisions, action points, disputes (CLK-4, DUR-6)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from locality.communities.queries import rules_on
from locality.masking.names import Mask
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    Contribution,
    Dispute,
    Interest,
    ItemRecord,
    Minutes,
    Position,
    RegisterRow,
)
from locality.meetings.queries.agenda import headings_in, numbers_of, put_off_from
from locality.meetings.queries.as_read import (
    items_as_read,
    meeting_as_read,
    points_of_meeting_as_read,
    register_as_read,
)
from locality.meetings.queries.decided import decisions_at
from locality.meetings.queries.minutes import items_with_texts
from locality.meetings.queries.names import MeetingMasks
from locality.minutes.rules import (
    NOT_DECIDED,
    Action,
    Content,
    DeclaredInterest,
    Item,
    Line,
    Offer,
    Person,
    Positions,
    PutOff,
    Quarrel,
)
from locality.resource_requests.events import MACHINE, TRANSITIONS
from locality.resource_requests.models import Decision, ResourceRequest, Step
from locality.resource_requests.queries.changes import differences
from locality.resource_requests.rules.agreed import say_days
from locality.resource_requests.workflow import E, Progress
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.values.dates import show_day, show_moment, show_time
from locality.values.money import show_money
from locality.values.working_days import day_of


class _OfItem(Protocol):
    @property
    def item_id(self) -> int: ...


Of = TypeVar("Of", bound=_OfItem)
State = RegisterRow.State
_BEFORE_AN_AGENDA = {Progress.UNSENT, Progress.RETURNED, Progress.CHAIR, Progress.DEFERRED}
"""A deferred request that no meeting has on its agenda yet; one submitted again still waits for the chair."""
_TAKEN = {row.event: gone.then for row in TRANSITIONS if row.target and (gone := MACHINE.state(row.target).gone)}
"""The events that take a request from a meeting, and what the minutes say of them."""
GRACE = timedelta(minutes=10)  # after the beginning: the register is marked while the meeting has begun


def content_of(meeting: Meeting, masks: MeetingMasks | None = None) -> Content:
    """The minutes as they would go out now, without a pupil's name."""
    masks = masks or MeetingMasks(meeting)
    items = items_as_read(items_with_texts(meeting), masks)
    attended = register_as_read(in_order(RegisterRow.objects.filter(meeting=meeting).select_related("school")), masks)
    loose, actions = _actions(meeting, masks)
    told = _Told(meeting, items, masks, actions)
    running = getattr(meeting, "running", None)
    began = max(running.began_at, meeting.starts_at) if running else meeting.starts_at
    present = [each for each in attended if each.state in {State.PRESENT, State.LEFT}]
    seated = {each.school_id for each in present if each.kind == RegisterRow.Kind.MEMBER}
    schools = {each.school_id: each.school.name for each in attended if each.school and each.kind == "member"}
    heard = told.items()
    return Content(
        community=meeting.community.name,
        day=meeting.day.isoformat(),
        starts=show_time(meeting.starts),
        ends=show_time(meeting.ends),
        place=meeting_as_read(meeting, masks).place,
        present=[_person(each, began) for each in present],
        apologies=[_person(each, began) for each in attended if each.state == State.APOLOGIES],
        not_represented=[name for pk, name in schools.items() if pk not in seated],
        approved=[
            day.isoformat()
            for day in Minutes.objects.filter(approved_at_meeting=meeting)
            .order_by("meeting__day")
            .values_list("meeting__day", flat=True)
            .distinct()
        ],
        items=heard,
        actions=loose,
        put_off=[
            PutOff(
                title=each.title,
                why=each.put_off_because,
                to=each.put_off_to.day.isoformat() if each.put_off_to else "",
            )
            for each in items_as_read(put_off_from(meeting), masks)
        ]
        + told.undecided,
    )


_ORDER = (
    RegisterRow.Kind.CHAIR,
    RegisterRow.Kind.CLERK,
    RegisterRow.Kind.MEMBER,
    RegisterRow.Kind.OFFICER,
    RegisterRow.Kind.ADVISER,
    RegisterRow.Kind.GUEST,
)


def in_order(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Who was there, as minutes list it: the chair, the clerk, the schools by name, the officer, advisers, guests."""
    places = {kind: place for place, kind in enumerate(_ORDER)}
    return sorted(
        rows,
        key=lambda row: (
            places[RegisterRow.Kind(row.kind)], row.school.name if row.school else "", row.name, row.pk,
        ),
    )  # fmt: skip


def left_undecided(item: AgendaItem, decision: Decision | None, taken: Step | None = None) -> PutOff | None:
    """A request that the meeting ended without deciding, and where it went; None for any other item.

    taken: the step by which it was taken from the meeting while it ran.
    """
    record = getattr(item, "record", None)
    if item.resource_request is None or decision is not None or not (taken or (record and record.undecided_at)):
        return None
    why = NOT_DECIDED if record and record.began_at else "Not discussed"
    return PutOff(
        title=f"{item.title}, {item.resource_request.reference}",
        why=f"{why}: {_TAKEN[E(taken.event)]} on {show_moment(taken.at)}" if taken else why,
        to=record.carried_to.day.isoformat() if record and record.carried_to else "",
    )


def fate_of(undecided: PutOff) -> str:
    """The same as a sentence of its own."""
    if not undecided["to"]:
        return f"{undecided['why']}. The request is waiting for the next meeting."
    return f"{undecided['why']}. Moved to the meeting on {show_day(date.fromisoformat(undecided['to']))}."


def after_deferral(rfr: ResourceRequest, meeting: Meeting) -> str:
    """Where a request goes that a meeting deferred, as a sentence: to the meeting that has it on its agenda now."""
    if rfr.state == RequestState.WITHDRAWN:
        return "The school has since withdrawn the request."
    if rfr.meeting is None or rfr.meeting_id == meeting.pk or MACHINE.state(rfr.state).progress in _BEFORE_AN_AGENDA:
        return "The request will come to a later meeting with the information needed."
    return f"The request moved to the meeting on {show_day(rfr.meeting.day)}."


def office_of(attendance: RegisterRow) -> str:
    """What somebody came as, in words that name nobody."""
    if attendance.kind == RegisterRow.Kind.MEMBER and attendance.school:
        return f"Representative of {attendance.school.name}"
    return str(attendance.get_kind_display())


def _person(attendance: RegisterRow, began: datetime) -> Person:
    notes = []
    if attendance.arrived_at and attendance.arrived_at > began + GRACE:
        notes.append(f"from {show_time(attendance.arrived_at)}")
    if attendance.left_at:
        notes.append(f"until {show_time(attendance.left_at)}")
    name = "" if attendance.kind == RegisterRow.Kind.MEMBER and not attendance.person_id else attendance.name
    return Person(name=name, office=office_of(attendance), note=" ".join(notes))


def _actions(meeting: Meeting, masks: MeetingMasks) -> tuple[list[Action], dict[int, list[Action]]]:
    """What was taken on beside the items, and by item."""
    loose: list[Action] = []
    by_item: dict[int, list[Action]] = defaultdict(list)
    points = ActionPoint.objects.filter(meeting=meeting).select_related("item").order_by("due_on", "pk")
    for each in points_of_meeting_as_read(points, masks):
        action = Action(text=each.text, owner=each.owner_name, due_on=each.due_on.isoformat())
        (by_item[each.item_id] if each.item_id else loose).append(action)
    return loose, by_item


def taken_from(meeting: Meeting, items: Iterable[AgendaItem]) -> dict[int, Step]:
    """The requests of these items that their school withdrew, or the chair returned, while the meeting ran: by which step.

    What the meeting ended without deciding went on from it, and what became of that later is not told here.
    """
    running = getattr(meeting, "running", None)
    asked = [
        each.resource_request_id
        for each in items
        if each.resource_request_id and not getattr(getattr(each, "record", None), "undecided_at", None)
    ]
    if running is None or not asked:
        return {}
    steps = Step.objects.filter(rfr__in=asked, at__gte=running.began_at, event__in=[E.ACCEPT, *_TAKEN])
    if running.ended_at:
        steps = steps.filter(at__lte=running.ended_at)
    last = {each.rfr_id: each for each in steps.order_by("pk")}
    return {pk: step for pk, step in last.items() if step.event in _TAKEN}


def summary_of(record: ItemRecord | None, decisions: Sequence[Decision]) -> str:
    """The chair's summary of an item: what is written of it, and until then what was recorded with the decision (CHA-7).

    What a decision or its correction says otherwise counts, until somebody writes after it: one text, the last one.
    """
    decided = decisions[-1].summary if decisions else ""
    if record is None or not record.summary:
        return decided
    written = record.summary_at
    for earlier, made in zip([None, *decisions], decisions, strict=False):
        otherwise = bool(made.supersedes_id) and made.summary != earlier.summary if earlier else written is not None
        if otherwise and not (written and written > made.recorded_at):
            return decided
    return record.summary


class _Told:
    """What each item's discussion left behind: a query for each kind of thing, however many items there are."""

    def __init__(
        self, meeting: Meeting, items: list[AgendaItem], masks: MeetingMasks, actions: Mapping[int, list[Action]]
    ) -> None:
        self._items, self._masks, self._actions = items, masks, actions
        self.undecided: list[PutOff] = []
        """The requests that the meeting ended without deciding, once the items were read."""
        of_meeting = {"item__meeting": meeting}
        self._interests = _by_item(
            Interest.objects.filter(**of_meeting).select_related("attendance__school").order_by("pk")
        )
        self._offers = _by_item(
            Contribution.objects.filter(**of_meeting, step__captures=True)
            .exclude(text="")
            .select_related("attendance__school")
            .order_by("pk")
        )
        self._positions: dict[int, list[Position]] = {}
        self._shows_positions = rules_on(meeting.community.authority, meeting.day).show_positions_in_minutes
        if self._shows_positions:
            self._positions = _by_item(Position.objects.filter(**of_meeting).order_by("pk"))
        self._disputes = _by_item(Dispute.objects.filter(**of_meeting).order_by("pk"))
        self._decisions = decisions_at(meeting)
        waiting = [each for each in items if each.resource_request_id not in self._decisions]
        self._taken = taken_from(meeting, waiting)

    def items(self) -> list[Item]:
        """Each item in order."""
        names, headings = numbers_of(self._items), headings_in(self._items)
        return [
            self._item(item, name, is_heading=item.pk in headings)
            for item, name in zip(self._items, names, strict=True)
        ]

    def _item(self, item: AgendaItem, number: str, *, is_heading: bool) -> Item:
        mask = self._masks.of(item.resource_request_id)
        record = getattr(item, "record", None)
        decisions = self._decisions.get(item.resource_request_id or 0, [])
        decision = decisions[-1] if decisions else None
        found = Item(
            number=number,
            title=item.title,
            reference=item.resource_request.reference if item.resource_request else "",
            is_heading=is_heading,
            notes=mask(record.notes) if record else "",
            summary=mask(summary_of(record, decisions)),
            outcome=_outcome(decision) if decision else "",
            decision=[*decision_lines(decision, mask), *correction_lines(decisions, mask)] if decision else [],
            interests=[
                _interest(each, self._masks.name(each.attendance), mask) for each in self._interests.get(item.pk, [])
            ],
            offers=[
                Offer(name=self._masks.name(each.attendance), office=office_of(each.attendance), text=mask(each.text))
                for each in self._offers.get(item.pk, [])
            ],
            positions=positions_of(self._positions.get(item.pk, []), decision if self._shows_positions else None),
            actions=self._actions.get(item.pk, []),
            disputes=[_quarrel(each, mask) for each in self._disputes.get(item.pk, [])],
        )
        if decision and item.resource_request and decision.outcome == Decision.Outcome.DEFERRED:
            found["fate"] = after_deferral(item.resource_request, item.meeting)
        taken = self._taken.get(item.resource_request_id or 0)
        if undecided := left_undecided(item, decision, taken):
            found["fate"] = f"{undecided['why']}." if taken else fate_of(undecided)
            self.undecided.append(undecided)
        return found


def _interest(conflict: Interest, name: str, mask: Mask) -> DeclaredInterest:
    found = DeclaredInterest(name=name, office=office_of(conflict.attendance), interest=mask(conflict.interest))
    if conflict.attendance.state in {State.APOLOGIES, State.ABSENT}:
        found["absent"] = True
    elif conflict.moments:
        found["times"] = [show_time(datetime.fromisoformat(moment)) for moment in conflict.moments]
    return found


def _quarrel(dispute: Dispute, mask: Mask) -> Quarrel:
    found = Quarrel(text=mask(dispute.text), chairs_decision=mask(dispute.chairs_decision))
    if dispute.parties:
        found["parties"] = mask(dispute.parties)
    return found


def _by_item(rows: Iterable[Of]) -> dict[int, list[Of]]:
    found: dict[int, list[Of]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def positions_of(positions: Iterable[Position], decision: Decision | None = None) -> Positions | None:
    """How many stood where, as members gave it or else as it was typed with the decision; None where nobody was asked."""
    given = list(positions)
    if not given:
        return _typed_with(decision) if decision else None
    counts = Counter(each.stance for each in given)
    asking = next((each for each in given if each.of_asking_school), None)
    return Positions(
        agree=counts[Position.Stance.AGREE],
        disagree=counts[Position.Stance.DISAGREE],
        abstain=counts[Position.Stance.ABSTAIN],
        asking_school=asking.get_stance_display() if asking else "",
    )


def _typed_with(decision: Decision) -> Positions | None:
    agree, disagree, abstain = decision.agree or 0, decision.disagree or 0, decision.abstain or 0
    if not agree + disagree + abstain:
        return None
    return Positions(agree=agree, disagree=disagree, abstain=abstain, asking_school="")


_DECIDED_BY = {
    Decision.Method.CONSENSUS: "consensus",
    Decision.Method.CHAIR: "the chair",
    Decision.Method.COUNCIL: "the council",
}


def _outcome(decision: Decision) -> str:
    words = str(decision.get_outcome_display())
    if decision.outcome == Decision.Outcome.APPROVED:
        kinds = ", ".join(kind.lower() if place else kind for place, kind in enumerate(decision.kinds))
        amount = f", {show_money(decision.amount)}" if decision.amount else ""
        words = f"{words}: {kinds}{amount}"
    return f"{words}. Decided by {_DECIDED_BY[Decision.Method(decision.method)]}."


def decision_lines(decision: Decision, mask: Mask) -> list[Line]:
    """What was decided, under the form's labels (FORM-12); what the chair summed up stands by itself."""
    declined = decision.outcome == Decision.Outcome.DECLINED
    lines = (
        ("Details of support agreed", decision.details),
        ("Why it is more than was asked", decision.more_because),
        ("Period of support", say_days(decision.starts_on, decision.ends_on)),
        ("Review date", show_day(decision.review_on) if decision.review_on else ""),
        ("Reasons for declining", "" if decision.reasons == decision.summary else decision.reasons),
        ("Provision from the school’s own resources", decision.own_provision),
        ("Alternative solutions offered by members", decision.alternatives if declined else ""),
        ("Information needed", decision.needed),
    )
    return [Line(label=label, text=mask(text)) for label, text in lines if text]


def correction_lines(decisions: Iterable[Decision], mask: Mask) -> list[Line]:
    """Each correction: on which day, what it was before and is now, and why (DIS-5)."""
    return [
        Line(
            label=f"Corrected on {show_day(day_of(each.recorded_at))}",
            text=" ".join(
                [*(one.sentence for one in differences(each.supersedes, each)), mask(each.correction_reason)]
            ),
        )
        for each in decisions
        if each.supersedes and each.correction_reason
    ]
