"""Every kind of field, with everything hostile: an answer it can keep, or a sentence that says what to do."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm, Many, Pick
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import BROKEN, Email, LongText, Password, Search, Text
from locality.design.forms.numbers import Pounds, WholeNumber
from tests.integration.every_form.attacks import CHOICES, HOSTILE, LONG_LINE, LONG_TEXT, NUMBERS, PARTS

EVERYTHING = [*HOSTILE, *NUMBERS, *CHOICES, *(text for texts in PARTS.values() for text in texts), LONG_LINE, LONG_TEXT]
OFFERED = [("a", "A"), ("b", "B")]


class Everything(PageForm):
    """One field of each kind."""

    text = Text(label="Text")
    search = Search(label="Search")
    email = Email(label="E-mail")
    password = Password(label="Password")
    long = LongText(label="Long text")
    number = WholeNumber(label="Number", maximum=1000)
    pounds = Pounds(label="Amount")
    day = Day(label="Day")
    time = TimeOfDay(label="Time")
    choice = Choice(label="Choice", choices=OFFERED)
    pick = Pick(label="Pick", choices=OFFERED)
    many = Many(label="Many", choices=OFFERED)
    confirm = Confirm(label="Confirm")


@pytest.mark.parametrize("text", EVERYTHING, ids=lambda text: repr(text)[:30])
def test_each_field_keeps_it_or_says_what_to_do(text: str) -> None:
    sent = QueryDict(mutable=True)
    for name in Everything.base_fields:
        sent.setlist(name, [text, text])
        for part in PARTS:
            sent[f"{name}-{part}"] = text
    form = Everything(sent)
    form.is_valid()
    for error in (error for errors in form.errors.as_data().values() for error in errors):
        assert isinstance(error, ValidationError)
        assert str(error.message)[:1].isupper() or str(error.message)[:1] == "“"
    assert not {"choice", "pick", "many"} & set(form.cleaned_data)
    for value in form.cleaned_data.values():
        assert not BROKEN.search(str(value))
