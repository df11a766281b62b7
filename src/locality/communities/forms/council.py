"""The council's own data: contacts, rules, days off, terms."""

from typing import Any

from locality.communities.models import AuthorityRules
from locality.communities.models.authority import LONGEST_SHORT_NAME
from locality.communities.rule_book import at_odds
from locality.communities.rule_entries import RULE_BOOK, Entry
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.days import Day
from locality.design.forms.fields import Email, Text
from locality.design.forms.numbers import WholeNumber
from locality.together.shared import SharedForm

MOST_TERMS = 6


class AreaContactForm(SharedForm):
    """Whom approved forms of an area are sent to (FORM-14)."""

    officer_name = Text(
        label="High Needs Funding officer", noun="The name", empty="Enter the officer’s name", max_length=120
    )
    officer_email = Email(
        label="High Needs Funding officer contact",
        noun="The email address",
        hint="We email the people who have the role of High Needs Funding officer. We use this address only if no one has it.",
        empty="Enter an email address",
        autocomplete="off",
    )


class ShortNameForm(PageForm):
    """What the council is called in labels."""

    short_name = Text(
        label="Short name of the council",
        noun="The short name",
        hint="For example, KCC, as in “KCC Section” and “KCC Moderated” on the form",
        empty="Enter the short name of the council",
        max_length=LONGEST_SHORT_NAME,
        width="10",
    )


class SecondFactorForm(PageForm):
    """Whether everyone shows a second factor."""

    required = Choice(
        label="Does everyone need an authenticator app to sign in?",
        hint="They use a code from an app on their phone, as well as a password or an emailed code.",
        empty="Select yes if everyone needs an authenticator app",
        choices=[("yes", "Yes, everyone"), ("no", "No, a password or an emailed code is enough")],
        hints={
            "yes": "Anyone without an app sets one up before they see their next page.",
            "no": "People who also have a role in another council still need an app if that council asks for one.",
        },
    )


class DayOffForm(PageForm):
    """A closure day, or a bank holiday announced late."""

    day = Day(label="Day", noun="The day", empty="Enter the day")
    name = Text(label="What it is called", noun="The name", empty="Enter what the day is called", max_length=80)
    kind = Choice(
        label="What kind of day is it?",
        noun="The kind of day",
        empty="Select what kind of day it is",
        choices=[("closure", "A council closure day"), ("bank_holiday", "A bank holiday")],
    )


class TermForm(PageForm):
    """One of the six terms; entering a term again changes its dates."""

    year_name = Text(
        label="School year",
        noun="The school year",
        hint="For example, 2026-27",
        empty="Enter the school year",
        max_length=9,
        width="5",
    )
    number = WholeNumber(
        label="Term",
        noun="The term",
        hint=f"A number from 1 to {MOST_TERMS}",
        empty="Enter the number of the term",
        minimum=1,
        maximum=MOST_TERMS,
    )
    start = Day(label="First day", noun="The first day", empty="Enter the first day of the term")
    end = Day(label="Last day", noun="The last day", empty="Enter the last day of the term")


class RulesForm(SharedForm):
    """Every rule of the book, from a day on."""

    valid_from = Day(
        label="From which day?",
        noun="The first day",
        hint="You cannot change the rules for days that have passed.",
        empty="Enter the day the new rules start",
    )
    why = Text(
        label="Why are you changing the rules?",
        noun="The reason",
        empty="Enter why you are changing the rules",
        max_length=300,
    )

    def __init__(self, *args: Any, current: AuthorityRules, **kwargs: Any) -> None:
        stands = {entry.field: _answer(entry, getattr(current, entry.field)) for entry in RULE_BOOK}
        super().__init__(*args, standing=stands, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Answers that can't both be kept are said all at once, each at its field."""
        given = super().clean() or self.cleaned_data
        if not self.errors:
            for name, sentence in at_odds(self._answers(), self._touched()).items():
                self.add_error(name, sentence)
        return given

    def changes(self) -> dict[str, Any]:
        """The rules that are answered otherwise than the page showed them: no other is set."""
        return {name: value for name, value in self._answers().items() if name in self._touched()}

    def _touched(self) -> set[str]:
        return {name for name, stands in self.standing.items() if str(stands) != str(self.cleaned_data[name])}

    def _answers(self) -> dict[str, Any]:
        return {
            entry.field: self.cleaned_data[entry.field] == "yes"
            if entry.kind == "yes_no"
            else self.cleaned_data[entry.field]
            for entry in RULE_BOOK
        }


def _answer(entry: Entry, value: Any) -> Any:
    return ("yes" if value else "no") if entry.kind == "yes_no" else value


def _field(entry: Entry) -> Choice | WholeNumber:
    noun = f"The answer to “{entry.question}”"
    if entry.kind == "number":
        suffix = entry.unit or None
        return WholeNumber(
            label=entry.question, noun=f"The {entry.noun[:1].lower()}{entry.noun[1:]}", hint=entry.explanation,
            empty=f"Enter the {entry.noun[:1].lower()}{entry.noun[1:]}",
            minimum=entry.minimum, maximum=entry.maximum, suffix=suffix,
        )  # fmt: skip
    return Choice(
        label=entry.question,
        noun=noun,
        hint=entry.explanation,
        empty=f"Select the answer to “{entry.question}”",
        choices=entry.choices,
        inline=entry.kind == "yes_no",
    )


# Fields of the class, so that a form that had no effect says each answer with its question
RulesForm.base_fields.update({entry.field: _field(entry) for entry in RULE_BOOK})
