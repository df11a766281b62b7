"""Who may do what with a request, from its first word to what the council makes of it."""

from decimal import Decimal

from django.utils import timezone

from locality.communities.scope import Viewer
from locality.council_section.actions import deciding_for_council, moderating, questioning
from locality.exceptional import actions as outside_meetings
from locality.parents import actions as telling_parents
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.resource_requests.queries.requests import meeting_to_accept_for
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import continuing, drafting, signing
from tests.integration.acting.acts import INNER, Do, act
from tests.world import (
    Side,
    acting,
    add_meeting,
    declined,
    exceptional_draft,
    exceptional_in,
    grant,
    pay_in_advance,
    refusal,
    request_in,
    ruling,
    section,
)

WRITERS = ("signatory", "school_editor", "conflicted_chair")
"""Who writes for the school; that chair is its editor too."""
CLERKS = ("clerk", "deputy_clerk")
DECIDE = ("chair", *CLERKS)
COUNCIL = ("moderator", "hnf_officer")

_SHARED = "what each action begins or ends with, which has asked already"
_OF_A_MEETING = "a meeting's own action calls it, which asks for the right to lead or clerk the meeting"
INNER |= {
    "locality.resource_requests.actions.steps.begin_event": "what each action begins with: it is what asks",
    "locality.resource_requests.actions.steps.goes_to": _SHARED,
    "locality.resource_requests.actions.decision_records.record_decision": _SHARED,
    "locality.resource_requests.actions.decision_records.promise_money": _SHARED,
    "locality.resource_requests.actions.decision_records.release_held": _SHARED,
    "locality.resource_requests.actions.processing.undo_processing": _SHARED,
    "locality.resource_requests.actions.following_meetings.follow_cancelled": _OF_A_MEETING,
    "locality.resource_requests.actions.following_meetings.put_off": _OF_A_MEETING,
    "locality.resource_requests.actions.following_schools.follow_schools": "an import of the register calls it",
    "locality.writing.actions.drafting.copy_answers": _SHARED,
    "locality.writing.actions.known_pupils.note_typed": _SHARED,
    "locality.writing.actions.known_pupils.note_copied": _SHARED,
    "locality.writing.actions.known_pupils.note_signed": _SHARED,
}


def _signature(rfr: ResourceRequest) -> dict[str, str]:
    return {"signed_name": "Sig Natory", "signed_role": "Head teacher", "seen": signing.fingerprint(rfr)}


@act(drafting.start, *WRITERS)
def _start(side: Side) -> Do:
    return lambda by: drafting.start(school=side.school, by=by, at=timezone.now())


@act(drafting.save_answers, *WRITERS)
def _save_answers(side: Side) -> Do:
    rfr = drafting.start(school=side.school, by=acting(side.people["signatory"]), at=timezone.now())
    return lambda by: drafting.save_answers(rfr, {"outcomes": Typed("By July.", 0)}, by=by, at=timezone.now())


@act(drafting.say_whether_joint, *WRITERS)
def _say_whether_joint(side: Side) -> Do:
    rfr = request_in(side, "draft")
    return lambda by: drafting.say_whether_joint(rfr, joint=True, by=by, at=timezone.now())


@act(drafting.remove_row, *WRITERS)
def _remove_row(side: Side) -> Do:
    rfr = request_in(side, "draft")
    return lambda by: drafting.remove_row(rfr, "line", 1, by=by, at=timezone.now())


@act(drafting.ask_to_sign, *WRITERS)
def _ask_to_sign(side: Side) -> Do:
    rfr = request_in(side, "draft")
    return lambda by: drafting.ask_to_sign(rfr, by=by, at=timezone.now())


@act(telling_parents.keep_page, *WRITERS)
def _keep_page(side: Side) -> Do:
    rfr = request_in(side, "approved")
    return lambda by: telling_parents.keep_page(
        rfr=rfr, key="A", text="What was agreed", seen=0, by=by, at=timezone.now()
    )


@act(drafting.reopen, *WRITERS)
def _reopen(side: Side) -> Do:
    rfr = request_in(side, "ready_to_sign")
    return lambda by: drafting.reopen(rfr, by=by, at=timezone.now())


