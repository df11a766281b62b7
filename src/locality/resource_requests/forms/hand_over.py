"""Sending, receiving and asking back."""

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText


class ReceiveForm(PageForm):
    """The officer acknowledges the form, or sends it back with a question."""

    choice = Choice(
        label="Do you want to acknowledge the request or ask a question?",
        noun="Whether you acknowledge the request or ask a question",
        empty="Select if you want to acknowledge the request or ask a question",
        choices=[
            ("acknowledge", "Acknowledge it, because the council has what it needs"),
            ("ask", "Send it back to the clerk with a question"),
        ],
    )
    question = LongText(
        label="Your question to the clerk",
        noun="The question",
        only_when="choice=ask",
        needed="Enter your question to the clerk",
        words=200,
        read_by_others=True,
    )


class AnswerForm(PageForm):
    """The clerk's answer, which sends the form again."""

    answer = LongText(
        label="Your answer to the area officer",
        noun="The answer",
        empty="Enter your answer to the area officer",
        words=300,
        read_by_others=True,
    )


class NothingForm(PageForm):
    """A page with only a button."""
