"""An officer acknowledges what waits in one list with one press, each within permission and lock (CLK-5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from locality.outbox.models import Message
from locality.resource_requests.actions import handing_over
from locality.resource_requests.models import ResourceRequest
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CLK-5")]


def state_of(request: ResourceRequest) -> str:
    return ResourceRequest.objects.get(pk=request.pk).state


def test_home_has_one_line_and_the_list_is_done_in_one_press(kent: Side) -> None:
    first, second = request_in(kent, "handed_over"), request_in(kent, "handed_over")
    ResourceRequest.objects.filter(pk=first.pk).update(state_since=timezone.now() - timedelta(days=30))
    officer = Desk(kent.people["hnf_officer"])
    home = text_of(officer.get("home"))
    assert "Acknowledge 2 requests" in home
    page = text_of(officer.get("requests_receive"))
    assert page.index(first.reference) < page.index(second.reference)
    assert "working days ago" in page
    officer.post("requests_receive", listed=[first.reference, second.reference])
    assert (state_of(first), state_of(second)) == ("acknowledged", "acknowledged")
    assert (
        "You’ve acknowledged 2 requests. We’ve emailed the clerks of their communities. Next, the council will process them."
        in text_of(officer.get("requests_receive"))
    )
    assert Message.objects.filter(kind="resource_request.acknowledge", to=kent.people["clerk"]).count() == 2


def test_only_what_is_ticked_and_only_ones_own_area(kent: Side, elsewhere: Side) -> None:
    mine, left, theirs = (request_in(side, "handed_over") for side in (kent, kent, elsewhere))
    officer = Desk(kent.people["hnf_officer"])
    assert theirs.reference not in text_of(officer.get("requests_receive"))
    officer.post("requests_receive", listed=[mine.reference, theirs.reference])
    assert (state_of(mine), state_of(left), state_of(theirs)) == ("acknowledged", "handed_over", "handed_over")
    made = handing_over.acknowledge_all([left, theirs], by=acting(elsewhere.people["hnf_officer"]), at=timezone.now())
    assert [each.rfr_id for each in made.done] == [theirs.pk]
    assert state_of(left) == "handed_over"
    assert left.reference in made.left[0]


def test_what_somebody_else_was_quicker_with_is_said_and_the_others_go(kent: Side) -> None:
    gone, mine = request_in(kent, "handed_over"), request_in(kent, "handed_over")
    handing_over.acknowledge(gone, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    made = handing_over.acknowledge_all([gone, mine], by=acting(kent.people["hnf_officer"]), at=timezone.now())
    assert [each.rfr_id for each in made.done] == [mine.pk]
    assert gone.reference in made.left[0]


def test_nothing_ticked_does_nothing(kent: Side) -> None:
    request = request_in(kent, "handed_over")
    officer = Desk(kent.people["hnf_officer"])
    officer.post("requests_receive")
    assert state_of(request) == "handed_over"
    assert "Select the requests you want to acknowledge" in text_of(officer.get("requests_receive"))
