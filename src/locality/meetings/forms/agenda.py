"""The forms of the agenda."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Pick
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import WholeNumber
from locality.meetings.actions.agenda import LONGEST
from locality.meetings.models import AgendaItem
from locality.meetings.presenters.agenda import AgendaRow
from locality.schedule.models import Meeting
from locality.together.posts import read_seen
from locality.together.texts import Seen
from locality.values.dates import show_day
from locality.values.numbers import typed_number

ITEM_TEXTS = ("title", "minutes", "text")
"""What two windows may type of one item."""


def times_seen(post: QueryDict) -> dict[int, Seen]:
    """What the window showed of each item's time, by the item's id."""
    items = {name: typed_number(name.removeprefix("minutes-")) for name in post if name.startswith("minutes-")}
    return {item: read_seen(post, name) for name, item in items.items() if item is not None}


class ItemForm(PageForm):
    """An item of the community's own."""

    title = Text(
        label="What is the title of the item?",
        noun="The title",
        hint="Do not name pupils.",
        max_length=200,
        read_by_others=True,
        empty="Enter a title for the item",
    )
    minutes = WholeNumber(
        label="How many minutes will it take?",
        noun="The number of minutes",
        minimum=1,
        maximum=LONGEST,
        empty="Enter how many minutes the item will take",
    )
    text = LongText(
        label="What members should read before the meeting",
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
            self.revisions[name] = str(Seen.read(self.data.get(f"revision-{name}", "")))
            if name in self.data:  # the time of a row that was not sent stays as it is
                self.fields[name] = WholeNumber(
                    label=f"Minutes for {row.number} {row.item.title}",
                    noun=f"Minutes for {row.number} {row.item.title}",
                    minimum=1,
                    maximum=LONGEST,
                    empty=f"Enter the minutes for {row.number} {row.item.title}",
                )

    def tell_clash(self, item: AgendaItem) -> None:
        """Another window set this time meanwhile: it is said, what was typed stays, and pressed again it counts."""
        name = f"minutes-{item.pk}"
        self.revisions[name] = str(Seen.of(item.revision, str(item.minutes)))
        self.add_error(name, f"Someone has changed this to {item.minutes} minutes. Save again to use your time")

    @property
    def minutes(self) -> dict[int, int]:
        """The times, by the ids of the items."""
        return {int(name.removeprefix("minutes-")): number for name, number in self.cleaned_data.items()}


class PutOffForm(PageForm):
    """To which later meeting, and why."""

    to = Pick(label="Which meeting are you moving it to?", noun="The meeting", empty="Select a meeting")
    why = Text(
        label="Why are you moving it?",
        noun="The reason",
        hint="Everyone who reads the agenda and the minutes will see this.",
        max_length=300,
        empty="Enter why you are moving it",
        read_by_others=True,
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], is_request: bool, **kwargs: Any) -> None:
        """`is_request`: the item is a request, whose school is told."""
        super().__init__(*args, **kwargs)
        if is_request:
            self.fields["why"].help_text = "The school will see this."
        self.offer("to", [(str(each.pk), show_day(each.day)) for each in meetings])
