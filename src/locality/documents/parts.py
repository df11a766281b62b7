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
class Bullets:
    """A list of things of one kind, each of them plain text."""

    items: Sequence[str]


@dataclass(frozen=True)
class Contents:
    """A list of the headings down to level `depth` with their pages. In Word the navigation pane is that list."""

    title: str = "Contents"
    depth: int = 1


@dataclass(frozen=True)
class FormRow:
    """One line of a form: what was asked, what was answered (several answers become a list), how to answer it."""

    label: str
    value: str | Sequence[str]
    note: str = ""


@dataclass(frozen=True)
class FormTable:
    """One section of a paper form: a heading, then labels in tinted cells on the left and answers on the right.

    The column's heading and the label are what a screen reader says before each answer; `level` is that of its heading.
    """

    title: str
    rows: Sequence[FormRow]
    label_heading: str = "Question"
    value_heading: str = "Answer"
    level: int = 1


@dataclass(frozen=True)
class GridTable:
    """A table with a caption and column headings; `align` has one entry a column, or none at all (all left).

    The first of several columns says what a row is about, and a screen reader says it before each other cell.
    """

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


Part = Heading | Paragraph | Note | Bullets | Contents | FormTable | GridTable


@dataclass(frozen=True)
class Document:
    """A whole document. `header` stands at the top of each page, reference, title and `footer` at its foot.

    `name` tells it from others of its kind, in the title of a window and in a list of files.
    """

    title: str
    parts: Sequence[Part]
    language: str = "en-GB"
    reference: str = ""
    header: str = ""
    footer: str = ""
    author: str = ""
    made_at: datetime | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")

    @property
    def called(self) -> str:
        """Its name, or its title where that says enough."""
        return self.name.strip() or self.title
