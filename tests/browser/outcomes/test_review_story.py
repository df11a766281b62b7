"""From the agreed outcomes to the report: money goes back, another school looks again, the community reads the figures."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from locality.outcomes.actions import reporting
from locality.outcomes.models import Review
from locality.values.working_days import day_of
from tests.browser.harness.person import Person
from tests.integration.outcomes.reviewing import review_of
from tests.practice_world import case_in
from tests.world import Side, request_in

Story = Callable[..., Person]
MOST_LOADS = 5  # from home to done, the page that says so included


@pytest.fixture
def county(transactional_db: None, kent: Side) -> Side:
    """The test council."""
    return kent


@pytest.mark.clause("OBJ-1")
@pytest.mark.clause("OBJ-3")
@pytest.mark.clause("RES-2")
@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 375)])
def test_what_came_of_it(county: Side, story: Story, js: bool, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "is_drawn", lambda *_: True)
    rfr = request_in(county, "processed")
    editor = story(js=js, width=width).sign_in_as(county.people["school_editor"])
    _agree(editor)
    Review.objects.update(due_on=day_of(timezone.now()) + timedelta(days=3))
    _report(editor)
    review = review_of(rfr)
    assert (review.state, review.came_of_it, review.strength) == ("reported", "some", "several")
    _write_case(editor)
    case_in(county, "released")
    other = story(js=js, width=width).sign_in_as(county.people["other_signatory"])
    other.goto("/").click("Start a request").click("Start a request")
    other.see("What others tried", "A calm start for pupils who find mornings hard")
    other.click("A calm start for pupils who find mornings hard").see("Some of what we hoped")
    looker = story(js=js, width=width).sign_in_as(county.people["representative"])
    looker.goto("/").see("Take a second look at another school’s report").open_first("Take a second look")
    looker.see("One report in ten gets a second look", "Some mornings now.").not_see("Some of what we hoped.")
    looker.choose("Some of what was hoped").click("Send second look")
    looker.see("You’ve sent your second look.")
    clerk = story(js=js, width=width).sign_in_as(county.people["clerk"])
    clerk.goto("/figures/").click("What the money came to")
    clerk.see("£600.00", "Some of what was hoped", "The schools themselves judged what came of their support.")
    clerk.see(county.school.name)


def _write_case(editor: Person) -> None:
    """The codes of the request are filled in, the texts are written anew."""
    editor.click("Write a case for What works")
    assert editor.page.get_by_label("What did you try?").input_value() == ""
    assert editor.page.get_by_label("Social, emotional and mental health").is_checked()


def _agree(editor: Person) -> None:
    editor.goto("/").see("Agree the outcomes of approved support").open_first("Agree outcomes")
    editor.click("Agree outcomes", status=400)
    editor.see("There is a problem", "Enter what will be different for the pupils", "Enter where things are now")
    editor.fill("What will be different for the pupils?", "Stays in class in the mornings")
    editor.fill("Where are things now?", "Two mornings of five")
    editor.fill("What do you hope to see by the review date?", "Four mornings of five")
    editor.pick(
        "Which outcome of the framework is it for?",
        "My Learning: I am the best that I can be at school, college, or work",
    )
    editor.click("Agree outcomes").see("You’ve agreed the outcomes.", "Stays in class in the mornings")


def _report(editor: Person) -> None:
    before = editor.loads
    editor.goto("/").see("Report what came of the support").open_first("Report outcomes")
    editor.choose("Yes, as agreed").choose("Some of what we hoped")
    editor.choose("What staff saw").choose("The pupil’s own words")
    editor.fill("What did you see? (optional)", "Some mornings now.")
    editor.fill("What did the pupil say?", "I like mornings now.")
    editor.fill("How much of the money did you spend?", "600").choose("We return it to the community now")
    editor.choose("It carries on, from our own resources").choose("Yes", within="Would you do it again?")
    editor.click("Send report").see("You are about to return £400")
    editor.click("Return £400 and send report")
    editor.see("You’ve sent your report.", "You’ve returned £400", "Some of what we hoped", "£600", "several views")
    assert editor.loads - before <= MOST_LOADS
