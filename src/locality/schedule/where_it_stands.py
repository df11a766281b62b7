"""Where a meeting stands, what happens next, who does it and by when: one sentence, the same wherever it is said."""

from datetime import date

from locality.communities.deadlines import Deadlines
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day


def standing_of(meeting: Meeting, deadlines: Deadlines, today: date) -> str:
    """The sentence that opens a meeting's page."""
    submission, papers, minutes = (
        show_day(due)
        for due in (deadlines.submission(meeting.day), deadlines.papers(meeting.day), deadlines.minutes(meeting.day))
    )
    if meeting.state == S.PROPOSED:
        return "This date is proposed. Nobody is invited until the year is published."
    if meeting.state == S.CANCELLED:
        return f"This meeting is cancelled. {meeting.cancelled_because}"
    if meeting.state == S.RUNNING:
        return "The meeting is running now."
    if meeting.state == S.MINUTED:
        return "The meeting was held, and its minutes are sent."
    if meeting.state == S.HELD:
        return f"The meeting was held. Next: the clerk distributes the minutes by {minutes}."
    if meeting.day < today:
        return (
            "The day of this meeting is over, and it was not begun here. Next: the chair or the clerk begins it on the "
            "live page, keeps what happened, and ends it."
        )
    if meeting.state == S.PAPERS_OUT:
        return f"Agenda and papers are sent. Next: the meeting, {deadlines.distance(meeting.day, today)}."
    if today <= deadlines.submission(meeting.day):
        return f"Requests reach this meeting until {submission}. The clerk then sends agenda and papers by {papers}."
    return f"Requests are closed. Next: the chair sets the agenda, and the clerk sends it with the papers by {papers}."
