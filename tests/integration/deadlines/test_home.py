"""The home page: what is due from each person, oldest first, and gone when done."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.resource_requests import actions
from locality.resource_requests.models import ResourceRequest
from locality.values.dates import show_short_day
from locality.values.working_days import day_of
from tests.world import PUPIL, Side, request_in


def home(side: Side, role: str) -> str:
    client = Client()
    client.force_login(side.people[role])
    answer = client.get(reverse("home"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("PRE-3")
@pytest.mark.clause("CLK-5")
@pytest.mark.parametrize(
    ("state", "role", "words"),
    [
        ("draft", "school_editor", "Finish your draft"),
        ("ready_to_sign", "signatory", "Read and sign"),
        ("returned", "school_editor", "Mend the returned request"),
        ("submitted", "chair", "Review a request"),
        ("approved", "clerk", "Hand over to the officer"),
        ("handed_over", "hnf_officer", "Acknowledge a request"),
        ("queried", "clerk", "Answer the officer’s question"),
    ],
)
def test_each_office_sees_what_is_its_own(kent: Side, elsewhere: Side, state: str, role: str, words: str) -> None:
    request = request_in(kent, state)
    text = home(kent, role)
    assert words in text
    assert request.reference in text
    assert PUPIL not in text
    assert words not in home(elsewhere, role)


@pytest.mark.clause("CLK-5")
def test_the_hand_over_shows_the_one_date_and_goes_when_done(kent: Side) -> None:
    request = request_in(kent, "approved")
    assert request.approved_on is not None
    due = deadlines_of(kent.authority, on=day_of(timezone.now())).hand_over(request.approved_on)
    text = home(kent, "clerk")
    assert show_short_day(due) in text
    assert "In 3 working days" in text
    actions.hand_over(request, by=kent.people["clerk"], at=timezone.now())
    assert "Hand over to the officer" not in home(kent, "clerk")


@pytest.mark.clause("CLK-5")
def test_what_is_late_says_so(kent: Side, clock) -> None:  # type: ignore[no-untyped-def]
    clock("2026-11-24 10:00")
    request = request_in(kent, "approved")
    clock("2026-12-01 10:00")
    ResourceRequest.objects.filter(pk=request.pk).update(state_since=timezone.now())
    assert "2 working days late" in home(kent, "clerk")


def test_a_decision_is_due_once_the_meeting_was_held(kent: Side) -> None:
    request = request_in(kent, "accepted")
    assert "Record the decision" not in home(kent, "clerk")
    assert request.meeting is not None
    request.meeting.day = day_of(timezone.now())
    request.meeting.save()
    assert "Record the decision" in home(kent, "clerk")
    assert "Record the decision" in home(kent, "chair")


def test_nothing_to_do_says_so(kent: Side) -> None:
    assert "Nothing needs you now" in home(kent, "chair")
    assert "You hold no office today" in home(kent, "nobody")
    assert "You hold no office today" in home(kent, "former_clerk")


def test_the_same_queries_for_many_requests(kent: Side, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(kent.people["clerk"])
    for _ in range(3):
        request_in(kent, "approved")
    client.get(reverse("home"))
    with django_assert_max_num_queries(10):
        client.get(reverse("home"))
    for _ in range(12):
        request_in(kent, "approved")
    with django_assert_max_num_queries(10):
        client.get(reverse("home"))
