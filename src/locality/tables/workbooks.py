"""An Excel workbook (.xlsx): which sheet holds the table, read row by row."""

import io
import math
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook

from locality.tables.cleaning import mended
from locality.tables.errors import NOT_WORKED_OUT
from locality.tables.refusal import UnreadableTable
from locality.values.typed import shows

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1_000
HEADINGS_WITHIN = 10
"""Rows with anything in them among which the headings are looked for: a title, or a note, may stand above."""
MOST_EMPTY_ROWS = 1_000
"""How far down the headings of a sheet are looked for."""
SHEET = (
    "This file is not a workbook we can read. Open it in a spreadsheet, save it as .xlsx or as CSV, and upload that."
)
NO_SHEET = "The workbook has no sheet with a table. Save the sheet as CSV and upload that."
STRICT = "This workbook is saved as “Strict Open XML”. Open it, choose Save As, then “Excel Workbook (.xlsx)”, and upload that."
_PROLOGUE = 4096  # where XML may declare entities, which no workbook needs
_STRICT = b"purl.oclc.org/ooxml"
_FORMULAS = (b"<f>", b"<f ", b":f>", b":f ")
_CHUNK = 1024 * 1024


class Workbook:
    """An open workbook: its sheets by title, as people see them."""

    def __init__(self, content: bytes, most_columns: int) -> None:
        self._most_columns = most_columns
        self._book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        seen = [sheet for sheet in self._book.worksheets if sheet.sheet_state == "visible"]
        self._sheets = {sheet.title: sheet for sheet in seen or self._book.worksheets}
        if not self._sheets:
            raise UnreadableTable(NO_SHEET)

    @property
    def has_several(self) -> bool:
        """Whether people see more than one sheet."""
        return len(self._sheets) > 1

    def sheet_where(self, is_right: Callable[[Sequence[str]], bool]) -> str:
        """The title of the first sheet with a heading row that is right; of the first with anything where none is."""
        filled = []
        for title in self._sheets:
            rows = self._first_rows(title)
            if any(map(is_right, rows)):
                return title
            filled += [title] if rows else []
        return filled[0] if filled else next(iter(self._sheets))

    def _first_rows(self, title: str) -> list[list[str]]:
        """The rows in which headings are looked for: those with anything in them, below a title too."""
        rows = islice(self._rows(self._sheets[title], {}), MOST_EMPTY_ROWS)
        return list(islice((cells for _, cells in rows if any(map(shows, cells))), HEADINGS_WITHIN))

    def rows_of(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Each row of a sheet with its number."""
        sheet = self._sheets[title]
        return self._rows(sheet, self._formulas_not_worked_out(sheet))

    def _rows(self, sheet: Any, not_worked_out: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, list[str]]]:
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        for number, cells in enumerate(sheet.iter_rows(max_col=self._most_columns + 1, values_only=True), 1):
            texts = [_cell_text(cell) for cell in cells]
            for column in not_worked_out.get(number, ()):
                if column <= len(texts):
                    texts[column - 1] = NOT_WORKED_OUT
            while texts and not texts[-1]:
                texts.pop()
            yield number, texts

    def _formulas_not_worked_out(self, sheet: Any) -> dict[int, list[int]]:
        """The columns of cells with a formula and no result, by row: what openpyxl gives as if they were empty."""
        with self._book._archive.open(sheet._worksheet_path) as part:
            if not _has_formulas(part):
                return {}
        found: dict[int, list[int]] = {}
        row = column = 0
        with self._book._archive.open(sheet._worksheet_path) as part:
            for event, element in ElementTree.iterparse(part, ("start", "end")):  # noqa: S314 - no DTD: see `_refuse_hostile`
                name = element.tag.rpartition("}")[2]
                if event == "start" and name == "row":
                    row, column = int(element.get("r", row + 1)), 0
                elif event == "end" and name == "c":
                    column = _column(element.get("r", "")) or column + 1
                    kinds = {child.tag.rpartition("}")[2]: child.text for child in element}
                    if "f" in kinds and not kinds.get("v") and element.get("t") != "str":
                        found.setdefault(row, []).append(column)
                elif event == "end" and name == "row":
                    element.clear()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()


@contextmanager
def open_workbook(content: bytes, most_columns: int) -> Iterator[Workbook]:
    """A workbook to read from. Raises UnreadableTable, also while it is read."""
    try:
        _refuse_hostile(content)
        book = Workbook(content, most_columns)
        yield book
        book.close()
    except UnreadableTable:
        raise
    except (
        Exception
    ):  # a broken or lying file makes zipfile, zlib, openpyxl and the XML readers raise whatever they like
        raise UnreadableTable(SHEET) from None


def _has_formulas(part: Any) -> bool:
    before = b""
    while chunk := part.read(_CHUNK):
        if any(mark in before + chunk for mark in _FORMULAS):
            return True
        before = chunk[-3:]
    return False


def _column(reference: str) -> int:
    """The number of the column in "AB12"; 0 where none is named."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_hostile(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableTable("The workbook is too large once unpacked. Save only the sheet you need as CSV.")
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise UnreadableTable("The workbook has macros. Save it as .xlsx without macros, or as CSV.")
        _refuse_packed_tables([part.filename for part in parts])
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    prologue = opened.read(_PROLOGUE).replace(b"\x00", b"")
                if part.filename == "xl/workbook.xml" and _STRICT in prologue:
                    raise UnreadableTable(STRICT)
                if b"<!DOCTYPE" in prologue.upper() or b"<!ENTITY" in prologue.upper():
                    raise UnreadableTable(SHEET)


def _refuse_packed_tables(names: list[str]) -> None:
    """A .zip as the register of schools is downloaded: the table is a file in it."""
    tables = [name for name in names if name.lower().endswith((".csv", ".xlsx"))]
    if tables and "xl/workbook.xml" not in names:
        name = PurePosixPath(tables[0]).name[:80]
        raise UnreadableTable(f"This is a .zip file. Open it and upload {name} from inside it.")


def _cell_text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
        case date():
            return cell.isoformat()
        case float():
            return _figures(cell) if math.isfinite(cell) else repr(cell)
        case _:
            return mended(str(cell))


def _figures(number: float) -> str:
    """A number to the 15 figures that a spreadsheet shows and means: its sums leave 3479.9999999999995 for 3480."""
    text = f"{Decimal(f'{number:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
