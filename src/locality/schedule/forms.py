"""The forms of the pages that plan meetings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from locality.communities.models import Community
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Pick
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import Text, WebLink
from locality.schedule.rules import ORDINALS, WEEKDAYS, why_not_day, why_not_so
from locality.together.shared import SharedForm


def _venue() -> Text:
    """Where people meet: either may be empty, not both."""
    return Text(
        label="Venue",
        noun="The venue",
        hint="Enter a venue, a link to join online, or both.",
        required=False,
        mark_optional=False,
    )


def _link() -> WebLink:
    """Where people join from afar; see `_venue`."""
    return WebLink(
        label="Link to join online", noun="The link to join online", required=False, mark_optional=False, max_length=300
    )


class MeetingTimeForm(SharedForm):
    """When and where a community meets."""

    day = Day(label="Date of the meeting", noun="The date of the meeting", empty="Enter the date of the meeting")
    starts = TimeOfDay(
        label="Start time", noun="The start time", hint="For example, 15:30", empty="Enter the start time"
    )
    ends = TimeOfDay(label="End time", noun="The end time", hint="For example, 17:30", empty="Enter the end time")
    venue = _venue()
    online_link = _link()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The end comes after the start, the day is still to come, and people know where to go."""
        given = super().clean() or self.cleaned_data
        day = given.get("day")
        if day and (why := why_not_day(day, self.today)):
            self.refuse(why.field, why.sentence)
        _refuse_time_and_place(self, given)
        return given


class MeetingForm(MeetingTimeForm):
    """A meeting of one of the person's communities."""

    field_order = ("community", "day", "starts", "ends", "venue", "online_link")
    community = Pick(label="Community", noun="The community", empty="Select a community")

    def __init__(self, *args: Any, communities: Iterable[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("community", _named(communities))


class YearForm(PageForm):
    """The pattern of a school year's meetings (PRE-1)."""

    community = Pick(label="Community", noun="The community", empty="Select a community")
    year = Pick(label="School year", noun="The school year", empty="Select a school year")
    ordinal = Pick(
        label="Which week of the month?",
        noun="The week",
        choices=[(str(key), name) for key, name in ORDINALS.items()],
        empty="Select which week of the month",
    )
    weekday = Pick(
        label="Which day of the week?",
        noun="The day",
        choices=[(str(key), name) for key, name in enumerate(WEEKDAYS)],
        empty="Select which day of the week",
    )
    starts = TimeOfDay(
        label="Start time", noun="The start time", hint="For example, 15:30", empty="Enter the start time"
    )
    ends = TimeOfDay(label="End time", noun="The end time", hint="For example, 17:30", empty="Enter the end time")
    venue = _venue()
    online_link = _link()

    def __init__(self, *args: Any, communities: Iterable[Community], years: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("community", _named(communities))
        self.offer("year", [(name, name) for name in years])

    def clean(self) -> dict[str, Any]:
        """The end comes after the start, and people know where to go."""
        given = super().clean() or self.cleaned_data
        _refuse_time_and_place(self, given)
        return given


class AnswerForm(PageForm):
    """Coming or not."""

    answer = Choice(
        label="Are you coming?",
        noun="The answer",
        choices=[("yes", "I am coming"), ("no", "I cannot come")],
        empty="Select if you are coming",
    )


def _refuse_time_and_place(form: PageForm, given: dict[str, Any]) -> None:
    said = "online_link" in form.errors  # one that is no link
    link = given.get("online_link") or ("x" if said else "")
    for why in why_not_so(given.get("starts"), given.get("ends"), given.get("venue", ""), link):
        form.refuse(why.field, why.sentence)


def _named(communities: Iterable[Community]) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in communities]
