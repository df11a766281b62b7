"""Fields that belong to one choice: read, asked for and called optional only with it; all errors at once."""

from typing import Any

import pytest
from django.http import QueryDict

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many
from locality.design.forms.days import Day
from locality.design.forms.fields import Text
from locality.design.forms.numbers import Pounds


class NewDecision(PageForm):
    outcome = Choice(label="What was decided?", empty="Choose what was decided", choices=[("yes", "Yes"), ("no", "No")])
    amount = Pounds(label="Amount", only_when="outcome=yes", needed="Enter the amount")
    review = Day(label="Review date", only_when="outcome=yes", needed="Enter the review date")
    details = Text(label="Details", only_when="outcome=yes", max_length=20)
    kinds = Many(label="Kinds", only_when="outcome=yes", choices=[("a", "A")])
    reasons = Text(label="Reasons", only_when="outcome=no", needed="Enter the reasons", max_length=20)


@pytest.fixture(scope="module", autouse=True)
def _macros_read() -> None:
    """Reads the macros from disk once, which is not what a test is to be timed for."""
    NewDecision().render_fields()


def sent(typed: str) -> NewDecision:
    return NewDecision(QueryDict(typed))


def errors(form: PageForm) -> list[str]:
    return [each["text"] for each in form.error_list]


def test_all_that_the_choice_needs_is_said_at_once() -> None:
    assert errors(sent("outcome=yes&amount=lots")) == [
        "Amount must be an amount in pounds, like 1,250 or 1250.50",
        "Enter the review date",
    ]
    assert errors(sent("outcome=no")) == ["Enter the reasons"]
    assert errors(sent("")) == ["Choose what was decided"]


@pytest.mark.parametrize("other", ["amount=lots", "review-day=99", f"details={'x' * 21}", "kinds=never"])
def test_what_belongs_to_another_choice_is_neither_refused_nor_kept(other: str) -> None:
    form = sent(f"outcome=no&reasons=Free+help&{other}")
    assert form.is_valid(), form.errors
    empty: dict[str, Any] = {"amount": None, "review": None, "details": "", "kinds": []}
    assert form.cleaned_data == {"outcome": "no", "reasons": "Free help"} | empty


def test_only_what_may_be_left_out_is_called_optional() -> None:
    html = NewDecision().render_fields()
    assert [label for label in ("Amount", "Review date", "Details", "Reasons") if f"{label} (optional)" in html] == [
        "Details"
    ]
