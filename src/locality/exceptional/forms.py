"""The chair's decision outside meetings, and what the clerk records of telling the school (EXC-2 to EXC-5)."""

from datetime import date
from decimal import Decimal
from typing import Any

from locality.communities.models import AuthorityRules
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText
from locality.design.forms.numbers import Pounds
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.content.questions import RESPONSES
from locality.resource_requests.forms.decided_alone import (
    NO_RATIONALE,
    alone,
    first_day,
    invitation,
    last_day,
    rationale_field,
)
from locality.resource_requests.forms.decision_fields import (
    APPROVED,
    RefuseMoney,
    more_hint,
    reason_for_more,
    say_wrong,
)
from locality.resource_requests.models import Decision
from locality.resource_requests.rules.agreed import Bounds
from locality.values.dates import show_day

RETURN = "return"


class ExceptionalForm(PageForm):
    """The rationale first; then approve for a fixed period, decline, refer, or return with what is missing."""

    outcome = Choice(
        label="What do you decide?",
        noun="Your decision",
        empty="Choose what you decide",
        choices=[
            (Decision.Outcome.APPROVED, "Approve for a fixed period"),
            (Decision.Outcome.DECLINED, "Decline"),
            (Decision.Outcome.REFERRED, "Refer to the council, which then decides"),
            (RETURN, "Return it to the school with what is missing"),
        ],
    )
    rationale = rationale_field(only_when="outcome=approved declined referred", needed=NO_RATIONALE)
    responses = Many(
        label="Request response",
        noun="Response",
        hint="Choose all that you approve.",
        only_when=APPROVED,
        needed="Choose the kinds of support that you approve",
        choices=RESPONSES[:-1],
    )
    amount = Pounds(
        label="Final amount approved",
        noun="Final amount approved",
        hint="For a financial contribution.",
        only_when=APPROVED,
        mark_optional=False,
    )
    more_because = reason_for_more()
    starts_on = first_day()
    ends_on = last_day()
    details = LongText(
        label="Give details of support agreed where applicable",
        noun="Details",
        only_when=APPROVED,
        words=300,
        rows=5,
        read_by_others=True,
    )
    review_on = Day(
        label="Review Date",
        noun="Review date",
        hint="When the school reports what was achieved: mostly the last day of support.",
        only_when=APPROVED,
        needed="Enter the review date",
    )
    invites = invitation()
    missing = LongText(
        label="What is missing?",
        noun="What is missing",
        hint="The school reads this when it mends the request. Say which answer, and what would make it clear.",
        only_when=f"outcome={RETURN}",
        needed="Say what is missing, so that the school can mend it",
        words=200,
        rows=6,
        read_by_others=True,
    )

    def __init__(
        self,
        *args: Any,
        rules: AuthorityRules,
        today: date,
        sent_on: date,
        asked: Decimal | None,
        refuse_money: RefuseMoney,
        **kwargs: Any,
    ) -> None:
        """`asked`: in pounds; more than that needs a reason. `sent_on`: the day the school sent the request."""
        super().__init__(*args, **kwargs)
        self.rules, self.today, self.asked, self.refuse_money = rules, today, asked, refuse_money
        self.fields["more_because"].help_text = more_hint(asked)
        sent = f"The school sent this request on {show_day(sent_on)}."
        self.fields["starts_on"].help_text = f"{sent} An earlier day also pays for support given before that."

    @property
    def returns(self) -> bool:
        """Whether the request goes back to the school instead of being decided."""
        return bool(self.cleaned_data["outcome"] == RETURN)

    def clean(self) -> dict[str, Any]:
        """What an approval needs beside its own fields; each says its own error, so that none hides another."""
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == Decision.Outcome.APPROVED:
            weeks = self.rules.exceptional_weeks
            bounds = Bounds(self.asked, self.today, self.today, always_dated=True, weeks=weeks, outside_meetings=True)
            say_wrong(self, given, bounds, self.refuse_money)
        return given

    def ruling(self) -> NewDecision:
        """What was decided, with only the answers its outcome asks for."""
        return alone(self.cleaned_data, summary=self.cleaned_data["rationale"], decided_on=self.today)


WAYS = (
    ("telephone", "By telephone"),
    ("person", "In person"),
    ("message", "By e-mail"),
)


class ContactForm(PageForm):
    """How the clerk told the school, and what was said (EXC-4)."""

    how = Choice(
        label="How did you contact the school?",
        noun="How you contacted the school",
        empty="Choose how you contacted the school",
        choices=WAYS,
    )
    said = LongText(
        label="What was said?",
        noun="What was said",
        hint="Whom you reached, and what was agreed. It stays on the timeline. Leave out pupils’ names.",
        empty="Say whom you reached and what was agreed",
        words=150,
        rows=5,
        read_by_others=True,
    )

    def note(self) -> str:
        """Both in one text for the timeline."""
        return f"{dict(WAYS)[self.cleaned_data['how']]}. {self.cleaned_data['said']}"
