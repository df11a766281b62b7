"""Pages on a slow telephone, in the colours and letters of whoever reads, and on paper."""

import io

import pytest
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader

from tests.browser.conftest import Story
from tests.browser.harness.checks import axe, lost_to_large_letters, too_wide
from tests.browser.harness.person import Person
from tests.world import Side, request_in

MOST_JUMP = 0.05
WATCH = """() => { window.jumps = []; new PerformanceObserver(list => list.getEntries().forEach(each => window.jumps.push(
    [each.value, ...each.sources.map(source => source.node?.outerHTML?.slice(0, 80))]))
    ).observe({type: 'layout-shift', buffered: true}); }"""
PAGES = ("/", "/requests/", "/meetings/", "/money/balances/", "/help/clerk/")


@pytest.fixture
def council(transactional_db: None, kent: Side) -> Side:
    for state in ("approved", "submitted", "accepted", "declined"):
        request_in(kent, state)
    return kent


def _late(milliseconds: int) -> object:
    def answer(route: Route) -> None:
        answered = route.fetch()
        route.request.frame.page.wait_for_timeout(milliseconds)
        route.fulfill(response=answered)

    return answer


def test_nothing_jumps_when_scripts_and_letters_come_late(council: Side, story: Story) -> None:
    clerk = story(width=375).sign_in_as(council.people["clerk"])
    page = clerk.page
    page.add_init_script(f"({WATCH})()")
    page.route("**/design/page.js", _late(400))
    page.route("**/*.woff2", _late(700))
    for path in PAGES:
        clerk.goto(path)
        page.wait_for_timeout(300)
        jumps = page.evaluate("() => window.jumps")
        assert sum(jump[0] for jump in jumps) <= MOST_JUMP, (path, jumps)


def test_on_a_phone_the_filters_are_folded_and_beside_a_wide_list_they_are_open(council: Side, story: Story) -> None:
    for width, scripts, folded in ((320, True, True), (320, False, True), (1200, True, False), (1200, False, False)):
        page = story(width=width, js=scripts).sign_in_as(council.people["clerk"]).goto("/requests/").page
        filters, status = page.get_by_text("Filter requests"), page.get_by_label("Status")
        assert (filters.is_visible(), status.is_visible()) == (folded, not folded), (width, scripts)
        if folded:
            filters.click()
        status.select_option("approved")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**state=approved*")
        assert status.is_visible(), "open while a filter is set"
        assert not scripts or not axe(page)


def test_the_menu_opens_and_closes_and_is_open_where_its_script_does_not_come(council: Side, story: Story) -> None:
    clerk = story(width=375).sign_in_as(council.people["clerk"])
    page = clerk.goto("/").page
    requests = page.get_by_role("navigation", name="Main").get_by_role("link", name="Requests")
    menu = page.get_by_role("button", name="Menu")
    assert not requests.is_visible()
    menu.click()
    requests.wait_for()
    menu.click()
    requests.wait_for(state="hidden")
    page.route("**/design/page.js", lambda route: route.abort())
    page.goto(page.url)
    requests.wait_for()


def _reads(person: Person, size: str, colours: str) -> Person:
    person.goto("/account/reading/")
    person.page.locator(f"input[name=text_size][value='{size}']").check()
    person.page.locator(f"input[name=colours][value='{colours}']").check()
    person.page.get_by_label("More space between letters").check()
    return person.click("Save how you read").see("You’ve changed how you read Locality.")


@pytest.mark.parametrize(("colours", "width"), [("dark", 1280), ("device", 375)])
def test_a_dark_page_with_large_letters_can_be_read(council: Side, story: Story, colours: str, width: int) -> None:
    clerk = story(width=width).sign_in_as(council.people["clerk"])
    clerk.page.emulate_media(color_scheme="dark")
    _reads(clerk, "150", colours)
    page = clerk.page
    reference = council.requests[-1].reference if hasattr(council, "requests") else ""
    for path in (*PAGES, "/account/", "/no-such-page/", *([f"/requests/{reference}/"] if reference else ())):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(16, 26, 27)", path
        assert [*axe(page), *too_wide(page)] == [], path


def test_a_device_that_is_light_shows_light_pages(council: Side, story: Story) -> None:
    clerk = _reads(story().sign_in_as(council.people["clerk"]), "100", "device")
    assert (
        clerk.goto("/").page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )


def test_a_sum_is_never_cut(council: Side, story: Story) -> None:
    page = (
        story(width=375)
        .sign_in_as(council.people["clerk"])
        .goto(f"/money/communities/{council.community.pk}/balance/")
        .page
    )
    assert lost_to_large_letters(page) == []
    style = "overflow: hidden; width: 2em; white-space: nowrap"
    cut = f"document.querySelector('.app-figures__value').parentElement.style.cssText = '{style}'"
    page.evaluate(f"() => {{ {cut} }}")
    assert any("cuts off" in fault for fault in lost_to_large_letters(page))


def test_twenty_five_requests_are_a_table_of_three_sheets(council: Side, story: Story, browser: Browser) -> None:
    for _ in range(24):
        request_in(council, "submitted")
    page: Page = story(js=False).sign_in_as(council.people["clerk"]).goto("/requests/").page
    assert page.locator("tbody tr").count() == 25
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(sheets) <= 3
    words = " ".join(sheet.extract_text() for sheet in sheets)
    assert words.count("Wealdshire School 1") >= 25
    assert "/requests/RFR" not in words  # the addresses of links
