"""The CoS Section of the form, as it is recorded (FORM-12): asked by a page here, and at the live meeting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText
from locality.design.forms.numbers import Pounds, WholeNumber
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.content import council_words
from locality.resource_requests.content.questions import RESPONSES
from locality.resource_requests.models import Decision
from locality.resource_requests.rules.agreed import Agreed, Bounds, why_not_agreed
from locality.values.money import say_money

MOST_MEMBERS = 200
APPROVED, DECLINED, DEFERRED = "outcome=approved", "outcome=declined", "outcome=deferred"
RefuseMoney = Callable[[Decimal, date | None, date | None], str]
"""What the budget would refuse an amount with, in pounds, for these days of support; nothing where it would not."""
RefusePositions = Callable[..., str]
"""What is wrong with so many positions (agree, disagree, abstain), as a sentence; nothing where they can be right."""


def _any_number(*_: int) -> str:
    return ""


def responses_field(hint: str, needed: str) -> Many:
    """The kinds of support, but for a referral to the council: only a community refers."""
    return Many(
        label="Request response",
        noun="Response",
        hint=hint,
        only_when=APPROVED,
        needed=needed,
        choices=RESPONSES[:-1],
    )


class ApprovalForm(PageForm):
    """What every approval agrees, whoever decides, and what is wrong with it, said at its fields. Each form says its bounds."""

    responses = responses_field("Select all that were agreed", "Select the kinds of support agreed")
    details = LongText(
        label="Give details of support agreed where applicable",
        noun="Details",
        only_when=APPROVED,
        words=300,
        read_by_others=True,
    )
    amount = Pounds(
        label="Final amount approved",
        noun="The final amount approved",
        hint="For a financial contribution",
        only_when=APPROVED,
        mark_optional=False,
    )
    more_because = LongText(
        label="Why is it more than was requested?",
        noun="Why it is more than was requested",
        only_when=APPROVED,
        mark_optional=False,
        words=100,
        rows=3,
        read_by_others=True,
    )
    starts_on = Day(
        label="First day of support", noun="The first day of support", only_when=APPROVED, mark_optional=False
    )
    ends_on = Day(label="Last day of support", noun="The last day of support", only_when=APPROVED, mark_optional=False)
    review_on = Day(
        label="Review Date",
        noun="The review date",
        hint="When the school will report on what was achieved",
        only_when=APPROVED,
        needed="Enter the review date",
    )

    def __init__(
        self, *args: Any, today: date, asked: Decimal | None, refuse_money: RefuseMoney | None = None, **kwargs: Any
    ) -> None:
        """`asked`: in pounds; more than that needs a reason."""
        super().__init__(*args, **kwargs)
        self.today, self.asked, self.refuse_money = today, asked, refuse_money
        self.fields["more_because"].help_text = (
            f"Only if the amount is more than the {say_money(asked)} that was requested"
            if asked
            else "For any amount, because no money was requested"
        )

    def hint(self, name: str, sentence: str) -> None:
        """Another hint for a field."""
        self.fields[name].help_text = sentence

    def bounds(self, given: dict[str, Any]) -> Bounds:
        """What an approval on this form keeps to."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """What an approval needs beside its own fields; each says its own error, so that none hides another."""
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == Decision.Outcome.APPROVED:
            self._say_wrong(given)
        return given

    def _say_wrong(self, given: dict[str, Any]) -> None:
        """At its field each thing that is wrong, and then what the budget says to the amount."""
        kinds, starts_on, ends_on = (given.get(name) for name in ("responses", "starts_on", "ends_on"))
        agreed = Agreed(
            kinds=frozenset(kinds) if kinds else None,
            amount=given.get("amount"),
            more_because=given.get("more_because", ""),
            starts_on=starts_on,
            ends_on=ends_on,
            review_on=given.get("review_on"),
        )
        days = {"starts_on", "ends_on"}
        passed_over = days if days & self.errors.keys() else set[str]()  # a day that is none says enough of both
        for each in why_not_agreed(agreed, self.bounds(given)):
            if each.field not in passed_over:
                self.refuse(each.field, each.sentence)
        if self.refuse_money and kinds and "funding" in kinds and agreed.amount:
            right = (starts_on, ends_on) if days <= given.keys() and starts_on and ends_on else (None, None)
            if sentence := self.refuse_money(agreed.amount, *right):  # without days that were refused above
                self.refuse("amount", sentence)

    def approved(self) -> dict[str, Any]:
        """The answers of an approval, as `NewDecision` has them."""
        given, chosen = self.cleaned_data, set(self.cleaned_data["responses"])
        kinds = {name: name in chosen for name, _ in RESPONSES}
        answers = {name: given[name] for name in ("details", "more_because", "starts_on", "ends_on", "review_on")}
        return kinds | answers | {"amount": given["amount"] if "funding" in chosen else None}


class DecisionForm(ApprovalForm):
    """Summary first (CHA-7); then what was decided, and what that needs."""

    summary = LongText(
        label="Summary of the discussion",
        hint="Summarise the discussion before you record the decision.",
        empty="Enter the summary of the discussion",
        words=400,
        read_by_others=True,
    )
    outcome = Choice(label="What was decided?", noun="Decision", empty="Select what was decided")
    reasons = LongText(
        label="Reasons for declining",
        noun="The reasons for declining",
        hint="The school will see your reasons",
        only_when=DECLINED,
        needed="Enter the reasons for declining",
        words=300,
        read_by_others=True,
    )
    own_provision = LongText(
        label="What will the school provide from its own resources?",
        noun="The school’s own provision",
        only_when=DECLINED,
        needed="Enter what the school will provide from its own resources",
        words=300,
        read_by_others=True,
    )
    alternatives = LongText(
        label="Alternative solutions offered by members",
        noun="Alternative solutions",
        only_when=DECLINED,
        needed="Enter the alternative solutions that members offered, or “None”",
        words=300,
        read_by_others=True,
    )
    needed = LongText(
        label="What information is needed?",
        noun="The information needed",
        only_when=DEFERRED,
        needed="Enter what information is needed",
        words=300,
        read_by_others=True,
    )
    method = Choice(
        label="Decision made by",
        noun="How it was decided",
        empty="Select how it was decided: by consensus or by the chair",
        choices=[each for each in Decision.Method.choices if each[0] != Decision.Method.COUNCIL],
    )
    agree = WholeNumber(label="Agree", noun="The number who agree", required=False, maximum=MOST_MEMBERS)
    disagree = WholeNumber(label="Disagree", noun="The number who disagree", required=False, maximum=MOST_MEMBERS)
    abstain = WholeNumber(label="Abstain", noun="The number who abstain", required=False, maximum=MOST_MEMBERS)
    decided_on = Day(
        label="Date of the decision", noun="The date of the decision", empty="Enter the date of the decision"
    )

    field_order: tuple[str, ...] = ("summary", "outcome")

    def __init__(
        self,
        *args: Any,
        not_before: date,
        may_defer: bool,
        may_refer: bool,
        council: str,
        refuse_positions: RefusePositions = _any_number,
        **kwargs: Any,
    ) -> None:
        """`not_before`: the day of the meeting. `council`: its short name."""
        super().__init__(*args, **kwargs)
        self.refuse_positions = refuse_positions
        left_out = {"referred"} if may_defer else {"referred", "deferred"}
        outcomes = [choice for choice in Decision.Outcome.choices if choice[0] not in left_out]
        self.offer("outcome", outcomes)
        last = [(RESPONSES[-1][0], council_words.referral(council))] if may_refer else []
        hints = {RESPONSES[-1][0]: council_words.referral_hint(council)} if may_refer else {}
        self.offer("responses", [*RESPONSES[:-1], *last], hints=hints)
        self.hint("starts_on", "For a financial contribution or school to school support")
        if "decided_on" in self.fields:
            self.between("decided_on", not_before, self.today)
        self.between("review_on", not_before)

    def clean(self) -> dict[str, Any]:
        """What an approval needs, and no more positions than there can be."""
        given = super().clean()
        self._positions(given)
        return given

    def _positions(self, given: dict[str, Any]) -> None:
        """No more than were in the room; the largest of the numbers is the one that says so."""
        counts = {name: given.get(name) or 0 for name in ("agree", "disagree", "abstain")}
        if sentence := self.refuse_positions(*counts.values()):
            self.refuse(max(counts, key=lambda name: counts[name]), sentence.removesuffix("."))

    def bounds(self, given: dict[str, Any]) -> Bounds:
        """What an approval on this form keeps to."""
        return Bounds(self.asked, self._day_of(given), self.today)

    def _day_of(self, given: dict[str, Any]) -> date:
        """The day of the decision; today, where what was typed is none."""
        return given.get("decided_on") or self.today

    def ruling(self) -> NewDecision:
        """What was decided, with only the answers its outcome asks for."""
        given = self.cleaned_data
        made = NewDecision(
            outcome=Decision.Outcome(given["outcome"]),
            summary=given["summary"],
            method=Decision.Method(given["method"]),
            decided_on=given["decided_on"],
            agree=given.get("agree"),
            disagree=given.get("disagree"),
            abstain=given.get("abstain"),
        )
        if made.outcome == Decision.Outcome.APPROVED:
            return replace(made, **self.approved())
        asked = (
            ("needed",) if made.outcome == Decision.Outcome.DEFERRED else ("reasons", "own_provision", "alternatives")
        )
        return replace(made, **{name: given[name] for name in asked})
