"""CSV and XLSX files of rows, made without holding them all in memory.

A spreadsheet runs a cell that begins like a formula (CWE-1236), so text that does is given a leading apostrophe,
also when the sign stands in its full-width form or behind spaces. Numbers stay numbers, negative ones too.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from locality.values.working_days import LONDON

from .text import clean

Cell = str | int | Decimal | date | datetime | bool | None

LONGEST_CELL = 32_767  # characters; Excel refuses a file with more in one cell
MOST_ROWS = 1_048_576  # of an Excel sheet, with the header
MOST_EXACT_DIGITS = 15  # Excel rounds longer numbers: such are written as text
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 10, 60  # columns, in characters
ROWS_PER_PIECE = 500
BYTE_ORDER_MARK = "\ufeff"  # tells Excel that a CSV file is UTF-8

# = + - @ and their full-width and small forms, behind any white space or invisible letters; or a tab or line end first
_FORMULA = re.compile(
    "(?:[\\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f]*"
    "[=+\\-@＝＋－＠﹦﹢﹣﹫\u2212]|[\t\r\n])"
)


def safe(text: str) -> str:
    """Text that a spreadsheet shows and never runs."""
    cleaned = clean(text)
    return f"'{cleaned}" if _FORMULA.match(text) or _FORMULA.match(cleaned) else cleaned


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The rows as pieces of a CSV file: UTF-8 with byte order mark, lines ending in CRLF, dates as ISO."""
    piece = io.StringIO(newline="")
    writer = csv.writer(piece)
    piece.write(BYTE_ORDER_MARK)
    writer.writerow([safe(name) for name in header])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_csv_cell(cell) for cell in row])
        if number % ROWS_PER_PIECE == 0:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case str():
            return safe(cell)
        case datetime():
            return _local(cell).isoformat(sep=" ", timespec="minutes")
        case date():
            return cell.isoformat()
        case Decimal():
            return format(cell, "f")
        case _:
            return str(cell)


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> IO[bytes]:
    """The rows as an XLSX file with one sheet, open at its beginning; the caller closes it and it is gone."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 (handed to the caller open)
    try:
        book = xlsxwriter.Workbook(
            file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        _fill(book, header, rows, title)
        book.close()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fill(book: xlsxwriter.Workbook, header: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> None:
    book.set_properties({"title": clean(title)[:255]})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True, "bg_color": "#EEF2F5", "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        "day": book.add_format({"num_format": "dd mmm yyyy", "align": "left"}),
        "moment": book.add_format({"num_format": "dd mmm yyyy hh:mm", "align": "left"}),
        "decimal": book.add_format({"num_format": "#,##0.00"}),
    }
    first: list[Sequence[Cell]] = []
    coming = iter(rows)
    for row in coming:  # widths must be set before the first row is written
        first.append(row)
        if len(first) == 100:
            break
    for column, name in enumerate(header):
        longest = max([len(name), *(len(_csv_cell(row[column])) for row in first if column < len(row))])
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
        sheet.write_string(0, column, safe(name)[:LONGEST_CELL], head)
    number = 0
    for batch in (first, coming):
        for row in batch:
            number += 1
            if number >= MOST_ROWS:
                raise ValueError("A spreadsheet holds at most 1,048,575 rows. Filter the list or choose CSV.")
            for column, cell in enumerate(row):
                _write_cell(sheet, number, column, cell, formats)
    if header:
        sheet.autofilter(0, 0, number, len(header) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format]) -> None:
    match cell:
        case None | "":
            pass
        case bool():
            sheet.write_string(row, column, "Yes" if cell else "No")
        case datetime() if cell.year >= 1900:
            sheet.write_datetime(row, column, _local(cell), formats["moment"])
        case date() if cell.year >= 1900:
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])  # noqa: DTZ001
        case Decimal() if cell.is_finite() and len(cell.as_tuple().digits) <= MOST_EXACT_DIGITS:
            sheet.write_number(row, column, float(cell), formats["decimal"])
        case int() if abs(cell) < 10**MOST_EXACT_DIGITS:
            sheet.write_number(row, column, cell)
        case str():
            sheet.write_string(row, column, safe(cell)[:LONGEST_CELL])
        case _:
            sheet.write_string(row, column, _csv_cell(cell))


def _local(moment: datetime) -> datetime:
    """The time on the clock in England; a spreadsheet knows no time zones."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment


def _sheet_name(title: str) -> str:
    """What Excel allows as the name of a sheet: 31 characters, none of []:*?/\\, no apostrophe at either end.

    Excel counts a character beyond the first 65,536, such as an emoji, as two.
    """
    name = re.sub(r"[\[\]:*?/\\]", " ", " ".join(clean(title[:LONGEST_CELL]).split()))
    name = name.encode("utf-16-le")[: LONGEST_SHEET_NAME * 2].decode("utf-16-le", "ignore").strip(" '")
    return "Sheet" if not name or name.lower() == "history" else name
