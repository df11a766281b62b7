"""From a decision for money and another school's support to what came of it, and to who learns from that."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.budgets.models import Entry
from locality.council_section.actions import moderating
from locality.outcomes.models import Review
from locality.practice.models import PracticeCase
from locality.resource_requests.actions import handing_over
from locality.resource_requests.models import ResourceRequest
from locality.values.working_days import day_of
from tests.browser.harness.person import Person
from tests.integration.support.arranging import offered
from tests.world import Side, acting, request_in, section

Story = Callable[..., Person]
CASE = "Walking in with a mentor each morning"


@pytest.fixture
def county(transactional_db: None, kent: Side) -> Side:
    """The test council."""
    return kent


@pytest.mark.clause("OBJ-1")
@pytest.mark.clause("OBJ-2")
@pytest.mark.clause("OBJ-3")
@pytest.mark.clause("RES-2")
@pytest.mark.clause("RES-6")
@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 375)])
def test_money_and_support_come_to_something_others_can_use(county: Side, story: Story, js: bool, width: int) -> None:
    def as_(who: str) -> Person:
        return story(js=js, width=width).sign_in_as(county.people[who])

    offered(county)
    rfr = request_in(county, "to_decide")
    _decide(as_("chair"), rfr, js=js)
    clerk = as_("clerk")
    _name_school(clerk, js=js)
    giver = as_("representative")
    giver.goto("/").see("Accept or decline the support for").open_first("Accept or decline")
    giver.choose("Yes, accept it").fill("Who is the contact at your school?", "SENCO")
    giver.click("Accept support" if js else "Accept or decline support").see("SENCO")
    _processed(county, rfr)
    editor = as_("school_editor")
    editor.goto("/").open_first("Agree outcomes")
    _agree(editor)
    Review.objects.update(due_on=day_of(timezone.now()) + timedelta(days=3))
    _report(editor)
    kept = -sum(Entry.objects.filter(kind__in=("commitment", "release", "increase")).values_list("amount", flat=True))
    assert kept == Decimal(500), "half the money is in the community’s budget again"
    _write_case(editor)
    clerk.goto("/").see("Read and release a case").open_first("Read the case")
    clerk.choose("Release it to everyone").click("Release case" if js else "Release case or send it back")
    assert PracticeCase.objects.get().state == "released"
    other = as_("other_signatory")
    other.goto("/").click("Start a request").click("Start a request").see("What others tried", CASE)
    other.click(CASE).see("What we hoped", "A mentor met a small group at the gate.")
    clerk.goto("/figures/").click("What the money came to").see("£500.00", "What was hoped, or more")


def _decide(chair: Person, rfr: ResourceRequest, *, js: bool) -> None:
    last = day_of(timezone.now()) + timedelta(days=120)
    chair.goto(f"/requests/{rfr.reference}/decide/")
    chair.fill("Summary of the discussion", "All agreed.").choose("Approved")
    chair.choose("School to school support")
    chair.fill(
        "Give details of support agreed where applicable (optional)", "A mentor, and a visit to see one at work."
    )
    chair.fill("Final amount approved", "1000")
    chair.fill_day("Last day of support", last.day, last.month, last.year)
    chair.fill_day("Review Date", last.day, last.month, last.year)
    chair.choose("Consensus").click("Record the decision").see("Approved for £1,000")


def _name_school(clerk: Person, *, js: bool) -> None:
    first, last = day_of(timezone.now()), day_of(timezone.now()) + timedelta(days=28)
    clerk.goto("/").see("Name the school that gives the support").open_first("Name the school")
    clerk.choose("Wealdshire School 2: Calm lunch times").fill("Hours", "4")
    clerk.fill_day("First day", first.day, first.month, first.year)
    clerk.fill_day("Last day", last.day, last.month, last.year)
    clerk.click("Name school" if js else "Name school or save").see(
        "You’ve asked Wealdshire School 2 to give the support."
    )


def _processed(county: Side, rfr: ResourceRequest) -> None:
    """The council receives it and pays."""
    now = timezone.now()
    handing_over.hand_over(rfr, by=acting(county.people["clerk"]), at=now)
    handing_over.acknowledge(rfr, by=acting(county.people["hnf_officer"]), at=now)
    moderating.moderate(rfr, section(county), by=acting(county.people["moderator"]), at=now)


def _agree(editor: Person) -> None:
    editor.fill("What will be different for the pupils?", "Comes in without a fuss in the mornings")
    editor.fill("Where are things now?", "Two mornings of five")
    editor.fill("What do you hope to see by the review date?", "Four mornings of five")
    editor.pick(
        "Which outcome of the framework is it for?",
        "My Learning: I am the best that I can be at school, college, or work",
    )
    editor.click("Agree outcomes").see("You’ve agreed the outcomes.")


def _report(editor: Person) -> None:
    editor.goto("/").open_first("Report outcomes")
    editor.choose("Yes, as agreed").choose("What we hoped").choose("What staff saw")
    editor.fill("What did you see? (optional)", "Four mornings of five since half-term.")
    editor.fill("What did the pupil say?", "I like mornings now.")
    editor.fill("How much of the money did you spend?", "500").choose("We return it to the community now")
    editor.choose("It ends, because it is no longer needed").choose("Yes", within="Would you do it again?")
    editor.click("Send report").see("You are about to return £500")
    editor.click("Return £500 and send report").see("You’ve sent your report.", "You’ve returned £500")


def _write_case(editor: Person) -> None:
    editor.click("Write a case for What works").fill("Title", CASE)
    editor.fill("What did you try?", "A mentor met a small group at the gate.")
    editor.fill("Hours of staff time in all", "40").fill("Over how many weeks?", "12")
    if editor.page.get_by_role("group", name="Kind of support").get_by_role("radio", checked=True).count() == 0:
        editor.choose("School to school support", within="Kind of support")
    editor.choose("Under £500").choose("What we hoped").choose("Several views").click("Save and check")
    editor.choose("Everyone in the council").click("Share case")
