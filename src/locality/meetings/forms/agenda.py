"""The forms of the agenda."""

from collections.abc import Iterable
from typing import Any

from locality.design.forms import LongText, PageForm, Pick, Text, WholeNumber
from locality.meetings.actions.agenda import LONGEST
from locality.schedule.models import Meeting
from locality.values.dates import show_day


class ItemForm(PageForm):
    """An item of the community's own."""

    title = Text(label="What is it about?", noun="What it is about", hint="Do not name pupils.", max_length=200)
    minutes = WholeNumber(label="How many minutes does it take?", noun="Minutes", minimum=1, maximum=LONGEST)
    text = LongText(
        label="What members should read before", noun="What members should read", required=False, words=400, rows=5
    )


class PutOffForm(PageForm):
    """To which later meeting, and why."""

    to = Pick(label="To which meeting?", noun="Meeting")
    why = Text(label="Why is it put off?", noun="Reason", hint="The school reads this.", max_length=300)

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(each.pk), show_day(each.day)) for each in meetings]  # type: ignore[attr-defined]