@act(drafting.discard, *WRITERS)
def _discard(side: Side) -> Do:
    rfr = request_in(side, "draft")
    return lambda by: drafting.discard(rfr, by=by, at=timezone.now())


@act(drafting.copy, *WRITERS)
def _copy(side: Side) -> Do:
    rfr = request_in(side, "draft")
    return lambda by: drafting.copy(rfr, by=by, at=timezone.now())


@act(signing.submit, "signatory")
def _submit(side: Side) -> Do:
    rfr = request_in(side, "draft")
    return lambda by: signing.submit(rfr, **_signature(rfr), by=by, at=timezone.now())


@act(signing.submit_exceptional, "signatory")
def _submit_exceptional(side: Side) -> Do:
    rfr = exceptional_draft(side)
    return lambda by: signing.submit_exceptional(rfr, **_signature(rfr), by=by, at=timezone.now())


@act(signing.withdraw, "signatory")
def _withdraw(side: Side) -> Do:
    rfr = request_in(side, "submitted")
    return lambda by: signing.withdraw(rfr, reason="Not needed.", by=by, at=timezone.now())


@act(continuing.continue_as_standard, *WRITERS)
def _continue_as_standard(side: Side) -> Do:
    rfr = exceptional_in(side, "declined")
    return lambda by: continuing.continue_as_standard(rfr, by=by, at=timezone.now())


@act(reviewing.accept, "chair")
def _accept(side: Side) -> Do:
    rfr = request_in(side, "submitted")
    return lambda by: reviewing.accept(rfr, by=by, at=timezone.now())


@act(reviewing.admit, "chair")
def _admit(side: Side) -> Do:
    rfr = request_in(side, "submitted")
    soon = add_meeting(side.community, timezone.now(), in_working_days=2)
    assert meeting_to_accept_for(rfr, day_of(timezone.now())) != soon
    return lambda by: reviewing.admit(rfr, soon, reason="A place closes.", by=by, at=timezone.now())


@act(reviewing.return_to_school, "chair")
def _return_to_school(side: Side) -> Do:
    rfr = request_in(side, "submitted")
    return lambda by: reviewing.return_to_school(rfr, missing="Where they stand.", by=by, at=timezone.now())


@act(deciding.decide, *DECIDE)
def _decide(side: Side) -> Do:
    rfr = request_in(side, "to_decide")
    return lambda by: deciding.decide(rfr, ruling(), by=by, at=timezone.now())


@act(deciding.correct, *DECIDE)
def _correct(side: Side) -> Do:
    rfr, ground = request_in(side, "approved"), Decision.Ground.ERROR
    return lambda by: deciding.correct(rfr, declined(), ground=ground, reason="A slip.", by=by, at=timezone.now())


@act(outside_meetings.decide_exceptional, "chair")
def _decide_exceptional(side: Side) -> Do:
    rfr = exceptional_in(side, "urgent")
    return lambda by: outside_meetings.decide_exceptional(rfr, grant(), by=by, at=timezone.now())


@act(outside_meetings.contact_school, *CLERKS)
def _contact_school(side: Side) -> Do:
    rfr = exceptional_in(side, "refused")
    return lambda by: outside_meetings.contact_school(rfr, note="By telephone.", by=by, at=timezone.now())


@act(outside_meetings.forward, *CLERKS)
def _forward(side: Side) -> Do:
    rfr = exceptional_in(side, "referred")
    return lambda by: outside_meetings.forward(rfr, by=by, at=timezone.now())


@act(handing_over.hand_over, *CLERKS)
def _hand_over(side: Side) -> Do:
    rfr = request_in(side, "approved")
    return lambda by: handing_over.hand_over(rfr, by=by, at=timezone.now())


@act(handing_over.hand_over_all, *CLERKS)
def _hand_over_all(side: Side) -> Do:
    rfr = request_in(side, "approved")
    return lambda by: handing_over.hand_over_all([rfr], by=by, at=timezone.now())


