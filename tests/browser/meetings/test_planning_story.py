"""A year is planned and published, an agenda ordered, papers sent and read, an adviser invited to one item."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from locality.communities.models import Term
from locality.meetings.actions.agenda import draw_up
from locality.meetings.models import PrivateNote
from locality.meetings.queries.agenda import items_of
from locality.schedule.models import Invitee, Meeting
from locality.values.working_days import day_of
from tests.browser.harness.person import Person
from tests.world import Side, request_in

Story = Callable[..., Person]
TWO = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])


def terms(kent: Side) -> None:
    """A school year of six terms that begins in five weeks."""
    start = day_of(timezone.now()) + timedelta(days=35)
    for number in range(6):
        first = start + timedelta(days=number * 53)
        Term.objects.create(
            authority=kent.authority,
            year_name="2027-28",
            number=number + 1,
            start=first,
            end=first + timedelta(days=46),
        )


@pytest.mark.clause("PRE-1")
@pytest.mark.clause("CLK-1")
@TWO
def test_the_clerk_plans_a_year_and_publishes_it(
    transactional_db: None, kent: Side, story: Story, js: bool, width: int
) -> None:
    terms(kent)
    clerk = story(js=js, width=width).sign_in_as(kent.people["clerk"])
    clerk.goto("/meetings/").see("It should have at least 10").click("Plan a year of meetings")
    clerk.pick("School year", "2027-28").pick("Which week of the month?", "Second")
    clerk.pick("Which day of the week?", "Tuesday").fill("Start time", "15:30").fill("End time", "17:30")
    clerk.click("Propose dates", status=400).see_error("Enter a venue, or a link to join online")
    clerk.fill("Venue", "The library").click("Propose dates").see_heading("Proposed meetings")
    proposed = list(Meeting.objects.filter(state="proposed").order_by("day"))
    assert len(proposed) >= 9
    clerk.goto(reverse("meeting_move", args=[proposed[0].pk]))
    day = proposed[0].day + timedelta(days=1)
    clerk.fill_day("Date of the meeting", day.day, day.month, day.year).click("Move the meeting")
    clerk.see_heading("Proposed meetings").see(f"{day.day} {day:%B} {day.year}", "We’ll email:")
    clerk.click("Publish and invite").see("You’ve published")
    assert Meeting.objects.filter(state="planned", community=kent.community).count() == len(proposed) + 1

    invitee = Invitee.objects.get(meeting=proposed[0], person=kent.people["representative"])
    anyone = story(js=js, width=width)
    path = reverse("meeting_answer", args=[invitee.token])
    anyone.goto(f"{path}?answer=yes")
    if js:
        anyone.page.wait_for_timeout(
            600
        )  # a program that only opens the page, and runs its scripts, answers for nobody
        invitee.refresh_from_db()
        assert invitee.answer == ""
        anyone.page.mouse.move(80, 80)
        anyone.see("You’ve said you are coming.")  # one click in the message
    else:
        anyone.click("I am coming").see("You’ve said you are coming.")
    invitee.refresh_from_db()
    assert invitee.answer == "yes"
    clerk.goto(reverse("meeting", args=[proposed[0].pk])).see("1 of 6 people has said they are coming")


@pytest.mark.clause("RES-9")
@pytest.mark.parametrize("width", [1280, 320])
def test_whoever_adds_an_item_or_a_paper_sees_what_others_will_read(
    transactional_db: None, kent: Side, story: Story, width: int, tmp_path: Path
) -> None:
    assert kent.meeting is not None
    request_in(kent, "accepted", **{"pupil.1.name": "Noah Barlow"})
    draw_up(kent.meeting, by=kent.people["chair"], at=timezone.now())
    chair = story(width=width).sign_in_as(kent.people["chair"])
    chair.goto(reverse("meeting_item_add", args=[kent.meeting.pk])).fill(
        "What is the title of the item?", "Noah Barlow came"
    )
    line = chair.page.locator("#id_title-others")
    expect(line).to_have_text("Others will read: A pupil came")
    chair.check().fill("How many minutes will it take?", "5").click("Add the item")
    chair.see("You’ve added the item “a pupil came”. This is how others will read it.")

    clerk = story(width=width).sign_in_as(kent.people["clerk"])
    item = items_of(kent.meeting).get(resource_request__isnull=False)
    file = tmp_path / "Noah Barlow report.txt"
    file.write_text("A report")
    clerk.goto(reverse("meeting_paper_add", args=[kent.meeting.pk])).fill(
        "What is the title of the paper?", "Report on Noah"
    )
    line = clerk.page.locator("#id_title-others")
    expect(line).to_have_text("Others will read: Report on a pupil")
    clerk.upload("File", file)
    expect(clerk.page.locator("#id_file-others")).to_have_text("Others will read: A pupil report.txt")
    clerk.page.locator("#id_item").select_option(str(item.pk))
    expect(line).to_have_text("Others will read: Report on Pupil A")
    clerk.check().click("Attach paper").see(
        "You’ve attached the paper “Report on Pupil A”. This is how others will read it."
    )


@pytest.mark.clause("CHA-2")
@pytest.mark.clause("MBR-2")
@pytest.mark.clause("MEM-5")
@TWO
def test_an_agenda_is_ordered_sent_read_and_shown_to_an_adviser_in_part(
    transactional_db: None, kent: Side, story: Story, js: bool, width: int
) -> None:
    assert kent.meeting is not None
    meeting, (first, second) = kent.meeting, (request_in(kent, "accepted") for _ in range(2))
    chair = story(js=js, width=width).sign_in_as(kent.people["chair"])
    chair.goto(reverse("meeting_agenda", args=[meeting.pk])).see("2 accepted requests").click("Create the agenda")
    items = {item.resource_request_id or item.kind: item for item in items_of(meeting)}
    for label in ("Time", "Minutes"):  # of the heading over the requests
        empty = chair.page.locator(f"td[data-label='{label}']:empty")
        expect(empty).to_be_visible() if width > 320 else expect(empty).to_be_hidden()
    chair.page.get_by_label("Minutes for 1 Welcome, Introductions and Register of Attendance").fill("90")
    chair.click("Save times").see("minutes too long")
    chair.page.get_by_label("Minutes for 1 Welcome, Introductions and Register of Attendance").fill("5")
    chair.click("Save times").see("minutes left")
    chair.page.locator(f'button[name="up"][value="{items[second.pk].pk}"]').click()
    chair.see("is now item ").check()
    again = chair.page.locator(f"#up-{items[second.pk].pk}")  # one goes on where one was, and hears where it is
    expect(again).to_be_focused()
    expect(again).to_have_accessible_description(re.compile("is now item "))
    order = [item.resource_request_id for item in items_of(meeting) if item.resource_request_id]
    assert order == [second.pk, first.pk]

    clerk = story(js=js, width=width).sign_in_as(kent.people["clerk"])
    clerk.goto(reverse("meeting_papers", args=[meeting.pk])).see("Send the papers by").click("Send agenda and papers")
    clerk.see("You’ve sent the agenda and papers.")
    clerk.goto(reverse("meeting_adviser_add", args=[meeting.pk]))
    clerk.fill("Full name", "Ada Viser").fill("Email address", kent.people["adviser"].email)
    clerk.pick("What type of organisation are they from?", "Health service").choose("Some items on the agenda")
    clerk.choose(f"{kent.school.name}, {first.reference}").click("Send invitation")
    clerk.see("You’ve invited an adviser. We’ve emailed Ada Viser.", "No answer yet")

    member = story(js=js, width=width).sign_in_as(kent.people["representative"])
    member.goto(reverse("meeting_papers", args=[meeting.pk])).see("Not yet")
    member.click(kent.school.name).see("Pupil A, Year 4").not_see("Marigold")
    member.fill("Your private note (optional)", "Ask about the hall").choose("I have read this item").click("Save")
    member.see("You’ve saved your note and marked item", "as read. Only you can see this.", "You have a note.")
    assert PrivateNote.objects.get().person == kent.people["representative"]
    clerk.goto(reverse("meeting_papers", args=[meeting.pk])).not_see("Ask about the hall")

    adviser = story(js=js, width=width).sign_in_as(kent.people["adviser"])
    adviser.goto("/meetings/").see(kent.community.name, "You are invited as an adviser")
    adviser.goto(reverse("meeting", args=[meeting.pk])).click("I am coming").see("you are coming")
    adviser.click("Papers").see(first.reference).not_see(second.reference, "Welcome")
    adviser.click(kent.school.name).see("Pupil A, Year 4").not_see("Marigold")
    adviser.goto(reverse("meeting_item", args=[meeting.pk, items[second.pk].pk]), status=404)
    adviser.goto(reverse("request", args=[first.reference]), status=403)
    clerk.goto(reverse("meeting_advisers", args=[meeting.pk])).see("Coming")
    withdraw = f"Withdraw the invitation of Ada Viser, {kent.people['adviser'].email}"
    clerk.click(withdraw).click("Withdraw invitation").see("You’ve withdrawn the invitation.")
    adviser.goto(reverse("meeting_papers", args=[meeting.pk]), status=404)
