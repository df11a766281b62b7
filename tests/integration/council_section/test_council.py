"""The council's part: its section, the ledger that follows it, its own decisions, its questions, what comes back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from locality.budgets.actions import gathering_advances, paying
from locality.budgets.actions.refusals import NotEnough
from locality.budgets.models import Entry, Instalment, PaymentPlan
from locality.budgets.queries.money import balance, held_by_decision
from locality.communities.models import Office
from locality.council_section.actions import deciding_for_council, moderating, questioning
from locality.exceptional import actions as outside_meetings
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import CouncilQuestion, CouncilSection, Decision, ResourceRequest
from locality.resource_requests.queries.council import moderators_of
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, pdf_text, text_of
from tests.world import (
    PUPIL,
    Side,
    acting,
    declined,
    exceptional_in,
    pay_in_advance,
    payday,
    request_in,
    ruling,
    section,
)

To = CouncilQuestion.To


def remaining(side: Side) -> Decimal:
    return balance(side.community, day_of(timezone.now())).remaining


def moderate(side: Side, request: ResourceRequest, by: str = "moderator", **changes: Any) -> CouncilSection:
    return moderating.moderate(request, section(side, **changes), by=acting(side.people[by]), at=timezone.now())


def also_moderates(side: Side, who: str) -> None:
    """A person with another part in it is given the council's too: what keeps them from it is not the lack of an office."""
    today = day_of(timezone.now())
    Office.objects.create(person=side.people[who], role="moderator", authority=side.authority, start=today)


def held(request: ResourceRequest) -> Decimal:
    assert request.decision_id is not None
    return sum(held_by_decision(request.decision_id).values(), Decimal(0))


def council_ruling(**changes: Any) -> NewDecision:
    today = day_of(timezone.now())
    usual: dict[str, Any] = {
        "method": Decision.Method.COUNCIL, "amount": Decimal(700), "starts_on": today,
        "ends_on": today + timedelta(days=90),
    }  # fmt: skip
    return ruling(**usual | changes)


def told() -> set[str]:
    return set(Message.objects.values_list("address", flat=True))


@pytest.mark.clause("POST-4")
def test_the_clock_of_processing_runs_from_the_acknowledgement(kent: Side) -> None:
    assert request_in(kent, "handed_over").received_on is None
    assert request_in(kent, "acknowledged").received_on == day_of(timezone.now())


@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize(
    ("final", "reason", "left", "kinds"),
    [
        ("1000", "", "99000", ["commitment"]),
        ("800", "Two hours a week fewer.", "99200", ["commitment", "release"]),
        ("1250.50", "The rate has gone up.", "98749.50", ["commitment", "increase"]),
        ("0", "The pupil has moved.", "100000", ["commitment", "release"]),
    ],
)
def test_the_ledger_follows_the_final_amount(kent: Side, final: str, reason: str, left: str, kinds: list[str]) -> None:
    request = request_in(kent, "acknowledged")
    moderation = moderate(kent, request, final_amount=Decimal(final), reason=reason)
    request.refresh_from_db()
    assert (request.state, request.final_amount) == ("processed", Decimal(final))
    assert (request.approved_amount, request.processed_on) == (Decimal(1000), day_of(timezone.now()))
    assert moderation.reason == reason
    assert remaining(kent) == Decimal(left)
    assert held(request) == Decimal(final)
    entries = Entry.objects.filter(decision_id=request.decision_id).order_by("id")
    assert [entry.kind for entry in entries] == kinds
    planned = sum((each.amount for each in Instalment.objects.all()), Decimal(0))
    assert planned == Decimal(final)
    assert PaymentPlan.objects.count() == (1 if Decimal(final) else 0)


