"""The clerk's side of one meeting with eight requests, counted: from its published date to minutes out, forms handed over.

The clerk goes by the rows of the home page and does everything in the browser. The chair's side (accepting, ordering,
leading, deciding, checking) is played by the product's actions.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from locality.communities.deadlines import deadlines_of
from locality.communities.models import Office
from locality.live.actions import running
from locality.live.actions.deciding import decide
from locality.live.actions.note_taking import keep_texts
from locality.meetings.actions.texts import Typed
from locality.meetings.models import ActionPoint, Distribution, ItemRecord, Minutes, RegisterRow
from locality.meetings.queries.agenda import items_of
from locality.minutes.actions import minutes
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, HandOver
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.browser.harness.effort import Effort
from tests.browser.harness.person import Person
from tests.browser.meetings.test_whole_meeting import press
from tests.integration.meetings.live import Room, room
from tests.world import Side, acting, declined, ruling

Story = Callable[..., Person]
MOST_LOADS, MOST_CLICKS = 25, 40


@pytest.fixture
def here(transactional_db: None, kent: Side) -> Room:
    """A published meeting with eight requests accepted and ordered by the chair, and the members of nine schools."""
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()
    return room(kent, requests=8, schools=8)


def comes(here: Room, *, in_working_days: int) -> str:
    """The meeting is so many working days ahead; its name on the home page."""
    today = day_of(timezone.now())
    calendar = deadlines_of(here.side.authority, on=today).calendar
    here.meeting.day = calendar.after(today, in_working_days) if in_working_days else today
    Meeting.objects.filter(pk=here.meeting.pk).update(day=here.meeting.day)
    return f"Meeting on {show_day(here.meeting.day)}, {here.side.community.name}"


def led_by_the_chair(here: Room, number: int, outcome: NewDecision) -> None:
    """One request from the chair's place: its summary, its decision, and on to the next item."""
    chair, item, at = here.side.people["chair"], here.item(number), timezone.now()
    keep_texts(
        here.meeting, item, {"summary": Typed(f"What was agreed on request {number + 1}", 0)}, by=acting(chair), at=at
    )
    decide(here.meeting, item, outcome, by=acting(chair), at=at)


@pytest.mark.clause("CLK-2", "CLK-3", "CLK-4", "CLK-5", "CLK-6", "AGE-3")
def test_the_clerks_side_of_a_meeting_with_eight_requests(
    here: Room, story: Story, counted: Callable[[str, str], None]
) -> None:
    clerk = story(width=1280).sign_in_as(here.side.people["clerk"])
    effort = Effort(clerk, free=("notes", "summary"))
    _before(here, clerk)
    _during(here, clerk)
    _after(here, clerk)
    counted("the clerk’s side of a meeting with eight requests", effort.words)
    assert len(effort.loads) <= MOST_LOADS, effort.loads
    assert len(effort.clicks) <= MOST_CLICKS, effort.clicks


def _before(here: Room, clerk: Person) -> None:
    """Seven working days ahead: the agenda is read, and sent with the papers."""
    about = comes(here, in_working_days=7)
    clerk.goto("/").see("Send agenda and papers").click(about.partition(",")[0])
    clerk.click("Agenda").see(here.requests[7].reference).goto("/")
    clerk.click(f"Send papers : {about}").see("We’ll email:").click("Send agenda and papers")
    clerk.see("You’ve sent the agenda and papers.")
    assert not Distribution.objects.get(meeting=here.meeting).is_late


def _during(here: Room, clerk: Person) -> None:
    """On the day: the register, notes to each request, two action points."""
    about, chair = comes(here, in_working_days=0), here.side.people["chair"]
    clerk.goto("/").see("Keep the register and the notes").click(f"Go to the live meeting : {about}")
    running.begin(here.meeting, by=acting(chair), at=timezone.now())
    clerk.see("Now: 1 Welcome")
    clerk.page.get_by_role("group", name="Register").get_by_label("Member School 8").check()
    press(clerk, "Apologies")
    press(clerk, "Mark everyone else present")
    clerk.see("In the room: 13 of 14").check()
    approved, refused = ruling(amount=Decimal(500)), declined(method=Decision.Method.CONSENSUS)
    deferred = NewDecision(
        outcome=Decision.Outcome.DEFERRED, summary="More is needed.", method=Decision.Method.CONSENSUS,
        decided_on=day_of(timezone.now()), needed="A plan for lunch.",
    )  # fmt: skip
    for number, outcome in enumerate([*[approved] * 6, refused, deferred]):
        item = here.item(number)
        running.go_to_item(here.meeting, item, anyway=True, by=acting(chair), at=timezone.now())
        expect(clerk.page.get_by_role("heading", name=f"Notes and summary: 5.{number + 1}")).to_be_visible()
        clerk.fill("Notes for the minutes", f"What was said about request {number + 1}")
        expect(clerk.page.locator("#texts-saved")).to_contain_text("Last saved today at")
        led_by_the_chair(here, number, outcome)
        if number < 2:
            _action_point(here, clerk, number)
    running.end(here.meeting, by=acting(chair), at=timezone.now())
    clerk.see("The meeting ended at")


def _action_point(here: Room, clerk: Person, number: int) -> None:
    due = day_of(timezone.now()) + timedelta(days=20)
    if number == 0:
        clerk.page.get_by_text("Add an action point").click()
    clerk.page.get_by_label("What needs to be done?").fill(f"Share the plan {number + 1}")
    clerk.page.get_by_label("Who will do it?").select_option(str(here.row(here.members[1]).pk))
    clerk.fill_day("When is it due?", due.day, due.month, due.year)
    press(clerk, "Add action point")
    clerk.see(f"Share the plan {number + 1}")


def _after(here: Room, clerk: Person) -> None:
    """Forms and minutes: two rows of the home page, and a third when the chair has checked."""
    about = f"Meeting on {show_day(here.meeting.day)}, {here.side.community.name}"
    clerk.goto("/").see("Send 6 approved requests to the area officer", "Write the minutes")
    clerk.click(f"Send requests : {about}").see("We’ll email:", "£3,000.00").click("Send 6 requests")
    clerk.see("You’ve sent 6 requests to the area officer.").click("Distribute the minutes").click("Write minutes")
    clerk.fill("Discussion, item 1", "The chair welcomed all.").see("Last saved today at").click(
        "Save and read the minutes"
    )
    clerk.see("What was said about request 8", "Share the plan 2").click("Ask the chair to check")
    minutes.check(here.meeting, by=acting(here.side.people["chair"]), at=timezone.now())
    clerk.goto("/").click(f"Distribute minutes : {about}").click("Distribute minutes").see(
        "You’ve distributed the minutes."
    )
    assert Minutes.objects.get(meeting=here.meeting).state == "distributed"
    assert HandOver.objects.count() == 6
    assert ActionPoint.objects.filter(report_on=None).count() == 2  # beside the report, where the quarter ends
    assert RegisterRow.objects.get(meeting=here.meeting, state="apologies").school.name == "Member School 8"  # type: ignore[union-attr]
    noted = ItemRecord.objects.filter(item__in=items_of(here.meeting), notes__startswith="What was said")
    assert noted.count() == 8
    clerk.goto("/").not_see("Send request", "Write the minutes", "Distribute minutes")
