"""The pack: agenda and the forms of its requests in one tagged PDF, made for one reader (MBR-2, RES-9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from locality.documents.parts import Contents, Document, FormTable, GridTable, Heading, Note, Paragraph, Part
from locality.meetings.models import Paper
from locality.meetings.presenters.agenda import AgendaRow
from locality.meetings.presenters.filling import Filling, filling_parts
from locality.resource_requests.exports.form import form_document
from locality.resource_requests.queries.identity import Reader
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day, show_plain_day, show_time

NOTHING = Filling()


def pack(
    meeting: Meeting,
    rows: Sequence[AgendaRow],
    readers: Mapping[int, Reader],
    papers: Sequence[Paper],
    filling: Filling = NOTHING,
) -> Document:
    """Agenda and contents first, then each item that has something to read, in the agenda's order.

    All of it is as its reader may see it: `readers` by request id, and `filling`.
    """
    parts: list[Part] = [
        *(
            [Paragraph(f"This meeting is cancelled. {meeting.cancelled_because}")]
            if meeting.state == S.CANCELLED
            else []
        ),
        Paragraph(
            f"{show_day(meeting.day)}, {show_time(meeting.starts)} to {show_time(meeting.ends)}"
            + (f"\n{meeting.place}" if meeting.place else "")
        ),
        GridTable(
            caption="Agenda",
            header=("Item No.", "Agenda", "Time"),
            rows=[(row.number, _title(row), "" if row.is_heading else f"{show_time(row.slot.starts)}") for row in rows],
        ),
        Contents(depth=2),
    ]
    read = [(row, _to_read(row, readers, filling)) for row in rows]
    over = {_above(row.number) for row, words in read if words}
    shown = [(row, words) for row, words in read if words or row.number in over]
    for (row, words), level in zip(shown, item_levels(row.number for row, _ in shown), strict=True):
        deeper = (replace(each, level=level + 1) if isinstance(each, FormTable) else each for each in words)
        parts += [_heading(row, level), *deeper]
    if papers:
        parts += [
            Heading(1, "Other papers"),
            Paragraph("\n".join(f"{paper.title} ({paper.file_name}): see the papers page" for paper in papers)),
        ]
    parts.append(Note("This document has information about children. Keep it safe, and do not email it."))
    return meeting_document(meeting, f"Agenda and papers, {meeting.community.name}", parts)


def item_levels(numbers: Iterable[str]) -> list[int]:
    """The levels of the headings of items by their numbers: 5.1 lies in 5, where 5 is there."""
    given = list(numbers)
    return [2 if _above(number) in given else 1 for number in given]


def _above(number: str) -> str:
    """The number of the item under which one stands: 5 of 5.1, none of 5."""
    return number.rpartition(".")[0]


def _heading(row: AgendaRow, level: int) -> Heading:
    return Heading(level, f"{row.number} {_title(row)}")


def _to_read(row: AgendaRow, readers: Mapping[int, Reader], filling: Filling) -> list[Part]:
    """What one item brings: its text, what fills it, and the form of its request."""
    parts: list[Part] = [Paragraph(row.item.text)] if row.item.text else []
    parts += filling_parts(row.item, filling)
    rfr = row.item.resource_request
    if rfr and rfr.version and rfr.pk in readers:
        parts += [part for part in form_document(rfr, readers[rfr.pk]).parts if isinstance(part, FormTable)]
    return parts


def meeting_document(meeting: Meeting, title: str, parts: list[Part], *, version: int = 1) -> Document:
    """A document of a meeting: community and day are on every page, and in its name."""
    return Document(
        title=title,
        name=f"{title}, {show_plain_day(meeting.day)}" + (f", version {version}" if version > 1 else ""),
        parts=parts,
        header=f"Communities of Schools – {meeting.community.name}",
        footer=show_day(meeting.day),
        author=meeting.community.authority.name,
    )


def _title(row: AgendaRow) -> str:
    """What an item is called; a request by its school and its title, which names no pupil."""
    rfr = row.item.resource_request
    return f"{row.item.title}: {rfr.topic or rfr.reference}" if rfr else row.item.title
