"""Whoever writes at a meeting is told which names are replaced: while typing, or without scripts after the save (RES-9)."""

import re

import pytest
from playwright.sync_api import expect

from locality.live.actions import running
from locality.meetings.models import ItemRecord
from tests.browser.conftest import Story
from tests.browser.harness.person import Person
from tests.integration.meetings.live import Room, room
from tests.world import PUPIL, Side, acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-9")]
NOTES, SUMMARY = "Notes for the minutes", "The chair’s summary"
TYPED = f"{PUPIL} came. Nobody left."
REPLACED = "A pupil’s name was replaced: “Pupil A came.”"


@pytest.fixture
def here(transactional_db: None, kent: Side) -> Room:
    return room(kent).discussing()


def line(person: Person, field: str) -> None:
    expect(person.page.locator(f"#{field}-others")).to_contain_text("Others will read: Pupil A came.")


def test_with_scripts_a_line_under_the_field_says_so_while_one_types(here: Room, story: Story) -> None:
    clerk = story().sign_in_as(here.side.people["clerk"]).goto(f"/meetings/{here.meeting.pk}/live/")
    clerk.fill(NOTES, TYPED)
    line(clerk, "texts-notes")
    clerk.fill(SUMMARY, TYPED)
    line(clerk, "texts-summary")
    clerk.check()
    expect(clerk.page.locator("#texts-saved")).to_contain_text("Last saved today at")
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=here.running.began_at)
    item = here.item()
    clerk.goto(f"/meetings/{here.meeting.pk}/minutes/write/").fill("Discussion, item 5.1", TYPED)
    line(clerk, f"id_notes-{item.pk}")
    clerk.check()


@pytest.mark.parametrize("width", [320, 1280])
def test_without_scripts_the_page_after_the_save_quotes_it(here: Room, story: Story, width: int) -> None:
    clerk = story(js=False, width=width).sign_in_as(here.side.people["clerk"])
    path = f"/meetings/{here.meeting.pk}/live/"
    clerk.goto(path).fill(NOTES, TYPED)
    clerk.page.get_by_role("button", name=re.compile("^Save notes")).click()
    clerk.see(REPLACED).check().see_value(NOTES, "Pupil A came. Nobody left.")
    clerk.goto(path).not_see("was replaced")
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=here.running.began_at)
    clerk.goto(f"/meetings/{here.meeting.pk}/minutes/write/").fill("Discussion, item 5.1", f"{PUPIL} came.")
    clerk.page.get_by_role("button", name="Save and read the minutes").click()
    clerk.see(REPLACED).check()
    assert ItemRecord.objects.get(item=here.item()).notes == "Pupil A came."
