"""A whole meeting with eight people in eight browsers at once: four requests discussed and decided (issue: meetings).

Chair, clerk, five members, and an adviser from outside who is invited to one item and sees that item alone (ADR 0015).
"""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from locality.budgets.queries.money import balance
from locality.communities.models import Office
from locality.meetings.models import Contribution, Interest, ItemRecord, Position, RegisterRow
from locality.meetings.queries.agenda import items_of
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.browser.harness.person import Person
from tests.integration.meetings.live import Room, room
from tests.world import Side

Story = Callable[..., Person]


@pytest.fixture
def here(transactional_db: None, kent: Side) -> Room:
    """A meeting of today with four requests and five members; the council has one chair."""
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()
    return room(kent, requests=4, schools=3)


class Screens:
    """The eight, each at the live page; the adviser sees the one item they are invited to."""

    def __init__(self, here: Room, story: Story) -> None:
        self.here = here
        self.chair, self.clerk, self.asking, self.adviser, *self.members = (
            story(width=width).sign_in_as(who)
            for who, width in (
                (here.side.people["chair"], 1280), (here.side.people["clerk"], 1280),
                (here.side.people["asking_member"], 320), (here.side.people["adviser"], 1280),
                (here.side.people["representative"], 320), *((member, 1280) for member in here.members),
            )
        )  # fmt: skip
        self.all = (self.chair, self.clerk, self.asking, *self.members)
        self.out: Person | None = None

    def all_see(self, *texts: str) -> None:
        """Everyone of the community who is in the room."""
        for person in self.all:
            if person is not self.out:
                person.see(*texts)

    def adviser_waits(self) -> None:
        """What runs is not the adviser's item, which is to come: they see nothing of what runs."""
        self._adviser_sees_only("The meeting is discussing something else. Your item will appear here when it starts.")

    def adviser_is_done(self) -> None:
        """The adviser's item is over: they are promised no other, and see nothing of what runs."""
        self._adviser_sees_only("The meeting has finished the items you were invited to.")
        self.adviser.not_see("Your item will appear here when it starts.")

    def _adviser_sees_only(self, sentence: str) -> None:
        self.adviser.see(sentence)
        self.adviser.not_see("Welcome, Introductions", "5.2", "5.3", "5.4", "Finance")

    def decide(self, **fields: str) -> None:
        """The clerk writes the chair's summary, and records what was decided."""
        clerk = self.clerk
        clerk.page.get_by_label("The chair’s summary").fill(fields["summary"])
        expect(clerk.page.locator("#texts-saved")).to_contain_text("Last saved today at")
        self.all_see(fields["summary"])
        clerk.page.get_by_role("button", name="Record the decision").click()
        expect(clerk.page.get_by_role("heading", level=1, name="Record the decision")).to_be_visible()


def press(person: Person, name: str) -> None:
    """A button of the live page; many have more words for screen readers. Waits until the page has taken it in."""
    live = person.page.locator("#live")
    before = live.get_attribute("data-version") or ""
    live.get_by_role("button", name=re.compile(rf"^{re.escape(name)}")).first.click()
    expect(live).not_to_have_attribute("data-version", before)
    expect(live).not_to_have_attribute("data-waiting", "")


def invited_to_one_item(at: Screens) -> None:
    """Some days before, the clerk invites somebody of the health service to the first request; they say they come."""
    here, meeting, adviser = at.here, at.here.meeting, at.here.side.people["adviser"]
    Meeting.objects.filter(pk=meeting.pk).update(day=meeting.day + timedelta(days=3))
    at.clerk.goto(f"/meetings/{meeting.pk}/").click("Advisers").click("Invite an adviser")
    at.clerk.fill("Full name", "Ada Viser").fill("Email address", adviser.email)
    at.clerk.pick("What type of organisation are they from?", "Health service").choose("Some items on the agenda")
    at.clerk.choose(f"{here.side.school.name}, {here.requests[0].reference}").click("Send invitation")
    about = f"Meeting on {show_day(meeting.day + timedelta(days=3))}, {here.side.community.name}"
    at.adviser.goto("/").see("Say if you can attend as an adviser").click(f"Reply : {about}").click("I am coming")
    at.adviser.see("you are coming").goto("/").see("See your items")
    Meeting.objects.filter(pk=meeting.pk).update(day=meeting.day)
    about = f"Meeting on {show_day(meeting.day)}, {here.side.community.name}"
    at.adviser.goto("/").see("Join the meeting as an adviser").click(f"Go to the live meeting : {about}")
    at.adviser.see("The meeting has not started", "5.1").not_see("5.2", "Finance")


def go_on_all_the_same(person: Person, step: str) -> None:
    """Not everybody has spoken: the page names who, before the meeting goes on without them (CHA-6)."""
    person.page.locator("#live").get_by_role("button", name=re.compile(rf"^Go to “{step}”")).first.click()
    person.see("Not yet called in").click(f"Go to “{step}” anyway")
    expect(person.page.locator("#live")).to_be_visible()


