"""The pages of the council's part: who may open them, what they say, what they do."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.models import Entry, PaymentPlan
from locality.communities.models import Area, Community, Office
from locality.council_section.actions import questioning
from locality.documents.parts import FormTable
from locality.exceptional import actions as outside_meetings
from locality.resource_requests.exports.form import form_document
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.resource_requests.queries.requests import find_for, reader_of
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, exceptional_in, pay_in_advance, person, request_in, ruling

To = CouncilQuestion.To

# page, state of the request, who may open it; everyone else is refused (or the request does not exist for them)
PAGES = (
    ("request_moderate", "acknowledged", {"hnf_officer", "moderator"}),
    ("request_take_up", "review asked", {"moderator"}),
    ("request_council_decision", "with_council", {"moderator"}),
    ("request_question", "acknowledged", {"hnf_officer", "moderator"}),
    ("request_reply", "clerk asked", {"clerk", "deputy_clerk"}),
    ("request_reply", "school asked", {"school_editor", "signatory", "conflicted_chair"}),
    ("request_give_back", "processed", {"hnf_officer", "moderator"}),
)


def ready(side: Side, state: str) -> ResourceRequest:
    if state == "review asked":
        return request_in(side, "acknowledged", decided=ruling(council_referral=True))
    if not state.endswith("asked"):
        return request_in(side, state)
    request = request_in(side, "acknowledged")
    to = To.CLERK if state.startswith("clerk") else To.SCHOOL
    questioning.ask_question(
        request, to=to, text="Which weeks?", by=acting(side.people["moderator"]), at=timezone.now()
    )
    return request


def day_fields(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def section_fields(side: Side, **changes: Any) -> dict[str, Any]:
    today = day_of(timezone.now())
    usual = {
        "final_amount": "1000", "moderated": "yes", "moderated_by": str(side.people["moderator"].pk),
        "pattern": "one_sum", **day_fields("processed_on", today), **day_fields("starts_on", today),
        **day_fields("ends_on", today + timedelta(days=100)),
    }  # fmt: skip
    return usual | changes


@pytest.mark.clause("FORM-13")
@pytest.mark.clause("EXC-5")
@pytest.mark.parametrize(("page", "state", "audience"), PAGES)
def test_each_page_opens_for_its_own_people_alone(
    kent: Side, elsewhere: Side, page: str, state: str, audience: set[str]
) -> None:
    request = ready(kent, state)
    for role, user in kent.people.items():
        answer = Desk(user).get(page, request.reference)
        assert (answer.status_code == 200) == (role in audience), (role, answer.status_code)
        assert answer.status_code in {200, 403, 404}
        posted = Desk(user).post(page, request.reference)
        assert posted.status_code in ({200, 302, 400} if role in audience else {403, 404}), role
    for role in audience:
        assert Desk(elsewhere.people[role]).get(page, request.reference).status_code == 404
    assert Client().get(reverse(page, args=[request.reference])).status_code == 302


@pytest.mark.clause("FORM-13")
def test_the_section_is_filled_in_on_its_page(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    desk = Desk(kent.people["moderator"])
    text = text_of(desk.get("request_moderate", request.reference))
    assert "£1,000 is committed for this request" in text
    assert "Wealdshire 1 has another £99,000 available" in text
    assert "We’ll email: editors and signatories at" in text
    assert PUPIL not in text
    refused = desk.post("request_moderate", request.reference, **section_fields(kent, final_amount="800"))
    assert refused.status_code == 400
    assert "Enter why the final amount is different" in text_of(refused)
    fields = section_fields(kent, final_amount="800", reason="Two hours fewer.")
    assert desk.post("request_moderate", request.reference, **fields).status_code == 302
    text = text_of(desk.get("request", request.reference))
    assert re.search(
        r"Next, the council’s finance team will make the (first )?payment in a school advance (by|on or after) \w", text
    )
    assert "Processed by the council" in text
    assert "Two hours fewer." in text
    assert "The final amount is £800" in text
    assert "Nothing is paid yet. £800 is to come." in text


@pytest.mark.clause("RES-7")
def test_too_large_a_final_amount_is_said_at_its_field(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    fields = section_fields(kent, final_amount="200000", reason="More.")
    answer = Desk(kent.people["moderator"]).post("request_moderate", request.reference, **fields)
    assert answer.status_code == 400
    assert "left in its" in text_of(answer)


@pytest.mark.clause("EXC-5")
def test_a_review_is_taken_up_and_decided_on_its_pages(kent: Side) -> None:
    request = ready(kent, "review asked")
    desk = Desk(kent.people["moderator"])
    assert desk.get("request_moderate", request.reference).url == reverse("request_take_up", args=[request.reference])
    assert desk.post("request_take_up", request.reference).status_code == 302
    assert "Keep the community’s decision" in text_of(desk.get("request_council_decision", request.reference))
    today = day_of(timezone.now())
    bare = desk.post("request_council_decision", request.reference, outcome="approved", why="It is enough.")
    assert "Select the kinds of support agreed" in text_of(bare)
    fields = {
        "outcome": "approved", "why": "The rates are new.", "responses": ["funding"], "amount": "900", "details": "",
        **day_fields("starts_on", today), **day_fields("ends_on", today + timedelta(days=90)),
        **day_fields("review_on", today + timedelta(days=90)),
    }  # fmt: skip
    assert desk.post("request_council_decision", request.reference, **fields).status_code == 302
    text = text_of(desk.get("request", request.reference))
    assert "Approved for £900. The council received it on" in text
    assert "The rates are new." in text


@pytest.mark.clause("EXC-5")
@pytest.mark.parametrize(
    ("decided", "outcome", "state"),
    [
        ({}, "keep", "acknowledged"),
        ({"advice": False, "funding": False, "amount": None}, "declined", "declined"),
    ],
)
def test_the_council_declines_or_leaves_it(kent: Side, decided: dict[str, Any], outcome: str, state: str) -> None:
    request = request_in(kent, "with_council", decided=ruling(council_referral=True, **decided))
    desk = Desk(kent.people["moderator"])
    answer = desk.post("request_council_decision", request.reference, outcome=outcome, why="Outreach is free.")
    assert answer.status_code == 302
    request.refresh_from_db()
    assert request.state == state


@pytest.mark.clause("FORM-13")
def test_a_question_is_asked_and_answered_on_the_pages(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    officer, editor = Desk(kent.people["hnf_officer"]), Desk(kent.people["school_editor"])
    asked = officer.post("request_question", request.reference, to="school", question=f"Which weeks for {PUPIL}?")
    assert asked.status_code == 302
    assert "Next, the school will answer your question." in text_of(officer.get("home"))
    assert "Answer the council’s question" in text_of(editor.get("home"))
    assert "Which weeks" in text_of(editor.get("request_reply", request.reference))
    assert editor.post("request_reply", request.reference, answer="").status_code == 400
    assert editor.post("request_reply", request.reference, answer="Weeks 2 to 11.").status_code == 302
    assert "Answer the council’s question" not in text_of(editor.get("home"))
    assert "Weeks 2 to 11." in text_of(officer.get("request", request.reference))
    for page in ("request", "request_question", "request_timeline"):
        assert PUPIL not in text_of(Desk(kent.people["moderator"]).get(page, request.reference))


@pytest.mark.clause("POST-4")
def test_payments_are_seen_by_those_concerned(kent: Side, clock: Callable[[str], Any]) -> None:
    request = request_in(kent, "processed")
    text = text_of(Desk(kent.people["school_editor"]).get("request", request.reference))
    assert "The council will make the payment in the next school advance." in text
    clock(f"{pay_in_advance(kent).pays_on} 23:30")
    for role in ("school_editor", "chair", "clerk", "finance", "hnf_officer", "moderator"):
        text = text_of(Desk(kent.people[role]).get("request", request.reference))
        assert "Paid in the December advance" in text, role
        assert "£1,000 is paid: that is all of it." in text
        assert "The council will make" not in text
    member = text_of(Desk(kent.people["representative"]).get("request", request.reference))
    assert "December advance" not in member
    assert "Moderated / Approved by" in member


@pytest.mark.clause("POST-4")
def test_money_comes_back_on_its_page(kent: Side) -> None:
    request = request_in(kent, "processed")
    desk = Desk(kent.people["hnf_officer"])
    assert desk.post("request_give_back", request.reference, what="ended", why="Moved.").status_code == 400
    today = day_of(timezone.now())
    # the support runs for 181 days from today: 180 of them are left
    assert "If today were the last day, £994.48 would go back to the budget." in text_of(
        desk.get("request_give_back", request.reference)
    )
    wrong = desk.post(
        "request_give_back", request.reference, what="ended", why="Moved.", **day_fields("last_day", date(2020, 1, 1))
    )
    assert wrong.status_code == 400
    assert text_of(wrong).count("The last day of support must be from") == 2
    fields = {"what": "ended", "why": "Moved.", **day_fields("last_day", today + timedelta(days=30))}
    assert desk.post("request_give_back", request.reference, **fields).status_code == 302
    text = text_of(desk.get("request", request.reference))
    assert "Cancelled: Moved." in text
    pay_in_advance(kent, paid=True)
    wrong = desk.post("request_give_back", request.reference, what="underspend", amount="900", why="All of it.")
    assert wrong.status_code == 400
    assert re.search(
        r'<a href="#id_amount">£[\d.,]+ of what was paid can still come back\. Enter £[\d.,]+ or less',
        wrong.content.decode(),
    )
    posted = desk.post("request_give_back", request.reference, what="underspend", amount="20", why="Two days fewer.")
    assert posted.status_code == 302
    assert "To be given back: taken from the school’s next advance, or paid back otherwise" in text_of(
        desk.get("request", request.reference)
    )


@pytest.mark.clause("POST-4")
def test_support_that_never_began_says_before_the_button_how_paid_money_comes_back(kent: Side) -> None:
    request, today = request_in(kent, "processed"), day_of(timezone.now())
    pay_in_advance(kent, paid=True)
    desk = Desk(kent.people["hnf_officer"])
    page = text_of(desk.get("request_give_back", request.reference))
    assert (
        "£1,000 has already been paid or marked as paid. Ending the support early does not take it back. To take back what was "
        "for later days, come back to this page afterwards. Record it as money that the school did not use. We take it from the "
        "school’s next advance. If the school is not due another payment, finance records that the school paid it back another "
        "way. There is nothing left to pay"
    ) in page
    fields = {"what": "ended", "why": "Moved.", **day_fields("last_day", today - timedelta(days=1))}
    desk.post("request_give_back", request.reference, **fields)
    assert (
        "You’ve recorded that the support never started. Nothing was left to pay for later days, so nothing goes back to the "
        "budget. £1,000 has been paid or marked as paid for later days. Select “Take back money” again to take back what the "
        "school does not need. We’ve emailed "
    ) in text_of(desk.get("request", request.reference))
    desk.post("request_give_back", request.reference, what="underspend", amount="600", why="Never began.")
    page = text_of(desk.get("request_give_back", request.reference))
    assert "At most £400. Paid for support that never started: £400." in page
    assert "It is already recorded that the support never started." in page


@pytest.mark.clause("POST-4")
def test_a_give_back_recorded_by_mistake_is_cancelled_once_by_those_who_record_it(kent: Side) -> None:
    request = request_in(kent, "processed")
    pay_in_advance(kent, paid=True)
    desk, to = Desk(kent.people["hnf_officer"]), ("request_give_back", request.reference)
    page = text_of(desk.get(*to))
    assert "At most £1,000." in page
    assert "Until then you can undo this here" in page
    assert "What was recorded by mistake?" not in page
    desk.post(*to, what="underspend", amount="840", why="Fewer hours.")
    number = PaymentPlan.objects.get().instalments.get(amount=-840).number
    page = text_of(desk.get(*to))
    assert f"£840, owed from {show_day(day_of(timezone.now()))}" in page
    assert "At most £160." in page
    mistake = {"what": "mistake", "number": str(number), "why": "It was £84."}
    for role in ("clerk", "representative", "signatory", "finance"):
        assert Desk(kent.people[role]).post(*to, **mistake).status_code == 403
    unchosen = desk.post(*to, what="mistake", why="It was £84.")
    assert unchosen.status_code == 400
    assert text_of(unchosen).count("Select what was recorded by mistake") == 2
    entries = Entry.objects.count()
    assert desk.post(*to, **mistake).status_code == 302
    page = text_of(desk.get("request", request.reference))
    assert "You’ve cancelled taking back £840 from Wealdshire School 1." in page
    assert "Cancelled: It was £84." in page
    assert "£1,000 is paid: that is all of it." in page
    assert Entry.objects.count() == entries
    again = desk.post(*to, **mistake)
    assert again.status_code == 400
    event = Event.objects.get(action="payment_plan.return_cancelled")
    assert event.after == {"instalment": number, "amount": "£840.00", "why": "It was £84."}
    desk.post(*to, what="underspend", amount="84", why="Fewer hours.")
    assert "£1,000 is paid, and £84 is to be given back." in text_of(desk.get("request", request.reference))


@pytest.mark.clause("FORM-13")
@pytest.mark.clause("FORM-15")
def test_form_print_and_documents_hold_the_kcc_section(kent: Side) -> None:
    request = request_in(kent, "processed")
    desk = Desk(kent.people["moderator"])
    assert "Wealdshire Moderated Yes Moderated / Approved by Moderator" in text_of(
        desk.get("request_print", request.reference)
    )
    for page in ("request_pdf", "request_word"):
        assert desk.get(page, request.reference).status_code == 200
    viewer = kent.viewer("moderator")
    found = find_for(viewer, request.reference)
    assert found is not None
    parts = form_document(found, reader_of(viewer, found, found.version)).parts
    (part,) = (each for each in parts if isinstance(each, FormTable) and each.title == "Wealdshire Section")
    rows = {row.label: row.value for row in part.rows}
    assert rows["Final amount"] == "£1,000.00"
    assert rows["Wealdshire Moderated"] == "Yes"
    assert rows["Moderated / Approved by"] == kent.people["moderator"].name
    assert rows["Request processed"]


# The queue


def many(side: Side, count: int, *, community: Community | None = None, received: date | None = None) -> None:
    """Copies of one received request, of other days."""
    one = request_in(side, "acknowledged")
    first = received or day_of(timezone.now()) - timedelta(days=20)
    ResourceRequest.objects.bulk_create(
        ResourceRequest(
            **{
                field.attname: getattr(one, field.attname)
                for field in ResourceRequest._meta.concrete_fields
                if field.attname not in {"id", "reference", "received_on", "community_id"}
            },
            reference=f"RFR-2026-9{number:04}",
            received_on=first + timedelta(days=number % 20),
            community_id=(community or side.community).pk,
        )
        for number in range(count)
    )


@pytest.mark.both_databases("order")
@pytest.mark.clause("POST-4")
def test_the_queue_shows_both_clocks_oldest_first(kent: Side, elsewhere: Side, clock: Any) -> None:
    clock("2026-11-02 10:00")
    late = request_in(kent, "acknowledged")
    clock("2026-11-24 10:00")
    new = request_in(kent, "with_council")
    request_in(kent, "handed_over")
    text = text_of(Desk(kent.people["hnf_officer"]).get("received"))
    assert text.index(late.reference) < text.index(new.reference)
    assert "2 requests" in text
    assert "2 Dec 2026" in text  # 30 days from 2 November
    assert "14 Dec 2026" in text  # 30 working days from 2 November
    assert "24 Dec 2026" in text
    assert PUPIL not in text
    assert "There is nothing to process" in text_of(Desk(elsewhere.people["moderator"]).get("received"))
    clock("2026-12-10 10:00")
    assert "6 working days late" in text_of(Desk(kent.people["moderator"]).get("received"))


@pytest.mark.clause("POST-4")
def test_officers_see_their_area_and_moderators_all(kent: Side) -> None:
    here = request_in(kent, "acknowledged")
    there = request_in(kent, "acknowledged")
    area = Area.objects.create(authority=kent.authority, name="Wealdshire South")
    ResourceRequest.objects.filter(pk=there.pk).update(community=kent.neighbour)
    Community.objects.filter(pk=kent.neighbour.pk).update(area=area)
    officer = person(kent, "hnf_officer", start=day_of(timezone.now()), slug="south_officer", area=area)
    mine, all_of_them = text_of(Desk(officer).get("received")), text_of(Desk(kent.people["moderator"]).get("received"))
    assert there.reference in mine
    assert here.reference not in mine
    assert {here.reference, there.reference} <= set(all_of_them.split())
    narrowed = text_of(Desk(kent.people["moderator"]).get("received", area=str(area.pk)))
    assert there.reference in narrowed
    assert here.reference not in narrowed
    for role in ("school_editor", "chair", "clerk", "finance", "representative", "nobody"):
        assert Desk(kent.people[role]).get("received").status_code == 403, role


@pytest.mark.clause("POST-4")
def test_the_queue_is_narrowed_by_what_is_waited_for(kent: Side) -> None:
    by_state = {state: request_in(kent, state).reference for state in ("acknowledged", "with_council", "processed")}
    desk = Desk(kent.people["moderator"])

    def found(state: str) -> set[str]:
        text = text_of(desk.get("received", state=state))
        return {name for name, reference in by_state.items() if reference in text}

    assert found("") == {"acknowledged", "with_council"}
    assert found("to-process") == {"acknowledged"}
    assert found("to-decide") == {"with_council"}
    assert found("to-pay") == found("processed") == {"processed"}
    assert found("nonsense") == {"acknowledged", "with_council"}
    pay_in_advance(kent)
    assert found("to-pay") == set()
    assert found("processed") == {"processed"}


@pytest.mark.clause("POST-4")
@pytest.mark.parametrize("state", ["", "to-process", "to-pay", "processed"])
def test_the_queue_takes_few_queries(kent: Side, django_assert_max_num_queries: Any, state: str) -> None:
    many(kent, 60)
    desk = Desk(kent.people["moderator"])
    desk.get("received", state=state)
    with django_assert_max_num_queries(10):
        answer = desk.get("received", state=state, page="2")
    assert answer.status_code == 200


@pytest.mark.clause("POST-4")
@pytest.mark.parametrize(
    ("page", "most"), [("request", 13), ("request_moderate", 18), ("request_question", 12), ("home", 8)]
)
def test_the_pages_take_few_queries(kent: Side, django_assert_max_num_queries: Any, page: str, most: int) -> None:
    request = request_in(kent, "acknowledged")
    desk = Desk(kent.people["moderator"])
    args = () if page == "home" else (request.reference,)
    desk.get(page, *args)
    with django_assert_max_num_queries(most):
        desk.get(page, *args)


@pytest.mark.clause("EXC-6")
def test_the_longest_period_of_an_exceptional_request_is_said_at_its_field(kent: Side) -> None:
    request, today = exceptional_in(kent, "referred"), day_of(timezone.now())
    outside_meetings.forward(request, by=acting(kent.people["clerk"]), at=timezone.now())
    desk, given = Desk(kent.people["moderator"]), {"outcome": "approved", "responses": ["funding"], "amount": "100"}
    days = day_fields("starts_on", today) | day_fields("review_on", today + timedelta(days=90))
    too_long, right = (day_fields("ends_on", today + timedelta(days=many)) for many in (91, 90))
    answer = desk.post("request_council_decision", request.reference, why="It is urgent.", **given, **days, **too_long)
    assert answer.status_code == 400
    assert "an exceptional request can be for up to 13 weeks" in text_of(answer)
    desk.post("request_council_decision", request.reference, why="It is urgent.", **given, **days, **right)
    request.refresh_from_db()
    assert (request.state, request.ends_on) == ("acknowledged", today + timedelta(days=90))


# No path to a payment without a decision


def addresses_of_a_request() -> list[str]:
    """The names of all addresses that take a request's reference, and nothing else."""
    found = []
    for pattern in get_resolver().url_patterns:
        inner = pattern.url_patterns if isinstance(pattern, URLResolver) else [pattern]
        for each in inner:
            regex = each.pattern.regex.pattern
            if (
                "reference" in regex
                and each.name
                and "number" not in regex
                and "row" not in regex
                and "slug" not in regex
            ):
                found.append(each.name)
    return found


