"""Where a meeting stands, what happens next, who does it and by when: one sentence, the same wherever it is said."""

from datetime import date

from locality.communities.deadlines import Deadlines
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day


def standing_of(meeting: Meeting, deadlines: Deadlines, today: date) -> str:
    """The sentence that opens a meeting's page."""
    submission = show_day(deadlines.submission(meeting.day))

    def by(does: str, due: date) -> str:
        """What the clerk does by when; of a day that has passed, that it was due and how late it is."""
        if due < today:
            return f"the clerk needs to {does}. This was due on {show_day(due)} ({deadlines.distance(due, today)})."
        return f"the clerk will {does} by {show_day(due)}."

    if meeting.state == S.PROPOSED:
        return "This is a proposed date. We’ll invite people when you publish the year."
    if meeting.state == S.CANCELLED:
        return f"This meeting is cancelled. {meeting.cancelled_because}"
    if meeting.state == S.RUNNING:
        return "The meeting is taking place now."
    if meeting.state == S.MINUTED:
        return "The meeting was held and the minutes have been sent."
    if meeting.state == S.HELD:
        return f"The meeting was held. Next, {by('distribute the minutes', deadlines.minutes(meeting.day))}"
    if meeting.day < today:
        return (
            "The day of this meeting has passed, but no one started it here. Next, the chair or clerk starts it on the "
            "live page, records what happened and ends it."
        )
    if meeting.state == S.PAPERS_OUT:
        return f"The agenda and papers have been sent. The meeting is {deadlines.distance(meeting.day, today)}."
    if today <= deadlines.submission(meeting.day):
        sent = show_day(deadlines.papers(meeting.day))
        return f"Schools can submit requests until {submission}. The clerk will send the agenda and papers by {sent}."
    return (
        "It is too late to submit requests. Next, the chair sets the agenda and "
        f"{by('send the papers', deadlines.papers(meeting.day))}"
    )
