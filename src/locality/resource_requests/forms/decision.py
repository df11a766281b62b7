"""The forms of a decision: recording one, and correcting it (FORM-12, DIS-5)."""

from typing import Any

from locality.design.forms import Choice, LongText
from locality.resource_requests.models import Decision
from locality.resource_requests.ruling_form import RESPONSES, DecisionForm

__all__ = ["RESPONSES", "CorrectionForm", "DecisionForm"]


class CorrectionForm(DecisionForm):
    """The same, and why it is corrected (DIS-5)."""

    ground = Choice(
        label="Why is the decision corrected?",
        noun="Why it is corrected",
        empty="Choose why the decision is corrected",
        choices=Decision.Ground.choices,
    )
    reason = LongText(
        label="What has changed?", noun="What has changed", empty="Say what has changed", words=200, read_by_others=True
    )

    field_order = ("ground", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = self.fields["outcome"].choices  # type: ignore[attr-defined]
        self.fields["outcome"].choices = [choice for choice in outcomes if choice[0] != "deferred"]  # type: ignore[attr-defined]
        del self.fields["needed"]
