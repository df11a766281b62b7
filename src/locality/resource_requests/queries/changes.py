"""What a correction changed: the decision before and after, in words that name no pupil (DIS-5)."""

from dataclasses import dataclass

from locality.resource_requests.models import Decision
from locality.resource_requests.rules.agreed import say_days
from locality.values.dates import show_day
from locality.values.money import say_money


@dataclass(frozen=True)
class Difference:
    """One thing that differs, under the form's own label."""

    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """ "Final amount approved: £4,200 before, £3,900 now." """
        return f"{self.label}: {self.before} before, {self.after} now."


def differences(earlier: Decision, now: Decision) -> list[Difference]:
    """What differs in outcome, support, amount and dates. Longer texts are read on the decisions themselves."""
    before, after = _facts(earlier), _facts(now)
    return [
        Difference(label, before[label] or "nothing", after[label] or "nothing")
        for label in before
        if before[label] != after[label]
    ]


def _facts(decision: Decision) -> dict[str, str]:
    return {
        "Decision": str(decision.get_outcome_display()),
        "Request response": ", ".join(decision.kinds),
        "Final amount approved": say_money(decision.amount) if decision.amount else "",
        "Period of support": say_days(decision.starts_on, decision.ends_on),
        "Review Date": show_day(decision.review_on) if decision.review_on else "",
        "Date of the decision": show_day(decision.decided_on),
        "Decision made by": str(decision.get_method_display()),
        "Invited to submit a standard request": _invited(decision),
    }


def _invited(decision: Decision) -> str:
    if not decision.exceptional or decision.outcome != Decision.Outcome.DECLINED:
        return ""
    return "Yes" if decision.invites_standard else "No"