def go_to(person: Person, number: str) -> None:
    press(person, f"Go to item : {number} ")


@pytest.mark.clause("CHA-3", "CHA-5", "CHA-6", "CHA-7", "CHA-8", "DUR-1", "SFA-1", "SFA-4", "DEC-1", "QUO-1")
def test_a_whole_meeting_with_eight_people_at_once(here: Room, story: Story) -> None:
    at = Screens(here, story)
    invited_to_one_item(at)
    path = f"/meetings/{here.meeting.pk}/live/"
    for person in at.all:
        person.goto(path).see("The meeting has not started")
    press(at.chair, "Start the meeting")
    at.all_see("Now: 1 Welcome", "Code of conduct", "Schools not represented")
    for box in at.clerk.page.get_by_role("group", name="Register").get_by_role("checkbox").all():
        box.check()
    press(at.clerk, "Present")
    at.all_see("In the room: 10 of 10")
    at.chair.check()
    at.adviser_waits()
    at.adviser.check()
    _first_approved_by_consensus(at)
    _second_approved_by_the_chair(at)
    _third_declined_with_alternatives(at)
    _fourth_deferred(at)
    _ended(at)
    _minuted_and_handed_over(at)


def _first_approved_by_consensus(at: Screens) -> None:
    """The whole discussion: the question, rounds with a pass, an interest, solutions by member, positions."""
    go_to(at.chair, "5.1")
    at.all_see("Step 1 of 4: Question", "How can Pupil A come to feel safe")
    at.adviser.see("Step 1 of 4: Question", "How can Pupil A come to feel safe")
    with_interest, asks = at.members[1], at.asking
    with_interest.page.get_by_text("Declare an interest").click()
    with_interest.page.get_by_label("What is the interest?").fill("My niece is in the class")
    press(with_interest, "Declare interest")
    at.all_see("Out of the room: interest")
    with_interest.check().see("You have declared an interest in this item. Leave the discussion until it ends.")
    with_interest.not_see("Step 1 of 4: Question", "How can Pupil A come to feel safe")
    at.out = with_interest
    press(at.chair, "Go to “Description”")
    press(at.chair, "Go to “Clarification”")
    for button in ("Next speaker", "Next speaker", "Mark as passed", "Next speaker", "Next speaker", "Next speaker"):
        press(at.chair, button)
    at.all_see("has passed", "has spoken")
    at.chair.check()
    press(at.chair, "Go to “Solutions”")
    press(at.chair, "Next speaker")
    expect(at.clerk.page.get_by_label("Who said it?")).to_have_value(re.compile(r"\d"))  # who speaks is chosen already
    at.clerk.page.get_by_label("What was said").fill("Our nurture room on Mondays")
    press(at.clerk, "Add note")
    for speaker in (at.members[2], at.adviser):
        speaker.see("Step 4 of 4: Solutions")  # what is typed under an earlier step belongs to that one
    at.members[2].page.get_by_label("What you say").fill("A calm corner")
    press(at.members[2], "Add note")
    at.adviser.page.get_by_label("What you say").fill("A visit by our therapist")
    press(at.adviser, "Add note")
    at.all_see("Our nurture room on Mondays", "A calm corner", "A visit by our therapist")
    at.adviser.check().see("A calm corner")
    with_interest.not_see("A calm corner", "Our nurture room on Mondays")
    press(at.clerk, "Ask for positions")
    at.clerk.see("No one has given a position yet")
    for member in (at.members[0], at.members[2], at.members[3], asks):
        member.see("I agree")
        press(member, "I agree")
    press(at.chair, "I abstain")
    at.all_see("4 agree, 0 disagree, 1 abstain")  # the asking school is among them
    at.members[0].check()
    at.adviser.not_see("I agree")
    assert Position.objects.count() == 5
    at.decide(summary="All agree that routines help")
    at.clerk.choose("Approved").fill("Final amount approved", "1000")
    _review(at)
    at.clerk.choose("Consensus").click("Record the decision")
    at.all_see("for £1,000")


