"""An exceptional request at the pages: a school writes it, the chair decides without a meeting, and it goes on from there."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from locality.communities.models import Office
from locality.resource_requests.models import ResourceRequest
from locality.together.texts import Typed
from locality.values.dates import show_day
from locality.values.working_days import day_of
from locality.writing.actions import drafting
from tests.browser.harness.person import Person
from tests.world import Side, acting, answers, exceptional_in

Story = Callable[..., Person]
BOTH = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)], ids=["scripts, wide", "none, narrow"])


@pytest.fixture
def county(transactional_db: None, kent: Side) -> Side:
    """The test council, with one chair only."""
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()
    return kent


def in_days(days: int) -> date:
    return day_of(timezone.now()) + timedelta(days=days)


def fill_day(person: Person, legend: str, day: date) -> None:
    person.fill_day(legend, day.day, day.month, day.year)


@pytest.mark.clause("EXC-1")
@pytest.mark.clause("EXC-2")
@pytest.mark.clause("EXC-3")
@BOTH
def test_a_school_writes_and_the_chair_grants(county: Side, story: Story, js: bool, width: int) -> None:
    head = story(js=js, width=width).sign_in_as(county.people["signatory"])
    request = _write(head, county)
    head.goto(f"/requests/{request.reference}/check/").see("Tribunal order", show_day(in_days(40)))
    head.fill("Your full name", "Sig Natory").fill("Your role at the school", "Head teacher")
    head.choose("I have read this request and, to the best of my knowledge, it is correct")
    head.click("Sign and send to the chair")
    head.see("Request sent to the chair", "without waiting for a meeting")
    chair = story(js=js, width=width).sign_in_as(county.people["chair"])
    chair.goto("/").see("Decide an exceptional request", "Straight away")
    chair.open_first("Decide").see("Tribunal order")
    decide = "Approve request" if js else "Decide or return request"
    chair.choose("Approve for a fixed period").click(decide, status=400)
    chair.see_error("Enter your rationale")
    chair.see("Remaining in the budget of")
    chair.fill("Your rationale", "The tribunal’s day comes before our meeting.")
    chair.fill("Final amount approved", "900")
    fill_day(chair, "Last day of support", in_days(20))
    fill_day(chair, "Review Date", in_days(20))
    chair.click(decide).see("Approved for £900", show_day(in_days(20)))
    clerk = story(js=js, width=width).sign_in_as(county.people["clerk"])
    clerk.goto("/").see("Send an approved request to the area officer")
    request.refresh_from_db()
    assert (request.state, request.ends_on) == ("approved", in_days(20))


def _write(head: Person, county: Side) -> ResourceRequest:
    """The page of reason and days by hand; the rest, which has stories of its own, by the action."""
    head.goto("/requests/new/").choose("An exceptional request").click("Start a request")
    head.click("Save and continue", status=400).see_error("Select why this request is exceptional")
    head.choose("Tribunal order")
    fill_day(head, "First day of support", in_days(1))
    fill_day(head, "Last day of support", in_days(200))
    head.click("Save and continue", status=400).see("an exceptional request can be for up to 13 weeks")
    fill_day(head, "Last day of support", in_days(40))
    head.click("Save and continue").see_heading("Solution required")
    request = ResourceRequest.objects.get()
    typed = {name: Typed(text, 0) for name, text in answers(county).items() if name != "contact"}
    drafting.save_answers(request, typed, by=acting(county.people["signatory"]), at=timezone.now())
    return request


@pytest.mark.clause("EXC-4")
@BOTH
def test_the_chair_declines_with_an_invitation_that_starts_a_standard_request(
    county: Side, story: Story, js: bool, width: int
) -> None:
    request = exceptional_in(county, "urgent")
    chair = story(js=js, width=width).sign_in_as(county.people["chair"])
    chair.goto(f"/requests/{request.reference}/exceptional/").choose("Decline")
    chair.fill("Your rationale", "It can wait for the meeting.")
    chair.choose("Yes").click("Decline request" if js else "Decide or return request").see("Declined by the chair")
    clerk = story(js=js, width=width).sign_in_as(county.people["clerk"])
    clerk.goto("/").see("Tell the school its request was declined")
    clerk.open_first("Tell the school").see(
        "It can wait for the meeting.", "The chair has invited the school to submit a standard request"
    )
    clerk.choose("By telephone").fill("Who did you contact, and what did you tell them?", "Spoke to the head.")
    clerk.click("Record that you told the school").see("Declined")
    head = story(js=js, width=width).sign_in_as(county.people["signatory"])
    head.goto(f"/requests/{request.reference}/").see("You are invited to submit a standard request")
    head.click("Start a standard request").see("We copied these answers from exceptional request")
    begun = ResourceRequest.objects.get(continues=request)
    assert begun.kind == "standard"
    head.goto(f"/requests/{request.reference}/").see(begun.reference)


@pytest.mark.clause("EXC-5")
def test_the_clerk_forwards_what_the_chair_referred(county: Side, story: Story) -> None:
    request = exceptional_in(county, "referred")
    clerk = story(js=False, width=320).sign_in_as(county.people["clerk"])
    clerk.goto(f"/requests/{request.reference}/").click("Forward request")
    clerk.see("More than we can give.").click("Forward request")
    clerk.see("Waiting for the council’s decision")
