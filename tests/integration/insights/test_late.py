"""What is late, where and with whom, and how often (POST-4, CLK-5)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules
from locality.communities.queries import viewer_of
from locality.council_section.actions import moderating
from locality.exceptional import actions as outside_meetings
from locality.insights.queries.lateness import Clock, Waited, deadlines_for, due_of, how_often, late_counts, late_for
from locality.insights.rules.lateness import Tally, total
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.models import ResourceRequest
from locality.values.dates import show_short_day
from locality.values.working_days import day_of
from tests.integration.insights.conftest import enter
from tests.world import (
    PUPIL,
    Side,
    acting,
    add_meeting,
    declined,
    exceptional_in,
    pay_in_advance,
    request_in,
    ruling,
    section,
)

pytestmark = [pytest.mark.clause("POST-4"), pytest.mark.clause("CLK-5")]
Read = Callable[..., str]
Clocks = Callable[[str], Any]
SEE = {
    "chair", "conflicted_chair", "clerk", "deputy_clerk", "other_chair", "hnf_officer", "moderator", "finance",
    "locality_team",
}  # fmt: skip


def late_now(side: Side, role: str = "locality_team") -> dict[Clock, list[str]]:
    viewer = viewer_of(side.people[role], day_of(timezone.now()))
    deadlines = deadlines_for(viewer)
    found = {clock: [each.reference for each in late_for(viewer, clock, deadlines)] for clock in Clock}
    counted = late_counts(viewer, deadlines)
    for clock in Clock:
        assert sum(each[clock] for each in counted.values()) == len(found[clock])
    return found


def none_but(**lists: list[str]) -> dict[Clock, list[str]]:
    return {clock: lists.get(clock.name.lower(), []) for clock in Clock}


def moderated(side: Side, request: ResourceRequest) -> None:
    moderating.moderate(request, section(side), by=acting(side.people["moderator"]), at=timezone.now())


def test_a_hand_over_is_late_from_the_day_after_its_last(kent: Side, clock: Clocks) -> None:
    request = request_in(kent, "approved")
    clock("2026-11-27 23:59")  # the third working day
    assert late_now(kent) == none_but()
    clock("2026-11-28 00:01")
    assert late_now(kent) == none_but(hand_over=[request.reference])
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    assert late_now(kent) == none_but()


def test_processing_is_late_after_thirty_days_from_receipt(kent: Side, clock: Clocks) -> None:
    request = request_in(kent, "acknowledged")
    clock("2026-12-24 12:00")
    assert late_now(kent) == none_but()
    clock("2026-12-25 12:00")
    assert late_now(kent) == none_but(processing=[request.reference])
    moderated(kent, request)
    assert late_now(kent) == none_but()


def test_a_payment_is_late_after_thirty_working_days_from_the_approval_until_it_is_paid(
    kent: Side, clock: Clocks
) -> None:
    request = request_in(kent, "acknowledged")
    moderated(kent, request)
    clock("2027-01-08 23:59")  # the thirtieth working day: two bank holidays, and the Monday for the one on a Saturday
    assert late_now(kent) == none_but()
    clock("2027-01-09 00:01")
    assert late_now(kent) == none_but(payment=[request.reference])
    pay_in_advance(kent)
    assert late_now(kent) == none_but()


def test_what_is_not_payable_yet_and_what_has_no_money_is_never_late_to_pay(kent: Side, clock: Clocks) -> None:
    later, nothing = request_in(kent, "acknowledged"), request_in(kent, "acknowledged")
    starts = date(2027, 6, 1)
    moderating.moderate(
        later,
        section(kent, starts_on=starts, ends_on=date(2027, 7, 1)),
        by=acting(kent.people["moderator"]),
        at=timezone.now(),
    )
    moderating.moderate(
        nothing,
        section(kent, final_amount=Decimal(0), reason="Not needed"),
        by=acting(kent.people["moderator"]),
        at=timezone.now(),
    )
    clock("2027-02-20 12:00")
    due = late_now(kent)
    assert nothing.reference not in due[Clock.PAYMENT]
    first = min(each.due_on for each in _plan(later).instalments.all())
    assert (later.reference in due[Clock.PAYMENT]) is (first <= date(2027, 2, 20))


def _plan(request: ResourceRequest) -> Any:
    from locality.budgets.models import PaymentPlan

    return PaymentPlan.objects.get(reference=request.reference)


def test_the_rules_of_the_authority_decide_what_is_late(kent: Side, clock: Clocks) -> None:
    request_in(kent, "approved")
    AuthorityRules.objects.create(authority=kent.authority, valid_from=date(2026, 11, 1), hand_over_days_after=8)
    clock("2026-12-04 12:00")
    assert late_now(kent) == none_but()
    clock("2026-12-05 12:00")
    assert len(late_now(kent)[Clock.HAND_OVER]) == 1


def test_each_page_shows_the_one_date_and_with_whom_it_is(kent: Side, clock: Clocks, read: Read) -> None:
    request = request_in(kent, "approved")
    clock("2026-12-01 12:00")
    due = deadlines_of(kent.authority, on=date(2026, 12, 1)).hand_over(date(2026, 11, 24))
    page = read(kent, "locality_team", reverse("late"))
    assert "Late now: 1 request to send to the area officer." in page
    assert f"{show_short_day(due)}<br>" in page
    assert "2 working days late" in page
    assert f"the clerk of {kent.community.name}" in page
    assert request.reference in page
    assert PUPIL not in page
    assert "Nothing is late." in read(kent, "locality_team", reverse("late") + "?what=payment")
    assert "Late now: 1 request to send to the area officer." in read(
        kent, "locality_team", reverse("late") + "?what=nonsense&page=x"
    )


def test_each_sees_the_own_places_only(kent: Side, elsewhere: Side, clock: Clocks, read: Read) -> None:
    request = request_in(kent, "approved")
    clock("2026-12-01 12:00")
    for role in kent.people:
        page = enter(kent, role).get(reverse("late"))
        often = enter(kent, role).get(reverse("late_how_often"))
        assert page.status_code == often.status_code == (200 if role in SEE else 403), role
        if role in SEE:
            own = role != "other_chair"
            assert (request.reference in page.content.decode()) is own, role
            assert (kent.community.name in often.content.decode()) is own, role
    for role in SEE:
        assert request.reference not in read(elsewhere, role, reverse("late"))
        assert kent.community.name not in read(elsewhere, role, reverse("late_how_often"))


def test_how_often_is_counted_from_what_was_stored(kent: Side, clock: Clocks, read: Read) -> None:
    in_time, late, still, exceptional = (request_in(kent, "approved") for _ in range(4))
    del exceptional
    clerk, officer = kent.people["clerk"], kent.people["hnf_officer"]
    clock("2026-11-27 12:00")
    handing_over.hand_over(in_time, by=acting(clerk), at=timezone.now())
    clock("2026-11-30 12:00")
    handing_over.hand_over(late, by=acting(clerk), at=timezone.now())
    clock("2026-12-02 12:00")
    handing_over.acknowledge(in_time, by=acting(officer), at=timezone.now())
    viewer = viewer_of(kent.people["locality_team"], date(2026, 12, 2))
    (counted,) = how_often(viewer, deadlines_for(viewer), date(2026, 11, 24), date(2026, 12, 2)).values()
    assert counted.acknowledged == Waited(count=1, days=5, waiting=1, longest=2)
    handing_over.acknowledge(late, by=acting(officer), at=timezone.now())
    in_time.refresh_from_db()
    moderated(kent, in_time)
    pay_in_advance(kent)
    clock("2027-02-01 12:00")
    add_meeting(kent.community, timezone.now())
    fresh = request_in(kent, "approved")
    viewer = viewer_of(kent.people["locality_team"], date(2027, 2, 1))
    found = how_often(viewer, deadlines_for(viewer), date(2026, 11, 24), date(2027, 2, 1))
    (counted,) = found.values()
    assert counted.clocks == {
        Clock.HAND_OVER: Tally(in_time=1, done_late=1, late_open=2, open=1),
        Clock.PROCESSING: Tally(in_time=1, late_open=1),
        Clock.PAYMENT: Tally(in_time=1, late_open=3, open=1),
    }
    assert (counted.acknowledged.count, counted.acknowledged.days) == (2, 5 + 2)
    assert how_often(viewer, deadlines_for(viewer), date(2027, 1, 1), date(2027, 1, 31)) == {}
    page = read(kent, "locality_team", _period("2026-11-24", "2027-02-01"))
    assert "3 of 4 late (75%), 1 not due yet" in page
    assert "1 of 2 late (50%)" in page
    assert "4 days" in page
    assert still.reference not in page
    assert fresh.reference not in page


@pytest.mark.clause("DIS-5")
def test_a_hand_over_after_a_correction_counts_from_the_correction_and_the_first_stays_as_it_was(
    kent: Side, clock: Clocks
) -> None:
    """Corrected on Wednesday 23 December: with Friday 25 and Monday 28 off, its third working day is Wednesday 30."""
    clerk, chair = kent.people["clerk"], kent.people["chair"]
    in_time, late = request_in(kent, "approved"), request_in(kent, "approved")
    handing_over.hand_over(in_time, by=acting(clerk), at=timezone.now())
    clock("2026-11-30 12:00")
    handing_over.hand_over(late, by=acting(clerk), at=timezone.now())
    clock("2026-12-23 12:00")
    for each, ruled in ((in_time, ruling(amount=Decimal(900))), (late, declined())):
        deciding.correct(each, ruled, ground="error", reason="A sum was wrong.", by=acting(chair), at=timezone.now())

    def tallied(start: date, end: date) -> Tally:
        viewer = viewer_of(kent.people["locality_team"], day_of(timezone.now()))
        found = how_often(viewer, deadlines_for(viewer), start, end)
        return total(each.clocks[Clock.HAND_OVER] for each in found.values())

    november, december = (date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 12, 1), date(2026, 12, 31))
    clock("2026-12-30 23:00")
    assert late_now(kent)[Clock.HAND_OVER] == []
    assert tallied(*november) == Tally(in_time=1, done_late=1)
    assert tallied(*december) == Tally(open=1)
    clock("2026-12-31 12:00")
    assert late_now(kent)[Clock.HAND_OVER] == [in_time.reference]
    page = " ".join(enter(kent, "locality_team").get(reverse("late")).content.decode().split())
    assert "30 Dec 2026<br>" in page
    assert "1 working day late" in page
    assert tallied(*december) == Tally(late_open=1)
    handing_over.hand_over(in_time, by=acting(clerk), at=timezone.now())
    assert tallied(*november) == Tally(in_time=1, done_late=1)
    assert tallied(*december) == Tally(done_late=1)


def test_a_decision_corrected_before_its_hand_over_is_counted_once_and_from_its_day(kent: Side, clock: Clocks) -> None:
    request = request_in(kent, "approved")
    clock("2026-11-26 12:00")
    less = ruling(amount=Decimal(900), decided_on=date(2026, 11, 24))
    by, at = kent.people["chair"], timezone.now()
    deciding.correct(request, less, ground="error", reason="A sum was wrong.", by=acting(by, at), at=at)
    clock("2026-11-28 12:00")
    assert late_now(kent)[Clock.HAND_OVER] == [request.reference]
    viewer = viewer_of(kent.people["locality_team"], date(2026, 11, 28))
    (counted,) = how_often(viewer, deadlines_for(viewer), date(2026, 11, 24), date(2026, 11, 28)).values()
    assert counted.clocks[Clock.HAND_OVER] == Tally(late_open=1)


def _period(start: str, end: str) -> str:
    parts = [
        f"{name}-{part}={number}"
        for name, day in (("start", start), ("end", end))
        for part, number in zip(("year", "month", "day"), day.split("-"), strict=True)
    ]
    return reverse("late_how_often") + "?" + "&".join(parts)


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2026-11-24", "2026-11-23", "The last day must be the same as or after the first day"),
        ("2020-01-01", "2026-11-23", "The period must be 2 years or shorter"),
        ("2026-13-01", "2026-11-23", "The first day must have a month from 1 to 12"),
    ],
)
def test_a_period_that_can_not_be_is_refused_with_a_sentence(
    kent: Side, read: Read, start: str, end: str, says: str
) -> None:
    assert says in read(kent, "finance", _period(start, end))


def test_a_request_forwarded_to_the_council_has_the_council_clock(kent: Side, clock: Clocks) -> None:
    request = exceptional_in(kent, "referred")
    outside_meetings.forward(request, by=acting(kent.people["clerk"]), at=timezone.now())
    clock("2026-12-25 12:00")
    assert late_now(kent) == none_but(processing=[request.reference])


def test_the_deadlines_are_those_of_the_one_function(kent: Side) -> None:
    deadlines, day = deadlines_of(kent.authority, on=date(2026, 11, 24)), date(2026, 12, 22)
    assert due_of(Clock.HAND_OVER, deadlines)(day) == date(2026, 12, 29)
    assert due_of(Clock.PROCESSING, deadlines)(day) == date(2027, 1, 21)
    assert due_of(Clock.PAYMENT, deadlines)(day) == date(2027, 2, 5)


def test_the_pages_ask_ten_times_or_less(kent: Side, clock: Clocks) -> None:
    for state in ("approved", "handed_over", "acknowledged", "acknowledged"):
        moderate = request_in(kent, state)
    moderated(kent, moderate)
    clock("2027-02-01 12:00")
    for address in (reverse("late"), reverse("late") + "?what=payment", reverse("late_how_often"), reverse("figures")):
        client = enter(kent, "locality_team")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 10, (address, len(queries))
