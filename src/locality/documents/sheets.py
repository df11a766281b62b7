"""Tables as CSV, streamed, and as XLSX. What a person typed can never act as a formula (CWE-1236)."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter

Cell = str | int | Decimal | date | None

_STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠"
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767  # what a spreadsheet can hold
_WIDEST = 60
_CHUNK = 200


def plain(text: str) -> str:
    """A text that a spreadsheet shows and never runs: a leading apostrophe where it could begin a formula."""
    kept = _UNKEPT.sub("", text)
    return f"'{kept}" if kept.lstrip(" ")[:1] and kept.lstrip(" ")[0] in _STARTS_A_FORMULA else kept


class _Line:
    """Catches one written line."""

    def write(self, text: str) -> str:
        return text


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The whole table in pieces: UTF-8 with a byte order mark, so that spreadsheets read accents, and CRLF."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield b"\xef\xbb\xbf" + _csv_line(writer, header)
    waiting: list[bytes] = []
    for row in rows:
        waiting.append(_csv_line(writer, [_csv_cell(cell) for cell in row]))
        if len(waiting) == _CHUNK:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join(waiting)


def _csv_line(writer: "csv._writer", cells: Sequence[str]) -> bytes:
    line: str = writer.writerow(cells)  # type: ignore[assignment]  # what `write` gives back
    return line.encode("utf-8")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> IO[bytes]:
    """The whole table as a workbook in a temporary file, at its start; numbers and dates are real ones."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller reads and closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": title})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day, money = book.add_format({"num_format": "d mmm yyyy"}), book.add_format({"num_format": "#,##0.00"})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        sheet.set_column(column, column, min(max(len(name) + 2, 12), _WIDEST))
        sheet.write_string(0, column, plain(name), bold)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                sheet.write_string(number, column, plain(cell)[:_LONGEST_CELL])
            elif isinstance(cell, datetime):
                sheet.write_datetime(number, column, cell.replace(tzinfo=None), day)
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            else:
                sheet.write_number(number, column, cell, money if isinstance(cell, Decimal) else None)
    book.close()
    target.seek(0)
    return target
