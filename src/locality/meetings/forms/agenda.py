"""The forms of the agenda."""

from collections.abc import Iterable
from typing import Any

from locality.design.forms import LongText, PageForm, Pick, Text, WholeNumber
from locality.meetings.actions.agenda import LONGEST
from locality.meetings.presenters.agenda import AgendaRow
from locality.schedule.models import Meeting
from locality.values.dates import show_day


class ItemForm(PageForm):
    """An item of the community's own."""

    title = Text(
        label="What is it about?",
        noun="What it is about",
        hint="Do not name pupils.",
        max_length=200,
        read_by_others=True,
    )
    minutes = WholeNumber(label="How many minutes does it take?", noun="Minutes", minimum=1, maximum=LONGEST)
    text = LongText(
        label="What members should read before",
        noun="What members should read",
        required=False,
        words=400,
        rows=5,
        read_by_others=True,
    )


class TimesForm(PageForm):
    """How long each item takes: one field a row of the agenda, named by its item."""

    def __init__(self, *args: Any, rows: Iterable[AgendaRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            name = f"minutes-{row.item.pk}"
            if name in self.data:  # the time of a row that was not sent stays as it is
                self.fields[name] = WholeNumber(
                    label=f"Minutes for {row.number} {row.item.title}",
                    noun=f"Minutes for {row.number} {row.item.title}",
                    minimum=1,
                    maximum=LONGEST,
                )

    @property
    def minutes(self) -> dict[int, int]:
        """The times, by the ids of the items."""
        return {int(name.removeprefix("minutes-")): number for name, number in self.cleaned_data.items()}


class PutOffForm(PageForm):
    """To which later meeting, and why."""

    to = Pick(label="To which meeting?", noun="Meeting")
    why = Text(
        label="Why is it put off?", noun="Reason", hint="The school reads this.", max_length=300, read_by_others=True
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(each.pk), show_day(each.day)) for each in meetings]  # type: ignore[attr-defined]
