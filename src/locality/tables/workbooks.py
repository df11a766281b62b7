"""The first sheet of an Excel workbook (.xlsx), read row by row."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook

from .cleaning import mended
from .refusal import UnreadableTable

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1_000
SHEET = (
    "This file is not a workbook we can read. Open it in a spreadsheet, save it as .xlsx or as CSV, and upload that."
)
_PROLOGUE = 4096  # where XML may declare entities, which no workbook needs


def workbook_lines(content: bytes, most_columns: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number in the sheet. Raises UnreadableTable."""
    try:
        _refuse_hostile(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise UnreadableTable("The workbook has no sheet with a table. Save the sheet as CSV and upload that.")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        width = 0
        for number, cells in enumerate(sheet.iter_rows(max_col=most_columns + 1, values_only=True), 1):
            texts = [_cell_text(cell) for cell in cells]
            while len(texts) > width and not texts[-1]:
                texts.pop()
            width = width or len(texts)  # of the headings: a sheet does not keep the empty cells at a row's end
            texts.extend([""] * (width - len(texts)))
            yield number, texts
        book.close()
    except UnreadableTable:
        raise
    except (
        Exception
    ):  # a broken or lying file makes zipfile, zlib, openpyxl and the XML readers raise whatever they like
        raise UnreadableTable(SHEET) from None


def _refuse_hostile(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableTable("The workbook is too large once unpacked. Save only the sheet you need as CSV.")
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise UnreadableTable("The workbook holds macros. Save it as .xlsx without macros, or as CSV.")
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    prologue = opened.read(_PROLOGUE).replace(b"\x00", b"").upper()
                if b"<!DOCTYPE" in prologue or b"<!ENTITY" in prologue:
                    raise UnreadableTable(SHEET)


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
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case _:
            return mended(str(cell))
