"""Inviting an adviser."""

from collections.abc import Iterable
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many, Pick
from locality.design.forms.fields import Email, Text
from locality.meetings.models import Advising, AgendaItem

WHOLE, ITEMS = "whole", "items"


class AdviserForm(PageForm):
    """Who advises, and on what."""

    name = Text(label="Full name", noun="The full name", max_length=120, empty="Enter their full name")
    email = Email(
        label="Email address",
        noun="The email address",
        hint="We’ll send the invitation here.",
        empty="Enter an email address",
    )
    expertise = Pick(
        label="What type of organisation are they from?",
        noun="The type of organisation",
        choices=Advising.Expertise.choices,
        empty="Select the type of organisation",
    )
    what = Choice(
        label="What are they invited to?",
        noun="What they are invited to",
        choices=[(ITEMS, "Some items on the agenda"), (WHOLE, "The whole meeting")],
        reveals={ITEMS: "items"},
        empty="Select what they are invited to",
    )
    items = Many(label="Which items?", noun="The items", only_when=f"what={ITEMS}", needed="Select at least one item")

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_items = {str(each.pk): each for each in items}
        self.offer("items", [(key, _named(each)) for key, each in self.open_items.items()])
        if not self.open_items and self.data.get("what") != ITEMS:  # whoever chose items that have gone is told so
            del self.fields["what"], self.fields["items"]

    @property
    def chosen(self) -> list[AgendaItem]:
        """The items chosen; none for the whole meeting."""
        return [self.open_items[key] for key in self.cleaned_data["items"]] if not self.is_whole else []

    @property
    def is_whole(self) -> bool:
        """Whether they come for the whole meeting."""
        return bool(self.cleaned_data.get("what", WHOLE) == WHOLE)


def _named(item: AgendaItem) -> str:
    rfr = item.resource_request
    return f"{item.title}, {rfr.reference}" if rfr else item.title
