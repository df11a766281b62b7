"""The pack: agenda and the forms of its requests in one tagged PDF, made for one reader (MBR-2, RES-9)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from locality.documents.parts import Contents, Document, FormTable, GridTable, Heading, Note, Paragraph, Part
from locality.meetings.models import Paper
from locality.meetings.presenters.agenda import AgendaRow
from locality.meetings.presenters.filling import Filling, filling_parts
from locality.resource_requests.exports.form import form_document
from locality.resource_requests.queries.identity import Reader
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day, show_time

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
        Contents(),
    ]
    for row in rows:
        filled = filling_parts(row.item, filling)
        if row.item.text or filled:
            words = [Paragraph(row.item.text)] if row.item.text else []
            parts += [Heading(1, f"{row.number} {row.item.title}"), *words, *filled]
        rfr = row.item.resource_request
        if rfr and rfr.version and rfr.pk in readers:
            form = form_document(rfr, readers[rfr.pk])
            parts.append(Heading(1, f"{row.number} {rfr.reference}, {row.item.title}"))
            for part in form.parts:
                if isinstance(part, FormTable):
                    parts += [Heading(2, part.title), replace(part, title="")]
    if papers:
        parts += [
            Heading(1, "Other papers"),
            Paragraph("\n".join(f"{paper.title} ({paper.file_name}): see the papers page" for paper in papers)),
        ]
    parts.append(Note("This document has information about children. Keep it safe, and do not email it."))
    return meeting_document(meeting, f"Agenda and papers, {meeting.community.name}", parts)


def meeting_document(meeting: Meeting, title: str, parts: list[Part]) -> Document:
    """A document of a meeting: community and day are on every page."""
    return Document(
        title=title,
        parts=parts,
        header=f"Communities of Schools – {meeting.community.name}",
        footer=show_day(meeting.day),
        author=meeting.community.authority.name,
    )


def _title(row: AgendaRow) -> str:
    rfr = row.item.resource_request
    return f"{row.item.title}, {rfr.reference}" if rfr else row.item.title
