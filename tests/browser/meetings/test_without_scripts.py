"""The live meeting without scripts, on a phone: each press is a form, and the page is read anew."""

import re
from collections.abc import Callable

import pytest

from locality.communities.models import Office
from locality.meetings.models import Contribution, LiveMeeting, RegisterRow
from tests.browser.harness.person import Person
from tests.integration.meetings.live import room
from tests.world import Side

Story = Callable[..., Person]


def press(person: Person, name: str) -> Person:
    """A button of the live page; many have more words for screen readers."""
    person.page.locator("#live").get_by_role("button", name=re.compile(rf"^{re.escape(name)}")).first.click()
    person.page.wait_for_load_state("load")
    return person


@pytest.mark.clause("CHA-3", "CHA-6", "CLK-3")
def test_a_meeting_is_led_on_a_phone_without_scripts(transactional_db: None, kent: Side, story: Story) -> None:
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()
    here = room(kent)
    path = f"/meetings/{here.meeting.pk}/live/"
    clerk = story(js=False, width=320).sign_in_as(kent.people["clerk"])
    member = story(js=False, width=320).sign_in_as(here.members[0])
    press(clerk.goto(path), "Start the meeting").see("Now: 1 Welcome", "Schools not represented")
    for box in clerk.page.get_by_role("group", name="Register").get_by_role("checkbox").all():
        box.check()
    press(clerk, "Present")
    assert not RegisterRow.objects.filter(meeting=here.meeting, person__isnull=False).exclude(state="present").exists()
    press(clerk, "Go to item : 5.1").see("Step 1 of 4: Question")
    press(clerk, "Go to “Description”")
    press(clerk, "Go to “Clarification”")
    press(clerk, "Next speaker").check().see("speaking", "Not yet called:")
    press(clerk, "Go to item : 6").check().see("Not yet called in “Clarification”", "Member School 2")
    clerk.goto(path).see("Step 3 of 4: Clarification")
    press(clerk, "Go to “Solutions” anyway").check().see("Not yet called in “Clarification”")
    clerk.click("Go to “Solutions” anyway").see("Step 4 of 4: Solutions")
    assert clerk.page.url.endswith("#live-heading")
    assert clerk.page.evaluate("document.activeElement.id") == "live-heading"
    member.goto(path).fill("What you say", "")
    press(member, "Add note").check().see_error("Enter what you say")
    member.fill("What you say", "A calm corner")
    press(member, "Add note").see("Solutions: what was said", "A calm corner")
    assert Contribution.objects.get(text="A calm corner").attendance.person == here.members[0]
    clerk.goto(path).fill("The chair’s summary", "All agreed")
    press(clerk, "Save notes and summary")
    member.goto(f"{path}projector/").see("The chair’s summary", "All agreed")
    assert LiveMeeting.objects.get().version > 5
