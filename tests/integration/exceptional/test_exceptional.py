"""Exceptional requests: written, sent to the chair, decided outside meetings, and what follows (EXC-1 to EXC-6)."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from locality.budgets.actions.refusals import NotEnough
from locality.budgets.models import Entry
from locality.budgets.queries.money import balance
from locality.communities.models import AuthorityRules
from locality.council_section.actions import deciding_for_council
from locality.exceptional import actions as outside_meetings
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.models import Decision, ResourceRequest, Step
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E
from locality.values.dates import show_day, show_plain_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.worker.jobs import remind_of_ends
from locality.writing.actions import continuing, signing
from tests.integration.resource_requests.desk import Desk, text_of, typed
from tests.world import (
    PUPIL,
    Side,
    acting,
    declined,
    exceptional_draft,
    exceptional_in,
    grant,
    period,
    referral,
    refusal,
    request_in,
    send,
)

MOST_QUERIES = {"request_exceptional": 15, "request_contact": 13, "request_forward": 13}


def today() -> date:
    return day_of(timezone.now())


def desk(side: Side, role: str) -> Desk:
    return Desk(side.people[role])


def messages_to(side: Side, role: str) -> list[Message]:
    return list(Message.objects.filter(to=side.people[role]).order_by("id"))


def day(name: str, on: date) -> dict[str, str]:
    """A date as a form sends it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def granted(**changes: Any) -> dict[str, Any]:
    """The chair's form for an approval."""
    ends = today() + timedelta(days=20)
    return {
        "outcome": "approved", "rationale": "It can’t wait.", "responses": ["advice", "funding"], "amount": "800",
        **day("starts_on", today()), **day("ends_on", ends), **day("review_on", ends),
    } | changes  # fmt: skip


# Writing -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-1")
def test_a_school_starts_writes_and_sends_an_exceptional_request(kent: Side) -> None:
    head = desk(kent, "signatory")
    page = text_of(head.get("request_start"))
    assert "When to make an exceptional request" in page
    for _, label in ResourceRequest.Reason.choices:
        assert label in page
    begun = head.post("request_start", school=kent.school.pk, kind="exceptional")
    request = ResourceRequest.objects.get(kind="exceptional")
    assert begun.url == reverse("request_section", args=[request.reference, "exceptional"])
    ends = today() + timedelta(days=27)
    saved = head.send(
        "request_section", request.reference, "exceptional",
        exceptional_reason="tribunal_order", **day("starts_on", today()), **day("ends_on", ends),
    )  # fmt: skip
    assert saved.status_code == 302
    assert typed(request)["ends_on_year"] == str(ends.year)
    tasks = text_of(head.get("request_write", request.reference))
    assert "Why this request is exceptional, and for how long Completed" in tasks
    assert "When a signatory signs it, it goes straight to the chair" in tasks


@pytest.mark.clause("EXC-1")
@pytest.mark.clause("EXC-6")
def test_wrong_days_are_kept_as_typed_and_said_at_the_field(kent: Side) -> None:
    request = exceptional_draft(kent)
    page = desk(kent, "school_editor").send(
        "request_section", request.reference, "exceptional",
        exceptional_reason="sudden_change", **day("starts_on", today()), **day("ends_on", today() + timedelta(days=300)),
    )  # fmt: skip
    assert page.status_code == 400
    assert "an exceptional request can be for up to 13 weeks" in text_of(page)
    assert b'href="#id_ends_on-day"' in page.content
    assert typed(request)["ends_on_year"] == str((today() + timedelta(days=300)).year)
    check = desk(kent, "signatory").get("request_check", request.reference)
    assert f"/write/exceptional/?from=check#id_ends_on-day" in check.content.decode()  # noqa: F541
    assert "Sign and send to the chair" not in text_of(check)


@pytest.mark.clause("EXC-1")
def test_two_people_in_one_date_are_both_shown(kent: Side) -> None:
    request = exceptional_draft(kent)
    editor, head = desk(kent, "school_editor"), desk(kent, "signatory")
    mine = editor.get("request_section", request.reference, "exceptional")
    other = {"exceptional_reason": "sudden_change", **day("starts_on", today()), **day("ends_on", today())}
    head.send("request_section", request.reference, "exceptional", **other)
    later = other | day("ends_on", today() + timedelta(days=9))
    refused = editor.press(mine, **later)
    assert refused.status_code == 409
    assert "Last day of support (day)" in text_of(refused)


@pytest.mark.clause("EXC-1")
def test_a_date_saves_itself(kent: Side) -> None:
    request = exceptional_draft(kent)
    answer = desk(kent, "school_editor").post(
        "request_autosave", request.reference, fields=["starts_on"], **{"revision-starts_on": "1.1.1"},
        **day("starts_on", today() + timedelta(days=1)),
    )  # fmt: skip
    assert "starts_on" in answer.json()["revisions"]
    assert typed(request)["starts_on_day"] == str((today() + timedelta(days=1)).day)


