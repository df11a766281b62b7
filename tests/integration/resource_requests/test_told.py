"""Whom a message goes to, and what it leaves for the page (RES-9, DIS-5, CLK-5)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.communities.models import Area, Office
from locality.exceptional import actions as outside_meetings
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.integration.resource_requests.test_one_truth import approved, correction
from tests.world import (
    Side,
    acting,
    exceptional_draft,
    exceptional_in,
    grant,
    has_met,
    period,
    person,
    refusal,
    request_in,
    ruling,
    send,
)

pytestmark = pytest.mark.django_db
MEMBERS = "the members of Wealdshire 1"


def to(kind: str) -> set[str]:
    """The addresses that messages of a kind went to."""
    found = Message.objects.filter(kind=f"resource_request.{kind}").select_related("to")
    return {each.to.email if each.to else each.address for each in found}


def corrected(kent: Side, request: ResourceRequest, to_what: NewDecision) -> None:
    deciding.correct(
        request,
        to_what,
        ground=Decision.Ground.ERROR,
        reason="A slip.",
        by=acting(kent.people["chair"]),
        at=timezone.now(),
    )


# Whoever was told of a decision is told of its correction ---------------------------------------------------------------


@pytest.mark.clause("DIS-5", "EXC-3")
@pytest.mark.parametrize(
    ("state", "first", "then", "second"),
    [
        ("granted", "grant", grant(amount=Decimal(900)), "correct_to_approved"),
        ("granted", "grant", refusal(reasons="It can wait."), "correct_to_refused"),
        ("refused", "refuse", grant(), "correct_to_approved"),
    ],
    ids=["less money", "declined after all", "approved after all"],
)
def test_members_who_were_told_of_the_chairs_decision_are_told_of_its_correction(
    kent: Side, state: str, first: str, then: NewDecision, second: str
) -> None:
    member = kent.people["representative"].email
    request = exceptional_in(kent, state)
    assert member in to(first)
    page = text_of(Desk(kent.people["chair"]).get("request_correct", request.reference))
    assert MEMBERS in page
    corrected(kent, request, then)
    assert to(first) - {kent.people["chair"].email} <= to(second) | {kent.people["chair"].email}
    assert member in to(second)


@pytest.mark.clause("DIS-5")
def test_also_after_it_went_to_the_officer(kent: Side) -> None:
    request = exceptional_in(kent, "granted")
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    assert MEMBERS in text_of(Desk(kent.people["chair"]).get("request_correct", request.reference))
    corrected(kent, request, grant(amount=Decimal(900)))
    assert {kent.people["representative"].email, kent.people["hnf_officer"].email} <= to("correct_to_approved")


@pytest.mark.clause("DIS-5")
def test_members_are_told_neither_of_a_meetings_decision_nor_of_its_correction(kent: Side) -> None:
    """They were at the meeting, and read of it in its minutes."""
    request = request_in(kent, "approved")
    assert MEMBERS not in text_of(Desk(kent.people["clerk"]).get("request_correct", request.reference))
    corrected(kent, request, ruling(amount=Decimal(900)))
    member = kent.people["representative"].email
    assert member not in to("approve") | to("correct_to_approved")


# The officer and the mailbox of the area --------------------------------------------------------------------------------


@pytest.mark.clause("CLK-5", "FORM-14")
@pytest.mark.parametrize("kind", ["hand_over", "correct_to_approved"])
def test_the_mailbox_of_an_area_is_told_where_nobody_holds_the_office(kent: Side, kind: str) -> None:
    Office.objects.filter(role="hnf_officer").update(end=day_of(timezone.now()) - timedelta(days=1))
    corrected(kent, request_in(kent, "handed_over"), ruling(amount=Decimal(900)))
    assert kent.area.officer_email in to(kind)
    assert kent.people["hnf_officer"].email not in to(kind)


@pytest.mark.clause("CLK-5", "FORM-14")
@pytest.mark.parametrize("kind", ["hand_over", "correct_to_approved"])
def test_where_somebody_holds_it_one_message_goes_to_them_and_none_to_the_mailbox(kent: Side, kind: str) -> None:
    corrected(kent, request_in(kent, "handed_over"), ruling(amount=Decimal(900)))
    assert kent.people["hnf_officer"].email in to(kind)
    assert kent.area.officer_email not in to(kind)


def test_everybody_who_holds_it_is_told_and_each_once(kent: Side) -> None:
    second = person(kent, "hnf_officer", start=day_of(timezone.now()), slug="second_officer", area=kent.area)
    request_in(kent, "handed_over")
    assert to("hand_over") == {kent.people["hnf_officer"].email, second.email}
    assert Message.objects.filter(kind="resource_request.hand_over").count() == 2


def test_the_mailbox_is_not_told_of_what_the_only_officer_does(kent: Side) -> None:
    """They know of it already."""
    request = exceptional_in(kent, "referred")
    Office.objects.create(
        person=kent.people["hnf_officer"], role="clerk", community=kent.community, authority=kent.authority,
        start=day_of(timezone.now()),
    )  # fmt: skip
    outside_meetings.forward(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    assert kent.area.officer_email not in to("forward")


def test_the_page_of_the_hand_over_says_who_is_told(kent: Side) -> None:
    clerk, request = Desk(kent.people["clerk"]), request_in(kent, "approved")
    page = text_of(clerk.get("request_hand_over", request.reference))
    assert f"High Needs Funding officer {kent.people['hnf_officer'].name} " in page
    assert kent.area.officer_email not in page
    Office.objects.filter(role="hnf_officer").update(end=day_of(timezone.now()) - timedelta(days=1))
    page = text_of(clerk.get("request_hand_over", request.reference))
    assert f"High Needs Funding officer Area officer, {kent.area.officer_email} " in page
    Area.objects.filter(pk=kent.area.pk).update(officer_email="")
    page = text_of(clerk.get("request_hand_over", request.reference))
    assert "High Needs Funding officer Area officer " in page


def test_an_area_says_who_is_told_for_it(kent: Side) -> None:
    """The sentence after an address is saved holds, whoever has the office."""
    team = Desk(kent.people["locality_team"])
    fields = {"officer_name": "North team", "officer_email": "north@kent.example"}
    saved = team.post("area_change", kent.area.pk, **fields)
    officer = kent.people["hnf_officer"].name
    assert (
        f"You’ve saved the contact for {kent.area.name}. We’ll email {officer} about approved requests, "
        "and north@kent.example only if no one has the role."
    ) in text_of(team.client.get(saved["Location"]))
    Office.objects.filter(role="hnf_officer").update(end=day_of(timezone.now()) - timedelta(days=1))
    saved = team.post("area_change", kent.area.pk, **fields)
    page = text_of(team.client.get(saved["Location"]))
    assert (
        f"You’ve saved the contact for {kent.area.name}. We’ll email north@kent.example about approved requests."
        in page
    )
    assert Area.objects.get(pk=kent.area.pk).officer_email == "north@kent.example"


# What a message leaves for the page -------------------------------------------------------------------------------------

REASONS = {
    "other_authority": "another local authority",
    "sudden_change": "Sudden change",
    "tribunal_order": "ribunal",
    "new_admission": "dmission",
}


@pytest.mark.clause("RES-9", "EXC-1")
@pytest.mark.parametrize(("reason", "words"), REASONS.items())
def test_the_reason_of_an_exceptional_request_is_on_its_page_alone(kent: Side, reason: str, words: str) -> None:
    """Of a school with one such child, it would tell whoever reads the mail what happened to that child."""
    request = send(kent, exceptional_draft(kent, **period() | {"exceptional_reason": reason}))
    told = Message.objects.filter(reference=request.reference)
    assert told.exists()
    for message in told:
        assert words.lower() not in " ".join([message.subject, *message.lines]).lower()
        assert any("The request says why it is exceptional." in line for line in message.lines)
    assert words.lower() in text_of(Desk(kent.people["chair"]).get("request", request.reference)).lower()


SAID = "He was in hospital for a month"


def _more(kent: Side) -> None:
    more = ruling(amount=Decimal(1500), more_because=SAID)
    request_in(kent, "approved", decided=more)


def _more_outside_meetings(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    more = grant(amount=Decimal(1500), more_because=SAID)
    outside_meetings.decide_exceptional(request, more, by=acting(kent.people["chair"]), at=timezone.now())


def _corrected_to_more(kent: Side) -> None:
    corrected(kent, request_in(kent, "approved"), ruling(amount=Decimal(1500), more_because=SAID))


def _declined(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    made = NewDecision(
        outcome=Decision.Outcome.DECLINED, summary=SAID, method=Decision.Method.CONSENSUS,
        decided_on=day_of(timezone.now()), reasons=SAID, own_provision=SAID, alternatives=SAID,
    )  # fmt: skip
    deciding.decide(request, made, by=acting(kent.people["clerk"]), at=timezone.now(), meeting=has_met(request))


def _returned(kent: Side) -> None:
    reviewing.return_to_school(
        request_in(kent, "submitted"), missing=SAID, by=acting(kent.people["chair"]), at=timezone.now()
    )


@pytest.mark.clause("RES-9")
@pytest.mark.parametrize("happens", [_more, _more_outside_meetings, _corrected_to_more, _declined, _returned])
def test_no_message_carries_a_typed_reason(kent: Side, happens: Callable[[Side], None]) -> None:
    happens(kent)
    told = Message.objects.all()
    assert told.exists()
    assert not [each for each in told if SAID in " ".join([each.subject, *each.lines])]


@pytest.mark.clause("DIS-5")
def test_the_box_after_a_decision_and_its_correction_names_all_that_were_told(kent: Side) -> None:
    """The same that the page named before the button, not the school alone."""
    request, chair = request_in(kent, "accepted"), Desk(kent.people["chair"])
    has_met(request)
    assert chair.post("request_decide", request.reference, **approved(day_of(timezone.now()))).status_code == 302
    school, clerk = f"editors and signatories at {kent.school.name}", "the clerk of Wealdshire 1"
    done = text_of(chair.get("home"))
    assert (
        f"You’ve recorded the decision on the request {request.reference}: approved. We’ve emailed {school} and {clerk}. "
        in done
    )
    assert f"{clerk}. Next, the clerk will send the request to the area officer." in done
    page = text_of(chair.get("request_correct", request.reference))
    assert f"We’ll email: {school} the chair of Wealdshire 1 {clerk} Correct decision" in page
    assert chair.post("request_correct", request.reference, **correction(request, amount="900")).status_code == 302
    done = f"You’ve corrected the decision on the request {request.reference}. It is now approved."
    told = f"{done} We’ve emailed {school}, the chair of Wealdshire 1 and {clerk}."
    assert told in text_of(chair.get("home"))
