"""Cancelling a meeting."""

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import Text


class CancelForm(PageForm):
    """Why it does not take place: everyone invited reads it."""

    why = Text(
        label="Why is the meeting cancelled?",
        noun="Reason",
        hint="Everyone invited reads this. Do not name pupils.",
        max_length=300,
        empty="Enter why the meeting is cancelled",
        read_by_others=True,
    )
