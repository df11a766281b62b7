"""In every state a meeting's pages tell the truth, and offer only what its actions take (CHA-3, CLK-1, CLK-6)."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from locality.audit.models import Event
from locality.live.actions import running
from locality.meetings.actions.agenda import add_item, draw_up
from locality.meetings.actions.papers import distribute
from locality.meetings.models import AgendaItem, LiveMeeting
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from tests.held import hold
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, marks, text_of
from tests.world import Side, acting, request_in

OFFERS = {
    "move": "/move/",
    "cancel": "/cancel/",
    "begin": "/live/begin/",
    "end": "/live/end/",
    "reopen": "/live/reopen/",
    "send papers": "/papers/send/",
    "order": "/agenda/order/",
    "write": "/minutes/write/",
    "calendar": "/meeting.ics",
    "register": "/live/register/",
}
"""What can be done with a meeting, by a part of the address that does it."""


def offered(side: Side, meeting: Meeting) -> set[str]:
    """What the pages of a meeting offer its chair and its clerk."""
    found = set()
    for who in ("chair", "clerk"):
        desk = Desk(side.people[who])
        for page in ("meeting", "meeting_live", "meeting_agenda", "meeting_papers", "meeting_minutes"):
            html = desk.get(page, meeting.pk).content.decode()
            addresses = re.findall(rf'(?:href|action)="(/meetings/{meeting.pk}/[^"]*)"', html)
            found |= {name for name, part in OFFERS.items() if any(part in each for each in addresses)}
    return found


AHEAD = {"move", "cancel", "send papers", "order", "calendar"}


@pytest.mark.clause("CLK-1", "CHA-3")
@pytest.mark.parametrize(
    ("state", "days", "expected"),
    [
        ("planned", 5, AHEAD),
        ("papers_out", 5, AHEAD),
        ("planned", -5, {"begin", "send papers", "order"}),
        ("running", 0, {"end", "register"}),
        ("held", -5, {"reopen", "write"}),
        ("minuted", -5, set()),
        ("cancelled", 5, set()),
    ],
)
def test_each_state_offers_what_can_be_done_in_it(kent: Side, state: str, days: int, expected: set[str]) -> None:
    meeting = kent.meeting
    assert meeting is not None
    draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    began = timezone.now() + timedelta(days=days)
    if state in {"running", "held", "minuted"}:
        LiveMeeting.objects.create(meeting=meeting, began_at=began, ended_at=None if state == "running" else began)
    Meeting.objects.filter(pk=meeting.pk).update(state=state, day=began.date(), cancelled_because="Snow")
    meeting.refresh_from_db()
    assert offered(kent, meeting) == expected


@pytest.mark.clause("CHA-3")
@pytest.mark.parametrize("state", ["held", "minuted"])
def test_a_held_meeting_that_was_not_run_here_is_neither_begun_nor_reopened(kent: Side, state: str) -> None:
    meeting = kent.meeting
    assert meeting is not None
    Meeting.objects.filter(pk=meeting.pk).update(state=state, day=timezone.now().date() - timedelta(days=2))
    chair = Desk(kent.people["chair"])
    page = text_of(chair.get("meeting_live", meeting.pk))
    assert "The meeting was held." in page
    assert "has not begun" not in page
    assert "Start the meeting" not in page
    assert "Reopen" not in page
    refused = chair.post("meeting_reopen", meeting.pk, why="A wrong name")
    assert refused.status_code == 400
    sentence = "This meeting was not run in Locality" if state == "held" else "You cannot do this now"
    assert sentence in text_of(refused)
    assert "A wrong name" in text_of(refused)
    assert "We did not save your change" in text_of(refused)
    opened = chair.get("meeting_reopen", meeting.pk)
    assert sentence in text_of(opened)
    assert "<textarea" not in opened.content.decode()
    assert "What you sent" not in text_of(opened)


@pytest.mark.clause("CLK-6")
@pytest.mark.parametrize(("state", "words"), [("running", "Running now"), ("minuted", "Minutes distributed")])
def test_the_page_that_reopens_refuses_as_soon_as_it_is_opened(kent: Side, state: str, words: str) -> None:
    here = room(kent).begin()
    here.desk("chair").post("meeting_end", here.meeting.pk)
    Meeting.objects.filter(pk=here.meeting.pk).update(state=state)
    opened = here.desk("clerk").get("meeting_reopen", here.meeting.pk)
    assert opened.status_code == 400
    assert f"the meeting is now “{words}”" in text_of(opened)
    assert "<textarea" not in opened.content.decode()


def test_before_its_day_the_live_page_says_when_it_can_be_begun(kent: Side) -> None:
    assert kent.meeting is not None
    page = text_of(Desk(kent.people["chair"]).get("meeting_live", kent.meeting.pk))
    assert f"The meeting has not started. You can start it on {show_day(kent.meeting.day)}." in page
    assert "when you are ready" not in page
    today = text_of(room(kent).desk("chair").get("meeting_live", Meeting.objects.latest("pk").pk))
    assert "Start it when you are ready. You do not need a minimum number of members." in today
    assert "on its day" not in today


@pytest.mark.clause("CLK-1")
def test_a_cancelled_meeting_has_no_deadlines_and_is_not_put_into_a_calendar(kent: Side) -> None:
    assert kent.meeting is not None
    clerk = Desk(kent.people["clerk"])
    clerk.post("meeting_cancel", kent.meeting.pk, why="Snow")
    page = text_of(clerk.get("meeting", kent.meeting.pk))
    assert "This meeting is cancelled. Snow" in page
    for gone in ("Requests by", "Papers by", "to discuss", "Add to your calendar", "Who is coming", "Live meeting"):
        assert gone not in page
    assert "has not begun" not in text_of(clerk.get("meeting_live", kent.meeting.pk))
    for name in ("meeting_move", "meeting_cancel"):
        assert clerk.get(name, kent.meeting.pk).status_code == 302


@pytest.mark.clause("AGE-1")
@pytest.mark.clause("CLK-2")
def test_agenda_papers_and_items_of_a_cancelled_meeting_say_that_it_is(kent: Side) -> None:
    """What was planned can be read; nothing is free, unread, or about to be discussed any more, and nothing is changed."""
    meeting: Any = kent.meeting
    by, now = kent.people["chair"], timezone.now()
    add_item(meeting, title="Lunches", minutes=10, text="Bring ideas.", by=acting(by), at=now)
    item = items_of(meeting).get(title="Lunches")
    distribute(meeting, what="", by=acting(kent.people["clerk"]), at=now)
    Desk(kent.people["clerk"]).post("meeting_cancel", meeting.pk, why="Snow")
    item = items_of(meeting).first() or item
    for role in ("chair", "clerk", "representative"):
        desk = Desk(kent.people[role])
        agenda, papers = (
            text_of(desk.get("meeting_agenda", meeting.pk)),
            text_of(desk.get("meeting_papers", meeting.pk)),
        )
        for page in (agenda, papers, text_of(desk.get("meeting_item", meeting.pk, item.pk))):
            assert "This meeting is cancelled. Snow" in page, role
        for gone in (
            "free",
            "runs over",
            "Information for this meeting",
            "Open action points",
            "Draw the agenda up",
            "Save times",
        ):
            assert gone not in agenda, (role, gone)
        for gone in ("Have you read it?", "Who has opened the papers", "Send new papers", "Attach a paper"):
            assert gone not in papers, (role, gone)
    pack = PdfReader(BytesIO(Desk(by).get("meeting_pack", meeting.pk).content))
    assert "This meeting is cancelled. Snow" in " ".join(pack.pages[0].extract_text().split())
    chair, before = Desk(by), items_of(meeting).count()
    for pressed in ({"draw_up": "yes"}, {"up": str(item.pk)}):
        answer = chair.post("meeting_agenda_order", meeting.pk, **pressed)
        assert answer.status_code == 400
        assert "the meeting has started, is over or is cancelled." in text_of(answer)
    sent = Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk, what="More")
    assert sent.status_code == 400
    assert "You cannot do this now because the meeting is now “Cancelled”." in text_of(sent)
    assert items_of(meeting).count() == before


def test_a_meeting_to_come_without_requests_does_not_offer_to_look_at_them(kent: Side) -> None:
    assert kent.meeting is not None
    page = text_of(Desk(kent.people["clerk"]).get("meeting", kent.meeting.pk))
    assert "Requests None yet" in page
    assert "0 requests" not in page
    request_in(kent, "accepted")
    assert "1 request to discuss" in text_of(Desk(kent.people["clerk"]).get("meeting", kent.meeting.pk))
    request_in(kent, "submitted")
    answer = Desk(kent.people["clerk"]).get("meeting", kent.meeting.pk)
    assert "1 request to discuss , 1 waiting for the chair" in text_of(answer)  # each link ends before the comma
    for state in ("accepted", "submitted"):
        assert f"?meeting={kent.meeting.pk}&amp;state={state}" in answer.content.decode()


@pytest.mark.clause("CLK-6")
def test_after_the_meeting_its_page_says_what_was_decided_and_who_came(kent: Side) -> None:
    hold(kent)
    assert kent.meeting is not None
    page = Desk(kent.people["clerk"]).get("meeting", kent.meeting.pk)
    said = text_of(page)
    assert "Requests 1 request: 1 decided" in said
    assert "Who came 4 people" in said
    for gone in ("0 requests", "have said they are coming", "No answer yet", "Requests by", "Add to your calendar"):
        assert gone not in said
    assert "Go to the minutes" in said
    assert "Send approved requests" in said
    assert "Send approved" not in text_of(Desk(kent.people["representative"]).get("meeting", kent.meeting.pk))


def test_what_was_not_decided_is_said_on_its_page(kent: Side) -> None:
    here = room(kent, requests=2).begin()
    here.desk("chair").post("meeting_end", here.meeting.pk)
    assert "Requests 2 requests: 0 decided, 2 not decided" in text_of(
        here.desk("clerk").get("meeting", here.meeting.pk)
    )


@pytest.mark.clause("CLK-6")
def test_reopening_asks_why_and_tells_chair_and_clerk(kent: Side) -> None:
    here = room(kent).begin()
    pk, clerk, chair = here.meeting.pk, here.desk("clerk"), here.desk("chair")
    chair.post("meeting_end", pk)
    ended = clerk.get("meeting_live", pk).content.decode()
    assert f'href="/meetings/{pk}/minutes/"' in ended
    assert f'href="/meetings/{pk}/live/reopen/"' in ended
    refused = clerk.post("meeting_reopen", pk, why=" ")
    assert refused.status_code == 400
    assert "Enter what needs correcting" in text_of(refused)
    here.meeting.refresh_from_db()
    assert here.meeting.state == S.HELD
    assert clerk.post("meeting_reopen", pk, why="Marigold Xanthopoulos was named").status_code == 302
    told = Message.objects.filter(kind="meeting.reopened")
    people = set(told.values_list("to", flat=True))
    assert kent.people["chair"].pk in people
    assert kent.people["clerk"].pk not in people  # who did it knows
    assert all("A pupil was named" in " ".join(each.lines) for each in told)
    assert all("Then the clerk distributes the minutes. They are due by " in each.lines[-1] for each in told)
    assert Event.objects.get(action="meeting.reopen").after["why"] == "A pupil was named"
    with pytest.raises(NotPossible):
        running.reopen(here.meeting, why="Again", by=acting(kent.people["clerk"]), at=timezone.now())


def test_a_meeting_whose_day_is_over_and_that_was_not_begun_says_so(kent: Side) -> None:
    meeting: Any = kent.meeting
    Meeting.objects.filter(pk=meeting.pk).update(day=timezone.now().date() - timedelta(days=3))
    page = text_of(Desk(kent.people["clerk"]).get("meeting", meeting.pk))
    assert "no one started it in Locality" in page
    assert "was held" not in page


@pytest.mark.parametrize("state", ["running", "held", "minuted", "cancelled"])
def test_only_a_meeting_to_come_is_moved(kent: Side, state: str) -> None:
    meeting: Any = kent.meeting
    Meeting.objects.filter(pk=meeting.pk).update(state=state, cancelled_because="Snow")
    day = timezone.now().date() + timedelta(days=90)
    fields = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "starts": "15:00", "ends": "16:00",
              "venue": "Hall", "all_the_same": f"{day} 15:00:00 16:00:00"}  # fmt: skip
    assert Desk(kent.people["clerk"]).post("meeting_move", meeting.pk, **fields).status_code == 400
    assert Meeting.objects.get(pk=meeting.pk).day == meeting.day


def test_a_cancelled_meeting_offers_no_projector_and_has_no_minutes_to_come(kent: Side) -> None:
    assert kent.meeting is not None
    clerk = Desk(kent.people["clerk"])
    clerk.post("meeting_cancel", kent.meeting.pk, why="Snow")
    assert "Projector view" not in text_of(clerk.get("meeting_live", kent.meeting.pk))
    page = text_of(clerk.get("meeting_minutes", kent.meeting.pk))
    assert "There are no minutes because this meeting was cancelled." in page
    assert "not been held" not in page


def test_only_whoever_may_shorten_the_agenda_is_asked_to(kent: Side) -> None:
    here = room(kent)
    AgendaItem.objects.filter(meeting=here.meeting).update(minutes=240)
    assert "Shorten an item or move one to a later meeting." in text_of(
        here.desk("chair").get("meeting_agenda", here.meeting.pk)
    )
    assert "Shorten" not in text_of(here.desk("representative").get("meeting_agenda", here.meeting.pk))
    here.begin()
    page = text_of(here.desk("chair").get("meeting_agenda", here.meeting.pk))
    assert " minutes too long." in page
    assert "Shorten" not in page


def test_what_the_chair_did_not_review_is_named_before_the_end_and_accepted_for_the_meeting_the_button_names(
    kent: Side,
) -> None:
    here = room(kent)
    request = request_in(kent, "submitted")
    type(request).objects.filter(pk=request.pk).update(meeting=here.meeting)
    here.begin()
    chair = here.desk("chair")
    page = text_of(chair.get("meeting_end", here.meeting.pk))
    assert (
        f"Requests the chair has not reviewed, so they are not on the agenda: {kent.school.name} ({request.reference})"
        in page
    )
    assert "The chair can accept it for a later meeting." in page
    chair.post("meeting_end", here.meeting.pk)
    assert kent.meeting is not None
    page = chair.get("request_review", request.reference)
    named = f"Accept it for the meeting on {show_day(kent.meeting.day)}"
    assert named in text_of(page)
    chair.post("request_review", request.reference, choice="accept", **marks(page))
    request.refresh_from_db()
    assert (request.state, request.meeting) == ("accepted", kent.meeting)
