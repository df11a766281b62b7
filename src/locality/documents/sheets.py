"""CSV and XLSX files of rows, made without holding them all in memory.

A spreadsheet runs a cell that begins like a formula (CWE-1236), so text that does is given a leading apostrophe,
also when the sign stands in its full-width form or behind spaces. Numbers stay numbers, negative ones too.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

from locality.documents.text import clean
from locality.documents.workbooks import (
    DAY,
    DECIMAL,
    HEADING,
    MOMENT,
    Lines,
    column,
    number_cell,
    stream_workbook,
    text_cell,
)
from locality.values.working_days import LONDON

Cell = str | int | Decimal | date | datetime | bool | None

LONGEST_CELL = 32_767  # characters; Excel refuses a file with more in one cell
MOST_ROWS = 1_048_576  # of an Excel sheet, with the header
MOST_EXACT_DIGITS = 15  # Excel rounds longer numbers: such are written as text
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 10, 60  # columns, in characters
ROWS_PER_PIECE = 500
_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days are counted from it; in the spring of 1900 it is wrong
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
    yield piece.getvalue().encode()  # before the first row is asked for
    piece.seek(0)
    piece.truncate()
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


def stream_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> Iterator[bytes]:
    """The rows as pieces of an XLSX file with one sheet. Raises ValueError, late, where there are more than a sheet holds."""
    return stream_workbook(
        lambda: _lines(header, iter(rows)),
        title=clean(title)[:255],
        sheet=_sheet_name(title),
        rows_per_piece=ROWS_PER_PIECE,
    )


def _lines(header: Sequence[str], rows: Iterator[Sequence[Cell]]) -> Lines:
    first = list(islice(rows, 100))  # widths come before the first row
    widths = [
        min(
            max([len(name) + 2, NARROWEST, *(len(_csv_cell(row[place])) + 2 for row in first if place < len(row))]),
            WIDEST,
        )
        for place, name in enumerate(header)
    ]
    return Lines(widths, _rows(header, chain(first, rows)))


def _rows(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[list[str]]:
    yield [text_cell(f"{column(place)}1", safe(name)[:LONGEST_CELL], HEADING) for place, name in enumerate(header)]
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise ValueError("A spreadsheet holds at most 1,048,575 rows. Filter the list or choose CSV.")
        yield [_xlsx_cell(f"{column(place)}{number}", cell) for place, cell in enumerate(row)]


def _xlsx_cell(place: str, cell: Cell) -> str:
    match cell:
        case None | "":
            return ""
        case bool():
            return text_cell(place, "Yes" if cell else "No")
        case datetime() if cell.year > 1900:
            since = _local(cell) - _DAY_0
            return number_cell(place, since.days + since.seconds / 86_400, MOMENT)
        case date() if cell.year > 1900:
            return number_cell(place, cell.toordinal() - _DAY_0.toordinal(), DAY)
        case Decimal() if cell.is_finite() and len(cell.as_tuple().digits) <= MOST_EXACT_DIGITS:
            return number_cell(place, float(cell), DECIMAL)
        case int() if abs(cell) < 10**MOST_EXACT_DIGITS:
            return number_cell(place, cell)
        case str():
            return text_cell(place, safe(cell)[:LONGEST_CELL])
        case _:
            return text_cell(place, _csv_cell(cell))


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
