"""The forms of outcomes: what is agreed, the one-page report, a moved review date, and a second look."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import Pounds, WholeNumber
from locality.outcomes.content import (
    EVIDENCE,
    FRAMEWORK,
    FRAMEWORK_MEANS,
    HAPPENED,
    LEVELS,
    NEEDS_WHY,
    NEXT,
    NOTHING_TO_SAY,
    Happened,
)
from locality.outcomes.models import MOST_OUTCOMES, AgreedOutcome, Report
from locality.outcomes.rules import NewOutcome, NewReport, NewResult, say_returned, why_not_outcomes, why_not_report
from locality.values.dates import show_day
from locality.values.money import PENNY, say_money

_STAYED = " ".join(each for each in Happened if each not in NOTHING_TO_SAY)
_NEEDS_WHY = f"happened={' '.join(NEEDS_WHY)}"
_ASKED = f"happened={_STAYED}"
LONGEST_LINE = 300


class OutcomesForm(PageForm):
    """One to three outcomes. The first is asked; another counts as soon as anything is typed in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_OUTCOMES + 1):
            self.fields |= _fields_of(number)

    def outcomes(self) -> list[NewOutcome]:
        """Those of which anything was given."""
        given = self.cleaned_data
        found = []
        for number in range(1, MOST_OUTCOMES + 1):
            words = {name: given.get(f"{name}_{number}") or "" for name in ("what", "start", "hoped", "framework")}
            if number == 1 or any(words.values()):
                found.append(NewOutcome(**words))
        return found

    def clean(self) -> dict[str, Any]:
        """Each outcome is whole: all that is missing is said at once."""
        given = super().clean() or self.cleaned_data
        numbers = [
            number
            for number in range(1, MOST_OUTCOMES + 1)
            if number == 1 or any(given.get(f"{name}_{number}") for name in ("what", "start", "hoped", "framework"))
        ]
        for each in why_not_outcomes(self.outcomes()):
            name, _, place = each.field.rpartition("_")
            self.refuse(f"{name}_{numbers[int(place) - 1]}", each.sentence)
        return given


def _fields_of(number: int) -> dict[str, Any]:
    of = "" if number == 1 else f" (outcome {number})"
    asked: dict[str, Any] = {"required": False, "mark_optional": False, "max_length": LONGEST_LINE}
    return {
        f"what_{number}": Text(
            label="What will be different for the pupils?",
            noun=f"What will be different{of}",
            hint="For example: joins in whole-class teaching most mornings." if number == 1 else None,
            read_by_others=True,
            **asked,
        ),
        f"start_{number}": Text(
            label="Where are things now?",
            noun=f"Where things are now{of}",
            hint="For example: stays for about ten minutes, two mornings a week." if number == 1 else None,
            read_by_others=True,
            **asked,
        ),
        f"hoped_{number}": Text(
            label="What do you hope to see by the review date?",
            noun=f"What you hope to see{of}",
            hint="For example: stays for half an hour, four mornings a week." if number == 1 else None,
            read_by_others=True,
            **asked,
        ),
        f"framework_{number}": Pick(
            label="Which outcome of the framework is it for?",
            noun=f"The outcome of the framework{of}",
            choices=[(slug, f"{name}: {FRAMEWORK_MEANS[slug]}") for slug, name in FRAMEWORK.items()],
            placeholder="Select an outcome of the framework",
            required=False,
            mark_optional=False,
        ),
    }


def typed_outcomes(outcomes: Sequence[AgreedOutcome]) -> dict[str, Any]:
    """What a form of outcomes begins with."""
    return {
        f"{name}_{each.number}": getattr(each, name)
        for each in outcomes
        for name in ("what", "start", "hoped", "framework")
    }


class ExtendForm(PageForm):
    """Another review date, and why."""

    due_on = Day(label="New review date", noun="The new review date", empty="Enter the new review date")
    because = Text(
        label="Why do you need more time?",
        noun="Why you need more time",
        empty="Enter why you need more time",
        hint="Everyone who can see the request will see this. Do not name pupils.",
        max_length=LONGEST_LINE,
        read_by_others=True,
    )

    def __init__(self, *args: Any, days: tuple[date, date], **kwargs: Any) -> None:
        """`days`: the first and the last that it can move to."""
        super().__init__(*args, **kwargs)
        self.between("due_on", *days)
        self.fields["due_on"].help_text = f"From {show_day(days[0])} to {show_day(days[1])}."


