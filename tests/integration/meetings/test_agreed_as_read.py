"""Minutes are checked, sent and approved as they were read: a page of an earlier text is refused (CLK-6, POST-1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.meetings.models import ActionPoint, AgendaItem, ItemRecord, Minutes
from locality.minutes.actions import minutes as actions
from locality.resource_requests.actions.deciding import correct
from locality.resource_requests.models import Decision, HandOver
from locality.schedule.models import Meeting
from tests.held import held_before, hold
from tests.integration.resource_requests.desk import Desk, marks, text_of
from tests.world import Side, acting, ruling

pytestmark = pytest.mark.django_db

CHANGED = "The minutes have changed since you opened this page."


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    """Held today, with one request approved."""
    hold(kent)
    assert kent.meeting is not None
    return kent.meeting


def write(desk: Desk, meeting: Meeting, text: str) -> None:
    """The clerk's words on the first item; it goes on from what stands there."""
    item = AgendaItem.objects.filter(meeting=meeting).order_by("position")[0]
    page = desk.get("meeting_minutes_write", meeting.pk)
    assert desk.press(page, **{f"notes-{item.pk}": text, "then": "later"}).status_code == 302
    assert ItemRecord.objects.get(item=item).notes == text


def ask_chair(kent: Side, meeting: Meeting) -> None:
    actions.ask_chair(meeting, by=acting(kent.people["clerk"]), at=timezone.now())


def state_of(meeting: Meeting) -> str:
    return Minutes.objects.filter(meeting=meeting).latest("number").state


@pytest.mark.clause("CLK-6")
@pytest.mark.parametrize(
    ("answer", "then"), [({"answer": "checked"}, "checked"), ({"answer": "changes", "wanted": "Say more."}, "draft")]
)
def test_the_chair_checks_the_minutes_that_were_read(
    kent: Side, meeting: Meeting, answer: dict[str, str], then: str
) -> None:
    clerk, chair = Desk(kent.people["clerk"]), Desk(kent.people["chair"])
    ask_chair(kent, meeting)
    page = chair.get("meeting_minutes_check", meeting.pk)
    write(clerk, meeting, "The clerk wrote something else.")
    ask_chair(kent, meeting)
    refused = chair.post("meeting_minutes_check", meeting.pk, **marks(page), **answer)
    assert refused.status_code == 400
    assert CHANGED in text_of(refused)
    assert "The clerk wrote something else." in text_of(refused)
    assert answer.get("wanted", "") in text_of(refused)
    assert state_of(meeting) == "with_chair"
    assert chair.post("meeting_minutes_check", meeting.pk, **marks(refused), **answer).status_code == 302
    assert state_of(meeting) == then


@pytest.mark.clause("CLK-6")
def test_what_is_read_anew_without_a_word_of_the_clerk_counts_too(kent: Side, meeting: Meeting) -> None:
    ask_chair(kent, meeting)
    chair = Desk(kent.people["chair"])
    page = chair.get("meeting_minutes_check", meeting.pk)
    ActionPoint.objects.filter(meeting=meeting).update(owner_name="Somebody else")
    refused = chair.post("meeting_minutes_check", meeting.pk, **marks(page), answer="checked")
    assert refused.status_code == 400
    assert state_of(meeting) == "with_chair"


@pytest.mark.clause("CLK-6")
def test_a_page_of_the_same_words_is_good_however_old(kent: Side, meeting: Meeting) -> None:
    ask_chair(kent, meeting)
    chair = Desk(kent.people["chair"])
    page = chair.get("meeting_minutes_check", meeting.pk)
    actions.ask_for_changes(meeting, wanted="More.", by=acting(kent.people["chair"]), at=timezone.now())
    ask_chair(kent, meeting)
    assert chair.post("meeting_minutes_check", meeting.pk, **marks(page), answer="checked").status_code == 302


