"""Cancelling a meeting."""

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import Text


class CancelForm(PageForm):
    """Why it does not take place: everyone invited reads it."""

    why = Text(
        label="Why are you cancelling the meeting?",
        noun="The reason",
        hint="Everyone invited will see this. Do not name pupils.",
        max_length=300,
        empty="Enter why you are cancelling the meeting",
        read_by_others=True,
    )
