"""Tables as people upload them, and files that are none."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from locality.tables.reading import Table, UnreadableTable, missing_headings, read_table


def read(content: bytes) -> Table:
    return read_table(BytesIO(content))


def test_a_table_is_read_by_its_headings() -> None:
    table = read(b'URN,Name\r\n100,"Oak, Hill"\r\n\r\n101,Elm\r\n')
    assert table.header == ("URN", "Name")
    assert [(row.number, row["URN"], row["Name"]) for row in table.rows] == [(2, "100", "Oak, Hill"), (4, "101", "Elm")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    assert read(f"a{delimiter}b\n1{delimiter}2".encode()).rows[0]["b"] == "2"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("URN,Name\n1,St Anne’s".encode(), "St Anne’s"),
        ("\ufeffURN,Name\n1,Café".encode(), "Café"),
        (b"URN,Name\n1,St Anne\x92s", "St Anne’s"),
        ("URN,Name\n1,Café".encode() + b"\n2,St Anne\x92s", "Café"),
    ],
)
def test_encodings_also_mixed(content: bytes, name: str) -> None:
    assert read(content).rows[0]["Name"] == name


def test_line_breaks_within_quotes_and_rows_of_other_lengths() -> None:
    table = read(b'a,b,c\n1,"two\nlines",3\n1,2\n1,2,3,4\n1,2,3,\n')
    assert table.rows[0]["b"] == "two\nlines"
    assert [bool(row.problem) for row in table.rows] == [False, True, True, False]


def test_workbooks() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["URN", "Opened", "Share"])
    sheet.append([100.0, date(2020, 9, 1), 0.5])
    file = BytesIO()
    book.save(file)
    row = read(file.getvalue()).rows[0]
    assert (row["URN"], row["Opened"], row["Share"]) == ("100", "2020-09-01", "0.5")


def _macro_book() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return file.getvalue()


def _bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   \n\n", b"\x00" * 100, b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"MZ\x90", b"\x7fELF",
        b"\xd0\xcf\x11\xe0old", b"PK\x03\x04 cut off", b"one column\nonly", b"a,b\n",
        b"a,a\n1,2", b"a," * 500 + b"\n1", b"{}", _macro_book(),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read(content)
    assert refused.value.sentence.endswith(".")
    assert len(refused.value.sentence) > 30


@pytest.mark.slow_property
def test_too_large_a_file_and_a_zip_bomb_are_refused() -> None:
    for content in (b"a,b\n" + b"1,2\n" * 6_000_000, _bomb()):
        with pytest.raises(UnreadableTable, match="large"):
            read(content)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(UnreadableTable, match="more than 10 rows"):
        read_table(BytesIO(b"a,b\n" + b"1,2\n" * 11), most_rows=10)


@pytest.mark.slow_property
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        table = read(content)
    except UnreadableTable:
        return
    assert table.header
    assert table.rows


def test_missing_headings_are_named() -> None:
    table = read(b"a,b\n1,2")
    assert missing_headings(table.header, ["a"]) is None
    assert "“c”" in str(missing_headings(table.header, ["a", "c"]))


@pytest.mark.slow_property
def test_the_real_registers(shared_data: Path) -> None:
    sizes = {
        "kent_gias_reconstructed.csv": (135, 1200),
        "medway_gias_reconstructed.csv": (140, 230),
        "southampton_gias_reconstructed.csv": (135, 162),
        "gias_official_sample_8rows_140cols.csv": (140, 8),
        "kent_gias_links.csv": (5, 857),
        "demo_communities.csv": (9, 563),
    }
    for name, size in sizes.items():
        with (shared_data / name).open("rb") as file:
            table = read_table(file)
        assert (len(table.header), len(table.rows)) == size, name
