"""The subjects of the emails about a meeting's papers, advisers and schools: what happened, to whose meeting, and the day."""

from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.sentences import count


def papers(meeting: Meeting, number: int) -> str:
    """Agenda and papers the first time, what is new after that."""
    what = "agenda and papers" if number == 1 else "new papers"
    return f"{meeting.community.name}: {what} for {show_day(meeting.day)}"


def fewer_to_advise(meeting: Meeting) -> str:
    """To an adviser: some of their items left the agenda."""
    return f"Fewer items to advise on: {meeting.community.name}, {show_day(meeting.day)}"


def advisers_to_check(meeting: Meeting) -> str:
    """To chair and clerks: items of advisers left the agenda."""
    return f"Check who advises: {meeting.community.name} meeting on {show_day(meeting.day)}"


def non_attendance(school: str, missed: int, community: str) -> str:
    """To the chair: "Larkford Academy has missed 2 Cantlow 1 meetings in a row"."""
    return f"{school} has missed {count(missed, f'{community} meeting')} in a row"
