"""Tables of many columns: compact cards on a phone, names and distances in one line on a screen."""

from collections.abc import Callable

import pytest

from locality.communities.models import Community
from tests.browser.harness.person import Person
from tests.world import Side, request_in

Story = Callable[..., Person]

SHOWN = """label => [...document.querySelectorAll(`[data-label="${label}"]`)].filter(e => e.checkVisibility()).length"""
LINES = """selector => [...document.querySelectorAll(selector)].map(e => {
    const lines = document.createRange(); lines.selectNodeContents(e.firstChild);
    return new Set([...lines.getClientRects()].map(each => Math.round(each.top))).size; })"""


@pytest.fixture
def council(transactional_db: None, kent: Side) -> Side:
    return kent


def test_a_card_leaves_out_what_says_nothing_and_heads_itself(council: Side, story: Story) -> None:
    """Two requests, one of them approved: on a phone only one says what was approved; on a screen both have the column."""
    request_in(council, "submitted")
    request_in(council, "approved")
    clerk = story(width=375).sign_in_as(council.people["clerk"])
    page = clerk.goto("/requests/").page
    assert page.evaluate(SHOWN, "Approved") == 1
    assert page.evaluate(SHOWN, "Requested") == 2
    heading = page.locator('tbody th[data-label="Request"]').first
    assert heading.evaluate("e => getComputedStyle(e, '::before').display") == "none"
    heights = page.locator("tbody tr").evaluate_all("rows => rows.map(e => e.getBoundingClientRect().height)")
    assert max(heights) < 300, heights
    wide = story(width=1280).sign_in_as(council.people["clerk"]).goto("/requests/").page
    assert wide.evaluate(SHOWN, "Approved") == 2


def test_a_name_with_its_number_and_a_distance_stand_in_one_line(council: Side, story: Story) -> None:
    Community.objects.filter(pk=council.community.pk).update(name="Saltmarsh 1")
    assert council.meeting is not None
    council.meeting.venue = "Barnhill St Mark’s Church of England Primary School, the library on the first floor"
    council.meeting.save(update_fields=["venue"])
    page = story(width=1280).sign_in_as(council.people["clerk"]).goto("/meetings/").page
    assert page.evaluate(LINES, '[data-label="Community"] a') == [1]
    assert page.evaluate(LINES, '[data-label="Requests by"] .app-quiet') == [1]
