"""Who may do what to meetings: plan them, prepare them, guide them, minute them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from locality.live.actions import (
    action_points,
    deciding,
    discussing,
    disputing,
    interests,
    note_taking,
    registering,
    running,
    taking_positions,
)
from locality.meetings.actions import advisers, agenda, attendance, cancelling, papers, templates
from locality.meetings.models import Advising, AgendaItem, DiscussionStep, Paper, Position, RegisterRow, TemplateItem
from locality.meetings.models.agenda import Kind
from locality.minutes.actions import follow_up, minutes
from locality.schedule.actions import arranging_meetings, arranging_year
from locality.schedule.models import Meeting
from locality.schedule.rules import Proposal
from locality.together.texts import Typed
from locality.values.periods import Period
from locality.values.working_days import day_of
from tests.held import add_action_point, held_before
from tests.integration.acting.acts import INNER, OWN, Do, act
from tests.integration.meetings.live import Room, room
from tests.world import Side, acting, ruling

CHAIRS = ("chair", "conflicted_chair")
CLERKS = ("clerk", "deputy_clerk")
BOTH = (*CHAIRS, *CLERKS)
TEXT = {"text": Typed("Bring a plan.", 0)}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

SCHEDULE, MEETINGS, MINUTES = "locality.schedule.actions", "locality.meetings.actions", "locality.minutes.actions"
INNER.update(
    {
        f"{SCHEDULE}.arranging_meetings.log_planning": "the log's line of an action",
        f"{SCHEDULE}.steps.take_meeting": "the step that an action takes",
        f"{SCHEDULE}.steps.keep_step": "the first row of history, or one of a step",
        f"{MEETINGS}.advisers.take_back": "of items that left the agenda",
        f"{MEETINGS}.advisers_let_go.let_go": "of items that left the agenda",
        f"{MEETINGS}.agenda.carry_on": "of a meeting that was cancelled",
        f"{MEETINGS}.agenda.draw_up": "before a meeting begins or its papers go out",
        f"{MEETINGS}.board_reports.ask_for_board_report": "at the end of a meeting, and by the worker",
        f"{MEETINGS}.going_along.bring_along": "of an item that is new on an agenda",
        f"{MEETINGS}.going_along.take_along": "of an item that goes to another meeting",
        f"{MEETINGS}.notes.log_meeting": "the log's line of an action",
        f"{MEETINGS}.texts.save_text": "one text of a record that an action keeps",
        "locality.live.actions.running.refuse_outside": "a question that actions ask",
        f"{MINUTES}.minutes.follow_decision": "of a decision that was corrected",
        f"{MINUTES}.steps.take_minutes": "the step that an action takes",
    }
)
OWN.update({f"{MEETINGS}.papers.note_opened": "that oneself has opened what one may read: kept like a sight"})


def at() -> datetime:
    return timezone.now()


def ahead(days: int) -> date:
    return day_of(at()) + timedelta(days=days)


def planned(side: Side) -> Meeting:
    assert side.meeting
    return side.meeting


# Planning


@act(arranging_meetings.add_meeting, *BOTH)
def _(side: Side) -> Do:
    return lambda by: arranging_meetings.add_meeting(
        community=side.community, day=ahead(50), starts=time(9), ends=time(10), venue="The hall", by=by, at=at()
    )


@act(arranging_meetings.move_meeting, *BOTH)
def _(side: Side) -> Do:
    return lambda by: arranging_meetings.move_meeting(
        planned(side),
        day=planned(side).day,
        starts=time(9),
        ends=time(10),
        venue="Hall",
        online_link="",
        by=by,
        at=at(),
    )


@act(arranging_meetings.cancel_meeting, *BOTH)
def _(side: Side) -> Do:
    return lambda by: arranging_meetings.cancel_meeting(planned(side), why="Snow.", by=by, at=at())


@act(arranging_year.propose_year, *BOTH)
def _(side: Side) -> Do:
    return lambda by: arranging_year.propose_year(
        community=side.community, period=Period(ahead(40), ahead(90)), proposals=[Proposal(ahead(80), ahead(80))],
        starts=time(9), ends=time(10), venue="The hall", online_link="", by=by, at=at(),
    )  # fmt: skip


def proposed(side: Side) -> Meeting:
    return Meeting.objects.create(
        community=side.community, day=ahead(80), starts=time(9), ends=time(10), venue="The hall", state="proposed"
    )


@act(arranging_year.drop_proposal, *BOTH)
def _(side: Side) -> Do:
    date_ = proposed(side)
    return lambda by: arranging_year.drop_proposal(date_, by=by, at=at())


@act(arranging_year.publish, *BOTH)
def _(side: Side) -> Do:
    date_ = proposed(side)
    return lambda by: arranging_year.publish([date_], by=by, at=at())


@act(cancelling.cancel, *BOTH)
def _(side: Side) -> Do:
    return lambda by: cancelling.cancel(planned(side), why="Snow.", by=by, at=at())


# Advisers


def advising(side: Side) -> Advising:
    by = acting(side.people["clerk"])
    return advisers.invite(
        planned(side),
        email="ann@adviser.example",
        name="Ann Lee",
        expertise="Speech",
        whole_meeting=True,
        by=by,
        at=at(),
    )


@act(advisers.invite, *BOTH)
def _(side: Side) -> Do:
    return lambda by: advisers.invite(
        planned(side),
        email="ann@adviser.example",
        name="Ann Lee",
        expertise="Speech",
        whole_meeting=True,
        by=by,
        at=at(),
    )


@act(advisers.remind, *BOTH)
def _(side: Side) -> Do:
    invited = advising(side)
    return lambda by: advisers.remind(invited, by=by, at=at())


@act(advisers.withdraw, *BOTH)
def _(side: Side) -> Do:
    invited = advising(side)
    return lambda by: advisers.withdraw(invited, by=by, at=at())


# The agenda and its papers


def items(side: Side) -> list[AgendaItem]:
    return agenda.draw_up(planned(side), by=side.people["chair"], at=at())


@act(agenda.draw_up_again, *CHAIRS)
def _(side: Side) -> Do:
    return lambda by: agenda.draw_up_again(planned(side), by=by, at=at())


@act(agenda.shift, *CHAIRS)
def _(side: Side) -> Do:
    item = items(side)[1]
    return lambda by: agenda.shift(item, up=True, by=by, at=at())


@act(agenda.set_times, *CHAIRS)
def _(side: Side) -> Do:
    item = items(side)[0]
    return lambda by: agenda.set_times(planned(side), {item.pk: 17}, by=by, at=at())


@act(agenda.put_off, *CHAIRS)
def _(side: Side) -> Do:
    item = items(side)[-1]
    later = Meeting.objects.create(
        community=side.community, day=planned(side).day + timedelta(days=7), starts=time(9), ends=time(10), venue="Hall"
    )
    return lambda by: agenda.put_off(item, to=later, why="No time.", by=by, at=at())


@act(agenda.add_item, *CHAIRS)
def _(side: Side) -> Do:
    return lambda by: agenda.add_item(planned(side), title="Visit", minutes=5, text="", by=by, at=at())


@act(agenda.change_item, *CHAIRS)
def _(side: Side) -> Do:
    item = items(side)[0]
    return lambda by: agenda.change_item(item, TEXT, by=by, at=at())


@act(agenda.remove_item, *CHAIRS)
def _(side: Side) -> Do:
    item = next(each for each in items(side) if each.kind == Kind.OTHER or each.kind == Kind.UPDATE)
    return lambda by: agenda.remove_item(item, by=by, at=at())


def attached(side: Side) -> Paper:
    by = acting(side.people["clerk"])
    return papers.attach(planned(side), item=None, title="Plan", name="plan.pdf", content=PDF, by=by, at=at())


@act(papers.attach, *CLERKS)
def _(side: Side) -> Do:
    return lambda by: papers.attach(
        planned(side), item=None, title="Plan", name="plan.pdf", content=PDF, by=by, at=at()
    )


@act(papers.remove, *CLERKS)
def _(side: Side) -> Do:
    paper = attached(side)
    return lambda by: papers.remove(paper, by=by, at=at())


@act(papers.distribute, *CLERKS)
def _(side: Side) -> Do:
    return lambda by: papers.distribute(planned(side), what="", by=by, at=at())


@act(papers.keep_note, "representative", "hnf_officer", *BOTH)
def _(side: Side) -> Do:
    item = items(side)[0]
    return lambda by: papers.keep_note(item, TEXT, by=by, at=at())


@act(attendance.raise_non_attendance, *CLERKS)
def _(side: Side) -> Do:
    for days in (60, 30):
        held_before(side, days=days, absent=(side.school,))
    return lambda by: attendance.raise_non_attendance(side.community, school=side.school.pk, by=by, at=at())


# The template


def adopted(side: Side) -> None:
    templates.adopt(side.authority, by=acting(side.people["locality_team"]), at=at())


@act(templates.adopt, "locality_team")
def _(side: Side) -> Do:
    return lambda by: templates.adopt(side.authority, by=by, at=at())


@act(templates.keep_item, "locality_team")
def _(side: Side) -> Do:
    return lambda by: templates.keep_item(side.authority, title="Visit", minutes=5, kind=Kind.OTHER, by=by, at=at())


@act(templates.keep_step, "locality_team")
def _(side: Side) -> Do:
    return lambda by: templates.keep_step(
        side.authority, title="Close", guidance="", manner=DiscussionStep.Manner.ROUND, minutes_from=1, minutes_to=2,
        rounds=1, captures=False, by=by, at=at(),
    )  # fmt: skip


@act(templates.shift, "locality_team")
def _(side: Side) -> Do:
    adopted(side)
    line = TemplateItem.objects.filter(authority=side.authority)[1]
    return lambda by: templates.shift(line, up=True, by=by, at=at())


@act(templates.leave_out, "locality_team")
def _(side: Side) -> Do:
    adopted(side)
    line = DiscussionStep.objects.filter(authority=side.authority)[0]
    return lambda by: templates.leave_out(line, by=by, at=at())


# The running meeting


def begun(side: Side) -> Room:
    return room(side, requests=0, schools=0).all_here()


def second(here: Room) -> AgendaItem:
    return AgendaItem.objects.filter(meeting=here.meeting).order_by("position")[1]


@act(running.begin, *BOTH)
def _(side: Side) -> Do:
    here = room(side, requests=0, schools=0)
    return lambda by: running.begin(here.meeting, by=by, at=at())


@act(running.end, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    return lambda by: running.end(here.meeting, by=by, at=at())


@act(running.reopen, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    running.end(here.meeting, by=acting(side.people["chair"]), at=at())
    return lambda by: running.reopen(here.meeting, why="A name was wrong.", by=by, at=at())


@act(running.go_to_item, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    return lambda by: running.go_to_item(here.meeting, second(here), anyway=True, by=by, at=at())


@act(running.go_to_step, *BOTH)
def _(side: Side) -> Do:
    here = room(side, schools=0).discussing()
    return lambda by: running.go_to_step(here.meeting, here.step("Solutions"), anyway=True, by=by, at=at())


def in_round(side: Side) -> Room:
    here = room(side, schools=0).discussing("Solutions")
    DiscussionStep.objects.filter(pk=here.running.step_id).update(rounds=3)
    return here


@act(running.begin_round, *BOTH)
def _(side: Side) -> Do:
    here = in_round(side)
    return lambda by: running.begin_round(here.meeting, anyway=True, by=by, at=at())


@act(discussing.next_speaker, *BOTH)
def _(side: Side) -> Do:
    here = in_round(side)
    return lambda by: discussing.next_speaker(here.meeting, passed=False, by=by, at=at())


@act(discussing.give_word, *BOTH)
def _(side: Side) -> Do:
    here = in_round(side)
    return lambda by: discussing.give_word(here.meeting, here.row("representative"), by=by, at=at())


@act(discussing.keep_said, "representative", *BOTH)
def _(side: Side) -> Do:
    here = in_round(side)
    return lambda by: discussing.keep_said(
        here.meeting, here.row("representative"), text="A quiet corner.", was_heard=False, by=by, at=at()
    )


@act(taking_positions.ask_positions, *BOTH)
def _(side: Side) -> Do:
    here = room(side, schools=0).discussing()
    return lambda by: taking_positions.ask_positions(here.meeting, wanted=True, by=by, at=at())


@act(taking_positions.take_position, "representative", *BOTH)
def _(side: Side) -> Do:
    here = room(side, schools=0).discussing()
    taking_positions.ask_positions(here.meeting, wanted=True, by=acting(side.people["chair"]), at=at())
    return lambda by: taking_positions.take_position(
        here.meeting, here.row("representative"), stance=Position.Stance.AGREE, by=by, at=at()
    )


@act(interests.declare, "representative", *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    return lambda by: interests.declare(
        here.meeting, second(here), here.row("representative"), interest="My cousin works there.", by=by, at=at()
    )


@act(interests.come_back, *BOTH)
def _(side: Side) -> Do:
    here, clerk = begun(side), acting(side.people["clerk"])
    assert here.running.item
    declared = interests.declare(
        here.meeting, here.running.item, here.row("representative"), interest="My cousin.", by=clerk, at=at()
    )
    return lambda by: interests.come_back(here.meeting, declared, by=by, at=at())


@act(registering.mark, *BOTH)
def _(side: Side) -> Do:
    here = room(side, requests=0, schools=0).begin()
    row = here.row("representative")
    return lambda by: registering.mark(here.meeting, [row.pk], RegisterRow.State.PRESENT, by=by, at=at())


@act(registering.mark_others_here, *BOTH)
def _(side: Side) -> Do:
    here = room(side, requests=0, schools=0).begin()
    return lambda by: registering.mark_others_here(here.meeting, by=by, at=at())


@act(registering.add_guest, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    return lambda by: registering.add_guest(here.meeting, name="Ann Lee", kind=RegisterRow.Kind.GUEST, by=by, at=at())


@act(note_taking.keep_texts, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    texts = {"notes": Typed("All were glad.", 0)}
    return lambda by: note_taking.keep_texts(here.meeting, second(here), texts, by=by, at=at())


@act(action_points.add_action_point, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    return lambda by: action_points.add_action_point(
        here.meeting, item=None, text="Ring the college.", owner=here.row("clerk"), due_on=ahead(7), by=by, at=at()
    )


@act(disputing.note_dispute, *BOTH)
def _(side: Side) -> Do:
    here = begun(side)
    return lambda by: disputing.note_dispute(
        here.meeting, second(here), parties="Two schools", text="Who pays.", chairs_decision="", by=by, at=at()
    )


@act(disputing.settle_dispute, *BOTH)
def _(side: Side) -> Do:
    here, clerk = begun(side), acting(side.people["clerk"])
    dispute = disputing.note_dispute(
        here.meeting, second(here), parties="Two schools", text="Who pays.", chairs_decision="", by=clerk, at=at()
    )
    return lambda by: disputing.settle_dispute(here.meeting, dispute, chairs_decision="Both.", by=by, at=at())


@act(deciding.decide, "clerk", "chair", "deputy_clerk")
def _(side: Side) -> Do:
    here = room(side, schools=0).summed_up()
    return lambda by: deciding.decide(here.meeting, here.item(), ruling(), by=by, at=at())


# Minutes and what follows


def held(side: Side) -> Meeting:
    return held_before(side, days=3, state="held")


def with_chair(side: Side) -> Meeting:
    meeting = held(side)
    minutes.ask_chair(meeting, by=acting(side.people["clerk"]), at=at())
    return meeting


def sent(side: Side, *, days: int = 3) -> Meeting:
    meeting = held_before(side, days=days, state="held")
    minutes.ask_chair(meeting, by=acting(side.people["clerk"]), at=at())
    minutes.check(meeting, by=acting(side.people["chair"]), at=at())
    minutes.distribute(meeting, by=acting(side.people["clerk"]), at=at())
    return meeting


@act(minutes.save_texts, *CLERKS)
def _(side: Side) -> Do:
    meeting = held(side)
    item = AgendaItem.objects.get(meeting=meeting)
    return lambda by: minutes.save_texts(meeting, {f"notes-{item.pk}": Typed("All well.", 0)}, by=by, at=at())


@act(minutes.ask_chair, *CLERKS)
def _(side: Side) -> Do:
    meeting = held(side)
    return lambda by: minutes.ask_chair(meeting, by=by, at=at())


@act(minutes.check, *CHAIRS)
def _(side: Side) -> Do:
    meeting = with_chair(side)
    return lambda by: minutes.check(meeting, by=by, at=at())


@act(minutes.ask_for_changes, *CHAIRS)
def _(side: Side) -> Do:
    meeting = with_chair(side)
    return lambda by: minutes.ask_for_changes(meeting, wanted="Shorter.", by=by, at=at())


@act(minutes.distribute, *CLERKS)
def _(side: Side) -> Do:
    meeting = with_chair(side)
    minutes.check(meeting, by=acting(side.people["chair"]), at=at())
    return lambda by: minutes.distribute(meeting, by=by, at=at())


@act(minutes.begin_correction, *CLERKS)
def _(side: Side) -> Do:
    meeting = sent(side)
    return lambda by: minutes.begin_correction(meeting, why="A name.", by=by, at=at())


@act(minutes.approve, *BOTH)
def _(side: Side) -> Do:
    version = sent(side, days=30).minutes.get()
    later = held(side)
    return lambda by: minutes.approve(version, at_meeting=later, by=by, at=at())


@act(follow_up.report, "representative", *BOTH)
def _(side: Side) -> Do:
    point = add_action_point(side, held(side))
    return lambda by: follow_up.report(point, text="Half way.", state="open", by=by, at=at())
