"""What the chair decides alone is asked and read alike when it is decided and when it is corrected (EXC-2, DIS-5)."""

from datetime import date
from typing import Any

from locality.design.forms.choices import Choice
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.content.questions import RESPONSES
from locality.resource_requests.forms.decision_fields import (
    APPROVED,
    DECLINED,
)
from locality.resource_requests.models import Decision

NO_RATIONALE = "Enter your rationale"


def rationale_field(**when: Any) -> LongText:
    """Why the chair decides so; `when` it is asked for, and what is said where it is missing."""
    return LongText(
        label="Your rationale",
        hint="The school, the members and the council read this on the request’s page. Leave out pupils’ names.",
        words=300,
        read_by_others=True,
        **when,
    )


def first_day() -> Day:
    """The first of the fixed days."""
    return Day(
        label="First day of support",
        noun="First day of support",
        only_when=APPROVED,
        needed="Enter the first day of support",
    )


def last_day() -> Day:
    """The last of the fixed days."""
    return Day(
        label="Last day of support",
        noun="Last day of support",
        hint="Nothing can be paid for days after it.",
        only_when=APPROVED,
        needed="Enter the last day of support",
    )


def invitation() -> Choice:
    """Whether a standard request is to follow on a refusal."""
    return Choice(
        label="Do you invite the school to submit a standard request?",
        noun="Whether you invite a standard request",
        hint="If you do, it starts with the answers of this one.",
        only_when=DECLINED,
        needed="Choose whether you invite the school to submit a standard request",
        inline=True,
        choices=[("yes", "Yes"), ("no", "No")],
    )


def alone(given: dict[str, Any], *, summary: str, decided_on: date) -> NewDecision:
    """What the chair decided alone, of the answers of a form, with only those its outcome asks for."""
    outcome = Decision.Outcome(given["outcome"])
    common: dict[str, Any] = {
        "outcome": outcome,
        "summary": summary,
        "method": Decision.Method.CHAIR,
        "decided_on": decided_on,
        "exceptional": True,
    }
    if outcome == Decision.Outcome.DECLINED:
        return NewDecision(**common, invites_standard=given["invites"] == "yes")
    if outcome == Decision.Outcome.REFERRED:
        return NewDecision(**common)
    chosen = set(given["responses"])
    return NewDecision(
        **common | {name: name in chosen for name, _ in RESPONSES[:-1]},
        amount=given["amount"] if "funding" in chosen else None,
        **{name: given[name] for name in ("more_because", "details", "review_on", "starts_on", "ends_on")},
    )
