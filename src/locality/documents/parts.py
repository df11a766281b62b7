"""What a document is made of, the same for PDF and Word. All text is plain: nothing in it is ever read as markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading below the document's title: level 1 is the first below it; a level left out is closed up."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Text; line breaks in it are kept."""

    text: str


@dataclass(frozen=True)
class Note:
    """A remark set apart, such as who may read the document or where it is sent next."""

    text: str


@dataclass(frozen=True)
class Contents:
    """A list of the headings of level 1 with their pages, under this title. In Word the navigation pane is that list."""

    title: str = "Contents"


@dataclass(frozen=True)
class FormRow:
    """One line of a form: what was asked, what was answered (several answers become a list), how to answer it."""

    label: str
    value: str | Sequence[str]
    note: str = ""


@dataclass(frozen=True)
class FormTable:
    """One section of a paper form: a heading, then labels in tinted cells on the left and answers on the right.

    The two column headings are what a screen reader says before each cell.
    """

    title: str
    rows: Sequence[FormRow]
    label_heading: str = "Question"
    value_heading: str = "Answer"


@dataclass(frozen=True)
class GridTable:
    """A table with a caption and column headings; `align` has one entry a column, or none at all (all left)."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: Sequence[Align] = ()

    def __post_init__(self) -> None:
        width = len(self.header)
        if not width:
            raise ValueError("A table needs at least one column.")
        if any(len(row) != width for row in self.rows):
            raise ValueError(f"Every row of the table “{self.caption}” needs {width} cells.")
        if self.align and len(self.align) != width:
            raise ValueError(f"The table “{self.caption}” needs {width} alignments or none.")


Part = Heading | Paragraph | Note | Contents | FormTable | GridTable


@dataclass(frozen=True)
class Document:
    """A whole document. `header` stands at the top of each page, reference, title and `footer` at its foot."""

    title: str
    parts: Sequence[Part]
    language: str = "en-GB"
    reference: str = ""
    header: str = ""
    footer: str = ""
    author: str = ""
    made_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")