@pytest.mark.clause("CLK-6")
def test_what_the_clerks_other_window_saved_does_not_go_out_unread(kent: Side) -> None:
    meeting = held_before(kent, days=30, state="held")
    clerk = Desk(kent.people["clerk"])
    page = clerk.get("meeting_minutes_send", meeting.pk)
    write(clerk, meeting, "Half a sentence that")
    refused = clerk.post("meeting_minutes_send", meeting.pk, **marks(page))
    assert refused.status_code == 400
    assert CHANGED in text_of(refused)
    assert "Half a sentence that" in text_of(refused)
    assert Meeting.objects.get(pk=meeting.pk).state == "held"
    to_chair = clerk.post("meeting_minutes_to_chair", meeting.pk, **marks(page))
    assert to_chair.status_code == 400
    assert not Minutes.objects.filter(meeting=meeting).exists()
    assert clerk.post("meeting_minutes_send", meeting.pk, **marks(to_chair)).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).state == "minuted"


@pytest.mark.clause("CLK-6")
def test_a_correction_saved_in_another_window_does_not_go_out_unread(kent: Side) -> None:
    meeting, now = held_before(kent, days=30, state="held"), timezone.now()
    actions.distribute(meeting, by=acting(kent.people["clerk"]), at=now)
    actions.begin_correction(meeting, why="A word was wrong.", by=acting(kent.people["clerk"]), at=now)
    clerk = Desk(kent.people["clerk"])
    page = clerk.get("meeting_minutes_send", meeting.pk)
    write(clerk, meeting, "Half a correction that")
    assert clerk.post("meeting_minutes_send", meeting.pk, **marks(page)).status_code == 400
    assert state_of(meeting) == "draft"


@pytest.mark.clause("POST-1")
def test_a_meeting_approves_the_version_it_was_offered(kent: Side) -> None:
    earlier, now = held_before(kent, days=30, state="held"), timezone.now()
    first = actions.distribute(earlier, by=acting(kent.people["clerk"]), at=now)
    following = held_before(kent, days=3, state="running")
    chair = Desk(kent.people["chair"])
    page = chair.get("meeting_agenda", following.pk)
    actions.begin_correction(earlier, why="A word was wrong.", by=acting(kent.people["clerk"]), at=now)
    write(Desk(kent.people["clerk"]), earlier, "Corrected.")
    second = actions.distribute(earlier, by=acting(kent.people["clerk"]), at=now)
    assert second.number == 2
    approved = chair.post("meeting_minutes_approve", following.pk, seen=marks(page).get("seen", ""))
    assert approved.status_code == 302
    assert not Minutes.objects.exclude(approved_at_meeting=None).exists()
    again = chair.get("meeting_agenda", following.pk)
    assert "Version 2 of the minutes of" in text_of(again)
    assert ", version 2" in text_of(again)
    assert chair.post("meeting_minutes_approve", following.pk, **marks(again)).status_code == 302
    assert Minutes.objects.get(pk=second.pk).approved_at_meeting == following
    assert Minutes.objects.get(pk=first.pk).approved_at_meeting is None


@pytest.mark.clause("CLK-5")
def test_a_list_hands_over_no_decision_that_was_corrected_since(kent: Side) -> None:
    request = hold(kent)
    meeting = kent.meeting
    assert meeting is not None
    clerk = Desk(kent.people["clerk"])
    page = clerk.get("meeting_hand_over", meeting.pk)
    correct(
        request, ruling(amount=Decimal(400)), ground=Decision.Ground.ERROR, reason="A sum was read wrongly.",
        by=acting(kent.people["deputy_clerk"], timezone.now() + timedelta(minutes=1)), at=timezone.now() + timedelta(minutes=1),
    )  # fmt: skip
    refused = clerk.post("meeting_hand_over", meeting.pk, listed=request.reference, **marks(page))
    assert refused.status_code == 400
    assert f"{request.reference}, which has changed since you opened this page" in text_of(refused)
    assert "£400" in text_of(refused)
    assert not HandOver.objects.filter(rfr=request).exists()
    sent = clerk.post("meeting_hand_over", meeting.pk, listed=request.reference, **marks(refused))
    assert sent.status_code == 302
    assert HandOver.objects.filter(rfr=request).exists()
