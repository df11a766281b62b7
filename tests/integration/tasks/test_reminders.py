"""Whoever waits for somebody can remind them: once a working day for each thing, with a word in the log."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.models import Office
from locality.outbox.models import Message
from locality.resource_requests.actions import reviewing
from locality.resource_requests.models import ResourceRequest
from locality.tasks.actions import remind
from locality.tasks.models import Reminded
from locality.tasks.registry import offers_for
from locality.values.refusals import NotPossible
from tests.integration.home.test_home_of_meetings import move
from tests.integration.home.test_transfers_at_home import proposed
from tests.integration.racing import together
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("race")]


@pytest.fixture(autouse=True)
def tuesday(clock: Any) -> Any:
    """Tuesday 24 November 2026, ten o'clock."""
    clock("2026-11-24 10:00")
    return clock


def waited(request: ResourceRequest, days: int = 4) -> ResourceRequest:
    """It was passed on so many days ago."""
    ResourceRequest.objects.filter(pk=request.pk).update(state_since=timezone.now() - timedelta(days=days))
    return request


def send(desk: Desk, thing: str | list[str], **fields: Any) -> str:
    """Press the button; what the page says then."""
    answer = desk.post("remind", thing=thing, **fields)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home")
    return text_of(desk.get("home"))


def of(request: ResourceRequest) -> str:
    return f"resource_request:{request.reference}"


def reminders() -> list[Message]:
    return list(Message.objects.filter(kind="task.reminder").order_by("pk"))


def test_the_page_offers_it_and_says_whom_it_will_tell(kent: Side) -> None:
    request = waited(request_in(kent, "submitted"))
    page = Desk(kent.people["clerk"]).get("home")
    text = text_of(page)
    assert "Waiting for 2 working days, since 20 Nov 2026" in text
    assert "If you send a reminder, we’ll email the chair of Wealdshire 1" in text
    assert f"Send reminder to the chair of Wealdshire 1 about {request.reference}, Wealdshire School 1" in text
    assert text.index("If you send a reminder, we’ll email") < text.index(
        "Send reminder to the chair"
    )  # said before the button
    assert f'name="thing" value="{of(request)}"' in page.content.decode()
    assert "govuk-button--secondary" in page.content.decode().partition("app-waiting__remind")[2]


def test_the_chair_gets_one_message_and_the_log_keeps_it(kent: Side) -> None:
    request = waited(request_in(kent, "submitted"))
    clerk = kent.people["clerk"]
    page = send(Desk(clerk), of(request))
    assert f"You’ve sent a reminder about {request.reference}. We’ve emailed the chair of Wealdshire 1" in page
    (message, other) = reminders()
    assert {message.to, other.to} == {kent.people["chair"], kent.people["conflicted_chair"]}
    assert (
        message.subject == f"Reminder: please accept or return the request: Wealdshire School 1 ({request.reference})"
    )
    assert message.lines == [
        f"{clerk.name} has sent you a reminder about {request.reference}, Wealdshire School 1. You need to accept or return "
        "it by Tuesday 8 December 2026.",
        "It has been waiting for 2 working days, since 20 Nov 2026.",
        f"It is about: “{request.topic}”",
    ]
    assert message.link == f"/requests/{request.reference}/"
    assert message.reference == request.reference
    assert PUPIL not in " ".join([message.subject, *message.lines])
    event = Event.objects.get(action="task.reminded")
    assert (event.subject_type, event.subject_id, event.actor_id) == ("resource_request", request.reference, clerk.pk)
    assert event.authority_id == kent.authority.pk
    assert event.after == {"whom": "the chair of Wealdshire 1"}


def test_many_that_one_person_has_are_one_line_with_one_reminder(kent: Side, clock: Any) -> None:
    old = [waited(request_in(kent, "submitted"), days=days) for days in (4, 5, 6, 7)]
    new = request_in(kent, "submitted")
    text = text_of(page := Desk(kent.people["clerk"]).get("home"))
    assert "5 tasks are waiting. The chair of Wealdshire 1 needs to accept or return each one" in text
    assert (
        "The oldest has been waiting since 17 Nov 2026. If you send a reminder, we’ll email the chair of Wealdshire 1 about 4 of "
        "them" in text
    )
    assert "Show all 5 tasks that are waiting for the chair of Wealdshire 1" in text
    assert "Send reminder to the chair of Wealdshire 1 about 4 of them" in text
    html = page.content.decode()
    assert html.count(f'action="{reverse("remind")}"') == 1
    assert all(f'name="thing" value="{of(each)}"' in html for each in old)
    assert f'value="{of(new)}"' not in html
    assert all(each.reference in text for each in [*old, new])

    text = send(Desk(kent.people["clerk"]), [of(each) for each in [*old, new]])
    assert "You’ve sent a reminder about 4 tasks. We’ve emailed the chair of Wealdshire 1" in text
    assert "If you send a reminder, we’ll email" not in text
    (message, other) = reminders()
    assert {message.to, other.to} == {kent.people["chair"], kent.people["conflicted_chair"]}
    assert (message.subject, message.link) == ("Reminder: 4 tasks are waiting for you", "/")
    oldest = old[3]
    assert message.lines[0] == (
        f"{kent.people['clerk'].name} has sent you a reminder about 4 tasks. For each, you need to accept or return it."
    )
    assert message.lines[1] == f"{oldest.reference}, Wealdshire School 1, by Tuesday 8 December 2026."
    assert len(message.lines) == 5
    assert PUPIL not in " ".join([message.subject, *message.lines])
    assert set(Event.objects.filter(action="task.reminded").values_list("subject_id", flat=True)) == {
        each.reference for each in old
    }

    clock("2026-11-24 16:20")
    assert "already had a reminder today at 10:00. You can send another from" in send(
        Desk(kent.people["clerk"]), [of(old[0])]
    )
    assert len(reminders()) == 2


