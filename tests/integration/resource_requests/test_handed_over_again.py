"""After a correction the form is handed over again: its three working days run from the day the correction was recorded.

By hand: recorded on Wednesday 23 December 2026, with Friday 25 and Monday 28 off and a weekend between them: Thursday 24,
Tuesday 29, Wednesday 30 December.
"""

import importlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.meetings.presenters.after import chores
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.integration.resource_requests.test_one_truth import correction, mails
from tests.migrated import apps_at
from tests.world import Side, acting, declined, request_in, ruling

pytestmark = [pytest.mark.clause("CLK-5"), pytest.mark.clause("DIS-5")]
Clock = Callable[[str], Any]
BY = "Wednesday 30 December 2026"


@pytest.fixture(autouse=True)
def _approved_in_november(clock: Clock) -> None:
    clock("2026-11-24 10:00")


def correct(side: Side, request: ResourceRequest, **changes: Any) -> None:
    deciding.correct(
        request, ruling(amount=Decimal(900), decided_on=request.decision.decided_on, **changes),
        ground=Decision.Ground.ERROR, reason="A sum was wrong.", by=acting(side.people["chair"]), at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("state", ["handed_over", "queried", "acknowledged", "processed"])
def test_what_was_handed_over_and_corrected_is_due_three_working_days_after_the_correction(
    kent: Side, clock: Clock, state: str
) -> None:
    request = request_in(kent, state)
    clock("2026-12-23 15:00")
    correct(kent, request)
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("request", request.reference))
    assert f"You need to send it to the {kent.area.name} area officer by {BY} (in 3 working days)" in page
    assert any(f"by {BY}." in each for each in mails("correct_to_approved"))
    home = text_of(clerk.get("home"))
    assert "Send an approved request to the area officer In 3 working days 30 Dec 2026" in home
    meeting = text_of(clerk.get("meeting_hand_over", kent.meeting.pk))
    assert f"Send 1 approved request to the area officer by {BY} (in 3 working days)" in meeting
    request.refresh_from_db()
    today = day_of(timezone.now())
    _, chore = chores(kent.meeting, [request], None, deadlines_of(kent.authority, on=today), today)
    assert (chore.hint, chore.status) == (f"Due by {BY}", "In 3 working days")
    clock("2026-12-31 09:00")
    late = text_of(Desk(kent.people["clerk"]).get("request", request.reference))
    assert f"You were due to send it to the {kent.area.name} area officer by {BY} (1 working day late)." in late


def test_several_of_a_meeting_have_the_first_of_their_days(kent: Side, clock: Clock) -> None:
    one, other = request_in(kent, "handed_over"), request_in(kent, "handed_over")
    clock("2026-12-23 15:00")
    correct(kent, one)
    clock("2026-12-24 15:00")
    correct(kent, other)
    home = text_of(Desk(kent.people["clerk"]).get("home"))
    assert "Send 2 approved requests to the area officer In 2 working days 30 Dec 2026" in home  # the first of both


def test_a_refusal_that_is_corrected_to_an_approval_counts_from_the_correction(kent: Side, clock: Clock) -> None:
    request = request_in(kent, "declined")
    clock("2026-12-23 15:00")
    correct(kent, request)
    assert f"by {BY} (in 3 working days)" in text_of(Desk(kent.people["clerk"]).get("request", request.reference))


def test_a_correction_before_the_first_hand_over_gives_no_more_time(kent: Side, clock: Clock) -> None:
    """Approved on Tuesday 24 November: Friday 27, whatever is corrected until then."""
    request = request_in(kent, "approved")
    clock("2026-11-26 10:00")
    correct(kent, request)
    page = text_of(Desk(kent.people["clerk"]).get("request", request.reference))
    assert "by Friday 27 November 2026 (tomorrow)" in page


def test_another_correction_before_the_second_hand_over_gives_no_more_time_either(kent: Side, clock: Clock) -> None:
    request = request_in(kent, "handed_over")
    clock("2026-12-23 15:00")
    correct(kent, request)
    clock("2026-12-29 15:00")
    request.refresh_from_db()
    correct(kent, request, details="More hours.")
    assert f"by {BY} (tomorrow)" in text_of(Desk(kent.people["clerk"]).get("request", request.reference))


def test_what_is_approved_again_after_a_refusal_begins_anew(kent: Side, clock: Clock) -> None:
    """Corrected on 1 December, refused on 2 December, approved on 23 December: the last one counts."""
    request = request_in(kent, "handed_over")
    clock("2026-12-01 15:00")
    correct(kent, request)
    clock("2026-12-02 15:00")
    request.refresh_from_db()
    deciding.correct(
        request, declined(decided_on=request.decision.decided_on), ground=Decision.Ground.ERROR, reason="Not theirs.",
        by=acting(kent.people["chair"]), at=timezone.now(),
    )  # fmt: skip
    clock("2026-12-23 15:00")
    request.refresh_from_db()
    correct(kent, request)
    assert f"by {BY} (in 3 working days)" in text_of(Desk(kent.people["clerk"]).get("request", request.reference))


def test_the_page_of_the_correction_says_from_which_day_it_counts(kent: Side, clock: Clock) -> None:
    request = request_in(kent, "handed_over")
    clock("2026-12-23 15:00")
    desk = Desk(kent.people["clerk"])
    page = text_of(desk.get("request_correct", request.reference))
    assert (
        f"The decision is dated Tuesday 24 November 2026. After your correction, send the request to the area officer "
        f"again by {BY}, "
        "and payment is expected by Friday 8 January 2027." in page
    )
    assert "£99,000.00 , and £1,000.00 committed for this decision" in page
    clock("2027-01-12 15:00")
    assert (
        "After your correction, send the request to the area officer again by Friday 15 January 2027, "
        "and payment was expected by "
        "Friday 8 January 2027 (2 working days late)."
        in text_of(Desk(kent.people["clerk"]).get("request_correct", request.reference))
    )
    clock("2026-12-23 15:00")
    desk = Desk(kent.people["clerk"])
    moved = correction(request, date_of_it="moves")
    assert (
        "With Wednesday 23 December 2026 as the date, payment is expected by Monday 8 February 2027 instead of Friday "
        "8 January 2027. If that is right" in text_of(desk.post("request_correct", request.reference, **moved))
    )


def test_where_no_money_and_no_hand_over_moves_another_date_needs_no_second_press(kent: Side, clock: Clock) -> None:
    request = request_in(kent, "handed_over", decided=ruling(funding=False, amount=None, advice=True))
    clock("2026-12-23 15:00")
    moved = correction(request, date_of_it="moves", responses=["advice"], amount="")
    assert Desk(kent.people["clerk"]).post("request_correct", request.reference, **moved).status_code == 302


@pytest.mark.both_databases("migration")
def test_the_migration_finds_the_day_of_what_waits_since_a_correction(kent: Side, clock: Clock) -> None:
    again, first, sent = request_in(kent, "handed_over"), request_in(kent, "approved"), request_in(kent, "handed_over")
    clock("2026-12-23 15:00")
    correct(kent, again)
    correct(kent, first)
    clock("2026-12-24 15:00")
    again.refresh_from_db()
    correct(kent, again, details="More hours.")
    ResourceRequest.objects.update(corrected_on=None)
    importlib.import_module("locality.resource_requests.migrations.0013_corrected_on").fill(
        apps_at("resource_requests", "0013_corrected_on"), None
    )
    found = dict(ResourceRequest.objects.values_list("pk", "corrected_on"))
    assert found == {again.pk: date(2026, 12, 23), first.pk: None, sent.pk: None}
