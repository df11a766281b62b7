"""Files as Excel, Numbers, Google and Windows save them: read as the person saw them, or a sentence that says how to save."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from locality.tables.reading import Table, missing_headings, read_table
from tests.unit.tables.test_hostile import PLAIN, SHEET, refusal, sheet_xml, with_part, workbook

NEEDED = ("community", "amount")
TABLE = [["Community", "Amount"], ["Ferring 1", 100]]


def read(content: bytes) -> Table:
    return read_table(BytesIO(content), headings=NEEDED)


def book(*sheets: tuple[str, str, list[list[object]]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, state, rows in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def cell(value: str, formula: str = "", kind: str = "") -> bytes:
    """A workbook whose one amount is written so in the file."""
    made = workbook(["community", "amount"], ["Ferring 1", 1])
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>community</t></is></c><c r="B1" t="inlineStr"><is><t>amount</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>Ferring 1</t></is></c><c r="B2"{kind}>{formula}{value}</c></row>'
    )
    return with_part(made, SHEET, sheet_xml(rows))


@pytest.mark.parametrize(
    ("sheets", "sheet"),
    [
        ([("Notes", "hidden", [["a", "b"], [1, 2]]), ("Data", "visible", TABLE)], ""),
        ([("Old", "veryHidden", TABLE), ("Data", "visible", TABLE)], ""),
        ([("Cover", "visible", [["Allocations of 2026"], ["by Kay"]]), ("Data", "visible", TABLE)], "Data"),
        ([("Empty", "visible", []), ("Data", "visible", [[], [], *TABLE])], "Data"),
        ([("Data", "visible", TABLE), ("More", "visible", TABLE)], "Data"),
    ],
    ids=["hidden first", "very hidden first", "cover", "empty first", "the first of two"],
)
def test_the_first_sheet_that_people_see_with_the_headings_is_read(
    sheets: list[tuple[str, str, list[list[object]]]], sheet: str
) -> None:
    table = read(book(*sheets))
    assert [(row["community"], row["amount"]) for row in table.rows] == [("Ferring 1", "100")]
    assert table.sheet == sheet


def test_which_sheet_was_read_is_said_where_none_has_the_headings() -> None:
    table = read(book(("Cover", "visible", [["a", "b"], [1, 2]]), ("Other", "visible", [["c", "d"], [3, 4]])))
    assert missing_headings(table.header, NEEDED, sheet=table.sheet) == (
        "The sheet “Cover” was read, and it has no column “community” or “amount”. "
        "Upload the file as it was downloaded, with its heading row."
    )


@pytest.mark.parametrize(
    ("held", "seen"),
    [
        ("3479.9999999999995", "3480"),
        ("57.699999999999996", "57.7"),
        ("333.3333333333333", "333.333333333333"),
        ("0.30000000000000004", "0.3"),
        ("1E-7", "0.0000001"),
        ("1234.5", "1234.5"),
        ("123456789012345680", "123456789012345680"),
        ("-12.10", "-12.1"),
    ],
)
def test_a_number_is_what_the_spreadsheet_shows_of_it(held: str, seen: str) -> None:
    assert read(cell(f"<v>{held}</v>")).rows[0]["amount"] == seen


@pytest.mark.parametrize(
    ("value", "formula", "kind", "seen"),
    [
        ("<v></v>", "<f>1+1</f>", "", "#FORMULA!"),
        ("", '<f t="shared" si="0"/>', "", "#FORMULA!"),
        ("<v>2</v>", "<f>1+1</f>", "", "2"),
        ("<v></v>", '<f>""</f>', ' t="str"', ""),
        ("<v>#REF!</v>", "<f>#REF!+1</f>", ' t="e"', "#REF!"),
    ],
)
def test_a_formula_is_its_result_or_says_that_it_has_none(value: str, formula: str, kind: str, seen: str) -> None:
    (row,) = read(cell(value, formula, kind)).rows
    assert row["amount"] == seen
    if seen == "#FORMULA!":
        assert row.why_unread(NEEDED) == (
            "The cell in row 2, column “amount”, has a formula without a result. "
            "Open the file in Excel, save it and upload it again."
        )


def test_an_error_in_a_column_that_is_not_read_does_no_harm() -> None:
    (row,) = read(b"community,amount,phone\nFerring 1,100,#N/A\n").rows
    assert row.why_unread(NEEDED) == ""


@pytest.mark.parametrize(
    "content",
    [
        "community,amount\rQueen’s Café,£5\r".encode("mac_roman"),
        "community,amount\nQueen’s Café,£5\n".encode("cp1252"),
        "community\tamount\r\nQueen’s Café\t£5\r\n".encode("utf-16"),
        b"\xfe\xff" + "community;amount\r\nQueen’s Café;£5\r\n".encode("utf-16-be"),
        "\ufeffcommunity,amount\r\nQueen’s Café,£5\r\n".encode(),
        "community,amount\rQueen’s Café,£5\r".encode(),
    ],
    ids=["CSV (Macintosh)", "ANSI", "Unicode text", "UTF-16 the other way", "CSV UTF-8", "UTF-8 with returns"],
)
def test_letters_are_right_however_the_file_was_saved(content: bytes) -> None:
    (row,) = read(content).rows
    assert (row["community"], row["amount"]) == ("Queen’s Café", "£5")


def test_headings_and_cells_lose_what_is_invisible() -> None:
    table = read(
        "com\u200bmunity\u00a0,\ufeffAmount\n\u200bFerring\u00a01\u200b,\u202d5\u202c\n\u200b,\u00a0\n".encode()
    )
    assert missing_headings(table.header, NEEDED) is None
    assert [(row["community"], row["amount"]) for row in table.rows] == [("Ferring\u00a01", "5")]


def _zip(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def test_what_can_not_be_read_says_how_to_save_it() -> None:
    locked = b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 60
    assert refusal(locked) == "This workbook has a password. Save it without one, then upload it again."
    assert "old Excel format (.xls)" in refusal(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    packed = _zip(**{"extract/edubasealldata20261124.csv": b"URN,Name\n1,Oak"})
    assert refusal(packed) == "This is a .zip file. Open it and upload edubasealldata20261124.csv from inside it."
    strict = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    assert refusal(with_part(PLAIN, "xl/workbook.xml", strict)) == (
        "This workbook is saved as “Strict Open XML”. Open it, choose Save As, then “Excel Workbook (.xlsx)”, and upload that."
    )
    assert "a document or a picture" in refusal(b"\xef\xbb\xbf\r\n%PDF-1.7\n")


@pytest.mark.parametrize(
    "content",
    [
        b"Table 1\ncommunity,amount\nFerring 1,100\n",
        b"Table 1,\ncommunity,amount\nFerring 1,100\n",
        b"Allocations of 2026\n\nby Kay; checked\ncommunity;amount\nFerring 1;100\n",
        b'"community" , "amount"\n"Ferring 1" , "100"\n',
        book(("Data", "visible", [["Allocations of 2026"], [], *TABLE])),
        book(
            (
                "Data",
                "visible",
                [["Table 1"], ["made by", "Kay", "in", "May"], ["Community", "Amount"], ["Ferring 1", 100]],
            )
        ),
        book(("Cover", "visible", [["By Kay"]]), ("Data", "visible", [["Table 1"], *TABLE])),
    ],
)
def test_a_title_above_the_headings_does_no_harm(content: bytes) -> None:
    (row,) = read(content).rows
    assert (row["community"], row["amount"], row.problem) == ("Ferring 1", "100", "")


def test_a_row_keeps_its_number_below_a_title() -> None:
    assert [row.number for row in read(b"Table 1\ncommunity,amount\nFerring 1,100\nFerring 2,5\n").rows] == [3, 4]


def test_headings_that_are_nowhere_are_looked_for_in_the_first_row() -> None:
    table = read(b"place,sum\nFerring 1,100\n")
    assert table.header == ("place", "sum")
    assert len(table.rows) == 1


def test_a_last_column_that_is_empty_in_a_sheet_is_no_short_row() -> None:
    table = read(
        book(("Data", "visible", [["Table 1"], ["Community", "Amount", "for"], ["Ferring 1", 100], ["Ferring 2"]]))
    )
    assert [(row["community"], row["amount"], row.problem) for row in table.rows] == [
        ("Ferring 1", "100", ""),
        ("Ferring 2", "", ""),
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("community,amount\nQueen’s Café,£5\n".encode("mac_roman"), "QueenÕs"),
        ("community,amount\r\nCafé,£5\r\n".encode("mac_roman"), "CafŽ"),
        ("community,amount\r\nCafé,5\r\n".encode("cp850"), "Caf‚"),
        ("community,amount\r\nFerring 1,£1234.50\r\n".encode("cp850"), "œ1234"),
        ("community,amount\r\nŁódź,5\r\n".encode("cp1250"), "£ódŸ"),
    ],
    ids=["Macintosh with lines of Unix", "Macintosh with lines of Windows", "MS-DOS", "pounds of MS-DOS", "Polish"],
)
def test_letters_that_no_windows_file_holds_are_refused_with_an_example(content: bytes, word: str) -> None:
    assert refusal(content) == (
        f"We cannot be sure of the letters in this file: we read “{word}”. Save it as “CSV UTF-8”, or as .xlsx, "
        "then upload it again."
    )


@pytest.mark.parametrize("name", ["Château d’Œuvre", "Ångström “B”", "Señor López – École", "€uro", "Œuvre", "ÀB", "†"])
def test_letters_of_windows_are_read(name: str) -> None:
    (row,) = read(f"community,amount\n{name},£5\n".encode("cp1252")).rows
    assert (row["community"], row["amount"]) == (name, "£5")


@pytest.mark.parametrize(
    "error",
    ["#REF!", "#n/a", " #SPILL! ", "#ERROR!", "Loading...", "Loading…", "Err:502", "#NV", "#BEZUG!", "########", "#NOM?",
     "#EXTERNAL!", "#PYTHON!", "#DIV/0!", "#GETTING_DATA"],
)  # fmt: skip
def test_an_error_of_any_spreadsheet_is_no_name(error: str) -> None:
    (row,) = read(f"community,amount\n{error},100\n".encode()).rows
    assert row.why_unread(NEEDED) == (
        f"The cell in row 2, column “community”, has the error {error.strip()}. "
        "Correct it in the spreadsheet, then upload the file again."
    )


@pytest.mark.parametrize("name", ["#1 Ferring", "# Ferring", "Errol: 502", "Loading Bay", "##", "#Ferring!x"])
def test_what_only_begins_like_an_error_is_a_name(name: str) -> None:
    (row,) = read(f"community,amount\n{name},100\n".encode()).rows
    assert row.why_unread(NEEDED) == ""
