"""Sending, receiving and asking back."""

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText


class ReceiveForm(PageForm):
    """The officer acknowledges the form, or sends it back with a question."""

    choice = Choice(
        label="What do you do with it?",
        noun="Choice",
        empty="Choose whether to acknowledge it or to ask a question",
        choices=[
            ("acknowledge", "Acknowledge it: the council has what it needs"),
            ("ask", "Send it back with a question"),
        ],
    )
    question = LongText(
        label="Your question to the clerk",
        noun="The question",
        only_when="choice=ask",
        needed="Enter the question for the clerk",
        words=200,
        read_by_others=True,
    )


class AnswerForm(PageForm):
    """The clerk's answer, which sends the form again."""

    answer = LongText(
        label="Your answer to the officer",
        noun="The answer",
        empty="Enter the answer for the officer",
        words=300,
        read_by_others=True,
    )


class NothingForm(PageForm):
    """A page with only a button."""
