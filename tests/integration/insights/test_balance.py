"""The balance sheet of any day, with its forecast (AGE-1)."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.budgets.models import Budget, FundingYear
from locality.communities.models import Community
from locality.insights.queries.balance import sheet_of, sheets_of
from locality.insights.queries.money import sums_on
from locality.insights.queries.pipeline import open_on, patterns_on, records_on
from locality.insights.rules.forecast import Basis, Open, Record, Stage
from locality.resource_requests.actions import deciding, reviewing
from locality.resource_requests.models import ResourceRequest
from locality.values.working_days import LONDON, day_of
from tests.integration.insights.conftest import enter
from tests.world import Side, acting, draft, has_met, request_in, ruling, submit

pytestmark = [pytest.mark.clause("AGE-1"), pytest.mark.both_databases("money")]
Read = Callable[..., str]
YESTERDAY, TODAY = date(2026, 11, 23), date(2026, 11, 24)
SEE = {"representative", "chair", "clerk", "deputy_clerk", "hnf_officer", "moderator", "finance", "locality_team"}


def year_of(side: Side, name: str = "2026 to 2027") -> FundingYear:
    return FundingYear.objects.get(authority=side.authority, name=name)


def sheet(side: Side, day: date = TODAY) -> Any:
    year = FundingYear.objects.get(authority=side.authority, start__lte=day, end__gte=day)
    return sheet_of(side.community, year=year, day=day, now=timezone.now())


def test_today_shows_what_the_database_keeps_and_a_day_before_what_was_entered_by_then(
    kent: Side, clock: Callable[[str], Any]
) -> None:
    request_in(kent, "approved")
    clock("2026-11-26 09:00")
    request_in(kent, "approved")
    communities, year, now = [kent.community], year_of(kent), timezone.now()
    by_day = {
        day: sums_on(year, communities, day=day, now=now).get(kent.community.pk)
        for day in (YESTERDAY, TODAY, date(2026, 11, 25), date(2026, 11, 26))
    }
    assert by_day[YESTERDAY] is None  # the allocation was entered on the 24th
    assert [(by_day[day].committed, by_day[day].remaining) for day in list(by_day)[1:]] == [  # type: ignore[union-attr]
        (Decimal(1000), Decimal(99_000)), (Decimal(1000), Decimal(99_000)), (Decimal(2000), Decimal(98_000)),
    ]  # fmt: skip


def test_the_entries_up_to_now_add_up_to_what_the_database_keeps(kent: Side) -> None:
    approved = request_in(kent, "approved")
    deciding.correct(
        approved, ruling(amount=Decimal("750.50")), ground="error", reason="Mistyped", by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )  # fmt: skip
    year = year_of(kent)
    kept = sums_on(year, [kent.community], day=TODAY, now=timezone.now())
    summed = sums_on(year, [kent.community], day=TODAY, now=timezone.now() + timedelta(days=2))
    assert kept == summed
    assert (
        kept[kent.community.pk].remaining == Budget.objects.get(community=kent.community, funding_year=year).remaining
    )


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        ("submitted", Stage.CHAIR), ("returned", Stage.SCHOOL), ("accepted", Stage.AGENDA), ("deferred", Stage.DEFERRED),
        ("draft", None), ("ready_to_sign", None), ("approved", None), ("declined", None), ("withdrawn", None),
        ("acknowledged", None),
    ],
)  # fmt: skip
def test_an_open_request_counts_at_its_stage_until_it_is_decided(kent: Side, state: str, stage: Stage | None) -> None:
    request_in(kent, state)
    found = open_on([kent.community], day=TODAY, now=timezone.now()).get(kent.community.pk, {})
    assert found == ({stage: Open(1, Decimal(1000), Decimal(1_000_000))} if stage else {})
    tomorrow = timezone.now() + timedelta(days=1)
    assert open_on([kent.community], day=TODAY, now=tomorrow).get(kent.community.pk, {}) == found


def test_a_day_that_has_passed_shows_the_stages_of_that_day(kent: Side, clock: Callable[[str], Any]) -> None:
    request = request_in(kent, "submitted")
    drafted = draft(kent)
    clock("2026-11-26 09:00")
    reviewing.accept(request, by=acting(kent.people["chair"]), at=timezone.now())
    has_met(request)
    deciding.decide(request, ruling(), by=acting(kent.people["clerk"]), at=timezone.now())
    submit(kent, drafted)
    now = timezone.now()
    then = open_on([kent.community], day=TODAY, now=now)
    assert then == {kent.community.pk: {Stage.CHAIR: Open(1, Decimal(1000), Decimal(1_000_000))}}
    assert open_on([kent.community], day=date(2026, 11, 26), now=now) == then  # the other one
    assert open_on([kent.community], day=YESTERDAY, now=now) == {}


def test_what_became_of_requests_is_counted_by_stage(kent: Side, elsewhere: Side) -> None:
    request_in(kent, "approved")
    request_in(kent, "declined")
    request_in(kent, "withdrawn")
    request_in(kent, "submitted")
    request_in(elsewhere, "approved")
    found = records_on(kent.authority.pk, day=TODAY)
    granted = Record(3, 1, Decimal(1000), Decimal(1000))
    assert found == {
        kent.community.pk: {Stage.CHAIR: granted, Stage.AGENDA: Record(2, 1, Decimal(1000), Decimal(1000))}
    }
    assert records_on(kent.authority.pk, day=YESTERDAY) == {}


def grown(side: Side, *submitted: str, amount: int = 500, community: Any = None) -> None:
    """Requests of earlier days, approved two weeks after they came."""
    pattern = ResourceRequest.objects.filter(version__isnull=False).first() or request_in(side, "approved")
    for number, day in enumerate(submitted):
        at = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=LONDON)
        ResourceRequest.objects.create(
            authority=side.authority, community=community or side.community, school=side.school,
            reference=f"OLD-{day}-{number}-{amount}"[:20], state="processed", state_since=at, created_at=at,
            created_by=side.people["signatory"], submitted_at=at, version_id=pattern.version_id, version_number=1,
            approved_amount=Decimal(amount), approved_on=day_of(at) + timedelta(days=14),
        )  # fmt: skip


def test_new_requests_follow_the_same_days_of_earlier_years(kent: Side) -> None:
    grown(kent, "2024-01-10", "2025-11-24", "2025-11-25", "2026-03-01", "2026-08-30", "2024-12-01")
    own = Community.objects.filter(pk=kent.community.pk)
    pattern = patterns_on(own, year=year_of(kent), day=TODAY)[kent.community.pk]
    # 24 November itself is over on the day; what came at the end of August was approved in the next year
    assert [(came.days.end, came.count, came.amount) for came in pattern.earlier] == [
        (date(2026, 8, 31), 2, Decimal(1000)), (date(2025, 8, 31), 1, Decimal(500)),
    ]  # fmt: skip
    found = sheet(kent)
    assert found.forecast.basis is Basis.OWN_YEARS
    assert (found.forecast.from_new.low, found.forecast.from_new.middle, found.forecast.from_new.high) == (
        500,
        750,
        1000,
    )


def test_a_new_community_follows_the_councils_others(kent: Side) -> None:
    grown(kent, "2024-01-10", "2025-12-25", "2026-03-01", community=kent.neighbour)
    found = sheet(kent)
    assert found.forecast.basis is Basis.COUNCIL_YEARS
    assert found.forecast.from_new.middle == 500  # 1,000 and 0
    listed = sheets_of([kent.community, kent.neighbour], year=year_of(kent), day=TODAY, now=timezone.now())
    assert next(each for each in listed if each.community == kent.community).forecast == found.forecast


def test_the_page_says_draws_and_lists_the_same_figures(kent: Side, read: Read) -> None:
    request_in(kent, "approved")
    request_in(kent, "accepted")
    page = read(kent, "chair", reverse("balance_sheet", args=[kent.community.pk]))
    assert f"{kent.community.name} has £99,000 of its £100,000 left for 2026 to 2027." in page
    # committed 1,000; open 792 (272 to 1,000); new 1,000 in 85 days for 280 more: 3,294 (nothing to twice as much)
    assert (
        "By Tuesday 31 August 2027, between £1,272 and £8,588 is likely to be committed or paid. The range is wide because "
        "there is no earlier year to compare with." in page
    )
    assert [f'data-label="{label}">£{amount}</td>' in page for label, amount in (
        ("Low", "1,272.00"), ("Middle", "5,086.00"), ("High", "8,588.00"), ("Low", "98,728.00"), ("High", "91,412.00"),
    )] == [True] * 5  # fmt: skip
    assert "Between £91,412 and £98,728 is likely to be left (no earlier year to compare with)</h2>" in page
    assert "between 1 and 9 per cent of the allocation" in page
    assert "<svg" in page
    assert "style=" not in page
    assert "Accepted for a meeting" in page
    assert "How we work out the forecast" in page
    assert (  # one has ended, which came to the chair and to an agenda: not 2,000
        "We work out the chances from the council’s latest requests for money that have been approved, declined or withdrawn, "
        "2,000 at most. Each stage that one of this community’s requests went through counts once: 2 in all."
    ) in page
    assert reverse("balance_sheet", args=[kent.community.pk]) in read(
        kent, "chair", reverse("community_money", args=[kent.community.pk])
    )


def test_a_community_in_which_nothing_happened_is_told_so(kent: Side, read: Read) -> None:
    page = read(kent, "chair", reverse("balance_sheet", args=[kent.community.pk]))
    assert "£0 is committed or paid so far. It is too early to forecast new requests." in page
    assert "£100,000 is left so far (too early to forecast new requests)</h2>" in page


def test_a_community_that_will_need_more_is_told_how_much(kent: Side, read: Read) -> None:
    grown(kent, "2024-01-10", "2025-12-01", amount=500)
    request_in(kent, "accepted", **{"line.1.quantity": "10000"})  # £1,000,000
    page = read(kent, "chair", reverse("balance_sheet", args=[kent.community.pk]))
    # the open request 708,333 (0.7083 by one of one approved before it); new requests 250
    assert " more than was allocated." in page
    assert "more than was allocated is likely to be needed by Tuesday 31 August 2027</h2>" in page


def test_with_little_known_a_shortfall_is_a_range_too(kent: Side, read: Read) -> None:
    request_in(kent, "accepted", **{"line.1.quantity": "10000"})  # £1,000,000: 113,000 to all of it
    page = read(kent, "chair", reverse("balance_sheet", args=[kent.community.pk]))
    assert (
        "Between £13,430 and £900,000 more than was allocated is likely to be needed (no earlier year to compare with)"
        in page
    )
    assert "More than allocated" in read(kent, "finance", reverse("balances"))


def test_until_there_is_a_year_of_data_the_rows_of_all_communities_are_ranges(kent: Side, read: Read) -> None:
    """No row leads with a sum that its community's own page would not say, and none is called enough on it."""
    for _ in range(2):
        request_in(kent, "accepted", **{"line.1.rate": "700"})
    page = read(kent, "finance", reverse("balances"))
    assert "no earlier year to compare with" in page
    assert "No community is likely to need more" not in page
    assert "1 of 2 communities may need more than it was allocated. We cannot be sure" in page
    assert re.findall(r'data-label="Forecast"><span class="app-nowrap">£', page) == []