@act(handing_over.acknowledge, "hnf_officer")
def _acknowledge(side: Side) -> Do:
    rfr = request_in(side, "handed_over")
    return lambda by: handing_over.acknowledge(rfr, by=by, at=timezone.now())


@act(handing_over.acknowledge_all, "hnf_officer")
def _acknowledge_all(side: Side) -> Do:
    rfr = request_in(side, "handed_over")
    return lambda by: handing_over.acknowledge_all([rfr], by=by, at=timezone.now())


@act(handing_over.ask, "hnf_officer")
def _ask(side: Side) -> Do:
    rfr = request_in(side, "handed_over")
    return lambda by: handing_over.ask(rfr, question="Which weeks?", by=by, at=timezone.now())


@act(handing_over.answer, *CLERKS)
def _answer(side: Side) -> Do:
    rfr = request_in(side, "queried")
    return lambda by: handing_over.answer(rfr, text="All of them.", by=by, at=timezone.now())


@act(deciding_for_council.take_up, "moderator")
def _take_up(side: Side) -> Do:
    rfr = request_in(side, "acknowledged", decided=ruling(council_referral=True))
    return lambda by: deciding_for_council.take_up(rfr, by=by, at=timezone.now())


def _referred(side: Side) -> ResourceRequest:
    rfr = exceptional_in(side, "referred")
    return outside_meetings.forward(rfr, by=acting(side.people["clerk"]), at=timezone.now())


@act(deciding_for_council.decide_for_council, "moderator")
def _decide_for_council(side: Side) -> Do:
    rfr, decided = _referred(side), refusal(reasons="It can wait.", invites_standard=False)
    return lambda by: deciding_for_council.decide_for_council(rfr, decided, by=by, at=timezone.now())


@act(deciding_for_council.keep_community_decision, "moderator")
def _keep_community_decision(side: Side) -> Do:
    rfr = request_in(side, "with_council")
    return lambda by: deciding_for_council.keep_community_decision(rfr, why="It is right.", by=by, at=timezone.now())


@act(moderating.moderate, *COUNCIL)
def _moderate(side: Side) -> Do:
    rfr = request_in(side, "acknowledged")
    return lambda by: moderating.moderate(rfr, section(side), by=by, at=timezone.now())


@act(moderating.end_early, *COUNCIL)
def _end_early(side: Side) -> Do:
    rfr, today = request_in(side, "processed"), day_of(timezone.now())
    return lambda by: moderating.end_early(rfr, last_day=today, why="Moved.", by=by, at=timezone.now())


@act(moderating.return_money, *COUNCIL)
def _return_money(side: Side) -> Do:
    rfr = request_in(side, "processed")
    pay_in_advance(side, paid=True)
    return lambda by: moderating.return_money(rfr, amount=Decimal(5), why="Left over.", by=by, at=timezone.now())


@act(moderating.cancel_return, *COUNCIL)
def _cancel_return(side: Side) -> Do:
    rfr, do = request_in(side, "processed"), acting(side.people["moderator"])
    pay_in_advance(side, paid=True)
    moderating.return_money(rfr, amount=Decimal(5), why="Left over.", by=do, at=timezone.now())
    return lambda by: moderating.cancel_return(rfr, number=2, why="A slip.", by=by, at=timezone.now())


def _asked(side: Side, by: Viewer) -> ResourceRequest:
    rfr = request_in(side, "acknowledged")
    questioning.ask_question(rfr, to=CouncilQuestion.To.CLERK, text="Why?", by=by, at=timezone.now())
    return rfr


@act(questioning.ask_question, *COUNCIL)
def _ask_question(side: Side) -> Do:
    rfr, to = request_in(side, "acknowledged"), CouncilQuestion.To.SCHOOL
    return lambda by: questioning.ask_question(rfr, to=to, text="Why?", by=by, at=timezone.now())


@act(questioning.reply, *CLERKS)
def _reply(side: Side) -> Do:
    rfr = _asked(side, acting(side.people["moderator"]))
    return lambda by: questioning.reply(rfr, to=CouncilQuestion.To.CLERK, text="So.", by=by, at=timezone.now())
