"""CSV as councils and the DfE save it: UTF-8 or Windows-1252 or both mixed; commas, semicolons or tabs."""

import csv
import io
import re
from collections.abc import Iterator

from locality.tables.cleaning import mended
from locality.tables.refusal import UnreadableTable
from locality.values.files import is_locked_office, is_macintosh, is_old_office, pdf_begins

_DELIMITERS = ",;\t"
_LONGEST_FIRST_ROW = 65_536  # characters looked at
_LINES_LOOKED_AT = 10
_QUOTED = re.compile('"[^"]*"')
_DECLARED = re.compile("sep=([,;\t|])\r?\n", re.IGNORECASE)  # how a spreadsheet says which delimiter it used
_DOCUMENTS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PROGRAMS = (b"MZ\x90", b"\x7fELF")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n"
_MOST_CONTROLS = 0.01  # share of bytes that are control characters; text has next to none
_CONTROLS = bytes(number for number in range(32) if number not in b"\t\n\r\x0c\x1a")


_NO_WORD = re.compile(r"[a-zß-ÿ][À-ÖØ-ÞŠŽŸ]|[^\W\d_][‚„ƒˆ]|[œ£][a-zß-ÿ]|œ[0-9]")
"""What Windows’ letters never spell: a file of a Macintosh or of MS-DOS, read as one of Windows, is full of it."""


def csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number as a spreadsheet counts it, from 1. Raises UnreadableTable."""
    _refuse_other_kinds(content)
    text = mended(_decode(content))
    delimiter, skipped = _delimiter(text)
    reader = csv.reader(
        io.StringIO(text[skipped:], newline=""), delimiter=delimiter, strict=False, skipinitialspace=True
    )
    number = 1 if skipped else 0
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error:
        raise UnreadableTable(
            f"We could not read the file from row {number + 1:,}. Open it in a spreadsheet and save it as CSV again."
        ) from None


def _delimiter(text: str) -> tuple[str, int]:
    """What stands between the cells, and how many letters to leave out before the first row."""
    if declared := _DECLARED.match(text):
        return declared[1], declared.end()
    begun = _QUOTED.sub("", text[:_LONGEST_FIRST_ROW].lstrip()).split("\n")[:_LINES_LOOKED_AT]
    first = next((line for line in begun if any(map(line.count, _DELIMITERS))), "")  # a title may stand above the table
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise UnreadableTable(
            "The first row of the file has only one column. Save the table as CSV, with commas between columns."
        )
    return delimiter, 0


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_DOCUMENTS) or pdf_begins(content):
        raise UnreadableTable(
            "This file is a document or a picture, not a table. Select a CSV file or an Excel workbook (.xlsx)."
        )
    if is_locked_office(content):
        raise UnreadableTable("This workbook has a password. Save it without one, then upload it again.")
    if is_old_office(content):
        raise UnreadableTable(
            "This workbook is in the old Excel format (.xls), perhaps with a password. "
            "Save it as .xlsx without a password, or as CSV, then upload it again."
        )
    if content.startswith(_UTF_16):
        return
    if content.removeprefix(_BYTE_ORDER_MARK).lstrip(_SPACE).startswith(b"<"):
        raise UnreadableTable("This file is a web page, not a table. Download the table again, as CSV or .xlsx.")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\x00" in content[:4096] or controls > len(content) * _MOST_CONTROLS or content.startswith(_PROGRAMS):
        raise UnreadableTable("This file is not a table. Select a CSV file or an Excel workbook (.xlsx).")


def _decode(content: bytes) -> str:
    """UTF-8 or UTF-16 where the whole is, else line by line UTF-8 or Windows-1252: some files mix both.

    A file of an old Macintosh (Excel still calls it “CSV (Macintosh)”) ends its lines otherwise, and is read as one.
    """
    if content.startswith(_UTF_16):
        try:
            return _without_nulls(content.decode("utf-16"))
        except UnicodeDecodeError:
            raise UnreadableTable("The file is damaged. Save it as “CSV UTF-8”, then upload it again.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if is_macintosh(content):
            return content.decode("mac_roman")
        lines = content.removeprefix(_BYTE_ORDER_MARK).splitlines(keepends=True)
        text = "".join(_decode_line(line) for line in lines)
        if found := _NO_WORD.search(text):
            raise UnreadableTable(
                f"We cannot be sure of the letters in this file: we read “{_around(text, found)}”. Save it as "
                "“CSV UTF-8”, or as .xlsx, then upload it again."
            ) from None
        return text


def _around(text: str, found: re.Match[str]) -> str:
    """The word in which it was found, as far as it helps."""
    before, after = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + 20]
    begins = re.split(r"\W", before)[-1]
    return begins + found[0] + re.split(r"\W", after)[0]


def _without_nulls(text: str) -> str:
    if "\x00" in text:
        raise UnreadableTable("This file is not a table. Select a CSV file or an Excel workbook (.xlsx).")
    return text


def _decode_line(line: bytes) -> str:
    """A line is UTF-8, or else Windows-1252 but for the letters in it that can only be UTF-8."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return _UTF_8_LETTER.sub(_decode_piece, line).decode("utf-8", "replace")


# A whole letter of UTF-8 (left as it is), or any other byte beyond ASCII
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]")


def _decode_piece(match: re.Match[bytes]) -> bytes:
    piece = match.group()
    return piece if len(piece) > 1 else piece.decode("cp1252", "replace").encode()