# Deciding ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-2")
def test_the_review_date_follows_a_changed_last_day_unless_it_was_typed(kent: Side) -> None:
    chair = desk(kent, "chair")
    for before_the_end, kept in ((0, 9), (12, 12)):  # days before the last day asked for: as filled in, as typed
        rfr = exceptional_in(kent, "urgent")
        asked = rfr.ends_on
        assert asked is not None
        given = granted(
            **day("ends_on", asked - timedelta(days=9)), **day("review_on", asked - timedelta(days=before_the_end))
        )
        done = chair.send("request_exceptional", rfr.reference, **given)
        assert done.status_code == 302
        rfr.refresh_from_db()
        assert rfr.decision is not None
        assert rfr.decision.review_on == asked - timedelta(days=kept)
        said = text_of(chair.client.get(done["Location"]))
        assert ("The review date is the new last day" in said) == (kept == 9)


# Sending -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-1")
@pytest.mark.clause("EXC-2")
def test_it_goes_to_the_chair_at_once_and_to_no_meeting(kent: Side) -> None:
    chair = kent.people["chair"]
    chair.message_preference = "daily"
    chair.save()
    request = exceptional_draft(kent)
    head = desk(kent, "signatory")
    page = text_of(head.get("request_check", request.reference))
    assert "Kind of request Exceptional" in page
    assert "Sudden change in a child’s condition" in page
    sent = head.post(
        "request_check", request.reference, seen=signing.fingerprint(request), signed_name="Sig", signed_role="Head",
        confirm="on",
    )  # fmt: skip
    assert sent.status_code == 302
    assert "will decide your request without waiting for a meeting" in text_of(
        head.get("request_submitted", request.reference)
    )
    request.refresh_from_db()
    assert (request.state, request.meeting, request.exceptional_reason) == ("urgent", None, "sudden_change")
    assert (request.starts_on, request.ends_on) == (today(), today() + timedelta(days=27))
    message = messages_to(kent, "chair")[-1]
    assert message.state == Message.State.WAITING  # not held for the daily summary
    assert "It can be approved, declined, referred to the council or returned to the school." in " ".join(message.lines)
    assert "sudden change" not in " ".join(message.lines).lower()
    assert not any(PUPIL in " ".join(each.lines) for each in Message.objects.all())
    home = text_of(desk(kent, "chair").get("home"))
    assert "Decide an exceptional request Straight away" in home


def test_each_kind_is_sent_its_own_way(kent: Side) -> None:
    exceptional, standard = exceptional_draft(kent), request_in(kent, "draft")
    signature = {
        "by": acting(kent.people["signatory"]),
        "signed_name": "A",
        "signed_role": "Head",
        "at": timezone.now(),
    }
    with pytest.raises(NotPossible, match="goes to the chair"):
        signing.submit(exceptional, seen=signing.fingerprint(exceptional), **signature)
    with pytest.raises(NotPossible, match="goes to a meeting"):
        signing.submit_exceptional(standard, seen=signing.fingerprint(standard), **signature)
    viewer = kent.viewer("signatory")
    assert not may(viewer, E.SUBMIT, exceptional)
    assert not may(viewer, E.SUBMIT_EXCEPTIONAL, standard)


