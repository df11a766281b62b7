"""Reading a table that a person uploads: CSV as councils and the DfE save it, or an Excel workbook.

Whatever is not a table is refused with a sentence that says what to do (`UnreadableTable`). Rows with too few or too
many cells are kept, with what is wrong; nothing is guessed. Columns are found by their heading, never by their place;
capitals and doubled spaces in it don't matter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import IO

from locality.tables.csv_files import csv_lines
from locality.tables.errors import is_error, why_error
from locality.tables.refusal import TooLarge, UnreadableTable
from locality.tables.workbooks import HEADINGS_WITHIN, MOST_EMPTY_ROWS, open_workbook
from locality.values.keys import name_key
from locality.values.typed import lines, short, shows

__all__ = ["MOST_BYTES", "Row", "Table", "TooLarge", "UnreadableTable", "missing_headings", "read_table"]

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 400
MOST_CELLS = 4_000_000  # some 300 MB of memory
LONGEST_CELL = 10_000
_PACKED = b"PK\x03\x04"  # how every .xlsx begins
_NOTHING_IN_IT = "Select a file that has a heading row and at least one row below it."


class Cells(Mapping[str, str]):
    """The cells of a row by heading. All rows share the headings, so that a large table stays small."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: Sequence[str]) -> None:
        self._places = places
        self._values = tuple(values)

    def __getitem__(self, heading: str) -> str:
        place = self._places[folded(heading)]
        if place >= len(self._values):
            raise KeyError(heading)
        return self._values[place]

    def __iter__(self) -> Iterator[str]:
        return (heading for heading, place in self._places.items() if place < len(self._values))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Row:
    """One row of an uploaded table: its number in the file, as a spreadsheet counts, and its cells by heading.

    `row["amount"]` is the cell as it is read: without what is invisible, its ends trimmed; empty where there is none.
    """

    number: int
    cells: Mapping[str, str]
    problem: str = ""
    """Why the row can't be read at all, such as too few cells."""

    def __getitem__(self, heading: str) -> str:
        return lines(self.cells.get(heading, ""))

    def has(self, *headings: str) -> bool:
        """Whether the file has one of these columns."""
        return any(heading in self.cells for heading in headings)

    def why_unread(self, headings: Iterable[str]) -> str:
        """Why the row can't be used, where it can't: as a whole, or because one of these cells holds an error."""
        if self.problem:
            return self.problem
        wrong = next((heading for heading in headings if is_error(self.cells.get(heading, ""))), None)
        return why_error(self.number, wrong, self.cells[wrong]) if wrong else ""


@dataclass(frozen=True)
class Table:
    """A table as read: its headings in order, and its rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    """Which sheet of a workbook it is, where there are several."""


@lru_cache(maxsize=2_000)
def folded(heading: str) -> str:
    """A heading as it is compared."""
    return name_key(heading)


def read_table(
    file: IO[bytes], *, headings: Iterable[str] = (), most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS
) -> Table:
    """Read a whole table from an open file. Raises UnreadableTable.

    Of a workbook, the first sheet that people see with these headings is read; the first with anything where none has them.
    """
    content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise TooLarge(
            f"The file is larger than {most_bytes // 1024 // 1024} MB. "
            "Save only the rows of your council, then upload it again."
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableTable(f"The file is empty. {_NOTHING_IN_IT}")
    wanted = {folded(heading) for heading in headings}
    if not content.startswith(_PACKED):
        return _table(_from_headings(csv_lines(content), wanted), most_rows)
    with open_workbook(content, MOST_COLUMNS) as book:
        sheet = book.sheet_where(lambda cells: wanted <= set(map(folded, cells)))
        rows = _from_headings(book.rows_of(sheet), wanted)
        return replace(_table(rows, most_rows, filled_up=True), sheet=sheet if book.has_several else "")


Numbered = Iterable[tuple[int, list[str]]]


def _from_headings(numbered: Numbered, wanted: set[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines from that with the wanted headings on: a title may stand above, as Numbers writes the table's name.

    All of them where none of the first has these headings, or none are wanted.
    """
    lines, before, filled = iter(numbered), list[tuple[int, list[str]]](), 0
    for number, cells in lines:
        before.append((number, cells))
        if wanted and wanted <= set(map(folded, cells)):
            before = before[-1:]
            break
        filled += any(map(shows, cells))
        if filled == HEADINGS_WITHIN or len(before) > MOST_EMPTY_ROWS or not wanted:
            break
    yield from before
    yield from lines


def _table(numbered: Numbered, most_rows: int, *, filled_up: bool = False) -> Table:
    """Headings from the first line with anything in it; rows under them.

    filled_up: a sheet does not keep the empty cells at a row's end, so that a short row is a whole one.
    """
    header: tuple[str, ...] = ()
    places: dict[str, int] = {}
    rows: list[Row] = []
    cells_so_far = 0
    for number, cells in numbered:
        if number > most_rows * 2 + 100:  # most of them empty
            raise _too_many(f"{most_rows:,} rows")
        if not any(map(shows, cells)):
            continue
        if not header:
            header = _header(cells)
            places = {folded(name): place for place, name in enumerate(header) if name}
            continue
        cells_so_far += len(cells)
        if len(rows) == most_rows:
            raise _too_many(f"{most_rows:,} rows")
        if cells_so_far > MOST_CELLS:
            raise _too_many(f"{MOST_CELLS:,} cells")
        if filled_up:
            cells.extend([""] * (len(header) - len(cells)))
        rows.append(_row(number, places, len(header), cells))
    if not header:
        raise UnreadableTable(f"The file has no rows. {_NOTHING_IN_IT}")
    if not rows:
        raise UnreadableTable("The file has a heading row and nothing below it. Select the file that has the rows.")
    return Table(header, tuple(rows))


def _too_many(size: str) -> TooLarge:
    return TooLarge(f"The file has more than {size}. Split it, then upload the parts one by one.")


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS:
        raise UnreadableTable(
            f"The file has more than {MOST_COLUMNS} columns. Select the file as it was downloaded, or remove columns."
        )
    named = [short(cell) for cell in cells]
    while named and not named[-1]:
        named.pop()
    seen: set[str] = set()
    for name in named:
        if name and folded(name) in seen:
            raise UnreadableTable(
                f"The heading “{name[:80]}” appears twice in the first row. Remove one of the columns."
            )
        seen.add(folded(name))
    return tuple(named)


def _row(number: int, places: Mapping[str, int], width: int, cells: Sequence[str]) -> Row:
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Row(number, {}, f"A cell of this row has more than {LONGEST_CELL:,} characters")
    values = Cells(places, cells[:width])
    if len(cells) < width or any(map(shows, cells[width:])):
        return Row(number, values, f"This row has {len(cells)} cells where the heading row has {width}")
    return Row(number, values)


def missing_headings(header: Iterable[str], needed: Iterable[str], *, sheet: str = "") -> str | None:
    """The sentence about needed headings that are not there; None when all are."""
    there = {folded(name) for name in header}
    missing = [f"“{name}”" for name in needed if folded(name) not in there]
    if not missing:
        return None
    read = f"The sheet “{sheet}” was read, and it" if sheet else "The file"
    return f"{read} has no column {' or '.join(missing)}. Upload the file as it was downloaded, with its heading row."
