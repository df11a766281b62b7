"""The council's section of the form, the council's own decision, its questions, and money that comes back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from locality.accounts.models import User
from locality.budgets.models import PaymentPlan
from locality.council_section.actions.moderating import NewSection
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText
from locality.design.forms.numbers import Pounds
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.content import council_words
from locality.resource_requests.forms.decision_fields import ApprovalForm
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.resource_requests.queries.early_end import EarlyEnd
from locality.resource_requests.rules.agreed import MONEY, Bounds
from locality.resource_requests.rules.council import received_day, why_not_section
from locality.values.dates import show_day
from locality.values.money import say_money

LONGEST_REASON = 500
HAPPENED = (
    ("ended", "The support ended early"),
    ("underspend", "The school did not use all the money"),
    ("mistake", "Taking money back was recorded by mistake"),
)
YES_OR_NO = (("yes", "Yes"), ("no", "No"))


class CouncilSectionForm(PageForm):
    """Final amount, moderated or not, by whom, when; then how it is paid (FORM-13)."""

    final_amount = Pounds(
        label="Final amount",
        noun="The final amount",
        hint="The total the council will pay. Enter 0 if it pays nothing.",
        empty="Enter the final amount, or 0 if the council pays nothing",
    )
    reason = LongText(
        label="Why is the final amount different from the amount approved?",
        noun="The reason",
        hint="Only if it differs. The school and the community will see this.",
        required=False,
        mark_optional=False,
        words=80,
        rows=4,
        max_length=LONGEST_REASON,
        read_by_others=True,
    )
    moderated = Choice(
        label="Moderated",
        empty="Select yes or no",
        inline=True,
        choices=YES_OR_NO,
    )
    moderated_by = Pick(
        label="Moderated / Approved by",
        empty="Select who moderated or approved it",
    )
    processed_on = Day(
        label="Request processed",
        noun="The date the request was processed",
        empty="Enter the date the request was processed",
    )
    pattern = Choice(
        label="How will it be paid?",
        noun="How it is paid",
        empty="Select how it will be paid",
        choices=PaymentPlan.Pattern.choices,
        hints={
            "one_sum": "All of it in the next school advance",
            "termly": "One part for each term, by the days of support in it",
            "monthly": "By the days of support in each month",
            "advances": "By the days of support up to each school advance",
        },
    )
    starts_on = Day(
        label="First day of support", noun="The first day of support", empty="Enter the first day of support"
    )
    ends_on = Day(label="Last day of support", noun="The last day of support", empty="Enter the last day of support")

    def __init__(
        self,
        *args: Any,
        rfr: ResourceRequest,
        decision: Decision,
        people: Iterable[User],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rfr, self.decision, self.today = rfr, decision, today
        self._name_the_council(rfr.authority.short)
        self.people = {str(each.pk): each for each in people}
        self.offer("moderated_by", [(pk, each.name) for pk, each in self.people.items()])
        self.between("processed_on", received_day(rfr), today)
        if decision.starts_on and decision.ends_on:
            del self.fields["starts_on"], self.fields["ends_on"]
        if decision.funding:
            self.fields["moderated"].help_text = "Select yes if the final amount differs from the amount approved."
        else:
            for name in ("final_amount", "reason", "pattern", "starts_on", "ends_on"):
                self.fields.pop(name, None)

    def _name_the_council(self, council: str) -> None:
        asked, label = cast("Choice", self.fields["moderated"]), council_words.moderated(council)
        asked.label = asked.noun = label
        asked.error_messages["required"] = f"Select yes or no for “{label}”"

    def clean(self) -> dict[str, Any]:
        """A different amount was moderated, and has a reason; support ends after it begins."""
        given = super().clean() or self.cleaned_data
        wrong = why_not_section(
            self.rfr,
            self.decision,
            final=given.get("final_amount"),
            moderated=given.get("moderated") != "no",
            reason=given.get("reason", ""),
            period=(given.get("starts_on"), given.get("ends_on")),
            processed_on=given.get("processed_on"),
            today=self.today,
        )
        for each in wrong:
            self.refuse(each.field, each.sentence)
        return given

    def section(self) -> NewSection:
        """What was filled in."""
        given = self.cleaned_data
        return NewSection(
            final_amount=given.get("final_amount"),
            moderated=given["moderated"] == "yes",
            moderated_by=self.people[given["moderated_by"]],
            processed_on=given["processed_on"],
            reason=given.get("reason", ""),
            pattern=PaymentPlan.Pattern(given.get("pattern") or PaymentPlan.Pattern.ONE_SUM),
            starts_on=given.get("starts_on"),
            ends_on=given.get("ends_on"),
        )


class CouncilDecisionForm(ApprovalForm):
    """The council approves, declines, or leaves a request at what the community decided (EXC-5)."""

    outcome = Choice(
        label="What does the council decide?", noun="The decision", empty="Select what the council decides"
    )
    why = LongText(
        label="What are the council’s reasons?",
        noun="The council’s reasons",
        hint="The school and the community will see this. Do not name pupils.",
        empty="Enter the council’s reasons",
        words=300,
        rows=6,
        read_by_others=True,
    )

    field_order = ("outcome",)

    def __init__(
        self, *args: Any, rfr: ResourceRequest, outcomes: Iterable[tuple[str, str]], weeks: int, **kwargs: Any
    ) -> None:
        """`weeks`: the longest period of an exceptional allocation (EXC-6)."""
        super().__init__(*args, asked=rfr.requested_amount, **kwargs)
        self.weeks = weeks if rfr.kind == ResourceRequest.Kind.EXCEPTIONAL else None
        self.offer("outcome", outcomes)

    def bounds(self, given: dict[str, Any]) -> Bounds:  # noqa: ARG002 - of today, whatever was typed
        """Only money needs days; what is exceptional has them always, and no more than the council's rules allow."""
        always = self.weeks is not None
        return Bounds(self.asked, self.today, self.today, dated=MONEY, always_dated=always, weeks=self.weeks)

    def ruling(self) -> NewDecision:
        """What the council decided, with only the answers its outcome asks for."""
        given = self.cleaned_data
        made = NewDecision(
            outcome=Decision.Outcome(given["outcome"]),
            summary=given["why"],
            method=Decision.Method.COUNCIL,
            decided_on=self.today,
        )
        if made.outcome == Decision.Outcome.DECLINED:
            return replace(made, reasons=given["why"])
        return replace(made, **self.approved())


