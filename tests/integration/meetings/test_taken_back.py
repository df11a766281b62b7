"""What happens to a request elsewhere while the meeting discusses it: screens follow, and the minutes say what it was."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.documents.parts import Heading, Paragraph
from locality.live.actions import running, taking_positions
from locality.live.actions.note_taking import keep_texts
from locality.meetings.actions.texts import Typed
from locality.meetings.models import Position
from locality.meetings.queries.names import MeetingMasks
from locality.minutes.exports import minutes_document
from locality.minutes.queries.what_minutes_hold import content_of
from locality.resource_requests.actions import deciding, reviewing
from locality.values.refusals import NotPossible
from locality.writing.actions import signing
from tests.conftest import Clock
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.world import Side, acting, declined

pytestmark = pytest.mark.django_db

AGREE = Position.Stance.AGREE


@pytest.fixture(autouse=True)
def day(clock: Clock) -> None:
    clock("2026-11-26 10:00")


class Screen:
    """A live page that stays open: asks for what is new, as its script does."""

    def __init__(self, here: Room, who: str | User) -> None:
        self.desk, self.path = here.desk(who), reverse("meeting_now", args=[here.meeting.pk])
        self.shown = ""
        self.follow()

    def follow(self) -> str | None:
        """The middle of the page anew; None while nothing has changed."""
        answer = self.desk.client.get(self.path, headers={"If-None-Match": f'"{self.shown}"'})
        if answer.status_code == 304:
            return None
        found = json.loads(answer.content)
        self.shown = found["version"]
        return str(found["parts"]["now"])


def asked(side: Side) -> Room:
    """A request is discussed, and one member has agreed."""
    here = room(side).discussing("Solutions")
    by, at = side.people["chair"], timezone.now()
    texts = {"notes": Typed("The therapist explained the plan.", 0)}
    keep_texts(here.meeting, here.item(), texts, by=acting(side.people["clerk"]), at=at)
    taking_positions.ask_positions(here.meeting, wanted=True, by=acting(by), at=at)
    member = here.members[0]
    taking_positions.take_position(here.meeting, here.row(member), stance=AGREE, by=acting(member), at=at)
    return here


def withdraw(here: Room) -> None:
    at = timezone.now()
    signing.withdraw(here.requests[0], reason="Not needed", by=acting(here.side.people["signatory"], at), at=at)


def end(here: Room) -> None:
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=timezone.now())


def part(here: Room) -> list[str]:
    """What the minutes say of the request: the headings and paragraphs of its item."""
    content = content_of(here.meeting)
    parts = minutes_document(here.meeting, None, content, MeetingMasks(here.meeting).of(None)).parts
    texts = [(isinstance(each, Heading) and (each.level == 1 or each.text[0].isdigit()), each.text) for each in parts
             if isinstance(each, Heading | Paragraph)]  # fmt: skip
    first = next(at for at, (is_item, text) in enumerate(texts) if is_item and here.requests[0].reference in text)
    last = next(at for at, (is_item, _) in enumerate(texts) if is_item and at > first)
    return [text for _, text in texts[first + 1 : last]]


@pytest.mark.clause("CHA-8", "DEC-1")
def test_no_position_is_asked_or_taken_on_a_request_that_was_withdrawn(kent: Side) -> None:
    here = asked(kent)
    member = here.members[1]
    assert "I agree" in text_of(here.desk(member).get("meeting_live", here.meeting.pk))
    withdraw(here)
    page = text_of(here.desk(member).get("meeting_live", here.meeting.pk))
    assert "Withdrawn" in page
    assert "I agree" not in page
    assert "Agrees" not in text_of(here.desk("clerk").get("meeting_live", here.meeting.pk))
    answer = here.desk(member).post("meeting_position", here.meeting.pk, stance="agree")
    assert answer.status_code == 400
    assert "The chair is not asking for positions at the moment." in text_of(answer)
    assert Position.objects.count() == 1
    with pytest.raises(
        NotPossible, match=r"^The school has withdrawn this request\. You can no longer ask for positions"
    ):
        taking_positions.ask_positions(here.meeting, wanted=True, by=acting(kent.people["chair"]), at=timezone.now())


@pytest.mark.clause("CHA-7")
def test_the_summary_of_a_withdrawn_request_is_of_no_decision(kent: Side) -> None:
    here = asked(kent)
    withdraw(here)
    page = text_of(here.desk("chair").get("meeting_live", here.meeting.pk))
    assert "The decision is recorded with this summary." not in page


@pytest.mark.clause("CLK-4", "DUR-6")
def test_the_minutes_say_that_it_was_withdrawn_and_keep_what_was_discussed(kent: Side, clock: Clock) -> None:
    here = asked(kent)
    clock("2026-11-26 10:20")
    withdraw(here)
    clock("2026-11-26 11:00")
    end(here)
    assert part(here) == [
        "Discussion",
        "The therapist explained the plan.",
        "Positions",
        "1 agree, 0 disagree, 0 abstain.",
        "Not decided: the school withdrew the request on Thursday 26 November 2026 at 10:20.",
    ]
    put_off = content_of(here.meeting)["put_off"]
    assert [(each["why"], each["to"]) for each in put_off] == [
        ("Not decided: the school withdrew the request on Thursday 26 November 2026 at 10:20", "")
    ]


@pytest.mark.clause("CLK-4", "DUR-6")
def test_the_minutes_say_that_it_was_returned_or_withdrawn_before_anybody_discussed_it(
    kent: Side, clock: Clock
) -> None:
    here = room(kent, requests=2).all_here()
    clock("2026-11-26 10:20")
    reviewing.return_to_school(here.requests[1], missing="Costs.", by=acting(kent.people["chair"]), at=timezone.now())
    withdraw(here)
    clock("2026-11-26 11:00")
    end(here)
    assert [each["why"] for each in content_of(here.meeting)["put_off"]] == [
        "Not discussed: the school withdrew the request on Thursday 26 November 2026 at 10:20",
        "Not discussed: the request was returned to its school on Thursday 26 November 2026 at 10:20",
    ]


@pytest.mark.clause("CLK-4", "DUR-6")
def test_what_is_withdrawn_after_the_meeting_was_not_decided_by_it(kent: Side, clock: Clock) -> None:
    here = asked(kent)
    clock("2026-11-26 11:00")
    end(here)
    clock("2026-11-26 12:00")
    withdraw(here)
    assert part(here)[-1].startswith("Not decided. ")


@pytest.mark.clause("CHA-3")
def test_screens_follow_what_happens_to_a_request_on_other_pages(kent: Side, clock: Clock) -> None:
    here = room(kent).discussing("Solutions")
    screens = [Screen(here, who) for who in (here.members[0], "chair", "clerk")]
    assert [each.follow() for each in screens] == [None, None, None]
    clock("2026-11-26 10:05")
    deciding.decide(here.requests[0], declined(), by=acting(kent.people["clerk"]), at=timezone.now())
    for each in screens:
        assert "Declined" in (each.follow() or "")
        assert each.follow() is None


@pytest.mark.clause("CHA-3")
def test_screens_follow_a_withdrawal(kent: Side) -> None:
    here = asked(kent)
    screen = Screen(here, here.members[1])
    withdraw(here)
    assert "Withdrawn" in (screen.follow() or "")
