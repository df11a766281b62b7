"""The page for parents and the paragraph of the strategy as documents, for PDF and Word."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from locality.documents.parts import Bullets, Document, Heading, Paragraph, Part
from locality.parents.presenters.page_for_parents import Block


def document_for_parents(
    blocks: Iterable[Block], *, title: str, reference: str, school: str, made_at: datetime | None
) -> Document:
    """The page; no name is in its title, and none in what a list of files shows of it."""
    parts: list[Part] = []
    for block in blocks:
        if block.heading:
            parts.append(Heading(1, block.heading))
        else:
            parts.append(Bullets(block.items) if block.items else Paragraph(block.text))
    return Document(
        title=title,
        name=f"{title}, {reference}",
        reference=reference,
        footer=school,
        author=school,
        made_at=made_at,
        parts=parts,
    )


def strategy_document(paragraphs: Sequence[tuple[str, str]], *, made_at: datetime) -> Document:
    """A heading and a paragraph for each school."""
    parts: list[Part] = []
    for school, text in paragraphs:
        parts += [Heading(1, school), Paragraph(text)]
    return Document(title="For your inclusion strategy", made_at=made_at, parts=parts)
