"""CSV and XLSX: what is in the file, and that nothing in it runs."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.documents.sheets import Cell, safe, stream_csv, stream_xlsx

FORMULAS = [
    "=1+1",
    "+1",
    "-1+1|cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\x00=1",
]
SIGNS = tuple("=+-@＝＋－＠\t\r\n")


def csv_of(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    made = b"".join(stream_csv(header, rows))
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def sheet_of(header: Sequence[str], rows: Sequence[Sequence[Cell]], title: str = "Requests") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(stream_xlsx(header, rows, title=title))))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_shown_and_never_run(formula: str) -> None:
    assert safe(formula).startswith("'")
    assert csv_of(["A"], [[formula]])[1][0].startswith("'")
    cell = sheet_of(["A"], [[formula]]).active["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_a_formula_in_the_header_is_guarded_too() -> None:
    assert csv_of(["=A"], [])[0] == ["'=A"]
    assert sheet_of(["=A"], []).active["A1"].value == "'=A"


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_begins_with_a_sign(text: str) -> None:
    assert not safe(text).lstrip(" \u200b").startswith(SIGNS)


@pytest.mark.parametrize("text", ["Oakfield Primary", "O'Neill", "5 - 7 years", "a=b", "", "x@example.org"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_csv_is_utf8_with_mark_and_crlf() -> None:
    made = b"".join(stream_csv(["Name", "Note"], [["Zoë", 'says "hi",\nthen goes'], ["B", None]]))
    assert made.startswith(b"\xef\xbb\xbfName,Note\r\n")
    assert made.endswith(b"B,\r\n")
    assert csv_of(["Name", "Note"], [["Zoë", 'says "hi",\nthen goes']])[1] == ["Zoë", 'says "hi",\nthen goes']


def test_csv_keeps_numbers_and_days_plain() -> None:
    row: list[Cell] = [-5, Decimal("-1234.50"), date(2026, 11, 3), datetime(2026, 7, 1, 9, 30, tzinfo=UTC), True, None]
    assert csv_of(list("abcdef"), [row])[1] == ["-5", "-1234.50", "2026-11-03", "2026-07-01 10:30", "Yes", ""]


def two_thousand(taken: list[int]) -> Iterator[list[Cell]]:
    for number in range(2_000):
        taken.append(number)
        yield [number]


def test_csv_comes_in_pieces_and_the_first_before_any_row() -> None:
    taken: list[int] = []
    pieces = stream_csv(["N"], two_thousand(taken))
    made = next(pieces)
    assert not taken
    made += next(pieces)
    assert len(taken) < 1_000
    assert (made + b"".join(pieces)).count(b"\r\n") == 2_001


def test_a_workbook_comes_in_pieces_and_the_first_before_any_row() -> None:
    taken: list[int] = []
    pieces = stream_xlsx(["N"], two_thousand(taken), title="Numbers")
    made = next(pieces)
    assert made
    assert not taken
    made += next(pieces)
    assert len(taken) < 1_000
    sheet = openpyxl.load_workbook(io.BytesIO(made + b"".join(pieces))).active
    assert (sheet.max_row, sheet["A2"].value, sheet["A2001"].value) == (2_001, 0, 1_999)
    assert sheet.auto_filter.ref == "A1:A2001"


def test_what_excel_would_read_as_a_letter_by_its_number_stays_as_it_was_typed() -> None:
    made = zipfile.ZipFile(io.BytesIO(b"".join(stream_xlsx(["A"], [["_x0041_ & <b>"]], title="A"))))
    assert b'<t xml:space="preserve">_x005F_x0041_ &amp; &lt;b&gt;</t>' in made.read("xl/worksheets/sheet1.xml")


def test_a_sheet_has_real_numbers_and_days() -> None:
    row: list[Cell] = [-5, Decimal("-1234.50"), date(2026, 11, 3), datetime(2026, 7, 1, 9, 30, tzinfo=UTC), False, None]
    sheet = sheet_of(list("abcdef"), [row]).active
    cells = [cell.value for cell in sheet[2]]
    assert cells == [-5, -1234.5, datetime(2026, 11, 3), datetime(2026, 7, 1, 10, 30), "No", None]  # noqa: DTZ001
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["C2"].is_date


def test_a_sheet_has_a_frozen_header_wide_columns_and_a_title() -> None:
    book = sheet_of(["Name", "Solution"], [["Oakfield", "x" * 200]], title="Requests: 2026/27 [all]")
    assert book.properties.title == "Requests: 2026/27 [all]"
    sheet = book.active
    assert sheet.title == "Requests  2026 27  all"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width > 50


@pytest.mark.parametrize("title", ["", "'", "History", "a" * 99, "\x00", "[]:*?/\\"])
def test_any_title_makes_a_sheet(title: str) -> None:
    assert sheet_of(["A"], [["b"]], title=title).active["A2"].value == "b"


def test_numbers_a_sheet_would_round_stay_exact_as_text() -> None:
    sheet = sheet_of(["A", "B"], [[10**16 + 1, Decimal("12345678901234567.89")]]).active
    assert [cell.value for cell in sheet[2]] == ["10000000000000001", "12345678901234567.89"]


@pytest.mark.parametrize("odd", ["x" * 100_000, "http://example.org/" + "a" * 3000, "\ud800", "\x00\x1b", "_x0041_"])
def test_odd_text_fits_into_a_cell(odd: str) -> None:
    value = sheet_of(["A"], [[odd]]).active["A2"].value
    assert len(value or "") <= 32_767


def test_days_before_1900_are_text() -> None:
    assert sheet_of(["A"], [[date(1899, 1, 1)]]).active["A2"].value == "1899-01-01"


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_any_text_survives_csv(texts: list[str]) -> None:
    assert csv_of(["H"] * len(texts), [texts])[1:] == [[safe(text) for text in texts]]


def test_a_sheet_of_emojis_has_a_name_that_excel_takes() -> None:
    """Excel counts each as two characters, of 31."""
    book = sheet_of(["a"], [["b"]], title="😀" * 40)
    assert book.sheetnames == ["😀" * 15]
