"""All approved requests of a meeting are handed over with one button (CLK-5, AGE-3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.models import Area
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.models import HandOver, ResourceRequest, Step
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.held import held_before
from tests.integration.racing import together
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, declined, exceptional_in, request_in, ruling

FIRST = PUPIL.split()[0]
pytestmark = [pytest.mark.clause("CLK-5"), pytest.mark.both_databases("race")]


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    assert kent.meeting is not None
    return kent.meeting


def approved(side: Side, number: int) -> list[ResourceRequest]:
    return [request_in(side, "approved") for _ in range(number)]


def references(requests: list[ResourceRequest]) -> list[str]:
    return [each.reference for each in requests]


def states(requests: list[ResourceRequest]) -> list[str]:
    return [ResourceRequest.objects.get(pk=each.pk).state for each in requests]


@pytest.mark.clause("AGE-3")
def test_one_button_hands_over_what_the_meeting_approved(kent: Side, meeting: Meeting, clock: Any) -> None:
    clock("2026-11-24 10:00")
    requests = [*approved(kent, 2), request_in(kent, "approved", decided=ruling(funding=False, amount=None))]
    request_in(kent, "accepted")
    clerk = Desk(kent.people["clerk"])
    page = clerk.get("meeting_hand_over", meeting.pk)
    text, officer = text_of(page), kent.people["hnf_officer"]
    for words in (
        "Send 3 approved requests to the area officer by Friday 27 November 2026 (in 3 working days).",
        "£2,000.00", "No funding", kent.area.name,
        f"We’ll email: the {kent.area.name} area’s High Needs Funding officer ({officer.name}",
        "Send 3 requests", *references(requests),
    ):  # fmt: skip
        assert words in text, words
    assert FIRST not in page.content.decode()
    Message.objects.all().delete()
    answer = clerk.post("meeting_hand_over", meeting.pk, listed=references(requests))
    assert answer["Location"] == reverse("meeting", args=[meeting.pk])
    assert states(requests) == ["handed_over"] * 3
    assert sorted(HandOver.objects.values_list("rfr__reference", flat=True)) == sorted(references(requests))
    events = Event.objects.filter(action="resource_request.hand_over", actor_id=kent.people["clerk"].pk)
    assert {each.subject_id for each in events} == set(references(requests))
    messages = Message.objects.all()
    assert {each.to for each in messages if each.to} == {officer}
    assert {each.reference for each in messages} == set(references(requests))
    assert FIRST not in " ".join(f"{each.subject} {each.lines}" for each in messages)
    said = text_of(clerk.get("meeting", meeting.pk))
    assert (
        f"You’ve sent 3 requests to the area officer. We’ve emailed the {kent.area.name} area’s High Needs Funding officer"
        in said
    )
    text = text_of(clerk.get("meeting_hand_over", meeting.pk))
    assert "You’ve sent every approved request from this meeting. Next, the area officer acknowledges them." in text
    assert "We’ll email" not in text


def test_it_does_what_the_single_hand_over_does(kent: Side, meeting: Meeting) -> None:
    """The same steps, events and messages: there is one way."""
    one, other = approved(kent, 2)
    clerk = Desk(kent.people["clerk"])
    clerk.post("request_hand_over", one.reference)
    clerk.post("meeting_hand_over", meeting.pk, listed=other.reference)

    def told(request: ResourceRequest) -> list[object]:
        step = Step.objects.filter(rfr=request).latest("pk")
        event = Event.objects.filter(subject_id=request.reference).latest("pk")
        messages = Message.objects.filter(reference=request.reference, kind="resource_request.hand_over")
        said = [
            (each.to_id, each.address, each.subject.replace(request.reference, ""), each.lines)
            for each in messages.order_by("pk")
        ]
        sent = HandOver.objects.get(rfr=request)
        return [step.event, step.by_id, event.action, event.before, event.after, said, sent.area_id, sent.sent_by_id]

    assert told(one) == told(other)


def test_one_that_a_colleague_was_quicker_with_is_named_and_the_others_go(kent: Side, meeting: Meeting) -> None:
    quick, corrected, *others = requests = approved(kent, 4)
    clerk = Desk(kent.people["clerk"])
    now = timezone.now()
    handing_over.hand_over(quick, by=acting(kent.people["deputy_clerk"]), at=now)
    deciding.correct(
        corrected, declined(), ground="error", reason="The pupil has moved.", by=acting(kent.people["chair"]), at=now
    )
    answer = clerk.post("meeting_hand_over", meeting.pk, listed=references(requests))
    assert answer.status_code == 302
    assert states(others) == ["handed_over"] * 2
    assert states([corrected]) == ["declined"]
    assert HandOver.objects.filter(rfr=quick).count() == 1
    said = text_of(clerk.get("meeting", meeting.pk))
    assert "You’ve sent 2 requests to the area officer." in said
    left = [
        f"{quick.reference}, which is now “Sent to the area officer”",
        f"{corrected.reference}, which is now “Declined”",
    ]
    assert f"We could not send these: {', and '.join(left)}." in said
    before = HandOver.objects.count()
    answer = clerk.post("meeting_hand_over", meeting.pk, listed=references(requests))
    assert answer.status_code == 400
    assert f"None of the requests listed can be sent now: {left[0]}" in text_of(answer)
    assert HandOver.objects.count() == before


def test_what_was_approved_since_the_page_was_opened_waits(kent: Side, meeting: Meeting) -> None:
    seen, new = approved(kent, 2)
    Desk(kent.people["clerk"]).post("meeting_hand_over", meeting.pk, listed=seen.reference)
    assert states([seen, new]) == ["handed_over", "approved"]


def test_nothing_listed_is_refused_with_a_sentence(kent: Side, meeting: Meeting) -> None:
    requests = approved(kent, 1)
    answer = Desk(kent.people["clerk"]).post("meeting_hand_over", meeting.pk)
    assert answer.status_code == 400
    assert "There was nothing to send." in text_of(answer)
    assert states(requests) == ["approved"]


def test_a_form_sent_twice_has_one_effect(kent: Side, meeting: Meeting) -> None:
    requests, key = approved(kent, 3), str(uuid4())
    clerk, path = Desk(kent.people["clerk"]), reverse("meeting_hand_over", args=[meeting.pk])
    fields = {"form_key": key, "listed": references(requests)}
    first, messages = clerk.client.post(path, fields), Message.objects.count()
    told = Message.objects.count()
    second = clerk.client.post(path, fields)
    assert (
        (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, first["Location"])
    )
    assert (HandOver.objects.count(), Message.objects.count()) == (3, told) == (3, messages)
    assert clerk.client.post(path, fields | {"listed": references(requests)[:1]}).status_code == 409


def test_only_the_clerks_of_its_community_and_only_its_own_requests(
    kent: Side, elsewhere: Side, meeting: Meeting
) -> None:
    requests = approved(kent, 2)
    fields = {"listed": references(requests)}
    for role in ("chair", "representative", "hnf_officer", "signatory", "moderator"):
        assert Desk(kent.people[role]).get("meeting_hand_over", meeting.pk).status_code == 403, role
        assert Desk(kent.people[role]).post("meeting_hand_over", meeting.pk, **fields).status_code == 403, role
    far = Desk(elsewhere.people["clerk"])
    assert far.get("meeting_hand_over", meeting.pk).status_code == 404
    assert far.post("meeting_hand_over", meeting.pk, **fields).status_code == 404
    clerk, another = Desk(kent.people["clerk"]), held_before(kent, days=10)
    assert clerk.post("meeting_hand_over", another.pk, **fields).status_code == 404
    theirs = request_in(elsewhere, "approved")
    mixed = [*references(requests), theirs.reference]
    assert clerk.post("meeting_hand_over", meeting.pk, listed=mixed).status_code == 404
    assert states([*requests, theirs]) == ["approved"] * 3
    assert Desk(kent.people["deputy_clerk"]).post("meeting_hand_over", meeting.pk, **fields).status_code == 302


def test_a_refusal_in_the_middle_leaves_no_half(kent: Side) -> None:
    """A fault of the second one takes the first one back: nothing was acknowledged."""
    first, second = approved(kent, 2)
    broken = ResourceRequest(pk=second.pk + 1000)
    with pytest.raises(ResourceRequest.DoesNotExist):
        handing_over.hand_over_all([first, broken], by=acting(kent.people["clerk"]), at=timezone.now())
    assert not HandOver.objects.exists()
    with pytest.raises(NotPossible, match="None of the requests listed can be sent now"):
        handing_over.hand_over_all([], by=acting(kent.people["clerk"]), at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_clerk_and_deputy_who_press_at_once_hand_each_over_once(kent: Side, meeting: Meeting) -> None:
    requests = approved(kent, 3)

    def prepare(role: str) -> Callable[[], str]:
        by = User.objects.get(pk=kent.people[role].pk)
        listed = list(requests if role == "clerk" else reversed(requests))

        def act() -> str:
            try:
                done = handing_over.hand_over_all(listed, by=acting(by), at=timezone.now())
            except NotPossible as refusal:
                return refusal.sentence
            return f"{len(done.done)} sent, {len(done.left)} left"

        return act

    said = together(prepare, ["clerk", "deputy_clerk"])
    assert "3 sent, 0 left" in said
    assert any("is now “Sent to the area officer”" in each for each in said)
    assert HandOver.objects.count() == 3
    assert Message.objects.filter(kind="resource_request.hand_over", to=kent.people["hnf_officer"]).count() == 3


@pytest.mark.clause("AGE-3")
def test_home_and_the_meetings_page_show_one_line_for_a_meeting(kent: Side, meeting: Meeting) -> None:
    clerk = Desk(kent.people["clerk"])
    only = approved(kent, 1)[0]
    home = text_of(clerk.get("home"))
    assert only.reference in home
    assert reverse("request_hand_over", args=[only.reference]) in clerk.get("home").content.decode()
    requests = [only, *approved(kent, 7)]
    apart = exceptional_in(kent, "granted")
    Meeting.objects.filter(pk=meeting.pk).update(day=day_of(timezone.now()), state="held")
    page = clerk.get("home")
    home, html = text_of(page), page.content.decode()
    assert "Send 8 approved requests to the area officer" in home
    assert html.count(reverse("meeting_hand_over", args=[meeting.pk])) == 1
    assert reverse("request_hand_over", args=[apart.reference]) in html  # decided outside meetings
    assert not [each for each in references(requests) if reverse("request_hand_over", args=[each]) in html]
    after = text_of(clerk.get("meeting", meeting.pk))
    assert "Send 8 approved requests to the area officer" in after
    handing_over.hand_over(only, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.ask(only, question="Which weeks?", by=acting(kent.people["hnf_officer"]), at=timezone.now())
    after = text_of(clerk.get("meeting", meeting.pk))
    assert "Send 7 approved requests to the area officer" in after
    assert "1 of 8 sent" in after
    assert f"Answer the area officer’s question about {only.reference}" in after
    assert f"Answer the question about {only.reference}" in text_of(clerk.get("meeting_hand_over", meeting.pk))
    clerk.post("meeting_hand_over", meeting.pk, listed=references(requests[1:]))
    assert "approved requests to the area officer" not in text_of(clerk.get("home"))


def test_what_is_late_and_who_is_missing_are_said(kent: Side, meeting: Meeting) -> None:
    requests = approved(kent, 2)
    ResourceRequest.objects.update(approved_on=day_of(timezone.now()) - timedelta(days=30))
    kent.people["hnf_officer"].offices.all().delete()
    Area.objects.update(officer_name="", officer_email="")
    text = text_of(Desk(kent.people["clerk"]).get("meeting_hand_over", meeting.pk))
    assert "working days late" in text
    assert f"The {kent.area.name} area has no officer yet, so we cannot email anyone." in text
    assert all(each in text for each in references(requests))


def test_the_same_queries_for_many(kent: Side, meeting: Meeting) -> None:
    clerk = Desk(kent.people["clerk"])

    def counted() -> int:
        clerk.get("meeting_hand_over", meeting.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            clerk.get("meeting_hand_over", meeting.pk)
        return len(queries)

    approved(kent, 2)
    few = counted()
    approved(kent, 6)
    assert counted() == few <= 14
