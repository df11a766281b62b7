"""The item that runs, as the live page shows it: its texts, the round, what was said, and who stands where."""

from collections.abc import Sequence
from datetime import date, datetime

from locality.communities.queries import rules_on
from locality.live.presenters.screen import PositionLine, Said, Screen, TurnLine
from locality.live.rules import tally, why_no_position
from locality.meetings.models import Contribution, Interest, ItemRecord, Position, RegisterRow
from locality.meetings.presenters.times import timer_of
from locality.meetings.queries.agenda import steps_of
from locality.meetings.queries.as_read import contributions_as_read
from locality.meetings.queries.live import contributions_to, in_round, positions_on
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.rounds import Place, places_in_round, without_a_turn
from locality.meetings.rules.timers import used
from locality.schedule.models import Meeting
from locality.values.working_days import day_of

PLACE_WORDS = {
    Place.SPEAKS: "speaking",
    Place.NEXT: "next",
    Place.WAITS: "waiting",
    Place.HAD: "has spoken",
    Place.PASSED: "has passed",
}


PLACE_COLOURS = {Place.SPEAKS: "green", Place.NEXT: "blue", Place.HAD: "grey", Place.PASSED: "grey"}


def label_of(row: RegisterRow) -> str:
    """How somebody is called at the meeting: by the school they speak for, else by name."""
    return row.school.name if row.school and row.kind == RegisterRow.Kind.MEMBER else row.name


def fill_item(
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
            for pk, place in places_in_round(list(asked), had, running.speaker_id).items()
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
    return "Not yet" if takes else "Does not give a position on its own request"
