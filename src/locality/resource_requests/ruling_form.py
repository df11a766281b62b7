"""The CoS Section of the form, as it is recorded (FORM-12): asked by a page here, and at the live meeting."""

from datetime import date
from typing import Any

from locality.design.forms import Choice, Day, LongText, Many, PageForm, Pounds, WholeNumber
from locality.resource_requests.actions import Ruling
from locality.resource_requests.models import Decision

RESPONSES = (
    ("advice", "Advice and guidance"),
    ("school_support", "School to school support"),
    ("funding", "Financial contribution"),
    ("council_referral", "Referral for KCC Review"),
)
MOST_MEMBERS = 200


class DecisionForm(PageForm):
    """Summary first (CHA-7); then what was decided, and what that needs."""

    summary = LongText(
        label="Summary of the discussion",
        hint="The chair’s summary comes first: the decision rests on it.",
        empty="Enter the summary of the discussion",
        words=400,
        read_by_others=True,
    )
    outcome = Choice(label="What was decided?", noun="Decision", empty="Choose what was decided")
    responses = Many(
        label="Request response",
        noun="Response",
        hint="Choose all that were agreed.",
        required=False,
        choices=RESPONSES,
    )
    details = LongText(
        label="Give details of support agreed where applicable",
        noun="Details",
        required=False,
        words=300,
        read_by_others=True,
    )
    amount = Pounds(label="Final amount approved", noun="Final amount approved", required=False)
    review_on = Day(
        label="Review Date", noun="Review date", hint="When the school reports what was achieved.", required=False
    )
    reasons = LongText(
        label="Reasons",
        noun="The reasons",
        hint="The school reads these.",
        required=False,
        words=300,
        read_by_others=True,
    )
    own_provision = LongText(
        label="What will the school provide from its own resources?",
        noun="The school’s own provision",
        required=False,
        words=300,
        read_by_others=True,
    )
    alternatives = LongText(
        label="Alternative solutions offered by members",
        noun="Alternative solutions",
        required=False,
        words=300,
        read_by_others=True,
    )
    needed = LongText(
        label="What information is needed?",
        noun="The information needed",
        required=False,
        words=300,
        read_by_others=True,
    )
    method = Choice(
        label="Decision made by",
        noun="How it was decided",
        empty="Choose consensus or chair",
        choices=[each for each in Decision.Method.choices if each[0] != Decision.Method.COUNCIL],
    )
    agree = WholeNumber(label="Agree", required=False, maximum=MOST_MEMBERS)
    disagree = WholeNumber(label="Disagree", required=False, maximum=MOST_MEMBERS)
    abstain = WholeNumber(label="Abstain", required=False, maximum=MOST_MEMBERS)
    decided_on = Day(label="Date of the decision", noun="Date of the decision")

    def __init__(
        self,
        *args: Any,
        today: date,
        not_before: date,
        may_defer: bool,
        may_refer: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        left_out = {"referred"} if may_defer else {"referred", "deferred"}
        outcomes = [choice for choice in Decision.Outcome.choices if choice[0] not in left_out]
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]
        if not may_refer:
            self.fields["responses"].choices = RESPONSES[:-1]  # type: ignore[attr-defined]
        self.fields["decided_on"].not_after = today  # type: ignore[attr-defined]
        self.fields["decided_on"].not_before = not_before  # type: ignore[attr-defined]
        self.fields["review_on"].not_before = not_before  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What each outcome needs."""
        given = super().clean() or self.cleaned_data
        needs = {"approved": self._approved, "declined": self._declined, "deferred": self._deferred}.get(
            given.get("outcome", "")
        )
        if needs:
            needs(given)
        return given

    def _need(self, given: dict[str, Any], name: str, sentence: str) -> None:
        if not given.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def _approved(self, given: dict[str, Any]) -> None:
        self._need(given, "responses", "Choose the kinds of support agreed")
        self._need(given, "review_on", "Enter the review date")
        if given.get("review_on") and given["review_on"] <= self.today:
            self.add_error("review_on", "Review date must be in the future")
        if "funding" in (given.get("responses") or []):
            self._need(given, "amount", "Enter the amount approved, more than £0")
        elif given.get("amount"):
            self.add_error(
                "amount", "An amount goes with “Financial contribution”: choose that too, or clear the amount"
            )

    def _declined(self, given: dict[str, Any]) -> None:
        self._need(given, "reasons", "Enter the reasons for declining")
        self._need(given, "own_provision", "Enter what the school will provide from its own resources")
        self._need(given, "alternatives", "Enter the alternative solutions that members offered, or “None”")

    def _deferred(self, given: dict[str, Any]) -> None:
        self._need(given, "needed", "Say what information is needed")

    def ruling(self) -> Ruling:
        """What was decided, with only the answers its outcome asks for."""
        given = self.cleaned_data
        outcome = Decision.Outcome(given["outcome"])
        common = {
            "outcome": outcome,
            "summary": given["summary"],
            "method": Decision.Method(given["method"]),
            "decided_on": given["decided_on"],
            "agree": given.get("agree"),
            "disagree": given.get("disagree"),
            "abstain": given.get("abstain"),
        }
        if outcome == Decision.Outcome.DECLINED:
            extra = {name: given[name] for name in ("reasons", "own_provision", "alternatives")}
        elif outcome == Decision.Outcome.DEFERRED:
            extra = {"needed": given["needed"]}
        else:
            chosen = set(given["responses"])
            extra = {name: name in chosen for name, _ in RESPONSES}
            extra |= {
                "details": given["details"],
                "amount": given["amount"] if "funding" in chosen else None,
                "review_on": given["review_on"],
            }
        return Ruling(**common, **extra)
