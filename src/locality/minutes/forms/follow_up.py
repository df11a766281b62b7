"""Reporting on an action point."""

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.meetings.models import ActionPoint


class ReportForm(PageForm):
    """How it goes, and whether it is still open."""

    text = LongText(
        label="How does it go?",
        noun="How it goes",
        hint="The members of the community read this. Do not name pupils.",
        words=80,
        rows=4,
        empty="Enter how it goes",
        read_by_others=True,
    )
    state = Choice(
        label="How does it stand?",
        noun="How it stands",
        choices=[
            (ActionPoint.State.OPEN, "Still open"),
            (ActionPoint.State.DONE, "Done"),
            (ActionPoint.State.DROPPED, "No longer needed"),
        ],
        empty="Say how it stands",
    )