def test_the_stages_add_up_to_the_forecast_on_page_and_sheets(kent: Side, read: Read) -> None:
    for state in ("submitted", "accepted"):
        request_in(kent, state, **{"line.1.rate": "10.01"})  # £1,001: at 60% £600.60, at 70% £700.70
    page = read(kent, "chair", reverse("balance_sheet", args=[kent.community.pk]))
    assert re.findall(r'data-label="Likely amount">([^<]+)<', page) == ["£601.00", "£701.00", "£1,302.00"]
    assert re.findall(r"Likely from open requests</th>.*?Middle\">([^<]+)<", page) == ["£1,302.00"]
    assert "The likely amount is the amount requested, times that chance. We use exact figures" in page
    client = enter(kent, "finance")
    text = b"".join(client.get(reverse("balances_export", args=["csv"]))).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("balances_export", args=["xlsx"])).getvalue()))
    named = next(csv.DictReader(io.StringIO(text)))
    header, first = list(book.active.iter_rows(values_only=True))[:2]
    for column, amount in (
        ("Waiting for the chair: likely (£)", "601"), ("Accepted for a meeting: likely (£)", "701"),
        ("Likely from open requests, middle (£)", "1302"), ("Total at the end of the year, middle (£)", "1302"),
    ):  # fmt: skip
        assert Decimal(named[column]) == Decimal(amount), column
        assert first[header.index(column)] == int(amount), column


def test_a_year_that_is_over_has_nothing_to_come(kent: Side, read: Read) -> None:
    page = read(
        kent, "chair", reverse("balance_sheet", args=[kent.community.pk]) + "?on-day=30&on-month=8&on-year=2026"
    )
    assert "At the end of Sunday 30 August 2026" in page
    assert "had no budget for 2025 to 2026" in page  # its allocation was entered on the last day


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("?on-day=25&on-month=11&on-year=2026", "The day must be on or before Tuesday 24 November 2026"),
        ("?on-day=31&on-month=2&on-year=2026", "The day must be a real date: February 2026 has no day 31"),
        ("?on-day=x", "The day must include a month and a year"),
        ("?on-day=1&on-month=1&on-year=1999", "No funding year includes Friday 1 January 1999"),
    ],
)
def test_a_day_that_has_no_balance_sheet_is_refused_with_a_sentence(
    kent: Side, read: Read, asked: str, says: str
) -> None:
    assert says in read(kent, "chair", reverse("balance_sheet", args=[kent.community.pk]) + asked)
    assert says in read(kent, "finance", reverse("balances") + asked)
    assert enter(kent, "finance").get(reverse("balances_export", args=["csv"]) + asked).status_code == 200


def test_who_may_see_it(kent: Side, elsewhere: Side) -> None:
    own, neighbours = (reverse("balance_sheet", args=[each.pk]) for each in (kent.community, kent.neighbour))
    for role in kent.people:
        client = enter(kent, role)
        may = role in SEE | {"conflicted_chair", "other_chair"}
        expected = (404 if role == "other_chair" else 200) if may else 403
        assert client.get(own).status_code == expected, role
        wide = role in {"hnf_officer", "moderator", "finance", "locality_team", "other_chair"}
        assert client.get(neighbours).status_code == (200 if wide else 404 if may else 403), role
        assert client.get(reverse("balances")).status_code == (
            200 if wide and role != "other_chair" else 302 if may else 403
        ), role
        for kind in ("csv", "xlsx"):
            answer = client.get(reverse("balances_export", args=[kind]))
            assert answer.status_code == (200 if may else 403), role
            assert len(answer.getvalue()) > 100, role
    for role in SEE:
        assert enter(elsewhere, role).get(own).status_code == 404


