"""The chair's decision outside meetings, and what the clerk records of telling the school (EXC-2 to EXC-5)."""

from datetime import date
from typing import Any

from locality.communities.models import AuthorityRules
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.forms.decided_alone import NO_RATIONALE, alone, invitation, rationale_field, say_of_days
from locality.resource_requests.forms.decision_fields import ApprovalForm, responses_field
from locality.resource_requests.models import Decision
from locality.resource_requests.rules.agreed import Bounds
from locality.values.dates import show_day

RETURN = "return"


class ExceptionalForm(ApprovalForm):
    """The rationale first; then approve for a fixed period, decline, refer, or return with what is missing."""

    outcome = Choice(
        label="What is your decision?",
        noun="Your decision",
        empty="Select your decision",
        choices=[
            (Decision.Outcome.APPROVED, "Approve for a fixed period"),
            (Decision.Outcome.DECLINED, "Decline"),
            (Decision.Outcome.REFERRED, "Refer it to the council to decide"),
            (RETURN, "Return it to the school and say what is missing"),
        ],
    )
    rationale = rationale_field(only_when="outcome=approved declined referred", needed=NO_RATIONALE)
    responses = responses_field("Select all that you approve", "Select the kinds of support that you approve")
    invites = invitation()
    missing = LongText(
        label="What is missing?",
        noun="What is missing",
        hint="The school will see your answer. Say which answer it needs to change and what it needs to add.",
        only_when=f"outcome={RETURN}",
        needed="Enter what is missing",
        words=200,
        rows=6,
        read_by_others=True,
    )

    field_order = ("outcome", "rationale")

    def __init__(self, *args: Any, rules: AuthorityRules, sent_on: date, **kwargs: Any) -> None:
        """`sent_on`: the day the school sent the request."""
        super().__init__(*args, **kwargs)
        self.rules, self.review_moved = rules, False
        sent = f"The school sent this request on {show_day(sent_on)}."
        say_of_days(self, f"{sent} An earlier day also pays for support given before that day.")
        self.hint(
            "review_on",
            "When the school will report on what was achieved. This is usually the last day of support. If you change the "
            "last day and not this date, we’ll use the new last day.",
        )

    def clean_review_on(self) -> date | None:
        """The last day, where that was changed and the date that we filled in was not: it was the old last day."""
        given: date | None = self.cleaned_data["review_on"]
        last, filled_in = self.cleaned_data.get("ends_on"), self.initial.get("review_on")
        self.review_moved = bool(last and given and given == filled_in != last)
        return last if self.review_moved else given

    @property
    def returns(self) -> bool:
        """Whether the request goes back to the school instead of being decided."""
        return bool(self.cleaned_data["outcome"] == RETURN)

    def bounds(self, given: dict[str, Any]) -> Bounds:  # noqa: ARG002 - of today, whatever was typed
        """Fixed days, no more of them than the council's rules allow."""
        weeks = self.rules.exceptional_weeks
        return Bounds(self.asked, self.today, self.today, always_dated=True, weeks=weeks, outside_meetings=True)

    def ruling(self) -> NewDecision:
        """What was decided, with only the answers its outcome asks for."""
        return alone(self, summary=self.cleaned_data["rationale"], decided_on=self.today)


WAYS = (
    ("telephone", "By telephone"),
    ("person", "In person"),
    ("message", "By email"),
)


class ContactForm(PageForm):
    """How the clerk told the school, and what was said (EXC-4)."""

    how = Choice(
        label="How did you contact the school?",
        noun="How you contacted the school",
        empty="Select how you contacted the school",
        choices=WAYS,
    )
    said = LongText(
        label="Who did you contact, and what did you tell them?",
        noun="Who you contacted and what you told them",
        hint="The timeline will show your answer. Do not name pupils.",
        empty="Enter who you contacted and what you told them",
        words=150,
        rows=5,
        read_by_others=True,
    )

    def note(self) -> str:
        """Both in one text for the timeline."""
        return f"{dict(WAYS)[self.cleaned_data['how']]}. {self.cleaned_data['said']}"
