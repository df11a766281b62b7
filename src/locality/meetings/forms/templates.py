"""The forms of the agenda template and the steps of the discussion."""

from typing import Any

from locality.design.forms.choices import Choice, Confirm, Pick
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import WholeNumber
from locality.meetings.actions.agenda import LONGEST
from locality.meetings.models import DiscussionStep
from locality.meetings.models.agenda import Kind
from locality.together.shared import SharedForm

MOST_ROUNDS = 5


class TemplateItemForm(SharedForm):
    """One item that every agenda starts with."""

    title = Text(label="Title", noun="The title", max_length=200, empty="Enter a title")
    minutes = WholeNumber(
        label="How many minutes will it take?",
        noun="The number of minutes",
        empty="Enter how many minutes it will take",
        hint="For group solution discussions, enter the minutes for each request.",
        minimum=1,
        maximum=LONGEST,
    )
    kind = Pick(
        label="What should we add to it?",
        noun="What we add",
        choices=Kind.choices,
        empty="Select what we should add to it",
    )


class StepForm(SharedForm):
    """One step of the discussion of a request."""

    title = Text(label="Title", noun="The title", max_length=80, empty="Enter a title")
    guidance = LongText(
        label="What the screen shows at this step", noun="What the screen shows", required=False, words=60, rows=3
    )
    manner = Choice(
        label="Who speaks?", noun="Who speaks", choices=DiscussionStep.Manner.choices, empty="Select who speaks"
    )
    minutes_from = WholeNumber(
        label="Shortest time, in minutes",
        noun="The shortest time",
        minimum=1,
        maximum=60,
        empty="Enter the shortest time",
    )
    minutes_to = WholeNumber(
        label="Longest time, in minutes",
        noun="The longest time",
        hint="The timer warns you at this time.",
        minimum=1,
        maximum=60,
        empty="Enter the longest time",
    )
    rounds = WholeNumber(
        label="How many rounds at most?",
        noun="The number of rounds",
        minimum=1,
        maximum=MOST_ROUNDS,
        empty="Enter the number of rounds",
    )
    captures = Confirm(label="Record what each member says as a solution", required=False)

    def clean(self) -> dict[str, Any]:
        """The times are in order."""
        given = super().clean() or self.cleaned_data
        shortest, longest = given.get("minutes_from"), given.get("minutes_to")
        if shortest and longest and longest < shortest:
            self.add_error("minutes_to", "Enter a longest time that is the same as or more than the shortest time")
        return given