READ_ONLY = {"request_pdf", "request_word", "request_withdraw"}


@pytest.mark.clause("CTX-2")
@pytest.mark.parametrize("state", ["draft", "submitted", "accepted", "deferred", "declined", "withdrawn"])
def test_no_address_pays_without_a_decision(kent: Side, state: str) -> None:
    request = request_in(kent, state)
    today = day_of(timezone.now())
    given = section_fields(
        kent, outcome="approved", why="Pay", what="underspend", amount="100", to="clerk", question="Q", answer="A",
        responses=["funding"], choice="acknowledge", **day_fields("last_day", today),
        **day_fields("review_on", today + timedelta(days=100)),
    )  # fmt: skip
    names = [name for name in addresses_of_a_request() if name not in READ_ONLY]
    assert {"request_moderate", "request_council_decision", "request_give_back", "request_hand_over"} <= set(names)
    council = kent.people["moderator"]
    for role, place in (("hnf_officer", {"area": kent.area}), ("finance", {}), ("locality_team", {})):
        Office.objects.create(person=council, role=role, authority=kent.authority, start=today, **place)
    desk = Desk(council)
    for name in names:
        desk.post(name, request.reference, **given)
    assert not PaymentPlan.objects.exists()
    assert not Entry.objects.filter(kind__in=("commitment", "increase", "payment")).exists()
    assert not ResourceRequest.objects.exclude(final_amount=None).exists()
