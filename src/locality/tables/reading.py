"""Reading a table that a person uploads: CSV as councils and the DfE save it, or an Excel workbook.

Whatever is not a table is refused with a sentence that says what to do (`UnreadableTable`). Rows with too few or too
many cells are kept, with what is wrong; nothing is guessed.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 400
LONGEST_CELL = 10_000
_UNPACKED = 200 * 1024 * 1024
_DELIMITERS = ",;\t"
_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


class UnreadableTable(Exception):  # noqa: N818 - a refusal in plain English, not a fault
    """The file is no table we can read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Row:
    """One row of an uploaded table: its number in the file, as a spreadsheet counts, and its cells by heading."""

    number: int
    cells: Mapping[str, str]
    problem: str = ""
    """Why the row can't be read at all, such as too few cells."""

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "").strip()


@dataclass(frozen=True)
class Table:
    """A table as read: its headings in order, and its rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(file: IO[bytes], *, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS) -> Table:
    """Read a whole table from an open file. Raises UnreadableTable."""
    content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise UnreadableTable(
            f"The file is larger than {most_bytes // 1024 // 1024} MB. Save only the rows of your council, then upload it again."
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableTable("The file is empty. Choose a file that has a heading row and at least one row below it.")
    lines = _sheet_lines(content) if content.startswith(_ZIP) else _csv_lines(content)
    return _table(lines, most_rows)


def _table(lines: Iterable[tuple[int, Sequence[str]]], most_rows: int) -> Table:
    """Headings from the first line with anything in it; rows under them."""
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = _header(cells)
            continue
        if len(rows) == most_rows:
            raise UnreadableTable(
                f"The file has more than {most_rows:,} rows. Split it, then upload the parts one by one."
            )
        rows.append(_row(number, header, cells))
    if not header:
        raise UnreadableTable(
            "The file has no rows. Choose a file that has a heading row and at least one row below it."
        )
    if not rows:
        raise UnreadableTable("The file has a heading row and nothing below it. Choose the file that has the rows.")
    return Table(header, tuple(rows))


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS:
        raise UnreadableTable(f"The file has more than {MOST_COLUMNS} columns, so it is not a table we know.")
    named = [" ".join(cell.split()) for cell in cells]
    while named and not named[-1]:
        named.pop()
    twice = sorted({name for name in named if name and named.count(name) > 1})
    if twice:
        raise UnreadableTable(
            f"The heading “{twice[0][:80]}” stands twice in the first row. Remove one of the columns."
        )
    return tuple(named)


def _row(number: int, header: tuple[str, ...], cells: Sequence[str]) -> Row:
    values = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Row(number, {}, f"A cell of this row has more than {LONGEST_CELL:,} characters")
    if len(cells) < len(header):
        return Row(number, values, f"This row has {len(cells)} cells where the heading row has {len(header)}")
    if any(cell.strip() for cell in cells[len(header) :]):
        return Row(number, values, f"This row has {len(cells)} cells where the heading row has {len(header)}")
    return Row(number, values)


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _refuse_other_kinds(content)
    text = _decode(content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise UnreadableTable(
            "The first row of the file has only one column. Save the table as CSV, with commas between columns."
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for cells in reader:
            yield reader.line_num, [_UNKEPT.sub("", cell) for cell in cells]
    except csv.Error:
        raise UnreadableTable(
            f"The file can’t be read from row {reader.line_num:,} on. Open it in a spreadsheet and save it as CSV again."
        ) from None


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_PDF) or content.startswith(_PICTURES):
        raise UnreadableTable(
            "This file is a document or a picture, not a table. Choose a CSV file or an Excel workbook (.xlsx)."
        )
    if content.startswith(_OLE):
        raise UnreadableTable(
            "This is a workbook in the old Excel format. Save it as .xlsx or as CSV, then upload it again."
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableTable(
            "The file is saved as Unicode text (UTF-16). Save it as “CSV UTF-8”, then upload it again."
        )
    if b"\x00" in content[:4096] or content.startswith(b"MZ") or content.startswith(b"\x7fELF"):
        raise UnreadableTable("This file is not a table. Choose a CSV file or an Excel workbook (.xlsx).")


def _decode(content: bytes) -> str:
    """UTF-8 where the whole is, else line by line UTF-8 or Windows-1252: some files mix both."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(_decode_line(line) for line in content.splitlines(keepends=True))


def _decode_line(line: bytes) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text


def _sheet_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise UnreadableTable("The workbook is too large once unpacked. Save only the sheet you need as CSV.")
            if any(part.filename.lower().endswith("vbaproject.bin") for part in packed.infolist()):
                raise UnreadableTable("The workbook holds macros. Save it as .xlsx without macros, or as CSV.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
            texts = [_cell_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            yield number, texts
        book.close()
    except UnreadableTable:
        raise
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        OSError,
        EOFError,
        SyntaxError,
        TypeError,
    ):
        raise UnreadableTable(
            "This file is not a workbook we can read. Open it in a spreadsheet, save it as .xlsx or as CSV, and upload that."
        ) from None


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _UNKEPT.sub("", str(cell))


def missing_headings(table: Table, needed: Iterable[str]) -> str | None:
    """The sentence about headings that are not there; None when all are. Headings are matched by name, never by place."""
    missing = [name for name in needed if name not in table.header]
    if not missing:
        return None
    named = ", ".join(f"“{name}”" for name in missing)
    return f"The file has no column {named}. Choose the file as it was downloaded, with its heading row."
