"""An XLSX file of one sheet, in pieces as its rows come: the first leaves at once, and none is kept.

XlsxWriter makes its file whole before the first byte can be sent: fifteen seconds for 50,000 rows. A workbook is a packed
folder of a few XML files; only the sheet depends on the rows, and zip files can be written to where nobody can go back.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

DAY, MOMENT, DECIMAL, HEADING = 1, 2, 3, 4
"""The looks of a cell, by their place in `_STYLES`."""

_ESCAPE = re.compile("_(x[0-9a-fA-F]{4}_)")  # Excel would read "_x0041_" as "A"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_ROOT = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""
_PARTS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>"""
_STYLES = f"""<styleSheet xmlns="{_MAIN}">\
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd mmm yyyy"/><numFmt numFmtId="165" formatCode="dd mmm yyyy hh:mm"/>\
</numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F5"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment \
horizontal="left"/></xf>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment \
horizontal="left"/></xf>\
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" \
applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


class _Pieces(io.RawIOBase):
    """What was written since it was last taken; it can't be gone back in, as an answer to a browser can't."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._written.append(piece)
        return len(piece)

    def take(self) -> bytes:
        """What was written since."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken


@dataclass(frozen=True)
class Lines:
    """What stands in a sheet: the columns' widths in characters, and the rows, each cell made by one of the functions below.

    The first row is the heading, which stays in sight and has a filter.
    """

    widths: Sequence[int]
    cells: Iterable[Sequence[str]]


def stream_workbook(lines: Callable[[], Lines], *, title: str, sheet: str, rows_per_piece: int) -> Iterator[bytes]:
    """The pieces of a workbook. Its lines are asked for when the first piece has left."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _ROOT),
            ("docProps/core.xml", _properties(title)),
            ("xl/workbook.xml", _workbook(sheet)),
            ("xl/_rels/workbook.xml.rels", _PARTS),
            ("xl/styles.xml", _STYLES),
        ):
            folder.writestr(name, _XML + content)
        yield pieces.take()
        asked = lines()
        widths = asked.widths
        with folder.open("xl/worksheets/sheet1.xml", "w") as file:
            file.write((_XML + _sheet_begins(widths)).encode())
            number = 0
            for number, row in enumerate(asked.cells, start=1):
                file.write(f'<row r="{number}">{"".join(row)}</row>'.encode())
                if number % rows_per_piece == 0:
                    yield pieces.take()
            last = f"{column(len(widths) - 1)}{number}"
            filtered = f'<autoFilter ref="A1:{last}"/>' if widths else ""
            file.write(f"</sheetData>{filtered}</worksheet>".encode())
    yield pieces.take()


def text_cell(place: str, text: str, look: int = 0) -> str:
    """A cell of text at a place such as "B7"; nothing in it is ever run or made a link."""
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'


def number_cell(place: str, number: float, look: int = 0) -> str:
    """A cell of a number: days and moments are numbers too."""
    return f'<c r="{place}" s="{look}"><v>{number!r}</v></c>'


@cache
def column(number: int) -> str:
    """The letters of a column, from 0: A, B, … Z, AA."""
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters, number = chr(ord("A") + letter) + letters, number - 1
    return letters


def _text(text: str) -> str:
    return escape(_ESCAPE.sub(r"_x005F_\1", text), {"\r": "&#13;"})


def _properties(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title></cp:coreProperties>"
    )


def _workbook(sheet: str) -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f'<sheets><sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet_begins(widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )
