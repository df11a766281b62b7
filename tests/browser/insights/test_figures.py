"""Stories of figures: a chair looks at the year's end, the locality team at what is late, each where it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.conftest import Story
from tests.world import Side, exceptional_in, request_in

pytestmark = [pytest.mark.django_db(transaction=True)]

BOTH_WAYS = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])


@pytest.fixture
def busy(kent: Side) -> Side:
    """A community with requests at every stage, some of them late."""
    for state in ("approved", "submitted", "accepted", "declined", "acknowledged"):
        request_in(kent, state)
    for state in ("granted", "refused", "submitted"):
        exceptional_in(kent, state)
    return kent


@pytest.mark.clause("AGE-1")
@BOTH_WAYS
def test_a_chair_reads_the_balance_sheet_of_any_day(story: Story, busy: Side, js: bool, width: int) -> None:
    chair = story(js=js, width=width).sign_in_as(busy.people["chair"])
    chair.goto("/").click("Figures").click("Balance sheets")
    chair.see_heading("Balance sheet and forecast").see(
        "is likely to be committed or paid", "Waiting for the chair", "Open requests"
    )
    chair.click("How we work out the forecast").see("A forecast is only an estimate")
    yesterday = timezone.localdate() - timedelta(days=1)
    chair.fill_day("Day of the balance sheet", yesterday.day, yesterday.month, yesterday.year)
    chair.click("Show balance sheet").see("At the end of", "had no budget")
    tomorrow = timezone.localdate() + timedelta(days=1)
    chair.fill_day("Day of the balance sheet", tomorrow.day, tomorrow.month, tomorrow.year)
    chair.click("Show balance sheet").see_error("The day must be on or before")
    chair.see("Total at the end of the year")
    chair.click(f"Budget for {busy.community.name}").see_heading("Budget").click("Balance sheet and forecast")


@pytest.mark.clause("AGE-1")
@BOTH_WAYS
def test_finance_downloads_the_balance_sheets_of_all(story: Story, busy: Side, js: bool, width: int) -> None:
    finance = story(js=js, width=width).sign_in_as(busy.people["finance"])
    finance.goto("/money/balances/").see("2 communities", "Total")
    assert finance.download("CSV of balance sheets").read_bytes().startswith(b"\xef\xbb\xbfDay,")
    assert finance.download("Excel of balance sheets").read_bytes().startswith(b"PK")
    finance.click(busy.community.name).see_heading("Balance sheet and forecast")


@pytest.mark.clause("POST-4")
@pytest.mark.clause("CLK-5")
@BOTH_WAYS
def test_the_locality_team_sees_what_is_late_and_how_often(
    story: Story, kent: Side, clock: Callable[[str], Any], js: bool, width: int
) -> None:
    clock("2026-11-24 10:30")
    request = request_in(kent, "approved")
    clock("2026-12-01 10:30")
    team = story(js=js, width=width).sign_in_as(kent.people["locality_team"])
    team.goto("/figures/").click("What is late")
    team.see("Late now: 1 request to send to the area officer.", request.reference)
    team.see(f"the clerk of {kent.community.name}", "2 working days late")
    team.click("Payment to the school").see("Nothing is late.")
    team.click("How often things were late").see("1 of 1 late (100%)")
    if width == 320:
        team.click("Change the period")
    team.fill_day("First day", 1, 1, 2026).fill_day("Last day", 31, 1, 2026)
    team.click("Show this period").see("Nothing was approved or received")
    team.fill_day("Last day", 31, 1, 2025)
    team.click("Show this period").see_error("The last day must be the same as or after the first day")


@pytest.mark.clause("EXC-1")
@BOTH_WAYS
def test_a_member_sees_how_many_exceptional_requests_there_are_and_why(
    story: Story, busy: Side, js: bool, width: int
) -> None:
    member = story(js=js, width=width).sign_in_as(busy.people["representative"])
    member.goto("/figures/").click("Exceptional requests")
    member.see(
        "There have been 3 exceptional requests so far: 1 waiting for the chair, 1 approved and 1 declined.",
        "Tribunal order",
    )
    member.click("2025 to 2026").see("There have been no exceptional requests in 2025 to 2026.").click("All years")
