"""When a reminder may be sent, and why not."""

from datetime import date, datetime, timedelta

from locality.communities.deadlines import deadlines_of
from locality.tasks.offers import Reminder, Waiting
from locality.values.dates import show_day, show_time
from locality.values.refusals import Refusal
from locality.values.working_days import WorkingDays, day_of

GONE = "This task has been done, so we did not send a reminder. The tasks still waiting are below."
NEW = "They got this task only today, so we did not send a reminder. You can send one from tomorrow."


def counted_day(day: date, calendar: WorkingDays) -> date:
    """The working day that a reminder counts for: on a day off, the last one before it."""
    return calendar.before(day + timedelta(days=1), 1)


def is_new(waiting: Waiting, today: date) -> bool:
    """Passed on today: whoever has it was told just now."""
    return waiting.since is not None and waiting.since >= today


def _reminded(waiting: Waiting, today: date) -> tuple[str, str] | None:
    """When somebody was reminded within this working day, and from which day on they can be again; None where nobody was."""
    reminder = waiting.reminder
    if reminder is None or reminder.sent_at is None:
        return None
    calendar = deadlines_of(reminder.authority, on=today).calendar
    if counted_day(day_of(reminder.sent_at), calendar) < counted_day(today, calendar):
        return None
    return _when(reminder.sent_at, today), show_day(calendar.after(today, 1))


def reminded_words(waiting: Waiting, today: date) -> str:
    """That somebody was reminded within this working day, and from when on they can be again; else nothing."""
    found = _reminded(waiting, today)
    return f"Reminded {found[0]}. You can send another reminder from {found[1]}" if found else ""


def why_not_remind(waiting: Waiting, reminder: Reminder, today: date) -> Refusal | None:
    """The sentence that refuses a reminder."""
    if is_new(waiting, today):
        return Refusal(NEW)
    if found := _reminded(waiting, today):
        when, again = found
        whom = reminder.whom
        return Refusal(
            f"{whom[:1].upper()}{whom[1:]} already had a reminder {when}. You can send another from {again}."
        )
    return None


def _when(at: datetime, today: date) -> str:
    return f"today at {show_time(at)}" if day_of(at) == today else f"on {show_day(at)}"
