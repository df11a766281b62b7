"""However much there is to do, home reads as much as before: counts, the oldest, and the most urgent of each kind."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.home.presenters import rows_of
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.needs import MOST, kinds_needing
from locality.tasks.registry import offers_for
from tests.held import add_action_point, held_before
from tests.house.permission_table import EVERYBODY, STATES
from tests.integration.home.test_home_of_meetings import move
from tests.integration.home.test_transfers_at_home import proposed
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, failing_message, request_in

# Measured before each app offered its own tasks; session, person and offices are three of them. Officer and moderator ask
# one more since: which questions of theirs wait for an answer, which no request's own state says. Whoever offers a
# school's support or arranges it for decisions asks one more too: what is to be answered, or which school is to be named.
# An editor asks that too: which support is finished, so that the school says whether it helped.
# One more is asked for cases of practice by who writes or releases them, and one for outcomes by who reports on them, takes
# a second look, or clerks the community whose schools are late. And one by who hosts opportunities: who came, and too few
QUERIES = {
    "administrator": 4, "adviser": 5, "area_board_member": 3, "chair": 8, "clerk": 12, "conflicted_chair": 13,
    "data_protection_officer": 3, "deputy_clerk": 12, "finance": 6, "former_clerk": 3, "hnf_officer": 7,
    "invited_adviser": 5, "locality_team": 16, "moderator": 5, "nobody": 3, "other_chair": 8, "other_signatory": 10,
    "representative": 10, "school_editor": 10, "signatory": 11,
}  # fmt: skip


def copies(request: ResourceRequest, number: int) -> None:
    """So many more that stand where this one does, a day apart, the oldest last."""
    fields = {each.attname: getattr(request, each.attname) for each in ResourceRequest._meta.concrete_fields}
    fields.pop("id")
    start = ResourceRequest.objects.count() + 500
    ResourceRequest.objects.bulk_create(
        ResourceRequest(
            **fields
            | {
                "reference": f"RFR-2025-{start + each:05}",
                "state_since": request.state_since - timedelta(days=each + 1),
            }
        )
        for each in range(number)
    )


def count(side: Side, who: str) -> int:
    client = Client()
    client.force_login(side.people[who])
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("home"))
    return len(queries)


def test_no_office_asks_more_than_before_and_none_asks_more_for_more(kent: Side) -> None:
    assert set(QUERIES) == EVERYBODY
    for state in STATES:
        request_in(kent, state)
    failing_message(kent)
    proposed(kent)
    move(kent, in_working_days=8)
    for days in range(20, 23):
        add_action_point(kent, held_before(kent, days=days, absent=(kent.school,), state="held"))
    assert {who: number for who in QUERIES if (number := count(kent, who)) > QUERIES[who]} == {}
    for request in list(
        ResourceRequest.objects.filter(state__in=["handed_over", "acknowledged", "refused", "submitted"])
    ):
        copies(request, 60)
    # of more than fifty all are counted, and what is newer than fifty others is read too
    for _ in range(2):
        assert {who: number for who in QUERIES if (number := count(kent, who)) > QUERIES[who] + 2} == {}
        for request in list(ResourceRequest.objects.filter(state__in=["handed_over", "acknowledged"])[:2]):
            copies(request, 300)


@pytest.mark.both_databases("order")
def test_twenty_six_to_acknowledge_are_one_row_with_the_oldest(kent: Side, clock: Any) -> None:
    clock("2026-11-24 10:00")
    copies(request_in(kent, "handed_over"), 25)
    page = text_of(Desk(kent.people["hnf_officer"]).get("home"))
    assert "1 task." in page
    assert "Acknowledge 26 requests" in page
    assert "26 requests, the oldest sent on 30 Oct 2026" in page


@pytest.mark.parametrize(("number", "rows"), [(3, 3), (4, 1)])
def test_reviews_stand_singly_up_to_three_and_then_open_the_list_of_them(
    kent: Side, clock: Any, number: int, rows: int
) -> None:
    clock("2026-11-24 10:00")
    copies(request_in(kent, "submitted"), number - 1)
    page = Desk(kent.people["chair"]).get("home")
    assert f"{rows} task{'' if rows == 1 else 's, most urgent first'}." in text_of(page)
    assert ("Review 4 requests" in text_of(page)) == (rows == 1)
    if rows == 1:
        assert 'href="/requests/?state=submitted"' in page.content.decode()
        assert "the oldest waiting since 21 Nov 2026" in text_of(page)
        listed = text_of(Desk(kent.people["chair"]).client.get("/requests/?state=submitted"))
        assert "4 requests" in listed


def test_of_each_kind_the_most_urgent_are_read_whatever_else_there_is(kent: Side, clock: Any) -> None:
    """Ninety older ones of another kind hide nothing that is newer."""
    clock("2026-11-24 10:00")
    copies(request_in(kent, "refused"), 90)
    new = request_in(kent, "queried")
    kinds = {kind.name: kind for kind in kinds_needing(kent.viewer("clerk"))}
    assert kinds["refused"].number == 91
    assert len(kinds["refused"].requests) == MOST + 1
    assert kinds["refused"].oldest.date() == date(2026, 8, 26)
    assert [each.reference for each in kinds["queried"].requests] == [new.reference]


def test_the_first_day_of_a_row_is_that_of_its_most_urgent_though_it_came_last(kent: Side, clock: Any) -> None:
    """Received by the council weeks ago, but moved along today: its clock runs from the receipt."""
    clock("2026-11-24 10:00")
    request = request_in(kent, "acknowledged")
    copies(request, 20)
    ResourceRequest.objects.filter(pk=request.pk).update(received_on=date(2026, 10, 30), state_since=timezone.now())
    rows = rows_of(task for offer in offers_for(kent.viewer("moderator")) for task in offer.tasks)
    assert [row.what for row in rows] == ["Record the Wealdshire Section of 21 requests"]
    assert rows[0].due
    assert rows[0].due.day == date(2026, 11, 29)  # 30 calendar days after the receipt
    assert "29 Nov 2026 for the first" in text_of(Desk(kent.people["moderator"]).get("home"))


def test_decisions_of_one_meeting_are_one_row_that_opens_the_meeting(kent: Side) -> None:
    first = request_in(kent, "to_decide")
    for _ in range(3):
        request_in(kent, "to_decide")
    assert first.meeting
    page = Desk(kent.people["clerk"]).get("home")
    assert "Record 4 decisions" in text_of(page)
    assert f'href="{reverse("meeting", args=[first.meeting.pk])}"' in page.content.decode()