def test_all_communities_as_a_sheet(kent: Side) -> None:
    request_in(kent, "approved")
    request_in(kent, "accepted")
    client = enter(kent, "finance")
    text = b"".join(client.get(reverse("balances_export", args=["csv"]))).decode("utf-8-sig")
    header, first, *others = text.splitlines()
    assert header.startswith("Day,Funding year,Area,Community,Allocated (£)")
    assert first.startswith(
        "2026-11-24,2026 to 2027,Wealdshire North,Wealdshire 1,100000.00,1000.00,0.00,99000.00,1,1000.00"
    )
    assert [line.split(",")[3] for line in others] == ["Wealdshire 2"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("balances_export", args=["xlsx"])).getvalue()))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows[0]) == len(rows[1]) == 34
    assert rows[1][4:8] == (100_000, 1000, 0, 99_000)
    own = b"".join(enter(kent, "chair").get(reverse("balances_export", args=["csv"]))).decode("utf-8-sig")
    assert len(own.splitlines()) == 2


def test_the_pages_ask_ten_times_or_less_however_much_there_is(kent: Side) -> None:
    for state in ("approved", "accepted", "submitted", "declined", "acknowledged"):
        request_in(kent, state)
    addresses = [
        (role, reverse("balance_sheet", args=[kent.community.pk]) + asked) for role in ("chair", "finance")
        for asked in ("", "?on-day=23&on-month=11&on-year=2026")
    ] + [("finance", reverse("balances")), ("finance", reverse("balances") + "?on-day=23&on-month=11&on-year=2026")]  # fmt: skip
    for role, address in addresses:
        client = enter(kent, role)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 10, (role, address, [each["sql"][:150] for each in queries])
