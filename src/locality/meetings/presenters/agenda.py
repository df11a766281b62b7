"""The agenda as a table with its times."""

from collections.abc import Sequence
from dataclasses import dataclass

from locality.meetings.models import AgendaItem
from locality.meetings.models.agenda import Kind
from locality.meetings.queries.agenda import numbers_of
from locality.meetings.rules.agenda import Slot, Timetable, timetable
from locality.schedule.models import Meeting
from locality.values.sentences import count


@dataclass(frozen=True)
class AgendaRow:
    """One item with its place in the order and its time; a heading stands over the requests and takes none."""

    item: AgendaItem
    number: str
    slot: Slot
    is_heading: bool


def agenda_rows(items: Sequence[AgendaItem], meeting: Meeting) -> tuple[list[AgendaRow], Timetable]:
    """The rows in order, numbered 1, 2, … and requests 5.1, 5.2, … under their heading."""
    has_requests = any(item.resource_request_id for item in items)
    headings = [has_requests and item.kind == Kind.REQUESTS and not item.resource_request_id for item in items]
    times = timetable(
        (0 if heading else item.minutes for item, heading in zip(items, headings, strict=True)),
        meeting.starts,
        meeting.ends,
    )
    names = numbers_of(items)
    rows = [
        AgendaRow(item, name, slot, heading)
        for item, name, heading, slot in zip(items, names, headings, times.slots, strict=True)
    ]
    return rows, times


def fit_sentence(times: Timetable, *, may_change: bool) -> str:
    """Whether the agenda fits, in words; to whoever may change it also how it would."""
    length = times.used + times.free
    if times.fits:
        left = f"{'You have' if may_change else 'There is' if times.free == 1 else 'There are'} {count(times.free, 'minute')} left"
        return f"The agenda uses {times.used} of {length} minutes. {left if times.free else 'It is full'}."
    return (
        f"The agenda is {count(-times.free, 'minute')} too long."
        f"{' Shorten an item or move one to a later meeting.' if may_change else ''}"
    )