def test_things_of_two_people_are_not_put_into_one_message(kent: Side) -> None:
    ours, theirs = waited(request_in(kent, "submitted")), waited(request_in(kent, "handed_over"))
    text = send(Desk(kent.people["clerk"]), [of(ours), of(theirs)])
    assert "we did not send a reminder" in text
    assert not reminders()


def test_only_once_a_working_day_whoever_asks(kent: Side, clock: Any) -> None:
    request = waited(request_in(kent, "submitted"))
    send(Desk(kent.people["clerk"]), of(request))
    page = text_of(Desk(kent.people["clerk"]).get("home"))
    assert "Reminded today at 10:00. You can send another reminder from Wednesday 25 November 2026" in page
    assert "If you send a reminder, we’ll email" not in page
    for who in ("clerk", "deputy_clerk", "school_editor"):
        clock("2026-11-24 16:20")
        page = send(Desk(kent.people[who]), of(request))
        assert (
            "The chair of Wealdshire 1 already had a reminder today at 10:00. "
            "You can send another from Wednesday 25 November 2026." in page
        )
    assert len(reminders()) == 2
    clock("2026-11-25 09:00")
    send(Desk(kent.people["school_editor"]), of(request))
    assert len(reminders()) == 4


def test_a_weekend_is_no_working_day(kent: Side, clock: Any) -> None:
    request = waited(request_in(kent, "submitted"))
    clock("2026-11-27 09:00")  # a Friday
    send(Desk(kent.people["clerk"]), of(request))
    clock("2026-11-29 09:00")
    page = send(Desk(kent.people["clerk"]), of(request))
    assert "already had a reminder on Friday 27 November 2026" in page
    assert "You can send another from Monday 30 November 2026" in page
    assert len(reminders()) == 2
    clock("2026-11-30 09:00")
    send(Desk(kent.people["clerk"]), of(request))
    assert len(reminders()) == 4
    assert Reminded.objects.get().day == date(2026, 11, 30)


def test_what_was_passed_on_today_is_not_called_to_mind_yet(kent: Side) -> None:
    request = request_in(kent, "submitted")
    page = text_of(Desk(kent.people["clerk"]).get("home"))
    assert "Waiting since today" in page
    assert "If you send a reminder, we’ll email" not in page
    page = send(Desk(kent.people["clerk"]), of(request))
    assert "They got this task only today, so we did not send a reminder." in page
    assert not reminders()


def test_what_no_longer_waits_is_refused_in_a_sentence(kent: Side) -> None:
    request = waited(request_in(kent, "submitted"))
    reviewing.return_to_school(request, missing="Where?", by=acting(kent.people["chair"]), at=timezone.now())
    page = send(Desk(kent.people["clerk"]), of(request))
    assert "This task has been done, so we did not send a reminder." in page
    assert not reminders()


@pytest.mark.parametrize("who", ["representative", "hnf_officer", "finance", "nobody", "other_signatory"])
def test_nobody_reminds_of_what_does_not_wait_on_their_own_page(kent: Side, elsewhere: Side, who: str) -> None:
    request = waited(request_in(kent, "submitted"))
    for side in (kent, elsewhere):
        page = send(Desk(side.people[who]), of(request))
        assert "This task has been done, so we did not send a reminder" in page
    assert not reminders()
    assert not Event.objects.filter(action="task.reminded").exists()


@pytest.mark.parametrize("thing", ["", "resource_request:", "resource_request:RFR-1999-1", "x" * 5000, "meeting:1"])
def test_what_is_nothing_is_refused_like_what_is_over(kent: Side, thing: str) -> None:
    assert "This task has been done, so we did not send a reminder" in send(Desk(kent.people["clerk"]), thing)


