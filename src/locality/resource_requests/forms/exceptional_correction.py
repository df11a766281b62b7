"""Correcting what the chair decided alone: what the form of that decision asks, and why it is corrected (EXC-2, DIS-5)."""

from typing import Any

from locality.design.forms import Choice, Day, LongText
from locality.resource_requests.actions import Ruling
from locality.resource_requests.days import why_not_weeks
from locality.resource_requests.forms.decision import CorrectionForm
from locality.resource_requests.forms.exceptional import SUPPORT
from locality.resource_requests.models import Decision
from locality.resource_requests.ruling_form import APPROVED, DECLINED


class ExceptionalCorrectionForm(CorrectionForm):
    """No meeting was there: no members’ positions, nothing that members offered, no referral for the council’s review."""

    summary = LongText(
        label="Your rationale",
        hint="The school, the members and the council read this on the request’s page. Leave out pupils’ names.",
        empty="Enter your rationale",
        words=300,
        read_by_others=True,
    )
    starts_on = Day(
        label="First day of support",
        noun="First day of support",
        only_when=APPROVED,
        needed="Enter the first day of support",
    )
    ends_on = Day(
        label="Last day of support",
        noun="Last day of support",
        hint="Nothing can be paid for days after it.",
        only_when=APPROVED,
        needed="Enter the last day of support",
    )
    invites = Choice(
        label="Do you invite the school to submit a standard request?",
        noun="Whether you invite a standard request",
        hint="If you do, it starts with the answers of this one.",
        only_when=DECLINED,
        needed="Choose whether you invite the school to submit a standard request",
        inline=True,
        choices=[("yes", "Yes"), ("no", "No")],
    )
    reasons = own_provision = alternatives = None  # type: ignore[assignment]
    method = agree = disagree = abstain = None  # type: ignore[assignment]

    def __init__(self, *args: Any, weeks: int, **kwargs: Any) -> None:
        """`weeks`: the longest that an exceptional allocation lasts."""
        super().__init__(*args, **kwargs)
        self.weeks = weeks
        self.fields["responses"].choices = SUPPORT  # type: ignore[attr-defined]
        self.fields["outcome"].label = "What do you decide?"

    def _positions(self, given: dict[str, Any]) -> None:
        """Nobody's were taken."""

    def _days(self, given: dict[str, Any]) -> None:
        super()._days(given)
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        wrong = why_not_weeks(starts_on, ends_on, self.weeks) if starts_on and ends_on else ""
        if wrong:
            self._wrong("ends_on", wrong)

    def ruling(self) -> Ruling:
        """What the chair decided, with only the answers its outcome asks for."""
        given = self.cleaned_data
        outcome = Decision.Outcome(given["outcome"])
        common: dict[str, Any] = {
            "outcome": outcome,
            "summary": given["summary"],
            "method": Decision.Method.CHAIR,
            "decided_on": given["decided_on"],
            "exceptional": True,
        }
        if outcome == Decision.Outcome.DECLINED:
            return Ruling(**common, reasons=given["summary"], invites_standard=given["invites"] == "yes")
        chosen = set(given["responses"])
        return Ruling(
            **common | {name: name in chosen for name, _ in SUPPORT},
            amount=given["amount"] if "funding" in chosen else None,
            **{name: given[name] for name in ("more_because", "details", "review_on", "starts_on", "ends_on")},
        )
