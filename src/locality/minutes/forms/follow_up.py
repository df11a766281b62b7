"""Reporting on an action point."""

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.meetings.models import ActionPoint


class ReportForm(PageForm):
    """How it goes, and whether it is still open."""

    text = LongText(
        label="What progress have you made?",
        noun="The progress",
        hint="Members of the community will see this. Do not name pupils.",
        words=80,
        rows=4,
        empty="Enter what progress you have made",
        read_by_others=True,
    )
    state = Choice(
        label="Status",
        noun="The status",
        choices=[
            (ActionPoint.State.OPEN, "Still open"),
            (ActionPoint.State.DONE, "Done"),
            (ActionPoint.State.DROPPED, "No longer needed"),
        ],
        empty="Select a status",
    )
