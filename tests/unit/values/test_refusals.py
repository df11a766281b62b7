"""Why something can't be done: one shape."""

import pytest

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import Text
from locality.values.refusals import NotPossible, Refusal, refuse


class Order(PageForm):
    name = Text(label="Name", empty="Enter the name")
    other = Text(label="Other", required=False)


def sent() -> Order:
    form = Order({"name": "Ada"})
    assert form.is_valid()
    return form


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_rule_without_a_reason_refuses_nothing(nothing: str | None) -> None:
    refuse(nothing)


def test_a_refusal_names_its_field_or_takes_the_one_it_is_given() -> None:
    with pytest.raises(NotPossible, match="Too late") as of_rule:
        refuse(Refusal("Too late.", "day"), "name")
    with pytest.raises(NotPossible, match="Too early") as of_sentence:
        refuse("Too early.", "name")
    assert (of_rule.value.field, of_sentence.value.field) == ("day", "name")


@pytest.mark.parametrize(
    ("named", "given", "called", "at"),
    [
        ("other", "", {}, "other"),
        ("", "", {}, "__all__"),
        ("", "name", {}, "name"),
        ("amount", "", {}, "__all__"),
        ("amount", "", {"amount": "other"}, "other"),
        ("other", "name", {}, "other"),
    ],
)
def test_a_form_says_what_an_action_refuses_at_the_field_it_names(
    named: str, given: str, called: dict[str, str], at: str
) -> None:
    form, after = sent(), []
    with form.refusals(given, **called):
        refuse("It can’t be done.", named)
        after.append("done")
    assert form.errors == {at: ["It can’t be done."]}
    assert not after