class ReportForm(PageForm):
    """The report on one page: did it happen, where are things now, how do you know, the money, what next."""

    happened = Choice(
        label="Did the support happen?",
        noun="Whether the support happened",
        empty="Select whether the support happened",
        choices=list(HAPPENED.items()),
    )
    why_not = LongText(
        label="Why was it not as agreed?",
        noun="Why it was not as agreed",
        words=50,
        rows=3,
        only_when=_NEEDS_WHY,
        needed="Enter why it was not as agreed",
        read_by_others=True,
    )
    evidence = Many(
        label="How do you know?",
        noun="How you know",
        hint="Select all that you looked at. What you measured before and after counts as the strongest.",
        choices=list(EVIDENCE.items()),
        only_when=_ASKED,
        mark_optional=False,
    )
    measure = Text(
        label="Which assessment or scale?",
        noun="The assessment or scale",
        hint="Only if you used one",
        max_length=120,
        only_when=_ASKED,
        mark_optional=False,
    )
    before = Text(
        label="Result before",
        noun="The result before",
        max_length=40,
        width="10",
        only_when=_ASKED,
        mark_optional=False,
    )
    after = Text(
        label="Result after", noun="The result after", max_length=40, width="10", only_when=_ASKED, mark_optional=False
    )
    how_known = LongText(
        label="What did you see?",
        noun="What you saw",
        words=60,
        rows=3,
        only_when=_ASKED,
        read_by_others=True,
    )
    pupil_said = LongText(
        label="What did the pupil say?",
        noun="What the pupil said",
        hint="In their own words, if you can. Do not name pupils.",
        words=40,
        rows=3,
        only_when=_ASKED,
        mark_optional=False,
        read_by_others=True,
    )
    not_asked = Text(
        label="If you did not ask, why not?",
        noun="Why you did not ask",
        max_length=LONGEST_LINE,
        only_when=_ASKED,
        mark_optional=False,
        read_by_others=True,
    )
    spent = Pounds(
        label="How much of the money did you spend?",
        noun="The amount you spent",
        empty="Enter how much of the money you spent, or 0",
    )
    rest = Choice(
        label="If you did not spend all of it, what happens to the rest?",
        noun="What happens to the rest",
        required=False,
        mark_optional=False,
        choices=[
            ("return", "We return it to the community now"),
            ("needed", "We still need it for this support"),
        ],
    )
    needed_until = Day(
        label="Until when do you need it?",
        noun="The day until which you need it",
        only_when="rest=needed",
        needed="Enter until when you need it",
    )
    next = Choice(
        label="What happens next?",
        noun="What happens next",
        empty="Select what happens next",
        choices=list(NEXT.items()),
    )
    again = Choice(
        label="Would you do it again?",
        noun="Whether you would do it again",
        only_when=_ASKED,
        needed="Select whether you would do it again",
        inline=True,
        choices=[("yes", "Yes"), ("no", "No")],
    )
    for_whom = LongText(
        label="For whom would it work?",
        noun="For whom it would work",
        words=40,
        rows=2,
        only_when="again=yes",
        read_by_others=True,
    )

    def __init__(
        self,
        *args: Any,
        outcomes: Sequence[AgreedOutcome],
        pupils: int,
        money: Decimal,
        back: Decimal,
        today: date,
        **kwargs: Any,
    ) -> None:
        """`money`: what can be spent, `back`: what earlier reports gave back, in pounds."""
        super().__init__(*args, **kwargs)
        self.outcomes, self.pupils, self.money, self.back, self.today = list(outcomes), pupils, money, back, today
        for each in self.outcomes:
            self.fields |= self._level_fields(each)
        if money <= 0:
            for name in ("spent", "rest", "needed_until"):
                del self.fields[name]
        else:
            spent: Any = self.fields["spent"]
            spent.maximum = money
            spent.help_text = f"Of {say_money(money)}. Enter 0 if you spent nothing.{say_returned(back)}"

    def _level_fields(self, outcome: AgreedOutcome) -> dict[str, Any]:
        of = f" (outcome {outcome.number})" if len(self.outcomes) > 1 else ""
        why, reached = f"why_cannot_say_{outcome.number}", f"reached_{outcome.number}"
        fields: dict[str, Any] = {
            f"level_{outcome.number}": Choice(
                label="Where are things now?",
                noun=f"Where things are now{of}",
                choices=list(LEVELS.items()),
                only_when=_ASKED,
                needed=f"Select where things are now{of}",
            ),
            why: Text(
                label="If you cannot say yet, why not?",
                noun=f"Why you cannot say yet{of}",
                max_length=LONGEST_LINE,
                only_when=f"level_{outcome.number}=cannot_say",
                needed=f"Enter why you cannot say yet{of}",
                read_by_others=True,
            ),
        }
        if self.pupils > 1:
            fields[reached] = WholeNumber(
                label=f"How many of the {self.pupils} pupils reached it?",
                noun=f"How many pupils reached it{of}",
                maximum=self.pupils,
                required=False,
                only_when=_ASKED,
            )
        return fields

    def clean(self) -> dict[str, Any]:
        """What the chosen answers need, all at once."""
        given = super().clean() or self.cleaned_data
        if not given.get("happened"):
            return given
        new = self.report()
        left = self.money > 0 and new.spent is not None and new.spent < self.money
        if left and not given.get("rest"):
            self.refuse(
                "rest", f"Select what happens to the {say_money(self.money - (new.spent or 0))} you did not spend"
            )
        numbers = [each.number for each in self.outcomes]
        for each in why_not_report(
            new, numbers=numbers, pupils=self.pupils, money=self.money, back=self.back, today=self.today
        ):
            if each.field != "needed_until" or given.get("rest") == "needed":
                self.refuse(each.field, each.sentence)
        return given

    def returned(self) -> Decimal | None:
        """What goes back to the community with it, in pounds."""
        new = self.report()
        left = self.money - new.spent if new.returns and new.spent is not None else None
        return left.quantize(PENNY) if left and left > 0 else None

    def report(self) -> NewReport:
        """What was filled in."""
        given = self.cleaned_data
        return NewReport(
            happened=given.get("happened", ""),
            next=given.get("next", ""),
            results={each.number: self._result(each.number) for each in self.outcomes},
            why_not=given.get("why_not") or "",
            evidence=tuple(given.get("evidence") or ()),
            how_known=given.get("how_known") or "",
            measure=given.get("measure") or "",
            before=given.get("before") or "",
            after=given.get("after") or "",
            pupil_said=given.get("pupil_said") or "",
            not_asked=given.get("not_asked") or "",
            spent=given.get("spent"),
            returns=given.get("rest") == "return",
            needed_until=given.get("needed_until"),
            again=given.get("again") == "yes",
            for_whom=given.get("for_whom") or "",
        )

    def _result(self, number: int) -> NewResult:
        given = self.cleaned_data
        return NewResult(
            given.get(f"level_{number}") or "",
            given.get(f"why_cannot_say_{number}") or "",
            given.get(f"reached_{number}"),
        )


