"""One truth of a decision: its day, its date, what is more than was asked, its days of support, and a correction everywhere."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from locality.budgets.actions import gathering_advances
from locality.communities.models import School
from locality.council_section.actions import moderating
from locality.exceptional import actions as outside_meetings
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import (
    PUPIL,
    Side,
    acting,
    declined,
    exceptional_in,
    grant,
    has_met,
    payday,
    person,
    request_in,
    ruling,
    section,
)

DETAILS = "Give details of support agreed where applicable"
Clock = Callable[[str], Any]


def days(**given: date) -> dict[str, int]:
    return {f"{name}-{part}": getattr(day, part) for name, day in given.items() for part in ("day", "month", "year")}


def approved(today: date, **changes: Any) -> dict[str, Any]:
    """A whole form that approves £1,000, as it is sent."""
    usual = {
        "summary": "All agreed.", "outcome": "approved", "responses": ["funding"], "amount": "1000", "details": "",
        "method": "consensus",
        **days(starts_on=today, ends_on=today + timedelta(days=83), review_on=today + timedelta(days=90), decided_on=today),
    }  # fmt: skip
    return usual | changes


def correction(request: ResourceRequest, **changes: Any) -> dict[str, Any]:
    today = day_of(timezone.now())
    usual = {"ground": "error", "reason": "The minute says so.", "date_of_it": "stays"}
    return approved(today, **(usual | changes))


def mails(kind: str) -> list[str]:
    return [" ".join(each.lines) for each in Message.objects.filter(kind=f"resource_request.{kind}")]


# The day of the meeting --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decided", [ruling, declined], ids=["approved", "declined"])
def test_no_decision_before_the_day_of_its_meeting(kent: Side, decided: Any) -> None:
    request, clerk = request_in(kent, "accepted"), kent.people["clerk"]
    assert request.meeting
    with pytest.raises(NotPossible) as refused:
        deciding.decide(request, decided(), by=acting(clerk), at=timezone.now())
    assert f"for the meeting on {show_day(request.meeting.day)}. You can record its decision from that day" in (
        refused.value.sentence
    )
    assert not Decision.objects.exists()
    desk = Desk(clerk)
    assert "Record the decision" not in text_of(desk.get("request", request.reference))
    assert desk.get("request_decide", request.reference).status_code == 403
    has_met(request)
    assert "Record the decision" in text_of(desk.get("request", request.reference))
    assert desk.get("request_decide", request.reference).status_code == 200
    deciding.decide(request, decided(), by=acting(clerk), at=timezone.now())


def test_a_deferral_waits_for_the_meeting_too_and_a_chairs_own_decision_does_not(kent: Side) -> None:
    put_off = NewDecision(
        outcome=Decision.Outcome.DEFERRED, summary="More", method=Decision.Method.CHAIR,
        decided_on=day_of(timezone.now()), needed="A plan",
    )  # fmt: skip
    with pytest.raises(NotPossible, match="from that day"):
        deciding.decide(request_in(kent, "accepted"), put_off, by=acting(kent.people["chair"]), at=timezone.now())
    assert exceptional_in(kent, "granted").state == "approved"


def test_a_decision_is_dated_from_its_meeting_on(kent: Side) -> None:
    request, before = request_in(kent, "to_decide"), day_of(timezone.now()) - timedelta(days=8)  # it met a week ago
    with pytest.raises(NotPossible, match="the day of its meeting"):
        deciding.decide(request, ruling(decided_on=before), by=acting(kent.people["clerk"]), at=timezone.now())


# More than was asked -----------------------------------------------------------------------------------------------


def test_more_than_was_asked_needs_a_reason_which_stays_with_the_decision(kent: Side) -> None:
    request, today, desk = request_in(kent, "to_decide"), day_of(timezone.now()), Desk(kent.people["clerk"])
    page = desk.post("request_decide", request.reference, **approved(today, amount="1500"))
    assert page.status_code == 400
    assert "Enter why the amount is £500 more than was requested" in text_of(page)
    with pytest.raises(NotPossible, match="Enter why the amount is £500 more than was requested"):
        deciding.decide(
            request, ruling(amount=Decimal(1500), more_because=" "), by=acting(kent.people["clerk"]), at=timezone.now()
        )
    why = f"{PUPIL} needs two more weeks."
    desk.post("request_decide", request.reference, **approved(today, amount="1500", more_because=why))
    assert Decision.objects.get().more_because == why
    told = mails("approve")
    assert told
    assert all("That is £500 more than was requested. The reason is on the request’s page." in each for each in told)
    member = text_of(Desk(kent.people["representative"]).get("request", request.reference))
    assert "Why it is more than was requested Pupil A needs two more weeks." in member


def test_the_council_needs_a_reason_for_more_than_was_asked_too(kent: Side) -> None:
    request, today = request_in(kent, "with_council"), day_of(timezone.now())
    desk = Desk(kent.people["moderator"])
    given = {
        "outcome": "approved", "responses": ["funding"], "amount": "1400", "why": "It is urgent.", "details": "",
        **days(starts_on=today, ends_on=today + timedelta(days=83), review_on=today + timedelta(days=90)),
    }  # fmt: skip
    assert "Only if the amount is more than the £1,000 that was requested" in text_of(
        desk.get("request_council_decision", request.reference)
    )
    page = desk.post("request_council_decision", request.reference, **given)
    assert page.status_code == 400
    assert "Enter why the amount is £400 more than was requested" in text_of(page)
    why = f"{PUPIL} starts earlier."
    assert desk.post("request_council_decision", request.reference, **given, more_because=why).status_code == 302
    assert Decision.objects.latest("pk").more_because == why
    told = mails("council_approve")
    assert told
    assert all("That is £400 more than was requested. The reason is on the request’s page." in each for each in told)


def test_a_reason_for_more_is_not_kept_where_it_is_not_more(kent: Side) -> None:
    request, today = request_in(kent, "to_decide"), day_of(timezone.now())
    typed = approved(today, amount="900", more_because="Left over from another try.")
    Desk(kent.people["clerk"]).post("request_decide", request.reference, **typed)
    assert Decision.objects.get().more_because == ""


def test_the_chair_alone_needs_a_reason_too(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    with pytest.raises(NotPossible, match="Enter why the amount is £4,000 more than was requested"):
        outside_meetings.decide_exceptional(
            request, grant(amount=Decimal(5000), more_because=""), by=acting(kent.people["chair"]), at=timezone.now()
        )


# Days -----------------------------------------------------------------------------------------------------------


def test_the_last_day_a_form_begins_with_lies_in_a_funding_year(kent: Side) -> None:
    """Support of 104 weeks of school runs beyond what anybody has money for: the form begins with the last day that is paid for."""
    from locality.budgets.models import FundingYear

    request, clerk = request_in(kent, "to_decide"), Desk(kent.people["clerk"])
    last = FundingYear.objects.filter(authority=kent.authority).latest("end").end
    with patch("locality.resource_requests.pages.decision_start._weeks", return_value=Decimal(104)):
        page = clerk.get("request_decide", request.reference).content.decode()
    for part, text in (("day", last.day), ("month", last.month), ("year", last.year)):
        assert re.search(rf'name="ends_on-{part}"[^>]*value="{text}"', page), part


def test_a_review_of_2099_is_refused_in_a_sentence(kent: Side) -> None:
    request, today = request_in(kent, "to_decide"), day_of(timezone.now())
    typed = approved(today) | days(review_on=date(2099, 6, 1))
    refused = Desk(kent.people["clerk"]).post("request_decide", request.reference, **typed)
    assert refused.status_code == 400
    assert "that is two years after the decision" in text_of(refused)
    assert not Decision.objects.exists()


# All at once -------------------------------------------------------------------------------------------------------


def test_no_error_hides_the_next(kent: Side) -> None:
    request, today = request_in(kent, "to_decide"), day_of(timezone.now())
    typed = approved(today, amount="100001")
    for part in ("day", "month", "year"):
        typed[f"review_on-{part}"] = typed[f"ends_on-{part}"] = ""
    page = text_of(Desk(kent.people["clerk"]).post("request_decide", request.reference, **typed))
    for sentence in (
        "Enter the review date",
        "Enter the last day of support",
        "£100,000 left in its",
        "Enter why the amount is £99,001 more than was requested",
    ):
        assert page.count(sentence) == 2, sentence  # in the summary, and at the field


@pytest.mark.parametrize(
    ("page", "who", "state", "labels"),
    [
        ("request_decide", "clerk", "to_decide", {DETAILS, "Agree", "Disagree", "Abstain"}),
        ("request_correct", "clerk", "approved", {DETAILS, "Agree", "Disagree", "Abstain"}),
        ("request_review", "chair", "submitted", set()),
        ("request_exceptional", "chair", "urgent", {DETAILS}),
        ("request_receive", "hnf_officer", "handed_over", set()),
        ("request_moderate", "moderator", "acknowledged", set()),
        ("request_council_decision", "moderator", "with_council", {DETAILS}),
        ("request_give_back", "moderator", "processed", set()),
    ],
)  # fmt: skip
def test_optional_is_said_only_of_what_may_be_left_out(
    kent: Side, page: str, who: str, state: str, labels: set[str]
) -> None:
    shown = text_of(Desk(kent.people[who]).get(page, request_in(kent, state).reference))
    assert shown.count("(optional)") == len(labels)
    for label in labels:
        assert f"{label} (optional)" in shown


# Days of support ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("FORM-12")
def test_an_approval_has_its_first_and_last_day_which_the_council_reads(kent: Side, clock: Clock) -> None:
    clock("2026-11-24 09:30")
    request, desk = request_in(kent, "to_decide"), Desk(kent.people["clerk"])
    form = desk.get("request_decide", request.reference).content.decode()
    for name, value in (("starts_on-day", "18"), ("starts_on-month", "11"), ("starts_on-year", "2026")):
        assert f'name="{name}" type="text" value="{value}"' in form
    none = {f"{name}-{part}": "" for name in ("starts_on", "ends_on") for part in ("day", "month", "year")}
    page = text_of(desk.post("request_decide", request.reference, **approved(date(2026, 11, 24), **none)))
    assert "Enter the first day of support" in page
    assert "Enter the last day of support" in page
    with pytest.raises(NotPossible, match="Enter the first day of support"):
        deciding.decide(
            request, ruling(starts_on=None, ends_on=None), by=acting(kent.people["clerk"]), at=timezone.now()
        )
    desk.post("request_decide", request.reference, **approved(date(2026, 11, 24)))
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    read = text_of(desk.get("request", request.reference))
    assert "Period of support Tuesday 24 November 2026 to Monday 15 February 2027" in read
    section = text_of(Desk(kent.people["moderator"]).get("request_moderate", request.reference))
    assert "does not give dates for the support" not in section
    assert "First day of support" not in section


def test_advice_alone_needs_no_days(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    only = replace(ruling(funding=False, amount=None), starts_on=None, ends_on=None)
    assert deciding.decide(request, only, by=acting(kent.people["clerk"]), at=timezone.now()).ends_on is None
    with pytest.raises(NotPossible, match="first day of support"):
        deciding.decide(
            request_in(kent, "to_decide"),
            replace(only, school_support=True),
            by=acting(kent.people["clerk"]),
            at=timezone.now(),
        )


# Corrections -------------------------------------------------------------------------------------------------------


@pytest.mark.clause("DIS-5")
def test_a_correction_keeps_the_date_and_says_before_and_after(kent: Side, clock: Clock) -> None:
    clock("2026-11-26 09:30")
    first = ruling(amount=Decimal(4200))
    request = request_in(kent, "approved", decided=first)
    clock("2026-11-28 10:00")
    desk = Desk(kent.people["clerk"])
    page = text_of(desk.get("request_correct", request.reference))
    assert "No, it stays Thursday 26 November 2026" in page
    assert (
        "Send the request to the area officer by Tuesday 1 December 2026, and payment is expected by Tuesday 12 January 2027."
        in page
    )
    Message.objects.all().delete()
    sent = desk.post(
        "request_correct", request.reference, **correction(request, amount="3900", more_because="More hours.")
    )
    assert sent.status_code == 302
    request.refresh_from_db()
    assert request.decision
    assert (request.decision.decided_on, request.approved_on) == (date(2026, 11, 26), date(2026, 11, 26))
    assert request.approved_amount == Decimal(3900)
    page = text_of(Desk(kent.people["representative"]).get("request", request.reference))
    assert "Corrected on Saturday 28 November 2026" in page
    assert "Final amount approved £4,200 before, £3,900 now" in page
    assert "Date of the decision" not in page
    told = mails("correct_to_approved")
    assert told
    assert all("Final amount approved: £4,200 before, £3,900 now." in each for each in told)


@pytest.mark.clause("DIS-5")
def test_another_date_is_said_with_the_days_it_moves_and_recorded_when_it_is_meant(kent: Side, clock: Clock) -> None:
    clock("2026-11-26 09:30")
    request = request_in(kent, "approved")
    clock("2026-11-28 10:00")
    desk = Desk(kent.people["clerk"])
    moved = correction(request, date_of_it="moves")
    page = desk.post("request_correct", request.reference, **moved)
    assert page.status_code == 400
    assert (
        "With Saturday 28 November 2026 as the date, the request must be sent to the council by Wednesday 2 December 2026 "
        "instead of Tuesday 1 December 2026 and payment is expected by Wednesday 13 January 2027 instead of Tuesday 12 January "
        "2027. If that is right, press the button again." in text_of(page)
    )
    assert 'name="moves_to" value="2026-11-28"' in page.content.decode()
    assert Decision.objects.count() == 1
    assert desk.post("request_correct", request.reference, **moved, moves_to="2026-11-28").status_code == 302
    request.refresh_from_db()
    assert request.approved_on == date(2026, 11, 28)
    assert "Date of the decision Thursday 26 November 2026 before, Saturday 28 November 2026 now" in text_of(
        desk.get("request", request.reference)
    )


def test_what_a_correction_frees_counts_when_the_new_amount_is_refused(kent: Side) -> None:
    """£100,000 a year, £60,000 of it held by the decision that is corrected: £90,000 can be agreed, £100,001 not."""
    request = request_in(kent, "approved", decided=ruling(amount=Decimal(60_000)))
    desk = Desk(kent.people["clerk"])
    over = desk.post("request_correct", request.reference, **correction(request, amount="100001", more_because="All."))
    assert "£100,000 left in its" in text_of(over)
    done = desk.post("request_correct", request.reference, **correction(request, amount="90000", more_because="All."))
    assert done.status_code == 302


def test_what_members_offered_instead_stands_under_a_refusal_alone(kent: Side) -> None:
    request = request_in(kent, "approved", decided=ruling(alternatives="Ask the outreach team."))
    assert "Ask the outreach team." not in text_of(Desk(kent.people["clerk"]).get("request", request.reference))


@pytest.mark.clause("DIS-5")
def test_a_correction_does_not_undo_another_that_was_not_read(kent: Side, clock: Clock) -> None:
    """£1,000: the chair corrects to £900 while the clerk, who read £1,000, changes the review date alone."""
    clock("2026-11-26 09:30")
    request = request_in(kent, "approved")
    chair, clerk = Desk(kent.people["chair"]), Desk(kent.people["clerk"])
    assert 'name="seen" value="1"' in clerk.get("request_correct", request.reference).content.decode()
    stands = correction(request, summary="All agreed.", details="As asked.", responses=["advice", "funding"])
    stands |= days(starts_on=date(2026, 11, 26), ends_on=date(2027, 5, 25), review_on=date(2027, 3, 6))
    assert (
        chair.post("request_correct", request.reference, **stands | {"amount": "900", "seen": "1"}).status_code == 302
    )
    Message.objects.all().delete()
    later = stands | days(review_on=date(2027, 4, 1)) | {"reason": "The date was wrong.", "seen": "1"}
    page = clerk.post("request_correct", request.reference, **later)
    assert page.status_code == 409
    assert "Chair Wealdshire corrected this decision on" in text_of(page)
    assert "Final amount approved: £1,000 before, £900 now." in text_of(page)
    html = page.content.decode()
    assert re.search(r'name="amount"[^>]* value="900(\.00)?"', html)
    assert re.search(r'name="review_on-month"[^>]* value="4"', html)
    assert "The date was wrong." in html
    assert 'name="seen" value="2"' in html
    assert not Message.objects.exists()
    request.refresh_from_db()
    assert request.approved_amount == Decimal(900)
    assert clerk.post("request_correct", request.reference, **later | {"amount": "900", "seen": "2"}).status_code == 302
    request.refresh_from_db()
    assert request.decision
    assert (request.approved_amount, request.decision.review_on) == (Decimal(900), date(2027, 4, 1))


def test_a_correction_that_comes_first_under_the_lock_is_not_undone(kent: Side) -> None:
    request = request_in(kent, "approved")
    by, at = kent.people["clerk"], timezone.now()
    error = Decision.Ground.ERROR
    deciding.correct(
        request, ruling(amount=Decimal(900)), ground=error, reason="Less.", seen=1, by=acting(by, at), at=at
    )
    with pytest.raises(NotPossible, match="Someone corrected the decision after you opened this page"):
        deciding.correct(request, ruling(), ground=error, reason="Late.", seen=1, by=acting(by, at), at=at)
    assert Decision.objects.count() == 2


@pytest.mark.parametrize("weeks", ["10", ""])
def test_advice_alone_is_approved_with_the_form_as_it_comes(kent: Side, weeks: str) -> None:
    request = request_in(kent, "to_decide", support="advice", **{"line.1.weeks": weeks})
    desk, today = Desk(kent.people["clerk"]), day_of(timezone.now())
    html = desk.get("request_decide", request.reference).content.decode()
    begun = dict(re.findall(r'name="((?:starts|ends)_on-\w+)"[^>]*? value="(\d+)"', html))
    sent = desk.post(
        "request_decide", request.reference, summary="All agreed.", outcome="approved", responses=["advice"], details="",
        method="consensus", **begun, **days(review_on=today + timedelta(days=90), decided_on=today),
    )  # fmt: skip
    assert sent.status_code == 302, text_of(sent)


# What the council did already --------------------------------------------------------------------------------------


def gathered(kent: Side) -> None:
    """The next advance, not paid yet, with all that is due."""
    now, today = timezone.now(), day_of(timezone.now())
    advance = gathering_advances.add_advance(
        authority=kent.authority, name="January", closes_on=today, pays_on=payday(kent.authority, today),
        by=acting(kent.people["finance"]), at=now,
    )  # fmt: skip
    gathering_advances.gather(advance=advance, by=acting(kent.people["finance"]), at=now)


@pytest.mark.clause("DIS-5")
def test_what_a_correction_takes_back_of_the_councils_work_is_said_before_and_to_whom_it_concerns(
    kent: Side, clock: Clock
) -> None:
    clock("2026-11-26 09:30")
    request = request_in(kent, "processed")
    gathered(kent)
    desk, taken_back = Desk(kent.people["clerk"]), (
        "The council processed the current decision on Thursday 26 November 2026, with £1,000 as the final amount. The "
        "council will need to record its section of the form again. Its planned payment is cancelled and removed from the advance "
        "“January”. The corrected decision is sent to the area officer and the council again."
    )  # fmt: skip
    page = text_of(desk.get("request_correct", request.reference))
    assert taken_back in page
    assert "We do all of these whatever you change here, even a single word." in page
    assert "Your correction also undoes what the council did. Read “What happens next” below first." in page
    assert "the council officers who process it" in page
    assert "the council’s finance team" in page
    Message.objects.all().delete()
    assert desk.post("request_correct", request.reference, **correction(request, amount="900")).status_code == 302
    told = Message.objects.filter(kind="resource_request.correct_to_approved").select_related("to")
    by_person = {each.to: " ".join(each.lines) for each in told if each.to}
    for who in ("moderator", "finance", "hnf_officer", "chair"):
        assert taken_back in by_person[kent.people[who]]


def test_nothing_is_said_of_the_council_before_it_processed_or_where_nothing_was_gathered(kent: Side) -> None:
    request, desk = request_in(kent, "acknowledged"), Desk(kent.people["clerk"])
    page = text_of(desk.get("request_correct", request.reference))
    assert "The council processed" not in page
    assert "finance team" not in page
    moderating.moderate(request, section(kent), by=acting(kent.people["hnf_officer"]), at=timezone.now())
    page = text_of(desk.get("request_correct", request.reference))
    assert "Its planned payment is cancelled. The corrected decision is sent" in page
    assert "the council officers who process it" in page
    assert "finance team" not in page


@pytest.mark.clause("FORM-13")
def test_a_final_amount_that_a_correction_takes_back_is_said_with_what_is_promised_instead(kent: Side) -> None:
    request, desk = request_in(kent, "acknowledged"), Desk(kent.people["clerk"])
    final = section(kent, final_amount=Decimal(500), reason="One adult less.")
    moderating.moderate(request, final, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    page = text_of(desk.get("request_correct", request.reference))
    assert (
        "with £500 as the final amount. The council will need to record its section of the form again. Until then, the amount "
        "of the corrected decision is committed, not the final amount. Its planned payment is cancelled." in page
    )


# Pupils of the other requests of a meeting -------------------------------------------------------------------------

STRANGER = "Ottoline Quillfeather"


def of_other_school(kent: Side, name: str) -> ResourceRequest:
    """A request of the neighbour school, for the same meeting, that lists the pupil."""
    other = replace(kent, school=kent.other_school, people=kent.people | {"signatory": kent.people["other_signatory"]})
    return request_in(other, "to_decide", **{"pupil.1.name": name})


@pytest.mark.clause("RES-9")
@pytest.mark.parametrize("then", ["same meeting", "put off", "declined"])
def test_a_pupil_of_another_request_of_the_meeting_is_not_named_on_this_ones_page(kent: Side, then: str) -> None:
    request = request_in(kent, "to_decide")
    other = of_other_school(kent, STRANGER)
    assert other.meeting_id == request.meeting_id
    if then == "put off":  # the other one waits for a later meeting now
        put_off = NewDecision(
            outcome=Decision.Outcome.DEFERRED, summary="More", method=Decision.Method.CHAIR,
            decided_on=day_of(timezone.now()), needed="A plan",
        )  # fmt: skip
        deciding.decide(other, put_off, by=acting(kent.people["clerk"]), at=timezone.now())
        ResourceRequest.objects.filter(pk=other.pk).update(meeting=kent.meeting)
    elif then == "declined":
        deciding.decide(other, declined(), by=acting(kent.people["clerk"]), at=timezone.now())
    third = School.objects.create(
        authority=kent.authority, urn=999_001, establishment_number="2999", district=kent.school.district,
        name="Third School", phase="primary", kind="mainstream", community=kent.community, type_name="Community school",
    )  # fmt: skip
    kent.people["third"] = person(kent, "representative", start=day_of(timezone.now()), slug="third", school=third)
    said = f"{PUPIL} can join the group of Ottoline, said the SENCO; {STRANGER} goes there."
    deciding.decide(request, ruling(summary=said, details=said), by=acting(kent.people["clerk"]), at=timezone.now())
    for who, reads in {
        "clerk": said,
        "signatory": f"{PUPIL} can join the group of a pupil, said the SENCO; a pupil goes there.",
        "representative": "Pupil A can join the group of Ottoline, said the SENCO; Ottoline Quillfeather goes there.",
        "third": "Pupil A can join the group of a pupil, said the SENCO; a pupil goes there.",
    }.items():  # the representative is of the school of the other request
        desk = Desk(kent.people[who])
        pages = [text_of(desk.get(name, request.reference)) for name in ("request", "request_print")]
        assert all(reads in page for page in pages), who
        if who in {"signatory", "third"}:
            assert not any("Ottoline" in page or "Quillfeather" in page for page in pages), who


@pytest.mark.clause("RES-9")
def test_a_pupil_who_shares_a_name_with_one_of_another_request_is_still_one_pupil(kent: Side) -> None:
    request, first = request_in(kent, "to_decide"), PUPIL.split()[0]
    of_other_school(kent, f"{first} Quillfeather")
    deciding.decide(
        request, ruling(details=f"With {PUPIL} from May."), by=acting(kent.people["clerk"]), at=timezone.now()
    )
    for who, reads in {"clerk": PUPIL, "signatory": PUPIL, "representative": "Pupil A"}.items():
        page = text_of(Desk(kent.people[who]).get("request", request.reference))
        assert f"With {reads} from May." in page, who
