"""What a screen reader says on the pages that matter most, kept as texts in `heard/` to be read by people."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.harness.person import Person
from tests.browser.harness.reader import announced, compare, heard, listen
from tests.world import Side, draft, make_side, request_in

Story = Callable[..., Person]


@pytest.fixture
def council(transactional_db: None, clock: Callable[[str], Any]) -> Side:
    """On a fixed day: dates and distances are heard too."""
    from django.utils import timezone

    clock("2026-11-24 09:30")
    return make_side("Wealdshire", "801", 801000, now=timezone.now())


def test_pages_are_heard_in_order_and_in_whole(council: Side, story: Story) -> None:
    approved = request_in(council, "approved")
    submitted = request_in(council, "submitted")
    begun = draft(council, contact="")
    pages = {
        "sign_in": ("", "/sign-in/"),
        "home": ("clerk", "/"),
        "requests": ("clerk", "/requests/"),
        "request": ("clerk", f"/requests/{approved.reference}/"),
        "review": ("chair", f"/requests/{submitted.reference}/review/"),
        "tasks": ("school_editor", f"/requests/{begun.reference}/write/"),
        "pupil": ("school_editor", f"/requests/{begun.reference}/pupils/1/"),
        "check": ("signatory", f"/requests/{begun.reference}/check/"),
    }
    for name, (who, path) in pages.items():
        person = story()
        if who:
            person.sign_in_as(council.people[who])
        person.goto(path)
        compare(name, heard(person.page))


def test_errors_are_heard_with_their_fields(council: Side, story: Story) -> None:
    accepted = request_in(council, "to_decide")
    chair = story().sign_in_as(council.people["chair"])
    chair.goto(f"/requests/{accepted.reference}/decide/").choose("Approved").click("Record the decision", status=400)
    compare("decision_errors", heard(chair.page))


def test_saving_is_announced_and_interrupts_nobody(council: Side, story: Story, clock: Callable[[str], Any]) -> None:
    begun = draft(council)
    clock("2026-11-24 09:42")
    editor = story().sign_in_as(council.people["school_editor"])
    editor.goto(f"/requests/{begun.reference}/write/outcomes/")
    listen(editor.page)
    editor.fill("Your answer", "By July each pupil reads a page aloud.")
    expect(editor.page.locator("#saved")).to_have_text("Last saved today at 09:42")
    expect(editor.page.locator("[aria-live=polite]")).to_have_text("You have 192 words left")
    assert {"polite: Last saved today at 09:42", "polite: You have 192 words left"} == set(announced(editor.page))
