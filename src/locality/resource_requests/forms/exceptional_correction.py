"""Correcting what the chair decided alone: what the form of that decision asks, and why it is corrected (EXC-2, DIS-5)."""

from dataclasses import replace
from typing import Any

from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.content.questions import RESPONSES
from locality.resource_requests.forms.decided_alone import NO_RATIONALE, alone, invitation, rationale_field, say_of_days
from locality.resource_requests.forms.decision import CorrectionForm
from locality.resource_requests.rules.agreed import Bounds


class ExceptionalCorrectionForm(CorrectionForm):
    """No meeting was there: no members’ positions, nothing that members offered, no referral for the council’s review."""

    summary = rationale_field(empty=NO_RATIONALE)
    invites = invitation()

    def __init__(self, *args: Any, weeks: int, **kwargs: Any) -> None:
        """`weeks`: the longest that an exceptional allocation lasts."""
        super().__init__(*args, **kwargs)
        for name in ("reasons", "own_provision", "alternatives", "method", "agree", "disagree", "abstain"):
            del self.fields[name]
        self.weeks = weeks
        say_of_days(self)
        self.offer("responses", RESPONSES[:-1])
        self.fields["outcome"].label = "What is your decision?"

    def _positions(self, given: dict[str, Any]) -> None:
        """Nobody's were taken."""

    def bounds(self, given: dict[str, Any]) -> Bounds:
        return replace(super().bounds(given), always_dated=True, weeks=self.weeks)

    def ruling(self) -> NewDecision:
        """What the chair decided, with only the answers its outcome asks for."""
        given = self.cleaned_data
        return alone(self, summary=given["summary"], decided_on=given["decided_on"])
