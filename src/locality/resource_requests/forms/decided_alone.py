"""What the chair decides alone is asked and read alike when it is decided and when it is corrected (EXC-2, DIS-5)."""

from dataclasses import replace
from datetime import date
from typing import Any

from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.forms.decision_fields import DECLINED, ApprovalForm
from locality.resource_requests.models import Decision

NO_RATIONALE = "Enter your rationale"


def rationale_field(**when: Any) -> LongText:
    """Why the chair decides so; `when` it is asked for, and what is said where it is missing."""
    return LongText(
        label="Your rationale",
        hint="The school, the members and the council will see your rationale. Do not name pupils.",
        words=300,
        read_by_others=True,
        **when,
    )


def invitation() -> Choice:
    """Whether a standard request is to follow on a refusal."""
    return Choice(
        label="Do you invite the school to submit a standard request?",
        noun="Whether you invite a standard request",
        hint="If you say yes, the school can start from its answers.",
        only_when=DECLINED,
        needed="Select if you invite the school to submit a standard request",
        inline=True,
        choices=[("yes", "Yes"), ("no", "No")],
    )


def say_of_days(form: ApprovalForm, sentence: str = "") -> None:
    """The hints of the fixed days; `sentence` is what is to be known of the first."""
    form.hint("starts_on", sentence)
    form.hint("ends_on", "The council cannot pay for anything after this day.")


def alone(form: ApprovalForm, *, summary: str, decided_on: date) -> NewDecision:
    """What the chair decided alone, of the answers of a form, with only those its outcome asks for."""
    given = form.cleaned_data
    made = NewDecision(
        outcome=Decision.Outcome(given["outcome"]),
        summary=summary,
        method=Decision.Method.CHAIR,
        decided_on=decided_on,
        exceptional=True,
    )
    if made.outcome == Decision.Outcome.DECLINED:
        return replace(made, invites_standard=given["invites"] == "yes")
    return replace(made, **form.approved()) if made.outcome == Decision.Outcome.APPROVED else made
