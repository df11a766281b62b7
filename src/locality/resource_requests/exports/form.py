"""The whole form, all three sections, as a document laid out as the paper form (FORM-15)."""

from collections.abc import Iterable
from dataclasses import replace

from locality.documents.parts import Document, FormRow, FormTable, Note
from locality.resource_requests.content import council_words
from locality.resource_requests.models import ResourceRequest, Version
from locality.resource_requests.presenters.council_view import council_section
from locality.resource_requests.presenters.decision_view import community_section
from locality.resource_requests.presenters.form_view import Row, school_section
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.rules.exceptional import is_exceptional


def form_document(rfr: ResourceRequest, reader: Reader) -> Document:
    """The form as this reader may see it. Raises ValueError before the request was submitted."""
    if rfr.version is None:
        raise ValueError("A draft has no form yet")
    council = rfr.authority.short
    title = "Exceptional Request for Resource" if is_exceptional(rfr) else "Request for Resource"
    return Document(
        title=title,
        name=f"{title} {rfr.reference}, {rfr.school.name}",
        reference=rfr.reference,
        header=f"Communities of Schools – {rfr.authority.name}",
        footer=rfr.school.name,
        made_at=rfr.state_since,
        author=rfr.authority.name,
        parts=[
            Note("This document has information about children. Keep it safe, and do not send it by email."),
            FormTable("School Section", _rows(_sealed(school_section(rfr, rfr.version, reader), rfr.version))),
            FormTable("CoS Section", _rows(community_section(rfr.decision, reader, ended_on=rfr.ended_on))),
            FormTable(council_words.section(council), _rows(council_section(rfr.decision, reader, council))),
        ],
    )


def _sealed(rows: Iterable[Row], version: Version) -> list[Row]:
    """Beside the signature the first letters of its seal: who checks the log finds the version by them, and no page shows it."""
    seal = f", seal {version.content_hash[:12]}"
    return [replace(row, note=row.note + seal) if row.name == "signature" else row for row in rows]


def _rows(rows: Iterable[Row]) -> list[FormRow]:
    return [FormRow(row.label, row.paragraphs if len(row.items) > 1 else row.text, note=row.note) for row in rows]
