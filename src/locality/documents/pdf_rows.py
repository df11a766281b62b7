"""The first cell of each row of a PDF's tables as the header of its row.

typst marks the headings of columns only (its call for rows is not yet open to everybody), and a screen reader would say
"Answer: yes" without which question was answered. The file that typst writes is one list of plain objects under a plain
table of their places: the tags of the cells are mended in it, and the places counted anew.
"""

import re

_PLACE = re.compile(rb"(\d{10}) \d{5} ([nf])\r\n")
_ROW = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+ 0 R(?: \d+ 0 R)+)\]")
_CELL = re.compile(rb"(\d+ 0 obj\n<</Type/StructElem/S/T)D(/P \d+ 0 R/A\[)<</O/Table/Headers\[[^\]]*\]>>")
_HEADER_OF_ITS_ROW = rb"\1H\2<</O/Table/Scope/Row>>"
_OF_ROW_AND_COLUMN = rb"\1D\2"  # without a list of its headers: they are those of its row and column, by their scope


def with_row_headers(made: bytes) -> bytes:
    """The same PDF, in which the first of several cells in a row of a table's body is the header of the row."""
    start = int(made[made.rindex(b"startxref") + len(b"startxref") :].split()[0])
    if not made.startswith(b"xref\n0 ", start):
        return made
    table = list(_PLACE.finditer(made, start))
    places = {number: int(place[1]) for number, place in enumerate(table) if place[2] == b"n"}
    mended = {
        number: (cell.end(), cell.expand(_HEADER_OF_ITS_ROW if is_first else _OF_ROW_AND_COLUMN))
        for at in places.values()
        if (row := _ROW.match(made, at))
        for number, is_first in _cells(row[1])
        if (cell := _CELL.match(made, places[number]))
    }
    pieces: list[bytes] = []
    moved: dict[int, int] = {}
    at = copied = 0
    for number in sorted(places, key=places.__getitem__):
        pieces.append(made[copied : places[number]])
        at += len(pieces[-1])
        copied, moved[number] = places[number], at
        if number in mended:
            copied, begun = mended[number]
            pieces.append(begun)
            at += len(begun)
    pieces.append(made[copied : table[0].start()])
    at += start - copied
    pieces += [b"%010d 00000 n\r\n" % moved[number] if number in moved else old[0] for number, old in enumerate(table)]
    trailer = made[table[-1].end() : made.rindex(b"startxref")]
    return b"".join([*pieces, trailer, b"startxref\n%d\n%%%%EOF" % at])


def _cells(kids: bytes) -> list[tuple[int, bool]]:
    """The numbers of the cells of a row, and whether each is the first."""
    numbers = [int(each) for each in kids.split(b" ")[::3]]
    return [(number, number == numbers[0]) for number in numbers]
