"""Keys on the live page: pressed twice they skip nothing, and what is refused is mended where it stands (CHA-6)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from locality.communities.models import Office
from locality.meetings.models import ActionPoint
from tests.browser.harness.person import Person
from tests.integration.meetings.live import Room, room
from tests.world import Side

Story = Callable[..., Person]


@pytest.fixture
def here(transactional_db: None, kent: Side) -> Room:
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()
    return room(kent)


def press_enter_on(person: Person, name: str) -> None:
    button = person.page.locator("#live").get_by_role("button", name=re.compile(rf"^{re.escape(name)}")).first
    button.focus()
    person.page.keyboard.press("Enter")


def at_the_heading(person: Person) -> None:
    person.page.wait_for_function("document.activeElement.id === 'live-heading'")


@pytest.mark.clause("CHA-3", "CHA-6")
def test_enter_pressed_twice_skips_nothing(here: Room, story: Story) -> None:
    here.all_here()
    path = f"/meetings/{here.meeting.pk}/live/"
    chair = story().sign_in_as(here.side.people["chair"])
    chair.goto(path).see("Now: 1 Welcome")
    press_enter_on(chair, "Next item")
    chair.see("Now: 2 Minutes")
    at_the_heading(chair)
    chair.page.keyboard.press("Enter")
    chair.page.wait_for_timeout(1500)
    chair.see("Now: 2 Minutes")
    press_enter_on(chair, "Go to item : 5.1")
    chair.see("Step 1 of 4: Question")
    at_the_heading(chair)
    for step, number in (("Description", 2), ("Clarification", 3)):
        press_enter_on(chair, f"Go to “{step}”")
        chair.see(f"Step {number} of 4: {step}")
        at_the_heading(chair)
        chair.page.keyboard.press("Enter")
    chair.page.wait_for_timeout(1500)
    chair.see("Step 3 of 4: Clarification")
    assert here.running.step == here.step("Clarification")
    chair.check().click("Go to “Solutions” anyway").see("Not yet called in “Clarification”", "Member School 1")
    chair.click("Go to “Solutions” anyway").see("Step 4 of 4: Solutions")


@pytest.mark.clause("SFA-3")
def test_a_refused_action_point_is_mended_in_its_place(here: Room, story: Story) -> None:
    here.discussing("Solutions")
    clerk = story().sign_in_as(here.side.people["clerk"])
    clerk.goto(f"/meetings/{here.meeting.pk}/live/")
    clerk.page.get_by_text("Add an action point").click()
    form = clerk.page.get_by_role("form", name="Add an action point")
    next_meeting = here.side.meeting
    assert next_meeting is not None
    expect(form.get_by_label("Day", exact=True)).to_have_value(str(next_meeting.day.day))
    form.get_by_label("What needs to be done?").fill("Send the plan")
    form.get_by_label("Who will do it?").select_option(label="Member 1 Wealdshire, Member School 1")
    for part in ("Day", "Month", "Year"):
        form.get_by_label(part, exact=True).fill("")
    form.get_by_role("button", name="Add action point").click()
    expect(form).to_contain_text("Enter when it is due")
    assert [each.split(" ")[0] for each in clerk.complaints] == ["400"]  # the refusal
    clerk.complaints = []
    expect(form.get_by_label("Day", exact=True)).to_be_focused()
    expect(form.get_by_label("What needs to be done?")).to_have_value("Send the plan")
    expect(form.get_by_text("Enter when it is due")).to_be_in_viewport()
    here.desk("chair").post("meeting_positions", here.meeting.pk, ask="yes")  # the page is drawn anew
    clerk.see("No one has given a position yet")
    expect(form).to_contain_text("Enter when it is due")
    day = next_meeting.day
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        form.get_by_label(part, exact=True).fill(str(value))
    form.get_by_role("button", name="Add action point").click()
    clerk.see("Send the plan (Member 1 Wealdshire, due")
    expect(form).not_to_contain_text("Enter when it is due")
    assert ActionPoint.objects.get().due_on == day


def test_what_was_chosen_is_told_by_its_words_when_the_meeting_goes_on(here: Room, story: Story) -> None:
    here.discussing("Solutions")
    clerk = story().sign_in_as(here.side.people["clerk"])
    clerk.goto(f"/meetings/{here.meeting.pk}/live/")
    clerk.page.get_by_label("Who said it?").select_option(label="Member School 2")
    clerk.page.get_by_label("What was said").fill("A walk")
    first = here.meeting.items.order_by("position").first()
    here.desk("chair").post("meeting_go", here.meeting.pk, item=str(first.pk), anyway="yes")
    clerk.see("You had chosen (Who said it?): Member School 2", "You had typed (What was said): A walk")
