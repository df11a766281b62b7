"""Where a meeting stands, what happens next, who does it and by when: said to whoever reads it."""

from dataclasses import dataclass
from datetime import date

from locality.communities.deadlines import Deadlines
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import say_were_due, show_day


@dataclass(frozen=True)
class Reader:
    """What the reader does for a meeting's community: that is said to them as theirs to do."""

    clerks: bool = False
    leads: bool = False


ANYONE = Reader()


def standing_of(
    meeting: Meeting, deadlines: Deadlines, today: date, reader: Reader = ANYONE, *, has_agenda: bool = False
) -> str:
    """The sentences that open a meeting's page."""
    distance = deadlines.distance(meeting.day, today)
    if meeting.state == S.PROPOSED:
        return "This date is only proposed. No one is invited until you publish the proposed meetings."
    if meeting.state == S.CANCELLED:
        return f"This meeting is cancelled. {meeting.cancelled_because}"
    if meeting.state == S.RUNNING:
        return "The meeting is taking place now."
    if meeting.state == S.MINUTED:
        return "The meeting was held and its minutes have been distributed."
    if meeting.state == S.HELD:
        due = deadlines.minutes(meeting.day)
        return f"The meeting was held. {_clerk_does('distribute', 'minutes', due, deadlines, today, reader)}"
    if meeting.day < today:
        return _not_started(reader)
    if meeting.state == S.PAPERS_OUT:
        return f"The agenda and papers have been sent. The meeting is {distance}."
    due = deadlines.papers(meeting.day)
    sends = _clerk_does("send", "agenda and papers", due, deadlines, today, reader)
    submission = deadlines.submission(meeting.day)
    if today <= submission:
        return f"Schools can submit requests until {show_day(submission)}. {sends}"
    too_late = f"Requests for this meeting were due by {show_day(submission)}."
    if has_agenda:
        return f"{too_late} {sends}"
    return f"{too_late} Next, {'create' if reader.leads else 'the chair creates'} the agenda. {sends}"


def _clerk_does(verb: str, what: str, due: date, deadlines: Deadlines, today: date, reader: Reader) -> str:
    """What the clerk does by when; of a day that has passed, that it was due and how late it is."""
    if due < today:
        does = f"Please {verb} them now." if reader.clerks else f"The clerk still needs to {verb} them."
        return f"{say_were_due(f'The {what}', due, deadlines.distance(due, today))} {does}"
    if reader.clerks:
        return f"{verb.capitalize()} the {what} by {show_day(due)}."
    return f"The clerk will {verb} the {what} by {show_day(due)}."


def _not_started(reader: Reader) -> str:
    if reader.clerks or reader.leads:
        return (
            "The day of this meeting has passed, but no one started it in Locality. Start it on the live meeting page, "
            "record what happened and end it."
        )
    return "The day of this meeting has passed. The chair or clerk has not recorded it in Locality yet."
