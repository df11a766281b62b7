"""Home has one filled button, and one row for what is to be done alike in several communities."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from locality.meetings.models import ActionPoint
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, request_in

pytestmark = pytest.mark.django_db

REPORT = "Prepare the area board report, September to November 2026"


def report(side: Side, *, neighbour: bool = False, text: str = REPORT, in_days: int = 2) -> ActionPoint:
    """The report of one community, given to its clerk."""
    today, clerk = day_of(timezone.now()), side.people["clerk"]
    community = side.neighbour if neighbour else side.community
    meeting, _ = Meeting.objects.get_or_create(
        community=community, day=today - timedelta(days=9), state="minuted",
        defaults={"starts": time(15, 30), "ends": time(17), "venue": "The hall"},
    )  # fmt: skip
    return ActionPoint.objects.create(
        community=community, meeting=meeting, text=text, owner=clerk, owner_name=clerk.name, added_by=clerk,
        due_on=today + timedelta(days=in_days), report_on=date(2026, 9 if text == REPORT else 6, 1), added_at=timezone.now(),
    )  # fmt: skip


def buttons(page: str) -> list[str]:
    """The filled buttons among the rows."""
    return re.findall(r'class="govuk-button"[^>]*>([^<]+)', page.partition("<tbody")[2].partition("</tbody")[0])


def test_reports_of_several_communities_are_one_row_that_names_them(kent: Side) -> None:
    first, second = report(kent), report(kent, neighbour=True)
    page = Desk(kent.people["clerk"]).get("home")
    html = page.content.decode()
    assert text_of(page).count(REPORT) == 1
    assert "2 communities: " in text_of(page)
    for point in (first, second):
        assert f'href="/meetings/action-points/{point.pk}/">{point.community.name}</a>' in html
    assert "1 task." in text_of(page)


@pytest.mark.parametrize("other", [{"in_days": 5}, {"text": "Prepare the area board report, June to August 2026"}])
def test_reports_of_other_days_or_quarters_are_rows_of_their_own(kent: Side, other: dict[str, int]) -> None:
    report(kent)
    report(kent, neighbour=True, **other)  # type: ignore[arg-type]
    page = text_of(Desk(kent.people["clerk"]).get("home"))
    assert "2 tasks, most urgent first." in page
    assert "communities:" not in page


def test_one_report_alone_is_opened_by_its_button(kent: Side) -> None:
    report(kent)
    assert buttons(Desk(kent.people["clerk"]).get("home").content.decode()) == ["Report progress"]


def test_only_the_first_row_has_a_filled_button(kent: Side) -> None:
    request_in(kent, "approved")
    request_in(kent, "queried")
    report(kent)
    html = Desk(kent.people["clerk"]).get("home").content.decode()
    assert len(buttons(html)) == 1
    assert html.count("govuk-button--secondary") >= 2
