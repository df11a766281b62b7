"""What the meeting decided about a request: the form of a ruling, without what the meeting knows already."""

from datetime import date
from typing import Any

from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.forms.decision_fields import DecisionForm

KNOWN = ("summary", "agree", "disagree", "abstain", "decided_on")


class MeetingDecisionForm(DecisionForm):
    """Summary, positions and day come from the meeting."""

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        for name in KNOWN:
            del self.fields[name]

    def _day_of(self, given: dict[str, Any]) -> date:  # noqa: ARG002 - the meeting's, whatever was typed
        return self.day

    def ruling(self) -> NewDecision:
        """What was decided; the action adds the summary and the count."""
        self.cleaned_data |= {"summary": "", "decided_on": self.day}
        return super().ruling()
