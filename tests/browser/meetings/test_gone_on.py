"""What is written on the live page while the meeting goes on, or while an answer is on its way, is kept where it belongs."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect

from locality.live.actions import running
from locality.meetings.models import ActionPoint, Contribution
from tests.browser.harness.person import Person
from tests.integration.meetings.live import Room, room
from tests.world import Side, acting

Story = Callable[..., Person]
SAID = "What is said"


@pytest.fixture
def here(transactional_db: None, kent: Side) -> Room:
    return room(kent, requests=2).discussing("Clarification")


def go_on(here: Room) -> None:
    by, at = here.side.people["chair"], timezone.now()
    running.go_to_item(here.meeting, here.item(1), anyway=True, by=acting(by), at=at)
    running.go_to_step(here.meeting, here.step("Clarification"), anyway=True, by=acting(by), at=at)


def wait_for(found: Callable[[], Any]) -> None:
    until = time.monotonic() + 15
    while not found():
        assert time.monotonic() < until
        time.sleep(0.2)


@pytest.mark.clause("SFA-1", "MBR-4")
def test_what_is_being_written_stays_with_its_item_when_the_meeting_goes_on(here: Room, story: Story) -> None:
    clerk = story().sign_in_as(here.side.people["clerk"]).goto(f"/meetings/{here.meeting.pk}/live/")
    page = clerk.page
    said = page.get_by_role("form", name=SAID)
    said.get_by_label("Who said it?").select_option(label="Member School 2")
    said.get_by_label("What was said").fill("When does it begin?")
    page.get_by_text("Add an action point").click()
    action = page.get_by_role("form", name="Add an action point")
    action.get_by_label("What needs to be done?").fill("Lend the tent")
    action.get_by_label("Who will do it?").select_option(label="Member 1 Wealdshire, Member School 1")
    go_on(here)
    clerk.see("Now: 5.2")
    expect(said).to_contain_text("The meeting has moved on. We’ll save your text under: 5.1")
    expect(action).to_contain_text("The meeting has moved on. We’ll save your text under: 5.1")
    clerk.check()
    said.get_by_role("button", name="Add note").click()
    wait_for(lambda: Contribution.objects.filter(text="When does it begin?").exists())
    expect(said).not_to_contain_text("The meeting has moved on.")
    expect(said.get_by_label("What was said")).to_have_value("")
    action.get_by_role("button", name="Add action point").click()
    clerk.see("Lend the tent (Member 1 Wealdshire, due")
    kept = Contribution.objects.get(text="When does it begin?")
    assert (kept.item, kept.attendance) == (here.item(0), here.row(here.members[1]))
    assert ActionPoint.objects.get().item == here.item(0)
    said.get_by_label("What was said").fill("Of the second")
    said.get_by_label("Who said it?").select_option(label="Member School 1")
    said.get_by_role("button", name="Add note").click()
    wait_for(lambda: Contribution.objects.filter(text="Of the second", item=here.item(1)).exists())


@pytest.mark.clause("SFA-1")
def test_what_was_sent_without_a_connection_arrives_where_it_was_written(here: Room, story: Story) -> None:
    member = story().sign_in_as(here.members[0]).goto(f"/meetings/{here.meeting.pk}/live/")
    said = member.page.get_by_role("form", name=SAID)
    member.page.context.set_offline(True)
    said.get_by_label("What you say").fill("When does it begin?")
    said.get_by_role("button", name="Add note").click()
    said.get_by_label("What you say").fill("And how often?")
    said.get_by_role("button", name="Add note").click()
    member.see("2 changes are waiting")
    go_on(here)
    member.page.context.set_offline(False)
    member.see("Now: 5.2")
    wait_for(lambda: Contribution.objects.filter(text="When does it begin?\nAnd how often?").exists())
    assert Contribution.objects.get().item == here.item(0)
    expect(said.get_by_label("What you say")).to_have_value("")
    member.complaints = []  # the connection that was cut


@pytest.mark.clause("SFA-1")
def test_what_is_typed_before_the_answer_comes_stays(here: Room, story: Story) -> None:
    member = story().sign_in_as(here.members[0]).goto(f"/meetings/{here.meeting.pk}/live/")
    said = member.page.get_by_role("form", name=SAID)
    held: list[Route] = []
    member.page.route("**/said/", lambda route: held.append(route))  # noqa: PLW0108 - it is marked by the harness
    said.get_by_label("What you say").fill("When does it begin?")
    said.get_by_role("button", name="Add note").click()
    said.get_by_label("What you say").fill("And how often?")
    member.page.wait_for_timeout(300)
    held[0].continue_()
    wait_for(lambda: Contribution.objects.filter(text="When does it begin?").exists())
    member.page.unroute("**/said/")
    member.see("When does it begin?")
    expect(said.get_by_label("What you say")).to_have_value("And how often?")
    said.get_by_role("button", name="Add note").click()
    wait_for(lambda: Contribution.objects.filter(text="When does it begin?\nAnd how often?").exists())
    expect(said.get_by_label("What you say")).to_have_value("")


@pytest.mark.clause("MBR-4")
def test_an_action_point_that_is_not_sent_yet_survives_a_reload(here: Room, story: Story) -> None:
    clerk = story().sign_in_as(here.side.people["clerk"]).goto(f"/meetings/{here.meeting.pk}/live/")
    clerk.page.get_by_text("Add an action point").click()
    action = clerk.page.get_by_role("form", name="Add an action point")
    action.get_by_label("What needs to be done?").fill("Lend the tent")
    action.get_by_label("Who will do it?").select_option(label="Member 1 Wealdshire, Member School 1")
    clerk.page.reload()
    expect(action.get_by_label("What needs to be done?")).to_have_value("Lend the tent")
    action.get_by_role("button", name="Add action point").click()
    clerk.see("Lend the tent (Member 1 Wealdshire, due")
    clerk.page.reload()
    clerk.page.get_by_text("Add an action point").click()
    expect(action.get_by_label("What needs to be done?")).to_have_value("")
