"""The whole form, all three sections, as a document laid out as the paper form (FORM-15)."""

from collections.abc import Iterable

from locality.documents.parts import Document, FormRow, FormTable, Note
from locality.resource_requests.content import council_words
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.presenters.council_view import council_section
from locality.resource_requests.presenters.decision_view import community_section
from locality.resource_requests.presenters.form_view import Row, school_section
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.rules.exceptional import is_exceptional


def form_document(request: ResourceRequest, reader: Reader) -> Document:
    """The form as this reader may see it. Raises ValueError before the request was submitted."""
    if request.version is None:
        message = "A draft has no form yet"
        raise ValueError(message)
    council = request.authority.short
    return Document(
        title="Exceptional Request for Resource" if is_exceptional(request) else "Request for Resource",
        reference=request.reference,
        header=f"Communities of Schools – {request.authority.name}",
        footer=request.school.name,
        made_at=request.state_since,
        author=request.authority.name,
        parts=[
            Note("Holds information about children. Keep it safe, and do not send it by e-mail."),
            FormTable("School Section", _rows(school_section(request, request.version, reader))),
            FormTable("CoS Section", _rows(community_section(request.decision, reader, ended_on=request.ended_on))),
            FormTable(council_words.section(council), _rows(council_section(request.decision, reader, council))),
        ],
    )


def _rows(rows: Iterable[Row]) -> list[FormRow]:
    return [FormRow(row.label, row.paragraphs if len(row.items) > 1 else row.text, note=row.note) for row in rows]