@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"final_amount": Decimal(999)}, "Enter why"),
        ({"final_amount": Decimal(999), "reason": "  "}, "Enter why"),
        ({"final_amount": Decimal(999), "reason": "Less", "moderated": False}, "because the final amount is different"),
        ({"final_amount": None}, "Enter the final amount"),
        ({"processed_on": timedelta(days=1)}, "in the future"),
        ({"processed_on": timedelta(days=-1)}, "when it was received"),
    ],
)
def test_the_section_is_whole_or_refused(kent: Side, changes: dict[str, Any], sentence: str) -> None:
    request = request_in(kent, "acknowledged")
    given = {
        name: day_of(timezone.now()) + value if isinstance(value, timedelta) else value
        for name, value in changes.items()
    }
    with pytest.raises(NotPossible, match=sentence):
        moderate(kent, request, **given)
    request.refresh_from_db()
    assert (request.state, request.final_amount) == ("acknowledged", None)
    assert not CouncilSection.objects.exists()
    assert not PaymentPlan.objects.exists()


def test_a_decision_from_before_its_days_were_asked_gets_them_from_the_council(
    kent: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "locality.resource_requests.actions.deciding.complete_decision", lambda _, decided, _bounds: decided
    )
    request = request_in(kent, "acknowledged", decided=ruling(starts_on=None, ends_on=None))
    page = text_of(Desk(kent.people["moderator"]).get("request_moderate", request.reference))
    assert "The decision does not give dates for the support." in page
    with pytest.raises(NotPossible, match="first and last day"):
        moderate(kent, request, starts_on=None)
    moderate(kent, request)
    assert PaymentPlan.objects.get().ends_on == day_of(timezone.now()) + timedelta(days=180)


