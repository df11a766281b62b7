"""The clerk's laptop and tablet at one live meeting: what is typed in both stands, and neither is asked for nothing."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from locality.live.actions import running
from locality.meetings.models import ItemRecord
from tests.browser.conftest import Story
from tests.browser.harness.person import Person
from tests.integration.meetings.live import Room, room
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("CHA-7")]
NOTES = "Notes for the minutes"


@pytest.fixture
def here(transactional_db: None, kent: Side) -> Room:
    return room(kent, requests=2).discussing()


def notes_of(here: Room, number: int = 0) -> str:
    return ItemRecord.objects.get(item=here.item(number)).notes


def saved(person: Person) -> None:
    expect(person.page.locator("#texts-saved")).to_contain_text("Last saved today at")


def test_laptop_and_tablet_of_one_clerk_put_their_notes_together(here: Room, story: Story) -> None:
    path = f"/meetings/{here.meeting.pk}/live/"
    laptop = story().sign_in_as(here.side.people["clerk"]).goto(path)
    tablet = laptop.open_second_tab().goto(path)
    # what one saves the other shows, where nobody is writing
    laptop.fill(NOTES, "Laptop: first sentence.")
    saved(laptop)
    tablet.see_value(NOTES, "Laptop: first sentence.")
    # both type on the same words
    tablet.page.route("**/now/**", lambda route: route.abort())  # it is asked less often than one types
    with laptop.page.expect_response("**/save/"):
        laptop.fill(NOTES, "Laptop: first sentence. Second.")
    tablet.fill(NOTES, "Laptop: first sentence. Tablet’s own.")
    tablet.see("in another window, while you were writing here. We have kept both").check()
    tablet.page.unroute("**/now/**")
    tablet.page.get_by_role("button", name="Put them together").click()
    tablet.see_value(NOTES, "Laptop: first sentence. Second.\n\nTablet’s own.")
    saved(tablet)
    # the laptop is not asked again: it is shown what stands now, though its cursor is still in the field
    laptop.see_value(NOTES, "Laptop: first sentence. Second.\n\nTablet’s own.").not_see("We have kept both")
    assert notes_of(here) == "Laptop: first sentence. Second.\n\nTablet’s own."


def test_the_notes_of_an_item_do_not_follow_to_the_next(here: Room, story: Story) -> None:
    clerk = story().sign_in_as(here.side.people["clerk"]).goto(f"/meetings/{here.meeting.pk}/live/")
    clerk.fill(NOTES, "Of the first request.")
    saved(clerk)
    chair = here.side.people["chair"]
    running.go_to_item(here.meeting, here.item(1), anyway=True, by=acting(chair), at=timezone.now())
    clerk.see_value(NOTES, "")
    clerk.page.get_by_role("button", name="Save notes and summary").click()
    saved(clerk)
    assert notes_of(here) == "Of the first request."
    assert notes_of(here, 1) == ""


def test_going_back_saves_no_old_words_over_those_of_the_other_window(here: Room, story: Story) -> None:
    """The browser puts what one had typed back into a page; its mark is that of what stands now."""
    path = f"/meetings/{here.meeting.pk}/live/"
    laptop = story().sign_in_as(here.side.people["clerk"]).goto(path)
    laptop.fill(NOTES, "Laptop.")
    saved(laptop)
    laptop.goto(f"/meetings/{here.meeting.pk}/papers/")
    tablet = laptop.open_second_tab().goto(path)
    tablet.fill(NOTES, "Laptop. Tablet.")
    saved(tablet)
    laptop.page.go_back()
    laptop.see_value(NOTES, "Laptop. Tablet.")
    laptop.page.get_by_label(NOTES).press("Control+End")
    laptop.page.keyboard.type(" More.")
    saved(laptop)
    assert notes_of(here) == "Laptop. Tablet. More."