class GiveBackForm(PageForm):
    """Support ended early, or a school did not need all it was paid."""

    what = Choice(
        label="What happened?",
        noun="What happened",
        empty="Select what happened",
        choices=HAPPENED,
    )
    last_day = Day(
        label="Last day of support",
        noun="The last day of support",
        only_when="what=ended",
        needed="Enter the last day of support",
    )
    amount = Pounds(
        label="Amount to take back",
        noun="The amount to take back",
        only_when="what=underspend",
        needed="Enter an amount to take back of more than £0",
    )
    number = Choice(
        label="What was recorded by mistake?",
        noun="What was recorded by mistake",
        only_when="what=mistake",
        needed="Select what was recorded by mistake",
    )
    why = LongText(
        label="Reason",
        noun="The reason",
        hint="The school and the community will see this. Do not name pupils.",
        empty="Enter the reason",
        words=40,
        rows=4,
        max_length=250,
        read_by_others=True,
    )

    def __init__(self, *args: Any, end: EarlyEnd | None = None, most_back: Decimal, today: date, **kwargs: Any) -> None:
        """`end`: the agreed days of support and what is not paid of them. Asked is only what can have happened.

        `most_back`: what of the money paid can still come back, in pounds.
        """
        super().__init__(*args, **kwargs)
        self.end = end
        owed = end.to_be_given_back if end else []
        gone = {"ended"} if end is None or end.never_began else set()
        gone |= set() if owed else {"mistake"}
        self.offer("what", [each for each in HAPPENED if each[0] not in gone])
        mistakes = [
            (str(each.number), f"{say_money(-each.amount)}, owed from {show_day(each.due_on)}") for each in owed
        ]
        self.offer("number", mistakes)
        self.fields["amount"].help_text = end.amount_hint(most_back, today) if end else ""
        for value, name in (("ended", "last_day"), ("mistake", "number")):
            if value in gone:
                del self.fields[name]

    def hold(self, why: str) -> None:
        """Show what was typed again, whatever is wrong in it: what stands now is to be read first."""
        self.errors.clear()
        self.add_error(None, why)

    def clean(self) -> dict[str, Any]:
        """The last day is an early one, and changes something."""
        given = super().clean() or self.cleaned_data
        last_day = given.get("last_day") if given.get("what") == "ended" else None
        if self.end and last_day and (refusal := self.end.why_not(last_day)):
            self.refuse(refusal.field, refusal.sentence)
        return given


class QuestionForm(PageForm):
    """A question to the school or the clerk."""

    to = Choice(
        label="Who should answer?",
        noun="Who is to answer",
        empty="Select who should answer",
        choices=CouncilQuestion.To.choices,
    )
    question = LongText(
        label="Your question",
        empty="Enter your question",
        hint="Your question and the answer stay with the request. Do not name pupils.",
        words=200,
        rows=5,
        read_by_others=True,
    )


class ReplyForm(PageForm):
    """The answer to the council."""

    answer = LongText(
        label="Your answer to the council",
        noun="Your answer",
        empty="Enter your answer",
        words=300,
        read_by_others=True,
    )


class QueueFilterForm(PageForm):
    """Which of the received requests."""

    mark_optional = False
    state = Pick(label="Status", required=False)
    area = Pick(label="Area", required=False)

    def __init__(self, *args: Any, states: list[tuple[str, str]], areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", states)
        self.offer("area", [("", "Any"), *areas])
        if len(areas) < 2:
            del self.fields["area"]
