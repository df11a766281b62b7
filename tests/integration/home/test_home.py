"""The home page: what is due from each person, oldest first, and gone when done."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.budgets.actions import gathering_advances, paying, planning_payments
from locality.council_section.actions import deciding_for_council, questioning
from locality.home.presenters import waiting_in
from locality.resource_requests.actions import handing_over
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.tasks.offers import About, Offer, Waiting
from locality.values.working_days import day_of
from tests.world import PUPIL, Side, acting, failing_message, payday, request_in, ruling


def home(side: Side, role: str) -> str:
    client = Client()
    client.force_login(side.people[role])
    answer = client.get(reverse("home"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("PRE-3")
@pytest.mark.clause("CLK-5")
@pytest.mark.parametrize(
    ("state", "role", "words"),
    [
        ("draft", "school_editor", "Continue your draft"),
        ("ready_to_sign", "signatory", "Read and sign"),
        ("returned", "school_editor", "Change and resubmit a returned request"),
        ("submitted", "chair", "Review a request"),
        ("approved", "clerk", "Send an approved request to the area officer"),
        ("handed_over", "hnf_officer", "Acknowledge a request"),
        ("queried", "clerk", "Answer the area officer’s question"),
        ("acknowledged", "hnf_officer", "Record the Wealdshire Section"),
        ("acknowledged", "moderator", "Record the Wealdshire Section"),
        ("with_council", "moderator", "Make the council’s decision"),
    ],
)
def test_each_office_sees_what_is_its_own(kent: Side, elsewhere: Side, state: str, role: str, words: str) -> None:
    request = request_in(kent, state)
    text = home(kent, role)
    assert words in text
    assert request.reference in text
    assert PUPIL not in text
    assert words not in home(elsewhere, role)


@pytest.mark.clause("CLK-5")
def test_the_hand_over_shows_the_one_date_and_goes_when_done(kent: Side, clock) -> None:  # type: ignore[no-untyped-def]
    clock("2026-11-24 10:00")
    request = request_in(kent, "approved")
    text = home(kent, "clerk")
    assert "27 Nov 2026" in text
    assert "In 3 working days" in text
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    assert "Send an approved request" not in home(kent, "clerk")


@pytest.mark.clause("CLK-5")
def test_what_is_late_says_so(kent: Side, clock) -> None:  # type: ignore[no-untyped-def]
    clock("2026-11-24 10:00")
    request = request_in(kent, "approved")
    clock("2026-11-28 10:00")  # a Saturday: the last day was Friday, and no working day is over since
    assert re.search(r"govuk-tag--red[^>]*>\s*Late\s*<", home(kent, "clerk"))
    clock("2026-12-01 10:00")
    ResourceRequest.objects.filter(pk=request.pk).update(state_since=timezone.now())
    assert "2 working days late" in home(kent, "clerk")


def test_a_decision_is_due_once_the_meeting_was_held(kent: Side) -> None:
    request = request_in(kent, "accepted")
    assert "Record the decision" not in home(kent, "clerk")
    assert request.meeting is not None
    request.meeting.day = day_of(timezone.now())
    request.meeting.save()
    assert "Record the decision" in home(kent, "clerk")
    assert "Record the decision" in home(kent, "chair")


@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize("state", ["acknowledged", "with_council", "processed"])
@pytest.mark.parametrize(
    ("to", "role", "other"),
    [(CouncilQuestion.To.SCHOOL, "signatory", "clerk"), (CouncilQuestion.To.CLERK, "clerk", "signatory")],
)
def test_whoever_the_council_asked_has_the_answer_to_give(
    kent: Side, state: str, to: CouncilQuestion.To, role: str, other: str
) -> None:
    request, at = request_in(kent, state), timezone.now()
    questioning.ask_question(request, to=to, text="Which weeks?", by=acting(kent.people["moderator"], at), at=at)
    assert "Answer the council’s question" in home(kent, role)
    assert "Answer the council’s question" not in home(kent, other)
    assert "Answer the council’s question" not in home(kent, "moderator")
    questioning.reply(request, to=to, text="Weeks 2 to 11.", by=acting(kent.people[role], at), at=at)
    assert "Answer the council’s question" not in home(kent, role)


@pytest.mark.clause("EXC-5")
def test_a_review_is_for_the_moderator_before_anything_is_processed(kent: Side) -> None:
    request = request_in(kent, "acknowledged", decided=ruling(council_referral=True))
    assert "Start the council’s review" in home(kent, "moderator")
    assert "Record the Wealdshire Section" not in home(kent, "hnf_officer")
    deciding_for_council.take_up(request, by=acting(kent.people["moderator"]), at=timezone.now())
    deciding_for_council.keep_community_decision(
        request, why="Enough.", by=acting(kent.people["moderator"]), at=timezone.now()
    )
    assert "Record the Wealdshire Section" in home(kent, "hnf_officer")
    assert "Start the council’s review" not in home(kent, "moderator")


@pytest.mark.clause("POST-4")
def test_school_and_clerk_wait_for_the_council(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    for role in ("school_editor", "clerk"):
        text = home(kent, role)
        assert "Waiting for others" in text
        assert "the council needs to process it" in text
        assert request.reference in text


def waits_of(side: Side, role: str) -> str:
    """The page from “Waiting for others” on, as one reads it."""
    _, _, waits = home(side, role).partition("Waiting for others")
    return " ".join(re.sub(r"<[^>]+>", " ", waits).split())


@pytest.mark.both_databases("order")
def test_what_waits_for_others_says_since_when_the_oldest_first(kent: Side, clock) -> None:  # type: ignore[no-untyped-def]
    clock("2026-11-20 10:00")
    old, older = request_in(kent, "handed_over"), request_in(kent, "handed_over")
    clock("2026-11-25 10:00")
    new = request_in(kent, "acknowledged")
    ResourceRequest.objects.filter(pk=older.pk).update(state_since=timezone.now() - timedelta(days=9))
    ResourceRequest.objects.filter(pk=old.pk).update(state_since=timezone.now() - timedelta(days=5))
    text = waits_of(kent, "clerk")
    for words in (
        "Waiting for 7 working days, since 16 Nov 2026",
        "Waiting for 3 working days, since 20 Nov 2026",
        "Waiting since today",
    ):
        assert words in text
    assert text.index(older.reference) < text.index(old.reference) < text.index(new.reference)


def test_what_waits_longest_is_first_whatever_it_is() -> None:
    """What has no beginning, only a day by when, goes before."""
    since = {"transfer": date(2026, 11, 25), "meeting": None, "new": date(2026, 11, 28), "old": date(2026, 10, 2)}
    found = tuple(Waiting("", About(name, "/"), since=day) for name, day in since.items())
    assert [each.about.name for each in waiting_in([Offer(waiting=found)])] == ["meeting", "old", "transfer", "new"]


def test_nothing_to_do_says_so(kent: Side) -> None:
    assert "You have nothing to do at the moment" in home(kent, "chair")
    assert "You do not have a role in Locality at the moment" in home(kent, "nobody")
    assert "You do not have a role in Locality at the moment" in home(kent, "former_clerk")


def test_the_same_queries_for_many_requests(kent: Side, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(kent.people["clerk"])
    for _ in range(3):
        request_in(kent, "approved")
    client.get(reverse("home"))
    with django_assert_max_num_queries(12):
        client.get(reverse("home"))
    for _ in range(12):
        request_in(kent, "approved")
    with django_assert_max_num_queries(12):
        client.get(reverse("home"))


@pytest.mark.clause("POST-4")
def test_finance_is_told_of_what_is_due_and_of_what_is_to_be_marked_as_paid(kent: Side, elsewhere: Side, clock) -> None:  # type: ignore[no-untyped-def]
    now = timezone.now()
    request, today = request_in(kent, "approved"), day_of(now)
    assert request.decision
    planning_payments.make_plan(
        decision_id=request.decision.pk, reference=request.reference, community=kent.community, school=kent.school,
        pattern="one_sum", starts_on=today, ends_on=today, payable_until=None, approved_on=today, due_on=today,
        by=kent.people["moderator"], at=now,
    )  # fmt: skip
    advance = gathering_advances.add_advance(
        authority=kent.authority, name="Next", closes_on=today + timedelta(days=3),
        pays_on=payday(kent.authority, today + timedelta(days=9)),
        by=acting(kent.people["finance"]), at=now,
    )  # fmt: skip
    text = home(kent, "finance")
    assert "Add £1,000 of due payments to the advance" in text
    assert reverse("advance", args=[advance.pk]) in text
    assert "due payments" not in home(kent, "moderator") + home(elsewhere, "finance")
    gathering_advances.gather(advance=advance, by=acting(kent.people["finance"]), at=now)
    assert "You have nothing to do at the moment" in home(kent, "finance")
    clock(f"{today + timedelta(days=3)} 10:00")  # its closing day: from then on it can be marked
    text = home(kent, "finance")
    assert "Mark the advance as paid" in text
    assert reverse("advance_pay", args=[advance.pk]) in text
    paying.pay_advance(advance=advance, by=acting(kent.people["finance"]), at=timezone.now())
    assert "You have nothing to do at the moment" in home(kent, "finance")


def test_the_clerk_is_told_of_messages_that_keep_failing(kent: Side, elsewhere: Side) -> None:
    assert "delivered" not in home(kent, "clerk")
    failing_message(kent)
    assert "1 email could not be delivered" in home(kent, "clerk")
    assert "delivered" not in home(elsewhere, "clerk")
    assert "delivered" not in home(kent, "chair")


def test_what_is_waited_for_names_the_school(kent: Side) -> None:
    request = request_in(kent, "handed_over")
    line = " ".join(re.sub(r"<[^>]+>", "", home(kent, "clerk")).split())
    assert f"{request.topic}, {request.school.name} ({request.reference}): " in line


def test_whom_nothing_needs_is_led_on(kent: Side) -> None:
    assert reverse("sights") in home(kent, "data_protection_officer")
    assert reverse("request_start") in home(kent, "school_editor")


def test_what_has_no_date_says_since_when_it_waits(kent: Side) -> None:
    request_in(kent, "handed_over")
    assert "waiting since" in home(kent, "hnf_officer")
