"""The form for a meeting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.validators import URLValidator

from locality.communities.models import Community
from locality.design.forms import Day, PageForm, Pick, Text, TimeOfDay


class MeetingForm(PageForm):
    """When and where a community meets."""

    community = Pick(label="Community", noun="Community")
    day = Day(label="Date of the meeting", noun="Date of the meeting")
    starts = TimeOfDay(label="Starts at", noun="Start time", hint="For example, 15:30")
    ends = TimeOfDay(label="Ends at", noun="End time", hint="For example, 17:30")
    venue = Text(label="Venue", required=False)
    online_link = Text(
        label="Link to join online", noun="Link", required=False, max_length=300, validators=[URLValidator(["https"])]
    )

    def __init__(self, *args: Any, communities: Iterable[Community], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["community"].choices = [(str(each.pk), each.name) for each in communities]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end comes after the start, the day is still to come, and people know where to go."""
        given = super().clean() or self.cleaned_data
        starts, ends, day = given.get("starts"), given.get("ends"), given.get("day")
        if starts and ends and ends <= starts:
            self.add_error("ends", "End time must be after the start time")
        if day and day < self.today:
            self.add_error("day", "Date of the meeting must be today or later")
        if not given.get("venue") and not given.get("online_link") and "online_link" not in self.errors:
            self.add_error("venue", "Enter a venue, or a link to join online")
        return given