def typed_report(report: Report | None) -> dict[str, Any]:
    """What a correction begins with: the report that stands; but its money is asked again."""
    if report is None:
        return {}
    names = ("happened", "why_not", "evidence", "measure", "before", "after", "how_known", "pupil_said", "not_asked")
    typed: dict[str, Any] = {name: getattr(report, name) for name in (*names, "next", "for_whom")}
    typed["again"] = "yes" if report.again else "no"
    typed["spent"] = report.spent
    for each in report.results.all():
        number = each.outcome.number
        typed |= {f"level_{number}": each.level, f"why_cannot_say_{number}": each.why_cannot_say}
        typed[f"reached_{number}"] = each.reached
    return typed


class LookForm(PageForm):
    """The same words for each outcome, and a line."""

    words = LongText(
        label="Is there anything you would add?",
        noun="What you would add",
        hint="The school that sent the report will see this. Do not name pupils.",
        required=False,
        words=60,
        rows=3,
    )

    def __init__(self, *args: Any, outcomes: Sequence[AgreedOutcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = list(outcomes)
        for each in self.outcomes:
            of = f" (outcome {each.number})" if len(self.outcomes) > 1 else ""
            self.fields[f"level_{each.number}"] = Choice(
                label="Where would you say things are now?",
                noun=f"Where you would say things are now{of}",
                empty=f"Select where you would say things are now{of}",
                choices=[
                    (value, label.replace("we hoped", "was hoped").replace("We cannot", "I cannot"))
                    for value, label in LEVELS.items()
                ],
            )

    def levels(self) -> dict[int, str]:
        """What was chosen, by the numbers of the outcomes."""
        return {each.number: self.cleaned_data[f"level_{each.number}"] for each in self.outcomes}