def test_nobody_is_reminded_where_nobody_holds_the_office(kent: Side) -> None:
    request = waited(request_in(kent, "submitted"))
    Office.objects.filter(role="chair", community=kent.community).update(end=date(2026, 11, 23))
    page = send(Desk(kent.people["clerk"]), of(request))
    assert "No one else is the chair of Wealdshire 1 today, so we could not send a reminder." in page
    assert not Reminded.objects.exists()


def test_a_double_click_reminds_once(kent: Side) -> None:
    request, key = waited(request_in(kent, "handed_over")), str(uuid4())
    desk = Desk(kent.people["clerk"])
    for _ in range(2):
        desk.post("remind", thing=of(request), form_key=key)
    page = text_of(desk.get("home"))
    assert "We’ve emailed the Wealdshire North area’s High Needs Funding officer" in page
    assert "remind them again" not in page
    assert len(reminders()) == 1


WAITS = [
    ("ready_to_sign", "school_editor", "signatory"),
    ("submitted", "clerk", "chair"),
    ("urgent", "clerk", "chair"),
    ("approved", "school_editor", "clerk"),
    ("refused", "chair", "clerk"),
    ("referred", "chair", "clerk"),
    ("handed_over", "clerk", "hnf_officer"),
    ("acknowledged", "clerk", "hnf_officer"),
    ("with_council", "clerk", "moderator"),
]


@pytest.mark.parametrize(("state", "who", "told"), WAITS)
def test_whoever_has_it_is_told(kent: Side, state: str, who: str, told: str) -> None:
    request = waited(request_in(kent, state))
    page = send(Desk(kent.people[who]), of(request))
    assert f"You’ve sent a reminder about {request.reference}. We’ve emailed" in page
    assert kent.people[told] in {message.to for message in reminders()}
    assert kent.people[who] not in {message.to for message in reminders()}


def test_what_is_on_an_agenda_waits_for_its_day_and_for_nobody(kent: Side) -> None:
    request = waited(request_in(kent, "accepted"))
    text = text_of(Desk(kent.people["school_editor"]).get("home"))
    assert request.reference in text
    assert "If you send a reminder, we’ll email" not in text


def test_the_area_s_address_is_told_while_nobody_holds_the_office(kent: Side) -> None:
    request = waited(request_in(kent, "handed_over"))
    Office.objects.filter(role="hnf_officer").update(end=date(2026, 11, 23))
    send(Desk(kent.people["clerk"]), of(request))
    assert [(message.to, message.address) for message in reminders()] == [(None, "area@801.example")]


def test_clerk_and_chair_remind_each_other_of_a_meeting(kent: Side) -> None:
    meeting = move(kent, in_working_days=8)
    page = text_of(Desk(kent.people["clerk"]).get("home"))
    assert "If you send a reminder, we’ll email the chair of Wealdshire 1" in page
    send(Desk(kent.people["clerk"]), f"meeting:{meeting.pk}")
    assert {message.to for message in reminders()} == {kent.people["chair"], kent.people["conflicted_chair"]}
    assert " You need to create the agenda by " in reminders()[0].lines[0]
    page = send(Desk(kent.people["chair"]), f"meeting:{meeting.pk}")
    assert "You can send another from" in page


def test_a_proposed_transfer_is_called_to_mind_of_whoever_can_confirm_it(kent: Side, clock: Any) -> None:
    transfer = proposed(kent)
    clock("2026-11-25 10:00")
    send(Desk(kent.people["locality_team"]), f"transfer:{transfer.pk}")
    assert [message.to for message in reminders()] == [kent.people["finance"]]


def test_the_action_asks_the_rule_itself(kent: Side) -> None:
    waiting = [each for offer in offers_for(kent.viewer("clerk")) for each in offer.waiting]
    assert not waiting
    with pytest.raises(NotPossible, match="This task has been done"):
        remind([""], by=kent.viewer("clerk"), at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_who_remind_at_the_same_moment_send_one(kent: Side) -> None:
    request = waited(request_in(kent, "handed_over"))
    answers = together(_reminding, [(request.pk, kent.people[who].pk) for who in ("clerk", "deputy_clerk")])
    assert sorted(re.sub(r" \(.*", "", each) for each in answers) == [
        "refused",
        "the Wealdshire North area’s High Needs Funding officer",
    ]
    assert len(reminders()) == 1
    assert Event.objects.filter(action="task.reminded").count() == 1


def _reminding(task: tuple[int, int]) -> Any:
    """In a process of its own."""
    from locality.accounts.models import User
    from locality.communities.queries import viewer_of
    from locality.values.working_days import day_of

    pk, person = task
    now = timezone.now()
    viewer = viewer_of(User.objects.get(pk=person), day_of(now))
    reference = ResourceRequest.objects.get(pk=pk).reference

    def act() -> str:
        try:
            return remind([f"resource_request:{reference}"], by=viewer, at=now)[1]
        except NotPossible:
            return "refused"

    return act