@pytest.mark.both_databases("constraint")
def test_the_database_keeps_no_exceptional_request_without_reason_and_days(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    for change in ({"exceptional_reason": ""}, {"ends_on": None}, {"ends_on": today() - timedelta(days=9)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResourceRequest.objects.filter(pk=request.pk).update(**change)


# The chair's decision ----------------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-2")
@pytest.mark.clause("EXC-3")
@pytest.mark.clause("EXC-6")
def test_the_chair_grants_for_a_period_and_everyone_is_told(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    before = balance(kent.community, today()).remaining
    page = text_of(desk(kent, "chair").get("request_exceptional", request.reference))
    assert "Remaining in the budget" in page
    assert "£100,000" in page
    done = desk(kent, "chair").post("request_exceptional", request.reference, **granted())
    assert done.status_code == 302
    request.refresh_from_db()
    decision = request.decision
    assert decision is not None
    assert (request.state, decision.method, decision.exceptional) == ("approved", "chair", True)
    assert (decision.amount, decision.ends_on) == (Decimal(800), today() + timedelta(days=20))
    assert request.ends_on == decision.ends_on  # the days granted, not those asked for
    assert decision.summary == "It can’t wait."
    assert sum(entry.amount for entry in Entry.objects.filter(decision_id=decision.pk)) == Decimal(-800)
    assert balance(kent.community, today()).remaining == before - 800
    for role in ("school_editor", "signatory", "clerk", "representative"):
        last = messages_to(kent, role)[-1]
        assert last.subject.startswith("Approved for £800: "), role
        assert "exceptional request" in last.subject, role
        own = role in {"school_editor", "signatory"}
        assert ("your exceptional request" if own else f"{kent.school.name}’s exceptional request") in last.lines[0]
        assert PUPIL not in " ".join([last.subject, *last.lines])
    home = text_of(desk(kent, "clerk").get("home"))
    assert "Send an approved request to the area officer" in home
    member = text_of(desk(kent, "representative").get("request", request.reference))
    assert "The chair’s rationale It can’t wait." in member
    assert PUPIL not in member


@pytest.mark.clause("EXC-2")
@pytest.mark.clause("RES-7")
def test_more_than_remains_is_refused_as_a_whole_and_the_page_keeps_what_was_typed(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    page = desk(kent, "chair").post("request_exceptional", request.reference, **granted(amount="100000.01"))
    assert page.status_code == 400
    assert "£100,000 left in its" in text_of(page)
    assert "It can’t wait." in page.content.decode()
    request.refresh_from_db()
    assert request.state == "urgent"
    assert not Decision.objects.exists()
    with pytest.raises(NotEnough):
        outside_meetings.decide_exceptional(
            request, grant(amount=Decimal("100000.01")), by=acting(kent.people["chair"]), at=timezone.now()
        )


@pytest.mark.clause("EXC-6")
@pytest.mark.parametrize(
    ("starts", "ends"), [(0, 91), (0, -1), (5, 4), (-30, -2)], ids=["too long", "over", "backwards", "past"]
)
def test_a_grant_keeps_to_the_longest_period(kent: Side, starts: int, ends: int) -> None:
    request = exceptional_in(kent, "urgent")
    days = {"starts_on": today() + timedelta(days=starts), "ends_on": today() + timedelta(days=ends)}
    with pytest.raises(NotPossible):
        outside_meetings.decide_exceptional(request, grant(**days), by=acting(kent.people["chair"]), at=timezone.now())
    page = desk(kent, "chair").post(
        "request_exceptional",
        request.reference,
        **granted(**{k: v for n, d in days.items() for k, v in day(n, d).items()}),
    )
    assert page.status_code == 400
    assert not Entry.objects.filter(reference=request.reference).exists()


@pytest.mark.clause("EXC-2")
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Select your decision"),
        ({"outcome": "declined"}, "Enter your rationale"),
        ({"outcome": "declined", "rationale": "No."}, "Select if you invite"),
        ({"outcome": "referred"}, "Enter your rationale"),
        ({"outcome": "return"}, "Enter what is missing"),
        ({"outcome": "approved", "rationale": "Yes."}, "Select the kinds of support that you approve"),
    ],
)
def test_each_decision_needs_its_words(kent: Side, fields: dict[str, str], sentence: str) -> None:
    request = exceptional_in(kent, "urgent")
    page = desk(kent, "chair").post("request_exceptional", request.reference, **fields)
    assert page.status_code == 400
    assert sentence in text_of(page)


@pytest.mark.clause("EXC-2")
@pytest.mark.parametrize("role", ["clerk", "representative", "signatory", "moderator", "locality_team", "hnf_officer"])
def test_only_the_chair_decides(kent: Side, role: str) -> None:
    request = exceptional_in(kent, "urgent")
    assert desk(kent, role).get("request_exceptional", request.reference).status_code == 403
    assert desk(kent, role).post("request_exceptional", request.reference, **granted()).status_code == 403
    request.refresh_from_db()
    assert request.state == "urgent"


@pytest.mark.clause("EXC-2")
def test_a_chair_never_decides_for_the_own_school_nor_elsewhere(kent: Side, elsewhere: Side) -> None:
    request = exceptional_in(kent, "urgent")
    refused = desk(kent, "conflicted_chair").post("request_exceptional", request.reference, **granted())
    assert refused.status_code == 403
    assert "someone else must do this" in text_of(refused)
    assert desk(kent, "other_chair").get("request_exceptional", request.reference).status_code == 404
    assert desk(elsewhere, "chair").get("request_exceptional", request.reference).status_code == 404


@pytest.mark.clause("EXC-2")
def test_the_clerk_corrects_no_decision_of_the_chair_alone(kent: Side) -> None:
    request = exceptional_in(kent, "granted")
    assert not may(kent.viewer("clerk"), E.CORRECT_TO_APPROVED, request)
    assert may(kent.viewer("chair"), E.CORRECT_TO_APPROVED, request)
    assert may(kent.viewer("clerk"), E.CORRECT_TO_APPROVED, request_in(kent, "approved"))


@pytest.mark.clause("DIS-5")
def test_once_the_council_decided_it_the_clerk_is_told_that_nobody_corrects_it(kent: Side) -> None:
    request = exceptional_in(kent, "referred")
    outside_meetings.forward(request, by=acting(kent.people["clerk"]), at=timezone.now())
    own = grant(method=Decision.Method.COUNCIL)
    deciding_for_council.decide_for_council(request, own, by=acting(kent.people["moderator"]), at=timezone.now())
    for role in ("clerk", "chair"):
        answer = desk(kent, role).get("request_correct", request.reference)
        assert answer.status_code == 409
        assert "The council decided this request, so the community cannot correct it." in text_of(answer)
        assert "only the chair can correct" not in text_of(answer)


def corrected(**changes: Any) -> dict[str, Any]:
    """The chair's correction of an approval, as it is sent."""
    usual = granted(amount="900", date_of_it="stays", ground="error", reason="Typed wrongly.", summary="It can’t wait.")
    del usual["rationale"]
    return usual | changes


@pytest.mark.clause("EXC-2")
@pytest.mark.clause("DIS-5")
def test_a_correction_asks_what_the_chair_was_asked_and_nothing_of_a_meeting(kent: Side) -> None:
    request, chair = exceptional_in(kent, "granted"), desk(kent, "chair")
    page = text_of(chair.get("request_correct", request.reference))
    for asked in ("Your rationale", "What is your decision?", "Do you invite the school to submit a standard request?"):
        assert asked in page
    for foreign in (
        "Decision made by", "Members’ positions", "Summary of the discussion", "Review)", "council’s review",
        "Alternative solutions", "own resources", "Deferred",
    ):  # fmt: skip
        assert foreign not in page
    sent = chair.post("request_correct", request.reference, **corrected(method="consensus", agree="4", disagree="1"))
    assert sent.status_code == 302
    request.refresh_from_db()
    assert request.decision
    made = request.decision
    assert (made.amount, made.method, made.agree, made.exceptional) == (Decimal(900), "chair", None, True)


@pytest.mark.clause("EXC-2")
@pytest.mark.clause("EXC-4")
@pytest.mark.clause("DIS-5")
@pytest.mark.parametrize("invites", ["yes", "no"])
def test_an_approval_is_corrected_to_a_refusal_with_or_without_an_invitation(kent: Side, invites: str) -> None:
    request, chair = exceptional_in(kent, "granted"), desk(kent, "chair")
    fields = corrected(outcome="declined", summary="It can wait.")
    assert "Select if you invite the school" in text_of(chair.post("request_correct", request.reference, **fields))
    assert chair.post("request_correct", request.reference, **fields, invites=invites).status_code == 302
    request.refresh_from_db()
    assert request.decision
    made = request.decision
    assert (request.state, made.summary, made.reasons, made.starts_on) == (
        "refused",
        "It can wait.",
        "It can wait.",
        None,
    )
    assert made.invites_standard == (invites == "yes")


@pytest.mark.clause("EXC-6")
@pytest.mark.clause("DIS-5")
def test_a_correction_says_at_the_field_that_the_days_are_too_many(kent: Side) -> None:
    request, chair = exceptional_in(kent, "granted"), desk(kent, "chair")
    fields = corrected(**day("ends_on", today() + timedelta(days=300)))
    page = chair.post("request_correct", request.reference, **fields)
    assert page.status_code == 400
    assert "an exceptional request can be for up to 13 weeks" in text_of(page)
    assert b'href="#id_ends_on-day"' in page.content


@pytest.mark.clause("EXC-2")
@pytest.mark.clause("DIS-5")
@pytest.mark.parametrize(
    "foreign",
    [
        {"method": Decision.Method.CONSENSUS},
        {"agree": 4, "disagree": 1},
        {"council_referral": True},
        {"own_provision": "A morning group."},
        {"alternatives": "A visit."},
    ],
)
def test_the_action_takes_nothing_of_a_meeting_into_a_decision_of_the_chair_alone(
    kent: Side, foreign: dict[str, Any]
) -> None:
    request = exceptional_in(kent, "granted")
    with pytest.raises(NotPossible, match="The chair made this decision without a meeting"):
        deciding.correct(
            request, grant(**{"amount": Decimal(900)} | foreign), ground=Decision.Ground.ERROR, reason="Wrong.",
            by=acting(kent.people["chair"]), at=timezone.now(),
        )  # fmt: skip


@pytest.mark.clause("DIS-5")
def test_a_corrected_date_is_not_before_the_day_on_which_the_school_sent_it(kent: Side, clock: Any) -> None:
    clock("2026-11-24 10:00")
    request = exceptional_draft(kent)
    clock("2026-11-26 10:00")
    request = send(kent, request)
    outside_meetings.decide_exceptional(request, grant(), by=acting(kent.people["chair"]), at=timezone.now())
    clock("2026-11-27 10:00")
    chair = desk(kent, "chair")
    fields = corrected(date_of_it="moves")
    early = chair.post("request_correct", request.reference, **fields, **day("decided_on", date(2026, 11, 25)))
    assert early.status_code == 400
    assert "26 November 2026" in text_of(early)
    with pytest.raises(
        NotPossible, match="cannot be before Thursday 26 November 2026, when the school sent the request"
    ):
        deciding.correct(
            request, grant(decided_on=date(2026, 11, 25)), ground=Decision.Ground.ERROR, reason="Wrong.",
            by=acting(kent.people["chair"]), at=timezone.now(),
        )  # fmt: skip


def test_the_chair_returns_it_with_what_is_missing_and_it_comes_again(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    chair = desk(kent, "chair")
    assert chair.get("request_review", request.reference).url == reverse(
        "request_exceptional", args=[request.reference]
    )
    assert chair.post(
        "request_exceptional", request.reference, outcome="return", missing="Say when it began."
    ).url == reverse("request", args=[request.reference])
    request.refresh_from_db()
    assert request.state == "returned"
    assert "Say when it began." in text_of(desk(kent, "signatory").get("request_write", request.reference))
    again = send(kent, request)
    assert (again.state, again.version_number) == ("urgent", 2)


def test_the_school_withdraws_it_before_it_is_decided(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    assert desk(kent, "signatory").post("request_withdraw", request.reference, reason="Not needed.").status_code == 302
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert "withdrawn" in messages_to(kent, "chair")[-1].subject


# The clerk's steps -------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-4")
@pytest.mark.clause("DIS-5")
@pytest.mark.parametrize("before", ["granted", "handed over", "queried", "acknowledged", "refused", "declined"])
def test_corrected_to_declined_the_clerk_contacts_the_school_as_after_a_first_refusal(
    kent: Side, clock: Any, before: str
) -> None:
    clock("2026-11-24 10:00")
    request = exceptional_in(kent, "granted" if before in {"handed over", "queried", "acknowledged"} else before)
    if before in {"handed over", "queried", "acknowledged"}:
        handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    if before == "queried":
        handing_over.ask(request, question="When?", by=acting(kent.people["hnf_officer"]), at=timezone.now())
    if before == "acknowledged":
        handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    chair, clerk, school = (desk(kent, role) for role in ("chair", "clerk", "signatory"))
    fields = corrected(outcome="declined", summary="It can wait.", invites="no")
    done = chair.post("request_correct", request.reference, **fields)
    told_chair = text_of(chair.client.get(done.url))
    assert f"Next, the clerk will contact {kent.school.name} to explain why." in told_chair
    request.refresh_from_db()
    assert (request.state, request.decision and request.decision.number) == ("refused", 2)

    lines = " ".join(messages_to(kent, "signatory")[-1].lines)
    assert "The clerk will contact you to explain why by Friday 27 November 2026." in lines
    assert "what other schools suggested" not in lines
    assert "by Friday 27 November 2026" in " ".join(messages_to(kent, "clerk")[-1].lines)
    read = text_of(school.get("request", request.reference))
    assert "The chair declined this request on Tuesday 24 November 2026." in read
    assert "The clerk will contact you to explain why by Friday 27 November 2026 (in 3 working days)." in read

    assert "Tell the school its request was declined In 3 working days" in text_of(clerk.get("home"))
    page = text_of(clerk.get("request_contact", request.reference))
    assert "It can wait." in page
    assert "Tell the school that this decision replaces the earlier one." in page
    assert clerk.post("request_contact", request.reference, how="telephone", said="Spoke again.").status_code == 302
    request.refresh_from_db()
    assert request.state == "declined"
    last = Step.objects.filter(rfr=request).order_by("pk").last()
    assert last
    assert (last.event, last.note) == ("contact", "By telephone. Spoke again.")
    assert "Tell the school" not in text_of(clerk.get("home"))


@pytest.mark.clause("EXC-4")
def test_a_first_refusal_takes_the_place_of_nothing(kent: Side) -> None:
    page = text_of(desk(kent, "clerk").get("request_contact", exceptional_in(kent, "refused").reference))
    assert "replaces the earlier one" not in page


@pytest.mark.clause("EXC-4")
@pytest.mark.clause("DIS-5")
def test_a_meetings_decision_is_corrected_to_declined_without_the_clerks_contact(kent: Side) -> None:
    request = request_in(kent, "approved")
    chair = acting(kent.people["chair"])
    deciding.correct(request, declined(), ground=Decision.Ground.ERROR, reason="Wrong.", by=chair, at=timezone.now())
    request.refresh_from_db()
    assert request.state == "declined"
    assert desk(kent, "clerk").get("request_contact", request.reference).status_code == 403


@pytest.mark.clause("EXC-4")
@pytest.mark.parametrize("invites", ["yes", "no"])
def test_declined_the_clerk_contacts_the_school_with_the_rationale(kent: Side, invites: str) -> None:
    request = exceptional_in(kent, "urgent")
    desk(kent, "chair").post(
        "request_exceptional", request.reference, outcome="declined", rationale="It can wait.", invites=invites
    )
    request.refresh_from_db()
    assert request.state == "refused"
    home = text_of(desk(kent, "clerk").get("home"))
    assert "Tell the school its request was declined In 3 working days" in home
    page = text_of(desk(kent, "clerk").get("request_contact", request.reference))
    assert "It can wait." in page
    assert ("The chair has invited the school to submit a standard request" in page) is (invites == "yes")
    clerk = desk(kent, "clerk")
    assert clerk.post("request_contact", request.reference, how="telephone").status_code == 400
    done = clerk.post("request_contact", request.reference, how="telephone", said="Spoke to the head.")
    assert done.status_code == 302
    request.refresh_from_db()
    assert request.state == "declined"
    assert Step.objects.get(rfr=request, event=E.CONTACT).note == "By telephone. Spoke to the head."
    told = " ".join(messages_to(kent, "signatory")[-1].lines)
    assert ("You are invited to submit a standard request" in told) is (invites == "yes")
    school = text_of(desk(kent, "signatory").get("request", request.reference))
    assert ("Start a standard request" in school) is (invites == "yes")
    assert f"Invited to submit a standard request {invites.title()}" in school


@pytest.mark.clause("EXC-5")
def test_referred_the_clerk_forwards_and_the_council_decides(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    desk(kent, "chair").post("request_exceptional", request.reference, outcome="referred", rationale="Beyond us.")
    request.refresh_from_db()
    assert request.state == "referred"
    assert request.decision is not None
    assert (request.decision.outcome, request.decision.summary) == ("referred", "Beyond us.")
    assert "Forward a request to the council In 3 working days" in text_of(desk(kent, "clerk").get("home"))
    assert "Beyond us." in text_of(desk(kent, "clerk").get("request_forward", request.reference))
    assert desk(kent, "clerk").post("request_forward", request.reference).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.received_on) == ("with_council", today())
    due = show_day(today() + timedelta(days=30))
    asked = messages_to(kent, "moderator")[-1]
    assert asked.subject.startswith(f"Please decide by {due.partition(' ')[2]}: {kent.school.name}’s request")
    assert f"You need to decide it by {due}." in asked.lines[0]
    told = messages_to(kent, "chair")[-1]
    assert told.subject.startswith(f"The council will decide {kent.school.name}’s request")
    assert f"Next, the council will decide it by {due}." in told.lines[0]
    decided = deciding_for_council.decide_for_council(
        request, grant(), by=acting(kent.people["moderator"]), at=timezone.now()
    )
    assert (decided.method, decided.exceptional, decided.ends_on) == ("council", True, today() + timedelta(days=27))
    assert sum(entry.amount for entry in Entry.objects.filter(decision_id=decided.pk)) == Decimal(-1000)


@pytest.mark.clause("EXC-4")
@pytest.mark.parametrize(("page", "state"), [("request_contact", "refused"), ("request_forward", "referred")])
def test_the_clerks_pages_are_the_clerks_alone_and_of_their_state(kent: Side, page: str, state: str) -> None:
    request = exceptional_in(kent, state)
    for role in ("chair", "signatory", "moderator"):
        assert desk(kent, role).get(page, request.reference).status_code == 403, role
    assert desk(kent, "other_chair").get(page, request.reference).status_code in {403, 404}
    assert desk(kent, "clerk").get(page, exceptional_in(kent, "urgent").reference).status_code == 403


# The standard request after it -------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-4")
@pytest.mark.clause("EXC-6")
@pytest.mark.parametrize("state", ["granted", "refused", "declined"])
def test_a_standard_request_starts_with_its_answers_linked_both_ways(kent: Side, state: str) -> None:
    request = exceptional_in(kent, state)
    head = desk(kent, "signatory")
    assert "Start a standard request" in text_of(head.get("request", request.reference))
    begun = head.post("request_continue", request.reference)
    new = ResourceRequest.objects.get(continues=request)
    assert begun.url == reverse("request_write", args=[new.reference])
    assert (new.kind, new.copied_from, new.school) == ("standard", request, request.school)
    answers = typed(new)
    assert answers["pupil.1.name"] == PUPIL
    assert answers["outcomes"] == typed(request)["outcomes"]
    assert not any(name.startswith(("exceptional", "starts_on", "ends_on")) for name in answers)
    assert "Start a standard request" not in text_of(head.get("request", request.reference))
    assert new.reference in text_of(head.get("request", request.reference))
    assert request.reference in text_of(head.get("request", new.reference))
    again = head.post("request_continue", request.reference)
    assert again.url == reverse("request", args=[new.reference])
    assert ResourceRequest.objects.filter(continues=request).count() == 1
    with pytest.raises(NotPossible, match="already started"):
        continuing.continue_as_standard(request, by=acting(kent.people["signatory"]), at=timezone.now())
    member = text_of(desk(kent, "representative").get("request", request.reference))
    assert new.reference not in member  # a draft is the school's own


@pytest.mark.clause("EXC-4")
def test_nothing_starts_from_what_does_not_invite_it(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    outside_meetings.decide_exceptional(
        request, refusal(invites_standard=False), by=acting(kent.people["chair"]), at=timezone.now()
    )
    assert desk(kent, "signatory").post("request_continue", request.reference).status_code == 403
    assert desk(kent, "signatory").post("request_continue", request_in(kent, "approved").reference).status_code == 403
    invited = exceptional_in(kent, "declined")
    assert desk(kent, "representative").post("request_continue", invited.reference).status_code == 403
    assert desk(kent, "other_signatory").post("request_continue", invited.reference).status_code in {403, 404}
    assert not ResourceRequest.objects.filter(continues__isnull=False).exists()


@pytest.mark.clause("EXC-6")
def test_the_school_is_reminded_once_a_month_before_the_end(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    ends = today() + timedelta(days=60)
    outside_meetings.decide_exceptional(
        request, grant(ends_on=ends), by=acting(kent.people["chair"]), at=timezone.now()
    )
    now = timezone.now()

    def run(days: int) -> list[Message]:
        remind_of_ends(now + timedelta(days=days), lambda: False)
        return [each for each in messages_to(kent, "school_editor") if "ends on" in each.subject]

    assert run(29) == []
    assert len(run(30)) == 1
    assert len(run(30)) == len(run(45)) == 1  # once
    request.refresh_from_db()
    assert request.end_reminded_at is not None
    assert "The council cannot pay for anything after the last day." in " ".join(run(31)[0].lines)


@pytest.mark.clause("EXC-6")
def test_support_that_ended_early_is_reminded_of_by_its_own_last_day(kent: Side) -> None:
    request = exceptional_in(kent, "granted")
    ResourceRequest.objects.filter(pk=request.pk).update(ends_on=today() + timedelta(days=50))
    ResourceRequest.objects.filter(pk=request.pk).update(ended_on=today() + timedelta(days=25))
    remind_of_ends(timezone.now(), lambda: False)
    (message,) = [each for each in messages_to(kent, "school_editor") if "ends on" in each.subject]
    assert f"ends on {show_plain_day(today() + timedelta(days=25))} (RFR" in message.subject
    assert "Start a standard request if you need support for longer" in text_of(desk(kent, "signatory").get("home"))
    ResourceRequest.objects.filter(pk=request.pk).update(ended_on=today() - timedelta(days=1), end_reminded_at=None)
    remind_of_ends(timezone.now(), lambda: False)
    request.refresh_from_db()
    assert request.end_reminded_at is None
    ResourceRequest.objects.filter(pk=request.pk).update(end_reminded_at=timezone.now())
    assert "ends soon" not in text_of(desk(kent, "signatory").get("home"))


@pytest.mark.clause("EXC-6")
def test_nobody_is_reminded_of_what_ended_or_was_declined(kent: Side) -> None:
    exceptional_in(kent, "declined")
    over = exceptional_in(kent, "granted")
    before = Message.objects.count()
    remind_of_ends(timezone.now() + timedelta(days=40), lambda: False)
    over.refresh_from_db()
    assert over.end_reminded_at is None
    assert Message.objects.count() == before


@pytest.mark.clause("EXC-6")
def test_the_home_page_starts_the_standard_request_with_one_button(kent: Side) -> None:
    request = exceptional_in(kent, "granted")
    head = desk(kent, "signatory")
    assert "ends soon" not in text_of(head.get("home"))
    remind_of_ends(timezone.now(), lambda: False)
    page = head.get("home")
    assert "Start a standard request if you need support for longer" in text_of(page)
    assert f'action="{reverse("request_continue", args=[request.reference])}"' in page.content.decode()
    assert "ends soon" not in text_of(desk(kent, "clerk").get("home"))
    head.post("request_continue", request.reference)
    assert "ends soon" not in text_of(head.get("home"))


@pytest.mark.clause("EXC-6")
def test_the_authoritys_rules_say_how_long_and_when(kent: Side) -> None:
    AuthorityRules.objects.create(
        authority=kent.authority,
        valid_from=today() - timedelta(days=1),
        exceptional_weeks=2,
        exceptional_reminder_days=3,
    )
    late = exceptional_draft(kent)
    with pytest.raises(NotPossible, match="need changing"):
        send(kent, late)
    short = exceptional_draft(kent, **period(ends_on=today() + timedelta(days=13)))
    request = send(kent, short)
    ruling = grant(ends_on=today() + timedelta(days=13))
    outside_meetings.decide_exceptional(request, ruling, by=acting(kent.people["chair"]), at=timezone.now())
    remind_of_ends(timezone.now() + timedelta(days=9), lambda: False)
    request.refresh_from_db()
    assert request.end_reminded_at is None
    remind_of_ends(timezone.now() + timedelta(days=10), lambda: False)
    request.refresh_from_db()
    assert request.end_reminded_at is not None


# Lists and documents -----------------------------------------------------------------------------------------------


@pytest.mark.clause("EXC-1")
def test_lists_and_sheets_tell_exceptional_ones_apart(kent: Side) -> None:
    exceptional, standard = exceptional_in(kent, "urgent"), request_in(kent, "submitted")
    chair = desk(kent, "chair")
    page = text_of(chair.get("requests", type="exceptional"))
    assert exceptional.reference in page
    assert standard.reference not in page
    assert exceptional.reference not in text_of(chair.get("requests", type="standard"))
    both = text_of(chair.get("requests", type="anything"))
    assert exceptional.reference in both
    assert standard.reference in both
    sheet = b"".join(chair.get("requests_export", "csv", type="exceptional").streaming_content).decode()  # type: ignore[attr-defined]
    assert "Sudden change in a child’s condition" in sheet
    assert standard.reference not in sheet


def test_a_school_finds_all_that_was_declined_under_one_word(kent: Side) -> None:
    by_chair, by_meeting = exceptional_in(kent, "refused"), request_in(kent, "declined")
    school, chair = desk(kent, "school_editor"), desk(kent, "chair")
    page = school.get("requests").content.decode()
    assert len(re.findall(r"<option[^>]*>Declined</option>", page)) == 1
    for state in ("declined", "refused"):
        found = text_of(school.get("requests", state=state))
        assert by_chair.reference in found, state
        assert by_meeting.reference in found, state
    assert by_chair.reference not in text_of(chair.get("requests", state="declined"))


@pytest.mark.clause("EXC-1")
@pytest.mark.clause("EXC-6")
def test_page_and_documents_say_that_it_is_exceptional(kent: Side) -> None:
    request = exceptional_in(kent, "granted")
    chair = desk(kent, "chair")
    for page in ("request", "request_print"):
        text = text_of(chair.get(page, request.reference))
        assert "Exceptional: decided by the chair without a meeting" in text
        assert "Sudden change in a child’s condition" in text
        assert text.count("Period of support") == 2  # asked for, and granted
    word = chair.get("request_word", request.reference)
    assert word.status_code == 200
    pdf = chair.get("request_pdf", request.reference)
    assert pdf.content.startswith(b"%PDF")
    timeline = text_of(chair.get("request_timeline", request.reference))
    assert "approved the exceptional request for a fixed period" in timeline
    assert "signed the exceptional request and sent it to the chair" in timeline


@pytest.mark.parametrize(
    ("role", "name", "state"),
    [
        ("chair", "request_exceptional", "urgent"),
        ("clerk", "request_contact", "refused"),
        ("clerk", "request_forward", "referred"),
    ],
)
def test_the_pages_read_few_times(
    kent: Side, django_assert_max_num_queries: Any, role: str, name: str, state: str
) -> None:
    request = exceptional_in(kent, state)
    person = desk(kent, role)
    person.get("home")
    with django_assert_max_num_queries(MOST_QUERIES[name]):
        assert person.get(name, request.reference).status_code == 200


@pytest.mark.parametrize("ruling", [refusal, referral])
def test_a_refusal_or_referral_holds_no_money(kent: Side, ruling: Any) -> None:
    request = exceptional_in(kent, "urgent")
    decision = outside_meetings.decide_exceptional(
        request, ruling(), by=acting(kent.people["chair"]), at=timezone.now()
    )
    assert (decision.amount, decision.funding, decision.starts_on) == (None, False, None)
    assert not Entry.objects.filter(reference=request.reference).exists()


@pytest.mark.clause("EXC-6")
def test_the_chair_reads_at_the_first_day_when_the_request_was_sent(kent: Side, clock: Any) -> None:
    clock("2026-11-24 10:00")
    request = exceptional_in(kent, "urgent")
    clock("2026-11-26 10:00")
    page = text_of(desk(kent, "chair").get("request_exceptional", request.reference))
    assert (
        "First day of support The school sent this request on Tuesday 24 November 2026. "
        "An earlier day also pays for support given before that day."
    ) in page
