"""A session ends under somebody's hands, and not a word is lost (fault 1 of the trials)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from locality.resource_requests.models import DraftAnswer, ResourceRequest
from tests.browser.harness.person import Person
from tests.world import Side, draft, request_in

Story = Callable[..., Person]
WORDS = "By July each pupil reads a page aloud, and says what it was about."


@pytest.fixture
def school(transactional_db: None, kent: Side) -> Side:
    return kent


def session_ends(person: Person) -> None:
    person.context.clear_cookies(name="sessionid")


def refused_while_signed_out(person: Person) -> None:
    """What a script was told with 401 is no complaint."""
    assert all(each.startswith("401 ") for each in person.complaints), person.complaints
    person.complaints = []


def test_a_draft_typed_after_the_session_ended_is_sent_after_signing_in(school: Side, story: Story) -> None:
    request = draft(school)
    editor = story(width=320).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/outcomes/")
    session_ends(editor)
    editor.fill("Your answer", WORDS)
    button = editor.page.get_by_role("button", name="Sign in, then save and continue")
    expect(button).to_be_visible()
    refused_while_signed_out(editor)
    editor.check()
    button.click()
    editor.see_heading("Sign in").see("We have not sent what you typed, but we have kept it. Sign in to see it again.")
    refused_while_signed_out(editor)
    editor.sign_in_as(school.people["school_editor"]).goto("/account/kept/")
    editor.see_heading("What you typed is still here").see(WORDS)
    editor.click("Send it now").see_heading("Check your answers").see(WORDS)
    assert DraftAnswer.objects.get(rfr=request, name="outcomes").text == WORDS
    editor.goto("/account/").not_see("is still here, and has not been sent")


def test_signing_in_in_another_tab_carries_on_where_one_was(school: Side, story: Story) -> None:
    request = draft(school)
    editor = story().sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/outcomes/")
    session_ends(editor)
    editor.fill("Your answer", WORDS)
    expect(editor.page.get_by_role("link", name="Sign in (opens in a new tab)")).to_be_visible()
    refused_while_signed_out(editor)
    editor.sign_in_as(school.people["school_editor"]).open_second_tab().goto("/account/")
    expect(editor.page.get_by_role("button", name="Save and continue", exact=True)).to_be_visible()
    expect(editor.page.locator("#saved")).to_contain_text("Last saved today at")
    editor.see_value("Your answer", WORDS).click("Save and continue").see_heading("Check your answers")


def test_without_scripts_a_decision_is_shown_again_in_its_form(school: Side, story: Story) -> None:
    request = request_in(school, "to_decide")
    clerk = story(js=False, width=320).sign_in_as(school.people["clerk"])
    clerk.goto(f"/requests/{request.reference}/decide/")
    session_ends(clerk)
    summary = clerk.page.locator("textarea[name=summary]")
    summary.fill(WORDS)
    clerk.page.locator("main form[method=post] button").last.click()
    clerk.see_heading("Sign in")
    clerk.sign_in_as(school.people["clerk"]).goto("/account/").see("is still here, and has not been sent")
    clerk.click("Read it, and send it or throw it away").see_heading("What you typed is still here").see(WORDS)
    clerk.click("Go on writing", status=400).see("This has not been sent yet. Check it, then press the button.")
    expect(summary).to_have_value(WORDS)
    assert ResourceRequest.objects.get(pk=request.pk).state == "accepted"


def test_somebody_else_at_the_computer_reads_nothing_of_it(school: Side, story: Story) -> None:
    request = request_in(school, "to_decide")
    clerk = story(js=False).sign_in_as(school.people["clerk"])
    clerk.goto(f"/requests/{request.reference}/decide/")
    clerk.page.locator("textarea[name=summary]").fill(WORDS)
    clerk.sign_in_as(school.people["chair"])
    clerk.page.locator("main form[method=post] button").last.click()
    clerk._arrived(409).see_heading("Someone else opened this page").not_see(WORDS)
    clerk.goto("/account/").not_see("is still here, and has not been sent")
    clerk.sign_in_as(school.people["clerk"]).goto("/account/kept/").see(WORDS)
