"""The script of the quiet line "Others will read": asks once one stops, says it aloud once, fails in silence (RES-9).

The page and its answers are made up here; the script is the product's own.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route, expect

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Item</title>
<script type="module" src="/static/design/page.js"></script></head>
<body><main><form method="post" action="/send"><label for="id_title">Title</label><input id="id_title" name="title">
<div id="id_title-others" data-others-read="/ask" hidden></div>
<label for="id_item">Item</label><select id="id_item" name="item"><option value="3">3</option><option value="4">4</option>
</select></form></main></body></html>"""
A, B = ["Pupil A", True], ["Pupil B", True]


class Desk:
    """A page with a field, and the server behind it: `answers` are given in turn, then "nothing hidden" for ever."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[dict[str, list[str]]] = []
        page.route("**/item", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page.route("**/ask", self._ask)
        page.goto(f"{address}/item")
        self.line = page.locator("#id_title-others")

    def _ask(self, route: Route) -> None:
        self.asked.append(parse_qs(route.request.post_data or ""))
        status, sentences = self.answers.pop(0) if self.answers else (200, [])
        body = json.dumps({"sentences": sentences, "more": 2 if len(sentences) == 3 else 0})
        route.fulfill(status=status, body=body, content_type="application/json")

    def type(self, text: str) -> None:
        self.page.locator("#id_title").press_sequentially(text)


@pytest.fixture
def desk(browser: Browser, live_server: object) -> Iterator[Desk]:
    context = browser.new_context()
    yield Desk(context.new_page(), str(live_server))
    context.close()


pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-9")]


def test_it_asks_once_when_one_stops_typing_and_shows_text_never_markup(desk: Desk) -> None:
    desk.answers = [(200, [[A, [" <b>came</b>", False]], [B], [A]])]
    desk.type("Noah came")
    expect(desk.line).to_have_text("Others will read: Pupil A <b>came</b> Pupil B Pupil A (and 2 more)")
    expect(desk.line.locator("strong")).to_have_text(["Pupil A", "Pupil B", "Pupil A"])
    assert [(each["text"], each["field"], each["item"]) for each in desk.asked] == [(["Noah came"], ["title"], ["3"])]
    desk.page.locator("#id_item").select_option("4")
    expect(desk.line).to_be_hidden()
    assert desk.asked[1]["item"] == ["4"]


def test_it_is_said_aloud_when_something_new_is_hidden_and_not_with_each_word(desk: Desk) -> None:
    desk.answers = [(200, [[A, [" came", False]]]), (200, [[A, [" came in", False]]]), (200, [[A], [B]])]
    aloud = desk.page.locator("[aria-live=polite]")
    desk.type("Noah came")
    expect(aloud).to_have_text("Others will read: Pupil A came")
    desk.type(" in")
    expect(desk.line).to_have_text("Others will read: Pupil A came in")
    expect(aloud).to_have_text("Others will read: Pupil A came")
    desk.type(" Ava")
    expect(aloud).to_have_text("Others will read: Pupil A Pupil B")


@pytest.mark.parametrize("status", [302, 403, 500])
def test_without_an_answer_nothing_is_shown_and_nothing_said(desk: Desk, status: int) -> None:
    desk.answers = [(200, [[A]]), (status, [[B]])]
    desk.type("Noah")
    expect(desk.line).to_have_text("Others will read: Pupil A")
    desk.type(" and Ava")
    expect(desk.line).to_be_hidden()
    expect(desk.line).to_have_text("")


def test_an_empty_field_is_not_asked_about(desk: Desk) -> None:
    desk.answers = [(200, [[A]])]
    desk.type("Noah")
    expect(desk.line).to_be_visible()
    desk.page.locator("#id_title").fill("")
    expect(desk.line).to_be_hidden()
    assert len(desk.asked) == 1
