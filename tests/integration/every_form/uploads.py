"""Files that are not what a form of uploads asks for."""

import base64
import zipfile
from functools import cache
from io import BytesIO

MEGABYTE = 1024 * 1024
HEADINGS = b"URN,LA (code),EstablishmentName,EstablishmentStatus (name),LinkURN,LinkType,community,district,area\r\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _workbook(sheet: bytes, *, strings: bytes = b"<sst/>") -> bytes:
    """A workbook whose one sheet is what is given."""
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        b'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
        b"</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        b'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/sheet1.xml": sheet,
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return file.getvalue()


_ROWS = HEADINGS + b"801001,801,=1+1,Open,801002,Successor,x,y,z\r\n"


@cache
def files() -> list[tuple[str, str, bytes]]:
    """What it is called, the name it comes with, what is in it."""
    return [
        ("empty", "a.csv", b""),
        ("a picture", "a.csv", PNG),
        ("a picture by name", "a.png", PNG),
        ("a PDF", "a.xlsx", b"%PDF-1.7\n%\xe2\xe3"),
        ("a web page", "a.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>"),
        ("noise", "a.csv", bytes(range(256)) * 200),
        ("UTF-16", "a.csv", _ROWS.decode().encode("utf-16")),
        ("UTF-16 without a mark", "a.csv", _ROWS.decode().encode("utf-16-le")),
        ("UTF-32", "a.csv", _ROWS.decode().encode("utf-32")),
        ("Windows-1252", "a.csv", HEADINGS + b"801001,801,St Anne\x92s \xa3,Open,801002,Successor,x\x80,y,z\r\n"),
        ("half UTF-8", "a.csv", HEADINGS + b"801001,801,Caf\xc3\xa9 \xff\xfe,Open,1,Successor,x,y,z\r\n"),
        ("NUL", "a.csv", HEADINGS + b"801001,801,\x00,\x00,801002,Successor,x\x00,y,z\r\n"),
        ("headings alone", "a.csv", HEADINGS),
        ("no headings", "a.csv", b"801001,801,Name,Open\r\n"),
        ("wrong types", "a.csv", HEADINGS + b"NaN,1e400,,9999999999999999999999,-1,0x10,<script>,=1+1,{{ 7 }}\r\n" * 50),
        ("unlike rows", "a.csv", HEADINGS + b"1\r\n" + b"1," * 400 + b"\r\n\r\n,,,\r\n"),
        ("one line", "a.csv", HEADINGS + b'"' + b"x" * MEGABYTE),
        ("many columns", "a.csv", b"," * 20_000 + b"URN\r\n"),
        ("too many rows", "a.csv", HEADINGS + b"1,2,3,4,5,6,7,8,9\r\n" * 400_000),
        ("50 MB", "a.csv", b"x" * (50 * MEGABYTE)),
        ("cut off", "a.xlsx", _workbook(b"<worksheet/>")[:300]),
        ("no workbook", "a.xlsx", b"PK\x03\x04" + b"x" * 500),
        ("not closed", "a.xlsx", _workbook(b"<worksheet><sheetData>")),
        ("an entity", "a.xlsx", _workbook(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>')),
        ("a bomb", "a.xlsx", _workbook(b"0" * (150 * MEGABYTE))),
        ("a bomb of strings", "a.xlsx", _workbook(b"<worksheet/>", strings=b"0" * (150 * MEGABYTE))),
        ("a longish name", "x" * 250 + ".csv", _ROWS),
        ("a name with a path", "../../../etc/passwd.csv", _ROWS),
        ("a name with two ends", "a.csv.exe", _ROWS),
        ("a name without an end", "csv", _ROWS),
        ("a hostile name", "<script>\u202e=1+1{{ 7 }}.csv", _ROWS),
    ]  # fmt: skip
