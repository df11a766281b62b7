"""The forms of a decision: recording one, and correcting it (FORM-12, DIS-5)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.forms import Field

from locality.design.forms.choices import Choice
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText
from locality.resource_requests.actions.decision_records import agreed_of
from locality.resource_requests.forms.decision_fields import DecisionForm
from locality.resource_requests.models import Decision
from locality.resource_requests.rules.agreed import Bounds
from locality.values.dates import show_day

STAYS, MOVES = "stays", "moves"
ANOTHER_DAY = "Yes, it was another day"
Clocks = Callable[[date], str]


class CorrectionForm(DecisionForm):
    """The same, and why it is corrected (DIS-5). Its date stays, unless that is what is wrong."""

    ground = Choice(
        label="Why are you correcting the decision?",
        noun="Why it is corrected",
        empty="Select why you are correcting the decision",
        choices=Decision.Ground.choices,
    )
    reason = LongText(
        label="What has changed?",
        noun="What has changed",
        empty="Enter what has changed",
        words=200,
        read_by_others=True,
    )
    date_of_it = Choice(
        label="Is the date of the decision wrong too?",
        noun="Whether its date is wrong",
        empty="Select if the date of the decision is wrong too",
        choices=[(STAYS, "No, it stays"), (MOVES, ANOTHER_DAY)],
        reveals={MOVES: "decided_on"},
    )
    decided_on = Day(
        label="Date of the decision",
        only_when=f"date_of_it={MOVES}",
        needed="Enter the date of the decision",
    )

    field_order = ("ground", "reason", *DecisionForm.field_order)

    def __init__(self, *args: Any, earlier: Decision, clocks: Clocks, **kwargs: Any) -> None:
        """`clocks`: what another date of the decision would move, as a sentence; nothing where it moves nothing."""
        super().__init__(*args, **kwargs)
        self.earlier, self.clocks = earlier, clocks
        self.moves_to = ""
        self.offer("outcome", [choice for choice in self.offered("outcome").items() if choice[0] != "deferred"])
        stays = f"No, it stays {show_day(earlier.decided_on)}"
        self.offer("date_of_it", [(STAYS, stays), (MOVES, ANOTHER_DAY)])
        del self.fields["needed"]

    def clean(self) -> dict[str, Any]:
        """Another date moves days that others count on: which, is said before it is done."""
        given = super().clean() or self.cleaned_data
        moved = given.get("decided_on")
        if given.get("date_of_it") != MOVES or not moved or moved == self.earlier.decided_on:
            given["decided_on"] = self.earlier.decided_on
            return given
        sentence = self.clocks(moved) if given.get("outcome") == Decision.Outcome.APPROVED else ""
        if sentence:
            self.moves_to = moved.isoformat()
            if self.data.get("moves_to") != self.moves_to:
                self.refuse("decided_on", f"{sentence} If that is right, press the button again.")
        return given

    def _positions(self, given: dict[str, Any]) -> None:
        """Numbers that were left as they are on record are not asked about again: who corrects an amount can't know better."""
        names = ("agree", "disagree", "abstain")
        if any(given.get(name) != getattr(self.earlier, name) for name in names):
            super()._positions(given)

    def bounds(self, given: dict[str, Any]) -> Bounds:
        """Days that were left as they are on record stay as they were agreed."""
        return replace(super().bounds(given), earlier=agreed_of(self.earlier))

    def _day_of(self, given: dict[str, Any]) -> date:
        moved = given.get("decided_on") if given.get("date_of_it") == MOVES else None
        return moved or self.earlier.decided_on

    def changed_from(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        """What the person answered otherwise than the page they had began with, of a form without errors."""
        return {
            name: self.cleaned_data.get(name)
            for name, field in self.fields.items()
            if field.has_changed(shown.get(name), self._typed(name, field))
        }

    def _typed(self, name: str, field: Field) -> Any:
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