def _second_approved_by_the_chair(at: Screens) -> None:
    """One member types without a connection: what was typed arrives when it is back."""
    at.members[1].not_see("for £1,000", "All agree that routines help")
    press(at.chair, "Next item")
    at.out = None
    at.all_see("Now: 5.2")
    at.adviser_is_done()
    press(at.chair, "Go to “Description”")
    press(at.chair, "Go to “Clarification”")
    go_on_all_the_same(at.chair, "Solutions")
    cut = at.members[3]
    cut.see("Step 4 of 4: Solutions")
    cut.context.set_offline(True)
    cut.page.get_by_label("What you say").fill("Outreach from our school")
    cut.page.get_by_role("button", name="Add note").click()
    cut.see("No connection", "1 change is waiting to be sent")
    press(at.chair, "Next speaker")
    assert not Contribution.objects.filter(text__contains="Outreach").exists()
    cut.context.set_offline(False)
    at.all_see("Outreach from our school")
    cut.not_see("No connection")
    at.decide(summary="The chair will decide")
    at.clerk.choose("Approved").fill("Final amount approved", "99001")
    _review(at)
    at.clerk.choose("Chair").click("Record the decision", status=400)
    at.clerk.see("£99,000")
    at.clerk.fill("Final amount approved", "500").click("Record the decision")
    at.all_see("for £500")


def _third_declined_with_alternatives(at: Screens) -> None:
    press(at.chair, "Next item")
    at.all_see("Now: 5.3")
    at.adviser_is_done()
    for step in ("Description", "Clarification"):
        press(at.chair, f"Go to “{step}”")
    go_on_all_the_same(at.chair, "Solutions")
    at.clerk.see("Step 4 of 4: Solutions")  # a press on what an earlier step shows would be refused
    press(at.clerk, "Next speaker")
    expect(at.clerk.page.get_by_label("Who said it?")).to_have_value(re.compile(r"\d"))
    at.clerk.page.get_by_label("What was said").fill("Ask the outreach team")
    press(at.clerk, "Add note")
    at.decide(summary="Free help comes first")
    at.clerk.choose("Declined").fill("Reasons for declining", "Free help was not tried")
    at.clerk.fill("What will the school provide from its own resources?", "A morning group")
    alternatives = at.clerk.page.get_by_label("Alternative solutions offered by members")
    expect(alternatives).to_have_value(re.compile("Ask the outreach team"))
    at.clerk.choose("Consensus").click("Record the decision")
    at.all_see("Declined")


def _fourth_deferred(at: Screens) -> None:
    press(at.chair, "Next item")
    at.all_see("Now: 5.4")
    at.decide(summary="We need the plan first")
    at.clerk.choose("Deferred for more information").fill("What information is needed?", "A plan for lunch")
    at.clerk.choose("Consensus").click("Record the decision")
    press(at.chair, "Next item")
    at.all_see("Now: 6 Finance")


def _review(at: Screens) -> None:
    day = day_of(timezone.now()) + timedelta(days=100)
    at.clerk.fill_day("Review Date", day.day, day.month, day.year)


def _ended(at: Screens) -> None:
    here, community = at.here, at.here.side.community
    at.chair.click("End the meeting").see("Every request on the agenda has a decision").click("End the meeting")
    at.all_see("The meeting ended at")
    at.adviser.see("The meeting ended at")
    at.chair.check()
    decisions = {each.rfr_id: each for each in Decision.objects.all()}
    first, second, third, fourth = (decisions[request.pk] for request in here.requests)
    assert (first.method, first.amount, first.agree, first.abstain) == ("consensus", 1000, 4, 1)
    assert (second.method, second.amount) == ("chair", 500)
    assert "Ask the outreach team" in third.alternatives
    assert (fourth.outcome, fourth.needed) == ("deferred", "A plan for lunch")
    assert balance(community, day_of(timezone.now())).remaining == Decimal(98_500)
    assert Interest.objects.get().back_at is not None
    assert ItemRecord.objects.filter(item__in=items_of(here.meeting), ended_at__isnull=False).count() == 6
    assert RegisterRow.objects.filter(meeting=here.meeting, state="present").count() == 10


def _minuted_and_handed_over(at: Screens) -> None:
    """Both forms go to the officer with one button; the minutes are checked, and out."""
    here = at.here
    about = f"Meeting on {show_day(here.meeting.day)}, {here.side.community.name}"
    at.clerk.goto("/").click(f"Send requests : {about}").see("£1,500.00").click("Send 2 requests")
    at.clerk.see("You’ve sent 2 requests to the area officer.").goto("/").click(f"Write minutes : {about}").click(
        "Save and read the minutes"
    )
    at.clerk.see("A visit by our therapist").click("Ask the chair to check")
    at.chair.goto("/").click(f"Check minutes : {about}").choose("Yes, the clerk can distribute them").click(
        "Send answer"
    )
    at.clerk.goto("/").click(f"Distribute minutes : {about}").click("Distribute minutes")
    minutes = f"/meetings/{here.meeting.pk}/minutes/"
    at.members[0].goto(minutes).see("All agree that routines help", "Free help comes first")
    at.adviser.goto(minutes, status=404)
    states = [ResourceRequest.objects.get(pk=each.pk).state for each in here.requests]
    assert states == ["handed_over", "handed_over", "declined", "deferred"]
    assert balance(here.side.community, day_of(timezone.now())).remaining == Decimal(98_500)