@pytest.mark.clause("FORM-13")
@pytest.mark.clause("RES-7")
def test_a_final_amount_beyond_the_budget_is_refused_as_a_whole(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    messages = Message.objects.count()
    with pytest.raises(NotEnough):
        moderate(kent, request, final_amount=Decimal(100_001), reason="Much more")
    assert not CouncilSection.objects.exists()
    assert held(request) == Decimal(1000)
    assert Message.objects.count() == messages


@pytest.mark.clause("FORM-13")
def test_a_request_without_money_is_processed_without_a_plan(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    deciding.decide(request, ruling(funding=False, amount=None), by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    with pytest.raises(NotPossible, match="no final amount"):
        moderate(kent, request)
    moderate(kent, request, final_amount=None, starts_on=None, ends_on=None)
    said = " ".join(Message.objects.filter(kind="resource_request.moderate").first().lines)
    assert "No money was approved, so there is no payment. The support that was agreed can go ahead." in said
    request.refresh_from_db()
    assert (request.state, request.final_amount) == ("processed", None)
    assert not PaymentPlan.objects.exists()


@pytest.mark.both_databases("constraint")
@pytest.mark.clause("FORM-13")
def test_who_recorded_the_decision_neither_moderates_nor_is_named(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    also_moderates(kent, "clerk")
    with pytest.raises(NotPossible, match="someone else"):
        moderate(kent, request, by="clerk")
    with pytest.raises(NotPossible, match="cannot moderate this request"):
        moderate(kent, request, moderated_by=kent.people["clerk"])
    with pytest.raises(NotPossible, match="cannot moderate this request"):
        moderate(kent, request, moderated_by=kent.people["finance"])
    assert request.decision is not None
    for recorded_by, moderated_by in (("clerk", "moderator"), ("moderator", "clerk")):
        with pytest.raises(IntegrityError, match="moderated_by_other_hands"), transaction.atomic():
            CouncilSection.objects.create(
                rfr=request, decision=request.decision, final_amount=Decimal(1000), moderated=True,
                moderated_by=kent.people[moderated_by], processed_on=day_of(timezone.now()),
                recorded_by=kent.people[recorded_by], recorded_at=timezone.now(),
            )  # fmt: skip


@pytest.mark.both_databases("constraint")
@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize(
    ("role", "place"), [("chair", "community"), ("representative", "other_school"), ("signatory", "far_school")]
)
def test_who_decided_in_the_community_does_not_moderate_for_the_council(kent: Side, role: str, place: str) -> None:
    """Whoever recorded it: those who sat in the community, by a chair's office or a school's, have decided."""
    officer, today = kent.people["hnf_officer"], day_of(timezone.now())
    apart = place != "far_school"  # a school of another community
    where = {"community" if place == "community" else "school": getattr(kent, place)}
    Office.objects.create(
        person=officer, role=role, authority=kent.authority, start=today - timedelta(days=30), end=today, **where
    )
    request = request_in(kent, "acknowledged")
    assert (officer in moderators_of(request, on=today)) is not apart
    if not apart:
        moderate(kent, request, by="hnf_officer", moderated_by=officer)
        return
    with pytest.raises(NotPossible, match="took part in the decision"):
        moderate(kent, request, by="hnf_officer")
    with pytest.raises(NotPossible, match="took no part"):
        moderate(kent, request, moderated_by=officer)
    for hands in ({"recorded_by": officer}, {"moderated_by": officer}):
        with pytest.raises(IntegrityError, match="moderated_by_other_hands"), transaction.atomic():
            CouncilSection.objects.create(
                **{"recorded_by": kent.people["moderator"], "moderated_by": kent.people["moderator"]} | hands,
                rfr=request, decision=request.decision, final_amount=Decimal(1000), moderated=True,
                processed_on=today, recorded_at=timezone.now(),
            )  # fmt: skip


@pytest.mark.clause("FORM-13")
def test_who_sat_in_the_community_after_it_decided_may_moderate(kent: Side) -> None:
    officer, today = kent.people["hnf_officer"], day_of(timezone.now())
    request = request_in(kent, "acknowledged")
    Office.objects.create(
        person=officer,
        role="chair",
        authority=kent.authority,
        community=kent.community,
        start=today + timedelta(days=1),
    )
    moderate(kent, request, by="hnf_officer", moderated_by=officer)


@pytest.mark.clause("FORM-13")
def test_the_officer_of_the_area_may_moderate_too(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    done = moderate(kent, request, by="hnf_officer", moderated_by=kent.people["hnf_officer"])
    assert PaymentPlan.objects.get().processed_by == done.recorded_by == kent.people["hnf_officer"]


@pytest.mark.clause("FORM-13")
def test_chair_school_and_clerk_are_told_the_amounts_and_no_pupil(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    Message.objects.all().delete()
    moderate(kent, request, final_amount=Decimal(800), reason=f"{PUPIL} comes for fewer hours.")
    people = kent.people
    expected = {people[role].email for role in ("school_editor", "signatory", "chair", "clerk", "deputy_clerk")}
    assert told() == expected | {people["conflicted_chair"].email}
    for message in Message.objects.all():
        text = " ".join([message.subject, *message.lines, message.link])
        assert "£800" in text
        assert "£1,000 was approved" in text
        assert PUPIL not in text


# The council's own decision


@pytest.mark.clause("EXC-5")
def test_nothing_is_processed_before_the_review_that_the_community_asked_for(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    deciding.decide(request, ruling(council_referral=True), by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    with pytest.raises(NotPossible, match="review"):
        moderate(kent, request)
    deciding_for_council.take_up(request, by=acting(kent.people["moderator"]), at=timezone.now())
    with pytest.raises(NotPossible, match="would take away"):
        deciding_for_council.decide_for_council(
            request,
            declined(method=Decision.Method.COUNCIL, own_provision=""),
            by=acting(kent.people["moderator"]),
            at=timezone.now(),
        )
    with pytest.raises(NotPossible, match="Enter why"):
        deciding_for_council.keep_community_decision(
            request, why=" ", by=acting(kent.people["moderator"]), at=timezone.now()
        )
    deciding_for_council.keep_community_decision(
        request, why="It is enough.", by=acting(kent.people["moderator"]), at=timezone.now()
    )
    with pytest.raises(NotPossible, match="already answered"):
        deciding_for_council.take_up(request, by=acting(kent.people["moderator"]), at=timezone.now())
    moderate(kent, request)
    request.refresh_from_db()
    assert request.state == "processed"


@pytest.mark.clause("EXC-5")
def test_the_councils_approval_replaces_the_communitys_and_its_money(kent: Side) -> None:
    request = request_in(kent, "with_council")
    first = request.decision
    assert first is not None
    Message.objects.all().delete()
    decision = deciding_for_council.decide_for_council(
        request, council_ruling(), by=acting(kent.people["moderator"]), at=timezone.now()
    )
    request.refresh_from_db()
    assert (request.state, request.decision, request.approved_amount) == ("acknowledged", decision, Decimal(700))
    assert (decision.supersedes, decision.method, decision.council_referral) == (first, "council", False)
    assert not any(held_by_decision(first.pk).values())
    assert held(request) == Decimal(700)
    assert remaining(kent) == Decimal(99_300)
    assert {kent.people[role].email for role in ("school_editor", "chair", "clerk")} <= told()
    assert kent.people["representative"].email not in told()
    with pytest.raises(NotPossible, match="someone else"):
        moderate(kent, request)
    moderate(
        kent, request, by="hnf_officer", moderated_by=kent.people["hnf_officer"], final_amount=Decimal(700),
        starts_on=None, ends_on=None,
    )  # fmt: skip
    plan = PaymentPlan.objects.get()
    assert (plan.starts_on, plan.ends_on, plan.payable_until) == (decision.starts_on, decision.ends_on, None)


@pytest.mark.clause("EXC-5")
def test_the_council_declines_where_only_its_review_was_agreed(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    only = ruling(advice=False, funding=False, amount=None, council_referral=True)
    deciding.decide(request, only, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    deciding_for_council.take_up(request, by=acting(kent.people["moderator"]), at=timezone.now())
    with pytest.raises(NotPossible, match="Approve or decline"):
        deciding_for_council.keep_community_decision(
            request, why="Enough", by=acting(kent.people["moderator"]), at=timezone.now()
        )
    refusal = declined(method=Decision.Method.COUNCIL, own_provision="")
    deciding_for_council.decide_for_council(request, refusal, by=acting(kent.people["moderator"]), at=timezone.now())
    request.refresh_from_db()
    assert (request.state, request.approved_amount) == ("declined", None)
    with pytest.raises(NotPossible, match="The council decided this"):
        deciding.correct(
            request,
            ruling(),
            ground=Decision.Ground.ERROR,
            reason="No",
            by=acting(kent.people["chair"]),
            at=timezone.now(),
        )


@pytest.mark.clause("EXC-5")
@pytest.mark.parametrize(("missing", "which"), [("starts_on", "first"), ("ends_on", "last")])
def test_money_of_the_council_is_for_named_days(kent: Side, missing: str, which: str) -> None:
    request = request_in(kent, "with_council")
    with pytest.raises(NotPossible, match=f"Enter the {which} day of support"):
        deciding_for_council.decide_for_council(
            request, council_ruling(**{missing: None}), by=acting(kent.people["moderator"]), at=timezone.now()
        )


def exceptional_with_council(side: Side) -> ResourceRequest:
    """Referred by the chair and forwarded by the clerk."""
    request = exceptional_in(side, "referred")
    outside_meetings.forward(request, by=acting(side.people["clerk"]), at=timezone.now())
    request.refresh_from_db()
    return request


@pytest.mark.clause("EXC-5")
@pytest.mark.clause("EXC-6")
def test_the_council_decides_what_a_chair_referred_and_pays_nothing_past_its_end(kent: Side) -> None:
    request = exceptional_with_council(kent)
    assert (request.state, request.received_on) == ("with_council", day_of(timezone.now()))
    Message.objects.all().delete()
    ends = day_of(timezone.now()) + timedelta(days=27)
    decision = deciding_for_council.decide_for_council(
        request,
        council_ruling(ends_on=ends, amount=Decimal(280)),
        by=acting(kent.people["moderator"]),
        at=timezone.now(),
    )
    assert (decision.exceptional, decision.ends_on, decision.method) == (True, ends, "council")
    assert {kent.people[role].email for role in ("school_editor", "chair", "clerk", "representative")} <= told()
    assert all(PUPIL not in " ".join([each.subject, *each.lines]) for each in Message.objects.all())
    moderate(
        kent, request, by="hnf_officer", moderated_by=kent.people["hnf_officer"], final_amount=Decimal(280),
        starts_on=None, ends_on=None,
    )  # fmt: skip
    plan = PaymentPlan.objects.get()
    assert (plan.ends_on, plan.payable_until) == (ends, ends)
    assert all(each.covers_to <= ends for each in plan.instalments.all())


@pytest.mark.clause("EXC-6")
def test_the_council_too_grants_an_exceptional_request_for_the_longest_period_at_most(kent: Side) -> None:
    request, today = exceptional_with_council(kent), day_of(timezone.now())
    with pytest.raises(NotPossible, match="up to 13 weeks"):
        deciding_for_council.decide_for_council(
            request,
            council_ruling(ends_on=today + timedelta(days=91)),
            by=acting(kent.people["moderator"]),
            at=timezone.now(),
        )
    deciding_for_council.decide_for_council(
        request, council_ruling(), by=acting(kent.people["moderator"]), at=timezone.now()
    )


@pytest.mark.clause("EXC-5")
def test_the_council_declines_what_a_chair_referred(kent: Side) -> None:
    request = exceptional_with_council(kent)
    refusal = declined(method=Decision.Method.COUNCIL, own_provision="", reasons="Outreach is free.")
    deciding_for_council.decide_for_council(request, refusal, by=acting(kent.people["moderator"]), at=timezone.now())
    request.refresh_from_db()
    assert request.state == "declined"
    assert not Entry.objects.filter(decision_id__isnull=False).exists()
    reasons, see = "The council’s reasons are on the request’s page.", "See the decision for its reasons."
    told = [" ".join(each.lines) for each in Message.objects.filter(kind="resource_request.council_decline")]
    assert {see in each for each in told} == {True, False}, "the school, and others"
    assert all(each.count(reasons) + each.count(see) == 1 for each in told), "where the reasons are is said once"
    page = text_of(Desk(kent.people["school_editor"]).get("request", request.reference))
    assert "Why the council decided The chair referred the request to the council." in page
    assert "The council declined your request." in page
    assert "Invited to submit a standard request" not in page


@pytest.mark.clause("EXC-5")
def test_who_referred_it_does_not_decide_it_for_the_council(kent: Side) -> None:
    request = exceptional_with_council(kent)
    also_moderates(kent, "chair")
    with pytest.raises(NotPossible, match="someone else"):
        deciding_for_council.decide_for_council(
            request, council_ruling(), by=acting(kent.people["chair"]), at=timezone.now()
        )


# Questions


@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize(
    ("to", "who", "other"), [(To.SCHOOL, "school_editor", "clerk"), (To.CLERK, "clerk", "school_editor")]
)
@pytest.mark.parametrize("state", ["acknowledged", "processed"])
def test_a_question_and_its_answer_stay_with_the_request(
    kent: Side, to: CouncilQuestion.To, who: str, other: str, state: str
) -> None:
    request = request_in(kent, state)
    Message.objects.all().delete()
    questioning.ask_question(
        request, to=to, text="Which weeks?", by=acting(kent.people["hnf_officer"]), at=timezone.now()
    )
    assert kent.people[who].email in told()
    assert kent.people[other].email not in told()
    with pytest.raises(NotPossible, match="has not answered"):
        questioning.ask_question(request, to=to, text="And?", by=acting(kent.people["moderator"]), at=timezone.now())
    Message.objects.all().delete()
    answer = questioning.reply(request, to=to, text="Weeks 2 to 11.", by=acting(kent.people[who]), at=timezone.now())
    assert told() == {kent.people["hnf_officer"].email}
    assert (answer.answer, answer.answered_by) == ("Weeks 2 to 11.", kent.people[who])
    with pytest.raises(NotPossible, match="There is no question"):
        questioning.reply(request, to=to, text="Again", by=acting(kent.people[who]), at=timezone.now())
    request.refresh_from_db()
    assert request.state == state


# What comes back, and corrections


@pytest.mark.clause("POST-4")
def test_support_that_ends_early_frees_what_is_not_paid(kent: Side) -> None:
    today = day_of(timezone.now())
    request = request_in(kent, "acknowledged", decided=ruling(ends_on=today + timedelta(days=99)))
    moderate(kent, request)
    Message.objects.all().delete()
    with pytest.raises(NotPossible, match="Enter the reason"):
        moderating.end_early(request, last_day=today, why=" ", by=acting(kent.people["hnf_officer"]), at=timezone.now())
    freed = moderating.end_early(
        request,
        last_day=today + timedelta(days=49),
        why="The pupil moved.",
        by=acting(kent.people["hnf_officer"]),
        at=timezone.now(),
    )
    assert freed == Decimal(500)
    assert remaining(kent) == Decimal(99_500)
    assert {kent.people[role].email for role in ("school_editor", "chair")} <= told()
    request.refresh_from_db()
    assert (request.state, request.final_amount) == ("processed", Decimal(1000))


@pytest.mark.clause("POST-4")
def test_a_last_day_lies_within_the_support_and_is_recorded_once(kent: Side) -> None:
    today, desk = day_of(timezone.now()), Desk(kent.people["hnf_officer"])
    agreed = ruling(starts_on=today + timedelta(days=10), ends_on=today + timedelta(days=109))
    request = request_in(kent, "acknowledged", decided=agreed)
    moderate(kent, request)

    def end(days: int) -> str:
        try:
            moderating.end_early(
                request, last_day=today + timedelta(days=days), why="Moved.", by=acting(kent.people["moderator"]),
                at=timezone.now(),
            )  # fmt: skip
        except NotPossible as refusal:
            return refusal.sentence
        return ""

    first, last, agreed_end = (show_day(today + timedelta(days=days)) for days in (9, 108, 109))
    for days in (-2500, 8, 109, 2000):
        assert end(days) == (
            f"The last day of support must be from {first} (the support never started) to {last}. It was "
            f"agreed until {agreed_end}."
        )
    assert "If today were the last day" not in text_of(desk.get("request_give_back", request.reference))
    Message.objects.all().delete()
    assert end(59) == ""  # 50 of 100 days
    assert remaining(kent) == Decimal(99_500)
    subjects = {each.subject.partition(": ")[0] for each in Message.objects.all()}
    assert len(subjects) == 1
    assert subjects.pop().startswith("Support ends on ")
    assert {each.lines[0] for each in Message.objects.all()} == {
        f"Support ends on {show_day(today + timedelta(days=59))}. £500 that was not paid yet goes back to the budget."
    }
    recorded = f"{show_day(today + timedelta(days=59))} is already recorded as the last day"
    assert end(59) == f"{recorded}."
    assert end(60) == f"{recorded}. Support can only end earlier than that."
    assert recorded.replace("the last", "its last") in text_of(desk.get("request_give_back", request.reference))
    shown = f"The last day of support was recorded as {show_day(today + timedelta(days=59))}"
    reader = Desk(kent.people["representative"])
    assert shown in text_of(reader.get("request", request.reference))
    assert shown in text_of(reader.get("request_print", request.reference))
    assert shown in pdf_text(reader.get("request_pdf", request.reference))
    sheet = b"".join(reader.get("requests_export", "csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert f"{today + timedelta(days=10)},{today + timedelta(days=59)}" in sheet
    assert end(34) == ""
    assert remaining(kent) == Decimal(99_750)
    Message.objects.all().delete()
    assert end(9) == ""
    assert remaining(kent) == Decimal(100_000)
    assert {each.lines[0] for each in Message.objects.all()} == {
        "The support never started. £250 that was not paid yet goes back to the budget."
    }
    assert "The support never started" in pdf_text(reader.get("request_pdf", request.reference))


@pytest.mark.clause("POST-4")
def test_an_early_end_of_what_is_paid_is_recorded_once_and_frees_nothing(kent: Side) -> None:
    today = day_of(timezone.now())
    request = request_in(kent, "processed")
    pay_in_advance(kent)
    Message.objects.all().delete()
    ended: dict[str, Any] = {"why": "Moved.", "by": acting(kent.people["hnf_officer"]), "at": timezone.now()}
    moderating.end_early(request, last_day=today + timedelta(days=20), **ended)
    assert "Nothing was left to pay for later days" in Message.objects.all()[0].lines[0]
    # the true day was an earlier one: the day alone is put right
    moderating.end_early(request, last_day=today + timedelta(days=10), **ended)
    request.refresh_from_db()
    assert request.ended_on == today + timedelta(days=10)
    assert remaining(kent) == Decimal(99_000)
    with pytest.raises(NotPossible, match="Support can only end earlier than that"):
        moderating.end_early(request, last_day=today + timedelta(days=11), **ended)


@pytest.mark.clause("POST-4")
def test_support_that_never_began_has_no_last_day_and_ends_no_earlier(kent: Side) -> None:
    starts_on = day_of(timezone.now()) + timedelta(days=10)
    request = request_in(
        kent, "acknowledged", decided=ruling(starts_on=starts_on, ends_on=starts_on + timedelta(days=99))
    )
    moderate(kent, request)
    ended: dict[str, Any] = {"why": "Moved.", "by": acting(kent.people["hnf_officer"]), "at": timezone.now()}
    moderating.end_early(request, last_day=starts_on - timedelta(days=1), **ended)
    with pytest.raises(NotPossible) as refusal:
        moderating.end_early(request, last_day=starts_on - timedelta(days=1), **ended)
    assert refusal.value.sentence == "It is already recorded that the support never started."
    desk = Desk(kent.people["hnf_officer"])
    page = desk.get("request_give_back", request.reference)
    assert "It is already recorded that the support never started." in text_of(page)
    assert "The support ended early" not in text_of(page)
    assert "last_day" not in page.content.decode()
    sheet = b"".join(desk.get("requests_export", "csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert sheet.splitlines()[1].endswith(f",{starts_on},")


@pytest.mark.clause("DIS-5")
def test_a_processed_decision_is_corrected_while_nothing_is_paid(kent: Side) -> None:
    request = request_in(kent, "processed")
    deciding.correct(
        request, ruling(amount=Decimal(300)), ground=Decision.Ground.ERROR, reason="A sum was wrong.",
        by=acting(kent.people["chair"]), at=timezone.now(),
    )  # fmt: skip
    request.refresh_from_db()
    assert (request.state, request.approved_amount, request.final_amount) == ("approved", Decimal(300), None)
    assert (request.received_on, request.processed_on) == (None, None)
    assert remaining(kent) == Decimal(99_700)
    assert not Instalment.objects.filter(cancelled_at=None).exists()
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    moderate(kent, request, final_amount=Decimal(300))
    assert Instalment.objects.get(cancelled_at=None).amount == Decimal(300)


@pytest.mark.clause("DIS-5")
@pytest.mark.clause("POST-4")
def test_a_paid_decision_is_not_corrected_but_money_can_come_back(kent: Side) -> None:
    request = request_in(kent, "processed")
    pay_in_advance(kent, paid=True)
    with pytest.raises(NotPossible, match=r"£1,000 was paid to .* take money back"):
        deciding.correct(
            request,
            declined(),
            ground=Decision.Ground.ERROR,
            reason="No",
            by=acting(kent.people["chair"]),
            at=timezone.now(),
        )
    request.refresh_from_db()
    assert request.state == "processed"
    Message.objects.all().delete()
    moderating.return_money(
        request, amount=Decimal(150), why="Fewer weeks.", by=acting(kent.people["hnf_officer"]), at=timezone.now()
    )
    assert {kent.people[role].email for role in ("school_editor", "chair")} <= told()
    with pytest.raises(NotPossible, match="can still come back"):
        moderating.return_money(
            request, amount=Decimal(900), why="All of it.", by=acting(kent.people["hnf_officer"]), at=timezone.now()
        )


@pytest.mark.clause("FORM-13")
@pytest.mark.clause("CTX-2")
def test_who_processed_does_not_release_the_payment(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    moderate(kent, request)
    now, moderator = timezone.now(), kent.people["moderator"]
    Office.objects.create(person=moderator, role="finance", authority=kent.authority, start=day_of(now))
    advance = gathering_advances.add_advance(
        authority=kent.authority, name="December", closes_on=day_of(now), pays_on=payday(kent.authority, day_of(now)),
        by=acting(moderator), at=now,
    )  # fmt: skip
    gathering_advances.gather(advance=advance, by=acting(moderator), at=now)
    with pytest.raises(NotPossible, match=request.reference):
        paying.pay_advance(advance=advance, by=acting(moderator), at=now)
    assert not Entry.objects.filter(kind="payment").exists()
    paying.pay_advance(advance=advance, by=acting(kent.people["finance"]), at=now)
    assert Entry.objects.get(kind="payment").amount == Decimal(1000)
