"""The minutes on a page: the parts of the document as the template shows them; and what is next with them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from locality.documents.parts import Bullets, Document, GridTable, Heading, Note, Part
from locality.meetings.models import AgendaItem, Minutes, Opening
from locality.meetings.queries.agenda import numbers_of
from locality.schedule.where_it_stands import ANYONE, Reader
from locality.values.dates import say_were_due, show_day

State = Minutes.State


@dataclass(frozen=True)
class Shown:
    """One part of a document, with the word by which the template knows how to draw it."""

    kind: str
    part: Part


def parts_shown(document: Document) -> list[Shown]:
    """The document's parts in order."""
    return [Shown(_kind(part), part) for part in document.parts]


def _kind(part: Part) -> str:
    if isinstance(part, Heading):
        return f"heading {part.level}"
    if isinstance(part, Bullets):
        return "list"
    if isinstance(part, GridTable):
        return "table"
    return "note" if isinstance(part, Note) else "text"


@dataclass(frozen=True)
class WriteRow:
    """One item on the page on which minutes are written, and the names of its two fields."""

    item: AgendaItem
    number: str
    notes: str
    summary: str

    def fields_in(self, fields: Container[str]) -> list[str]:
        """Those of its fields that are asked for: a heading over requests has none."""
        return [name for name in (self.notes, self.summary) if name in fields]

    @property
    def heading(self) -> str:
        """The item's number and title."""
        rfr = self.item.resource_request
        return f"{self.number} {self.item.title}{f', {rfr.reference}' if rfr else ''}"


def write_rows(items: Sequence[AgendaItem]) -> list[WriteRow]:
    """The items in order, with the names of their two fields."""
    names = numbers_of(items)
    return [
        WriteRow(item, number, f"notes-{item.pk}", f"summary-{item.pk}")
        for item, number in zip(items, names, strict=True)
    ]


def saved_at(items: Sequence[AgendaItem]) -> datetime | None:
    """When any of the texts was last saved."""
    records = [record for item in items if (record := getattr(item, "record", None))]
    moments = [moment for record in records for moment in (record.notes_at, record.summary_at) if moment]
    return max(moments, default=None)


def standing_of(
    newest: Minutes | None, due: date, today: date, distance: str, *, drafted: bool = False, reader: Reader = ANYONE
) -> str:
    """Where the minutes stand, and what is next; of a day that has passed, that they were due.

    drafted: it is said above what is written, so that nobody is asked to write it.
    """
    by = say_were_due("They", due, distance) if due < today else f"They are due by {show_day(due)} ({distance})."
    if newest is None or newest.state == State.DRAFT:
        return _being_written(newest, by, reader, drafted=drafted)
    correction = newest.number > 1
    by = "" if correction else f" {by}"
    what = "correction" if correction else "minutes"
    if newest.state == State.WITH_CHAIR:
        return f"{f'Please check the {what}.' if reader.leads else f'The chair is checking the {what}.'}{by}"
    if newest.state == State.CHECKED:
        them = "it" if correction else "them"
        following = f"Next, distribute {them}." if reader.clerks else f"Next, the clerk distributes {them}."
        return f"{'You have' if reader.leads else 'The chair has'} checked the {what}. {following}{by}"
    if newest.is_late or newest.distributed_at is None:
        return "The minutes have been distributed."  # they say themselves on which day, and that it was late
    return f"Distributed on {show_day(newest.distributed_at)}."


def _being_written(newest: Minutes | None, by: str, reader: Reader, *, drafted: bool) -> str:
    wanted = newest is not None and bool(newest.wanted)
    what, due = ("correction", "") if newest is not None and newest.number > 1 else ("minutes", f" {by}")
    if not reader.clerks:
        asked = f" {'You have' if reader.leads else 'The chair has'} asked for changes." if wanted else ""
        return f"The clerk is writing the {what}.{asked}{due}"
    if wanted:
        return f"The chair has asked for changes to the {what}.{due}"
    if drafted or (newest is not None and due):
        return f"Read the draft, then ask the chair to check it.{due}"
    return f"Write the {what}, then ask the chair to check {'them' if due else 'it'}.{due}"


@dataclass(frozen=True)
class Reading:
    """Whether a person has opened the newest minutes."""

    name: str
    opened: Opening | None
    is_newest: bool


def readings(people: Sequence[tuple[int, str]], opened: dict[int, Opening], newest: int) -> list[Reading]:
    """Everybody the minutes went to, those who have not opened them first."""
    found = [Reading(name, opened.get(pk), bool(pk in opened and opened[pk].number == newest)) for pk, name in people]
    return sorted(found, key=lambda each: (each.opened is not None, each.name))
