"""Files that lie, break or are full of oddities: read with what is wrong, or refused with what to do."""

import base64
import contextlib
import time
import tracemalloc
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from locality.tables.reading import Table, UnreadableTable, missing_headings, read_table

pytestmark = pytest.mark.slow_property


def read(content: bytes) -> Table:
    return read_table(BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableTable) as refused:
        read(content)
    return refused.value.sentence


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, replace: bytes) -> bytes:
    """The workbook with one of its parts changed or added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, replace)
    return file.getvalue()


def sheet_xml(rows: str) -> bytes:
    schema = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{schema}"><sheetData>{rows}</sheetData></worksheet>'.encode()


PLAIN = workbook(["URN", "Name"], [1, "Oak"])
SHEET = "xl/worksheets/sheet1.xml"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (PNG, "picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "document"),
        (b"MZ\x90\x00" + bytes(range(256)) * 4, "not a table"),
        (bytes(range(1, 256)) * 40, "not a table"),
        ("URN,Name\n1,Oak".encode("utf-16")[:-1], "damaged"),
        ("URN,Name\n1,O\x00k".encode("utf-16"), "not a table"),
        ("URN,Name\n1,Oak".encode("utf-16-le"), "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "password"),
        (b"<!DOCTYPE html><html><body>Sign in, please</body></html>", "web page"),
        (PLAIN[: len(PLAIN) // 2], "workbook"),
        (b"PK\x03\x04" + b"x" * 500, "workbook"),
        (with_part(PLAIN, "word/document.xml", b"<a/>").replace(b"xl/", b"xx/"), "workbook"),
        (with_part(PLAIN, "xl/vbaProject.bin", b"macro"), "macros"),
        (with_part(PLAIN, SHEET, b"0" * (101 * 1024 * 1024)), "too large"),
        (with_part(PLAIN, SHEET, b"<not closed"), "workbook"),
        (with_part(PLAIN, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "workbook"),
        (with_part(PLAIN, SHEET, sheet_xml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')), "workbook"),
        (b"URN,urn\n1,2", "twice"),
        (b"a,b\n" + b"1," + b"x" * 200_000, "could not read the file from row 2"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words_that_help(content: bytes, words: str) -> None:
    sentence = refusal(content)
    assert words in sentence
    assert sentence.endswith(".")


def test_a_workbook_that_lies_about_its_size_is_read_as_it_is() -> None:
    lying = sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    ).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    table = read(with_part(PLAIN, SHEET, lying))
    assert [(row["A"], row["B"]) for row in table.rows] == [("1", "2")]


def test_empty_cells_at_the_end_of_a_sheets_row_are_no_problem() -> None:
    table = read(workbook(["URN", "Name", "Closed"], [1, "Oak", None], [2, None, None], [3, "Elm", None, "x"]))
    assert [bool(row.problem) for row in table.rows] == [False, False, True]
    assert table.rows[0]["Closed"] == ""


def test_cells_of_a_sheet_become_the_text_a_person_saw() -> None:
    row = [datetime(2020, 9, 1), datetime(2020, 9, 1, 9, 30), 100.0, 12.5, True, "=1+1", None]  # noqa: DTZ001
    cells = read(workbook([f"c{number}" for number in range(7)], row)).rows[0].cells
    assert [cells[f"c{number}"] for number in range(7)] == [
        "2020-09-01", "2020-09-01 09:30:00", "100", "12.5", "Yes", "#FORMULA!", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        b"St Anne\x92s",  # Windows-1252
        "St Anne’s".encode(),
        b"St Anne\xc2\x92s",  # Windows-1252 re-coded as if it were Latin-1
    ],
)
@pytest.mark.parametrize("other", ["", "Café"])
def test_an_apostrophe_survives_every_way_of_saving(name: bytes, other: str) -> None:
    content = b"Name,Other,Mixed\n" + name + b"," + other.encode() + b",\xa3\n"
    row = read(content).rows[0]
    assert row["Name"] == "St Anne’s"
    assert row["Other"] == other
    assert row["Mixed"] == "£"


def test_a_spreadsheets_own_delimiter_line_is_understood() -> None:
    table = read(b"sep=;\r\nURN;Name\r\n1;Oak, Hill\r\n")
    assert table.header == ("URN", "Name")
    assert (table.rows[0].number, table.rows[0]["Name"]) == (3, "Oak, Hill")


def test_commas_inside_quoted_headings_do_not_decide_the_delimiter() -> None:
    assert read(b'"Name, full, as registered";URN\nOak;1').rows[0]["URN"] == "1"


def test_headings_match_by_name_whatever_their_place_capitals_and_spaces() -> None:
    table = read(b" name ,LA  (Code)\nOak,886\n")
    assert missing_headings(table.header, ["Name", "LA (code)"]) is None
    assert (table.rows[0]["NAME"], table.rows[0]["LA (code)"]) == ("Oak", "886")
    assert missing_headings(table.header, ["URN", "Name", "Phase"]) == (
        "The file has no column “URN” or “Phase”. Upload the file as it was downloaded, with its heading row."
    )


def test_rows_are_numbered_as_a_spreadsheet_counts_them() -> None:
    table = read(b'a,b\n1,"two\nlines"\n\n3,4\n')
    assert [row.number for row in table.rows] == [2, 4]


def test_short_and_long_rows_say_so_and_keep_what_they_have() -> None:
    short, long, fine = read(b"a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n").rows
    assert short.problem == "This row has 2 cells where the heading row has 3"
    assert (short["a"], short["c"]) == ("1", "")
    assert long.problem == "This row has 4 cells where the heading row has 3"
    assert not fine.problem


@pytest.mark.parametrize(
    "content",
    [b"," * 399 + b"a\n" + (b"," * 399 + b"1\n") * 40_000, b"a,b\n" + b'"' * 9_000_000, b"a,b\n" + b"\n" * 19_000_000],
    ids=["commas", "quotes", "line ends"],
)
def test_time_and_memory_stay_bounded(content: bytes) -> None:
    before = time.process_time()
    tracemalloc.start()
    try:
        sentence = refusal(content)
        assert tracemalloc.get_traced_memory()[1] < 400 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert "more than" in sentence or "could not read" in sentence
    assert time.process_time() - before < 15  # counting the memory makes it several times slower


def test_control_characters_do_not_reach_a_cell() -> None:
    assert read(b"a,b\n" + b"1,2\n" * 2_000 + b"3,x\x00\x1b[31my\n").rows[-1]["b"] == "x[31my"


@given(st.binary(max_size=200), st.integers(0, 4_000))
def test_a_damaged_workbook_is_read_or_refused(damage: bytes, place: int) -> None:
    with contextlib.suppress(UnreadableTable):
        read(PLAIN[:place] + damage + PLAIN[place + len(damage) :])


FILES = {
    "demo_communities.csv": (9, 563, 0),
    "gias_groups_official_header_sample.csv": (21, 6, 0),
    "gias_oddities_SYNTHETIC_cp1252.csv": (135, 30, 2),
    "gias_oddities_SYNTHETIC_notes.csv": (3, 30, 0),
    "gias_oddities_SYNTHETIC_utf8bom.csv": (135, 30, 2),
    "gias_official_sample_8rows_140cols.csv": (140, 8, 0),
    "kent_gias_links.csv": (5, 857, 0),
    "kent_gias_reconstructed.csv": (135, 1200, 0),
    "kent_grouplinks_2017.csv": (17, 434, None),
    "kent_sen_census_2024_25.csv": (23, 692, 0),
    "kent_trusts.csv": (7, 98, 0),
    "medway_gias_reconstructed.csv": (140, 230, 0),
    "southampton_gias_reconstructed.csv": (135, 162, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_every_real_file_is_read_whole(name: str, shared_data: Path) -> None:
    columns, rows, problems = FILES[name]
    with (shared_data / name).open("rb") as file:
        table = read_table(file)
    assert (len(table.header), len(table.rows)) == (columns, rows)
    found = [row for row in table.rows if row.problem]
    assert len(found) == problems if problems is not None else found
    assert not any("\ufffd" in cell or "\x92" in cell for row in table.rows for cell in row.cells.values())


def test_both_encodings_of_the_oddities_say_the_same(shared_data: Path) -> None:
    tables = []
    for encoding in ("cp1252", "utf8bom"):
        with (shared_data / f"gias_oddities_SYNTHETIC_{encoding}.csv").open("rb") as file:
            tables.append(read_table(file))
    for one, other in zip(tables[0].rows, tables[1].rows, strict=True):
        assert one.cells == other.cells


def test_files_beside_the_registers_that_are_no_tables_are_refused(shared_data: Path) -> None:
    for name in ("kent_districts.geojson", "blns.json", "SOURCES.md"):
        content = (shared_data / name).read_bytes()
        try:
            table = read(content)
        except UnreadableTable:
            continue
        assert missing_headings(table.header, ["URN"]), name
