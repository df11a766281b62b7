"""Stories of minutes: written, checked by the chair, distributed, opened by a member, corrected; and what follows."""

import pytest
from django.utils import timezone

from locality.meetings.models import AgendaItem, ItemRecord, Minutes
from locality.values.dates import show_day, show_short_day
from tests.browser.conftest import Story
from tests.held import add_action_point, held_before, hold
from tests.world import PUPIL, Side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("CLK-4"), pytest.mark.clause("CLK-6")]

BOTH_WAYS = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])
NOTES = "Discussion, item 1"


@pytest.fixture
def kent(transactional_db: None) -> Side:
    from tests.world import make_side

    return make_side("Wealdshire", "801", 801000, now=timezone.now())


@pytest.mark.clause("POST-1")
@BOTH_WAYS
def test_minutes_from_the_clerks_desk_to_every_member(story: Story, kent: Side, js: bool, width: int) -> None:
    hold(kent)
    meeting = kent.meeting
    assert meeting
    about = f"Meeting on {show_day(meeting.day)}, {kent.community.name}"
    clerk = story(js=js, width=width).sign_in_as(kent.people["clerk"])
    clerk.goto("/").see("Write the minutes").click(f"Write minutes : {about}").see_heading("Write the minutes")
    clerk.fill(NOTES, f"The chair welcomed all, and {PUPIL}’s mentor.")
    if js:
        clerk.see("Last saved today at")
    clerk.click("Save and read the minutes").see("The chair welcomed all, and a pupil’s mentor.").not_see(PUPIL)
    clerk.click("Ask the chair to check").see("You’ve sent the minutes to the chair to check.")
    chair = story(js=js, width=width).sign_in_as(kent.people["chair"])
    chair.goto("/").see("Check the minutes").click(f"Check minutes : {about}").see("Approved: Advice and guidance")
    chair.click("Send answer", status=400).see_error("Select if the minutes are correct")
    chair.choose("No, they need changes").fill("What should the clerk change?", "Say who took the chair.")
    chair.click("Send answer").see("You’ve asked for changes.")
    clerk.goto("/").click(f"Write minutes : {about}").see("Say who took the chair.")
    clerk.fill(NOTES, "The chair welcomed all and took the chair.").click("Save and read the minutes")
    clerk.click("Ask the chair to check")
    chair.goto("/").click(f"Check minutes : {about}").choose("Yes, the clerk can distribute them").click("Send answer")
    chair.see("You’ve checked the minutes.")
    clerk.goto("/").see("Distribute minutes").click(f"Distribute minutes : {about}").see("We’ll email")
    clerk.click("Distribute minutes").see("You’ve distributed the minutes.", "Who has opened the minutes")
    clerk.see(f"{kent.people['representative'].name}: not yet")
    member = story(js=js, width=width).sign_in_as(kent.people["representative"])
    member.goto(f"/meetings/{meeting.pk}/").click("Read the minutes").see(
        "The chair welcomed all and took the chair.", "Pupil A"
    )
    member.not_see(PUPIL)
    assert member.download("Minutes as PDF").read_bytes().startswith(b"%PDF-")
    assert member.download("Minutes as Word").read_bytes().startswith(b"PK")
    clerk.goto(f"/meetings/{meeting.pk}/minutes/").not_see(f"{kent.people['representative'].name}: not yet")
    clerk.click("Correct the minutes").click("Start correction", status=400).see_error(
        "Enter what you are correcting, and why"
    )
    clerk.fill("What are you correcting, and why?", "A word in the first item").click("Start correction")
    clerk.fill(NOTES, "The deputy took the chair.").click("Save and read the minutes").click("Ask the chair to check")
    chair.goto("/").click(f"Check minutes : {about}").choose("Yes, the clerk can distribute them").click("Send answer")
    clerk.goto("/").see("Distribute corrected minutes").click(f"Distribute minutes : {about}").click(
        "Distribute minutes"
    )
    member.goto(f"/meetings/{meeting.pk}/minutes/").see("Version 2, a correction: A word in the first item")
    member.see("The deputy took the chair.").click("Version 1").see("The chair welcomed all and took the chair.")
    assert Minutes.objects.filter(meeting=meeting, state="distributed").count() == 2
    clerk.goto("/").not_see("Distribute corrected minutes")


@BOTH_WAYS
def test_two_who_write_at_once_lose_nothing(story: Story, kent: Side, js: bool, width: int) -> None:
    hold(kent)
    meeting = kent.meeting
    assert meeting
    address = f"/meetings/{meeting.pk}/minutes/write/"
    clerk = story(js=js, width=width).sign_in_as(kent.people["clerk"]).goto(address)
    deputy = story(js=js, width=width).sign_in_as(kent.people["deputy_clerk"]).goto(address)
    clerk.fill(NOTES, "The clerk’s words.").click("Save and come back later").see("You’ve saved the minutes.")
    deputy.fill(NOTES, "The deputy’s words.")
    if js:
        deputy.see("while you were writing. We have kept both")
        deputy.click("Keep mine").see("Last saved today at")
    else:
        deputy.click("Save and read the minutes", status=409).see("The clerk’s words.", "The deputy’s words.")
        deputy.choose("Keep my text").click("Keep what I chose")
    deputy.goto(address).see_value(NOTES, "The deputy’s words.")
    welcome = AgendaItem.objects.get(meeting=meeting, kind="welcome")
    assert ItemRecord.objects.get(item=welcome).notes == "The deputy’s words."


@BOTH_WAYS
def test_two_windows_of_one_clerk_lose_nothing(story: Story, kent: Side, js: bool, width: int) -> None:
    hold(kent)
    meeting = kent.meeting
    assert meeting
    address, second = f"/meetings/{meeting.pk}/minutes/write/", "Discussion, item 2"
    laptop = story(js=js, width=width).sign_in_as(kent.people["clerk"]).goto(address)
    tablet = laptop.open_second_tab().goto(address)
    tablet.fill(second, "The tablet’s second item.").fill(NOTES, "Tablet.")
    if js:
        tablet.see("Last saved today at")
    else:
        tablet.click("Save and come back later").see("You’ve saved the minutes.")
    laptop.fill(NOTES, "Laptop.")
    if js:
        laptop.see("in another window, while you were writing here. We have kept both").check()
        laptop.page.get_by_role("button", name="Put them together").click()
        laptop.see_value(NOTES, "Tablet.\n\nLaptop.").see("Last saved today at")
        laptop.click("Save and read the minutes")
    else:
        laptop.click("Save and read the minutes", status=409).see_heading("You changed this in another window too")
        laptop.see("Tablet.", "Laptop.").choose("Put them together").click("Keep what I chose")
    laptop.see("The tablet’s second item.", "Tablet.", "Laptop.")
    if js:  # the tablet touched nothing since: it is asked nothing, and takes nothing back
        tablet.click("Save and read the minutes").see("The tablet’s second item.", "Laptop.")
    laptop.goto(address).see_value(second, "The tablet’s second item.").see_value(NOTES, "Tablet.\n\nLaptop.")


@pytest.mark.clause("MBR-4", "CLK-3")
@BOTH_WAYS
def test_what_follows_a_meeting(story: Story, kent: Side, js: bool, width: int) -> None:
    meetings = [held_before(kent, days=days, absent=(kent.school,)) for days in (60, 30)]
    add_action_point(kent, meetings[1])
    member = story(js=js, width=width).sign_in_as(kent.people["representative"])
    member.goto("/").see("Report on your action point").click(
        f"Report progress : Share the checklist, {kent.community.name}, meeting on {show_short_day(meetings[1].day)}"
    )
    member.click("Report progress", status=400).see_error("Enter what progress you have made").see_error(
        "Select a status"
    )
    member.fill("What progress have you made?", "It is in every inbox.").choose("Done").click("Report progress")
    member.see("You’ve reported your progress.", "It is in every inbox.").goto("/").not_see(
        "Report on your action point"
    )
    member.goto("/meetings/action-points/?which=settled").see("1 action point", "Share the checklist")
    clerk = story(js=js, width=width).sign_in_as(kent.people["clerk"])
    clerk.goto("/").see("Raise non-attendance").click(
        f"Raise non-attendance : {kent.school.name}, {kent.community.name}, 2 meetings in a row"
    ).see("at the last 2 meetings")
    clerk.click("Raise non-attendance").see(
        f"You’ve raised the non-attendance of {kent.school.name}.", "The chair knows"
    )
    clerk.goto("/").not_see("Raise non-attendance")
    chair = story(js=js, width=width).sign_in_as(kent.people["chair"])
    chair.goto(f"/meetings/attendance/{kent.community.pk}/").see("Not represented", kent.school.name)
